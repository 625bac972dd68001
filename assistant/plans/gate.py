"""A profile to whether there may be a plan: the verdict of the rules, or what has to be asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.plans.plan import Asked, Reason, Verdict
from assistant.plans.profile import AgeBand, Condition, Profile
from assistant.plans.questions import DISEASES, FRESH, QUESTIONS, left_open
from assistant.safety.allowance import Allowance
from assistant.safety.finding import Findings
from assistant.safety.judge import judge
from assistant.safety.rule import ACTIONS, Limit, Rule, Rulebook

# A year in the middle of each band: rules ask whether somebody is under 18 or over 69.
AGES: dict[AgeBand, float] = {
    "under_18": 16, "18_to_54": 40, "55_to_69": 62, "70_or_more": 75,
}  # fmt: skip
CIRCUMSTANCES: dict[Condition, str] = {
    "heart_disease": "heart_disease",
    "metabolic_disease": "metabolic_disease",
    "kidney_disease": "kidney_disease",
    "new_or_worse_condition": "condition_new_or_worse",
    "supervised_only": "supervised_only",
    "hamstring_cramp": "hamstring_cramp",
    "back_hurts_in_bridge": "bridge_hurts_back",
}
OF_EVENT = frozenset({"event.on", "event.procedures", "event.graft"})
MAY_CLEAR = ("surgeon", "physio", "doctor")
MAY_CAP = ("surgeon", "physio", "doctor")
OPEN = "Before there is a session, these questions have to be answered."
FREE = "No rule keeps you from this session. Stop at once at any of the stop signs."


@dataclass(frozen=True)
class Gate:
    """Where a profile stands before anything is chosen."""

    verdict: Verdict
    asks: tuple[Asked, ...]
    allowance: Allowance

    @property
    def open(self) -> bool:
        return self.verdict.level in ("none", "modify") and not self.asks


def gate(profile: Profile, *, today: date, rulebook: Rulebook, number: str) -> Gate:
    """
    The strictest of all rules that hold. A sign that was answered with yes, or a case that waits
    for a professional, keeps a plan back at once; else every open question does. What is not known
    of an operation is asked before it is taken for the worst.

    `number` is the emergency number that is told.
    """
    allowance = allowance_of(profile, today=today, rulebook=rulebook)
    by_id = {rule.id: rule for rule in rulebook.rules}
    signs = [by_id[name] for name in dict.fromkeys(signs_of(profile, today=today))]
    open_ids = left_open(profile, today=today)
    held = [by_id[name] for name in allowance.rules]
    if not signs and OF_EVENT & set(open_ids):
        held = [rule for rule in held if not rests_on_event(rule)]
    rules = sorted([*signs, *held], key=lambda rule: -ACTIONS.index(rule.action))
    level = rules[0].action if rules else "none"
    limits = [one for one in rulebook.limits if one.id in allowance.limits]
    verdict = Verdict(
        level=level,
        text=text_of(rules, number=number, asking=bool(open_ids)),
        where=rules[0].where if rules else "",
        reasons=(*map(reason_of, rules), *map(reason_of_limit, limits)),
        not_asked=open_ids,
    )
    waits = ACTIONS.index(level) >= ACTIONS.index("clearance")
    asks = () if waits else tuple(asked(name) for name in open_ids)
    return Gate(verdict, asks, allowance)


def allowance_of(profile: Profile, *, today: date, rulebook: Rulebook) -> Allowance:
    return judge(findings_of(profile, today=today), rulebook=rulebook)


def rests_on_event(rule: Rule) -> bool:
    """Whether a rule makes people wait for what is not known of their operation: it is asked."""
    waits = ACTIONS.index(rule.action) >= ACTIONS.index("clearance")
    return waits and all(when.procedures for when in rule.when)


def text_of(rules: list[Rule], *, number: str, asking: bool) -> str:
    if not rules:
        return OPEN if asking else FREE
    same = [rule for rule in rules if rule.action == rules[0].action]
    firsts = list(dict.fromkeys(rule.first.format(number=number) for rule in same))
    kept = firsts if rules[0].action == "modify" else firsts[:1]
    return " ".join([*kept, *([OPEN] if asking and rules[0].action == "modify" else [])])


def reason_of(rule: Rule) -> Reason:
    return Reason(
        id=rule.id,
        label=rule.label,
        text=rule.why,
        sources=tuple(basis.key for basis in rule.sources),
        inference=rule.inference,
    )


def reason_of_limit(limit: Limit) -> Reason:
    return Reason(
        id=limit.id,
        label=limit.label,
        text=limit.ours,
        sources=tuple(basis.key for basis in limit.sources),
        inference=bool(limit.inference),
    )


def asked(name: str) -> Asked:
    question = QUESTIONS[name]
    return Asked(id=question.id, question=question.text, choices=question.choices)


def signs_of(profile: Profile, *, today: date) -> Iterator[str]:
    """The rules whose signs were answered with yes, or told as pain; an old yes still holds."""
    yes = {name for name, answer in profile.red_flags.items() if answer.yes}
    weeks = weeks_of(profile, today=today)
    operated = profile.event is not None and profile.event.kind == "surgery"
    fresh = operated and (weeks is None or weeks <= FRESH)
    if "chest_breath_faint" in yes:
        yield "E01"
    if "hot_knee" in yes:
        yield "E07" if operated or "fever" in yes else "U06"
    if "fever" in yes:
        yield "U02" if fresh else "C18"
    if "calf" in yes:
        yield "U01"
    if "locks_or_gives_way" in yes:
        yield "U07"
    if "numbness" in yes:
        yield "U08"
    if "new_injury" in yes:
        yield "U10" if operated else "U05"
    if "pregnancy_warning" in yes:
        yield "C19"
    if profile.pain.kind == "sharp":
        yield "U11"
    ill = bool(DISEASES & set(profile.conditions or ()))
    if ill and "heart_symptoms" in profile.told and profile.cleared is None:
        yield "C14"  # C12 and C13 are for those without symptoms


def findings_of(profile: Profile, *, today: date) -> Findings:
    """What the rules read in a profile, in the words of the conversation's findings."""
    event = profile.event
    operated = event is not None and event.kind == "surgery"
    procedures: tuple[str, ...] = ()
    if event and operated:
        procedures = event.procedures or ("unknown",)
    elif event and event.injury == "fracture":
        procedures = ("bone",)
    cap, by = (profile.cap.degrees, profile.cap.by) if profile.cap else (None, "nobody")
    return Findings(
        procedures=procedures,
        graft="" if event is None or event.graft in (None, "unknown") else event.graft or "",
        weeks=weeks_of(profile, today=today),
        side=profile.side or "",
        pain=profile.pain.now,
        pain_usual=profile.pain.usual,
        cap_deg=cap,
        cap_by=by if by in MAY_CAP else "",
        flexion_deg=profile.flexion.degrees if profile.flexion else None,
        age=AGES[profile.age] if profile.age else None,
        pregnant=bool(profile.pregnant),
        pregnancy_weeks=profile.pregnancy_weeks,
        kit=tuple(one for one in profile.kit or () if one != "none"),
        cleared=profile.cleared is not None and profile.cleared.by in MAY_CLEAR,
        circumstances=tuple(dict.fromkeys(circumstances_of(profile))),
    )


def circumstances_of(profile: Profile) -> Iterator[str]:
    """That a band has no anchor concerns the band alone: the choice of exercises sees to it."""
    yield from (CIRCUMSTANCES[one] for one in profile.conditions or () if one != "none")
    told = {
        "active": profile.active is True,
        "inactive": profile.active is False,
        "poor_balance": profile.steady is False,
        "alone": profile.alone is True,
        "no_floor": profile.floor is False and "bed" not in (profile.kit or ()),
        "no_kit": profile.kit == ("none",),
        "pregnancy": profile.pregnant is True,
    }
    if event := profile.event:
        told |= {
            "hamstring_strain": event.injury == "hamstring_strain",
            "healed": event.healed is True,
            "stitches_in": event.stitches is True,
            "precautions_over": event.precautions_over is True,
        }
    yield from (name for name, holds in told.items() if holds)
    yield from profile.told


def weeks_of(profile: Profile, *, today: date) -> float | None:
    """Since the operation or injury; None where it is not known."""
    event = profile.event
    if event is None:
        return None
    return (today - event.on).days / 7 if event.on else event.weeks
