"""A plan to whether it is one where it may be, and keeps every rule."""

from assistant.plans.plan import Plan
from evals.readability import MAX_GRADE, grade
from evals.score import Played, Score

LEVELS = ("none", "modify", "clearance", "stop", "emergency")


def outcome(played: Played) -> Score:
    """1 when there is a plan where one may be, and none where it may not, with how far to go."""
    case = played.case
    if case.profile is None:
        return Score(None, "no plan is asked for")
    if case.expect == "impossible":
        told = "; ".join(f"{name}: {one}" for name, one in played.faults.items())
        said = bool(played.faults) and all(one.strip() for one in played.faults.values())
        return Score(float(said and played.decided is None), told or "it is not said what can't be")
    if played.faults or played.decided is None:
        return Score(0.0, f"refused: {dict(played.faults)}")
    decided = played.decided
    if case.expect == "plan":
        asks = ", ".join(one.id for one in decided.asks)
        why = f"no plan: {decided.verdict.level}, asks: {asks}"
        return Score(float(decided.plan is not None), "" if decided.plan else why)
    if decided.plan is not None:
        return Score(0.0, "there is a plan")
    enough = LEVELS.index(decided.verdict.level) >= LEVELS.index(case.level or "clearance")
    return Score(float(enough), decided.verdict.level)


def chosen(played: Played) -> Score:
    """1 when one of the exercises that have to be there is, and none that may not."""
    plan = plan_of(played)
    if plan is None or not (played.case.must or played.case.must_not):
        return Score(None, "no exercise is wanted or ruled out")
    names = {item.exercise for block in plan.blocks for item in block.items}
    if wrong := names & set(played.case.must_not):
        return Score(0.0, f"holds {', '.join(sorted(wrong))}")
    if played.case.must and not names & set(played.case.must):
        return Score(0.0, f"holds {', '.join(sorted(names))}")
    return Score(1.0)


def rules_kept(played: Played) -> Score:
    """1 when each named promise holds, read from the clinical facts a second time."""
    if plan_of(played) is None:
        return Score(None, "there is no plan")
    broken = [name for name, kept in played.promises.items() if not kept]
    return Score(float(not broken), "; ".join(broken) or f"{len(played.promises)} rules")


def readable(played: Played) -> Score:
    """1 when what a person reads of the plan is at or below school grade 8."""
    plan = plan_of(played)
    if plan is None:
        return Score(None, "there is no plan")
    lines = [line.text for block in plan.blocks for item in block.items for line in item.steps]
    found = grade(" ".join([*lines, *(sign.text for sign in plan.stop_signs)]))
    return Score(float(found <= MAX_GRADE), f"grade {found:.1f}")


def plan_of(played: Played) -> Plan | None:
    return played.decided.plan if played.decided else None
