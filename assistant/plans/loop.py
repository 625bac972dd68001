"""A stored plan and what was logged to its next version: the recipe of the days that follow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from assistant.errors import InvalidInput
from assistant.plans.advance import Change, Move, Step, easier_dose, harder, judge_logs
from assistant.plans.check import kept
from assistant.plans.choose import why_not
from assistant.plans.fit import with_sets
from assistant.plans.gate import allowance_of
from assistant.plans.log import Log
from assistant.plans.means import Means
from assistant.plans.origins import named_sources
from assistant.plans.plan import Block, Item, Plan, Verdict
from assistant.plans.prescribe import item_of, person_of, seconds_of
from assistant.plans.profile import Profile
from assistant.plans.texts import REVIEW_DAYS
from assistant.safety.allowance import Allowance
from assistant.safety.rule import ACTIONS

STOPPED = (
    "Do no more of these exercises for now, since {why}. Phone your physio or doctor, tell them, "
    "and wait for their word."
)
WAITS = "Your case has changed: make a new plan, so that the questions are asked again."


@dataclass(frozen=True)
class Next:
    """What comes next: the same plan, a changed one, or none."""

    move: Move
    why: str
    sources: tuple[str, ...]
    plan: Plan | None  # None where it stops
    verdict: Verdict


def advance(
    plan: Plan, profile: Profile, logs: Sequence[Log], *, today: date, means: Means
) -> Next:
    """
    judge the logs → one change at the most → check.

    What may be done is judged anew for today's week. A stop, a case that waits, and one for which
    something in the plan is not allowed any more, end the plan.
    """
    step = judge_logs(logs, usual=profile.pain.usual)
    profile = aged(profile, since=plan.made_on, today=today)
    allowance = allowance_of(profile, today=today, rulebook=means.rulebook)
    if step.move == "stop":
        return ended(step, plan, STOPPED.format(why=step.why))
    if ACTIONS.index(allowance.action) >= ACTIONS.index("clearance"):
        return ended(Step("stop", "a professional has to be asked first", ()), plan, WAITS)
    if any(why_not(means.exercises[one.exercise], profile, allowance) for one in items_of(plan)):
        return ended(Step("stop", "your case has changed", ()), plan, WAITS)
    change: Change | None = None
    if step.move == "progress":
        change = first_change(plan, lambda item: up(item, profile, allowance, plan, means, today))
    elif step.move == "regress":
        change = first_change(plan, lambda item: down(item, profile, allowance, plan, means, today))
    if change is None:
        return Next("hold", step.why, step.sources, plan, plan.verdict)
    changed = with_change(plan, change, why=step.why, today=today, means=means)
    changed = kept(changed, profile, allowance, means)
    return Next(step.move, step.why, step.sources, changed, plan.verdict)


def swap(
    plan: Plan, profile: Profile, exercise: str, to: str, *, today: date, means: Means
) -> Plan:
    """
    `plan` with one exercise in place of another, its dose and history kept.

    Raises InvalidInput where that is not in the plan, or the other is not known, in the plan
    already, not for that part of a session, not allowed for the person, or too long.
    """
    block, old = next(
        ((block, item) for block in plan.blocks for item in block.items
         if item.exercise == exercise),
        (None, None),
    )  # fmt: skip
    if block is None or old is None:
        raise InvalidInput(f"the plan holds no {exercise!r}: name one of its exercises")
    if to not in means.exercises:
        known = ", ".join(means.exercises)
        raise InvalidInput(f"there is no exercise {to!r}: known are {known}")
    if holds(plan, to):
        raise InvalidInput(f"the plan holds {to!r} already: name one that it does not hold")
    if block.kind not in means.exercises[to].blocks:
        part = block.kind.replace("_", "-")
        raise InvalidInput(f"{means.exercises[to].name} is not for the {part}: name another one")
    profile = aged(profile, since=plan.made_on, today=today)
    allowance = allowance_of(profile, today=today, rulebook=means.rulebook)
    if why := why_not(means.exercises[to], profile, allowance):
        raise InvalidInput(f"{why.name} can't take its place: {why.reason}")
    new = fresh_item(to, profile, allowance, plan, means, today)
    same = {
        name: getattr(old, name)
        for name in ("sets", "reps")
        if getattr(old, name) is not None and getattr(new, name) is not None
    }
    new = new.model_copy(update=same)
    change = Change(exercise, new, f"{old.name}: {new.name}")
    if not fits(plan, change):
        raise InvalidInput(f"{new.name} takes longer than the {plan.minutes} minutes that you have")
    changed = with_change(plan, change, why="swapped", today=today, means=means)
    return kept(changed, profile, allowance, means)


def aged(profile: Profile, *, since: date, today: date) -> Profile:
    """`profile` as it was told on the day `since`, with the weeks that have gone by."""
    gone = (today - since).days / 7
    changes: dict[str, Any] = {}
    if profile.pregnancy_weeks is not None:
        changes["pregnancy_weeks"] = profile.pregnancy_weeks + gone
    if profile.event is not None and profile.event.weeks is not None:
        weeks = profile.event.weeks + gone
        changes["event"] = profile.event.model_copy(update={"weeks": weeks})
    return profile.model_copy(update=changes)


def ended(step: Step, plan: Plan, text: str) -> Next:
    verdict = plan.verdict.model_copy(update={"level": "stop", "where": "physio", "text": text})
    return Next("stop", step.why, step.sources, None, verdict)


def items_of(plan: Plan) -> list[Item]:
    return [item for block in plan.blocks for item in block.items]


def holds(plan: Plan, exercise: str) -> bool:
    return any(item.exercise == exercise for item in items_of(plan))


def first_change(plan: Plan, change: Callable[[Item], Change | None]) -> Change | None:
    """Of the main exercises, the first that can change; never two at once."""
    main = [item for block in plan.blocks if block.kind == "main" for item in block.items]
    return next((found for item in main if (found := change(item)) is not None), None)


def up(
    item: Item, profile: Profile, allowance: Allowance, plan: Plan, means: Means, today: date
) -> Change | None:
    exercise = means.exercises[item.exercise]
    if (more := harder(item, exercise=exercise, cap_deg=allowance.cap_deg)) is not None:
        return more if fits(plan, more) else None
    for name in exercise.harder:
        possible = why_not(means.exercises[name], profile, allowance) is None
        if possible and not holds(plan, name):
            new = fresh_item(name, profile, allowance, plan, means, today)
            change = Change(item.exercise, new, f"{item.name}: {new.name}")
            return change if fits(plan, change) else None
    return None


def down(
    item: Item, profile: Profile, allowance: Allowance, plan: Plan, means: Means, today: date
) -> Change | None:
    if item.easier and not holds(plan, item.easier):
        new = fresh_item(item.easier, profile, allowance, plan, means, today)
        for one in (new, with_sets(new, 1, "to fit your time")):
            change = Change(item.exercise, one, f"{item.name}: {new.name}")
            if fits(plan, change):
                return change
    return easier_dose(item, exercise=means.exercises[item.exercise])


def fresh_item(
    name: str, profile: Profile, allowance: Allowance, plan: Plan, means: Means, today: date
) -> Item:
    exercise = means.exercises[name]
    used = {item.exercise for item in items_of(plan)}
    easier = next(
        (
            one
            for one in exercise.easier
            if one not in used and why_not(means.exercises[one], profile, allowance) is None
        ),
        "",
    )
    names = {one: entry.name for one, entry in means.exercises.items()}
    person = person_of(profile, allowance, today=today)
    return item_of(exercise, person, easier=easier, names=names)


def fits(plan: Plan, change: Change) -> bool:
    others = sum(one.seconds for one in items_of(plan) if one.exercise != change.instead_of)
    return others + seconds_of(change.item) <= plan.minutes * 60


def with_change(plan: Plan, change: Change, *, why: str, today: date, means: Means) -> Plan:
    new = change.item.model_copy(update={"seconds": seconds_of(change.item)})
    blocks = tuple(
        Block(
            kind=block.kind,
            items=tuple(
                new if item.exercise == change.instead_of else item for item in block.items
            ),
        )
        for block in plan.blocks
    )
    changed = plan.model_copy(
        update={
            "blocks": blocks,
            "version": plan.version + 1,
            "seconds": sum(item.seconds for block in blocks for item in block.items),
            "review_on": today + timedelta(days=REVIEW_DAYS),
            "left_out": tuple(one for one in plan.left_out if one.exercise != new.exercise),
            "changed": (*plan.changed, f"{today}: {change.what} ({why})"),
        }
    )
    return changed.model_copy(update={"sources": named_sources(changed, means.sources)})
