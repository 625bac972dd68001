"""A profile and what was decided to whether the promises about plans hold, read a second time."""

from collections.abc import Iterator
from datetime import date

from assistant.plans.means import Means
from assistant.plans.plan import Decided, Item
from assistant.plans.profile import Profile
from assistant.safety.stages import (
    CAPS_BEFORE,
    CLEARANCE_UP_TO,
    FORBIDDEN_BEFORE,
    HIP_CAPS_BEFORE,
    YEAR,
    Operation,
)

# Written from clinical-facts, section 3 and 4, apart from the rule files.
MUCH, MILD = 5.0, 2.0  # of 10 [NEMEX]
FRESH = 6.0  # weeks without clearance in which nothing is done (our inference) [ART, MGBACL]
DONOR_RESTS = 6.0  # weeks [WINDER]
SUPINE_UNTIL = 13.0  # weeks of a pregnancy [HTOG]
LIGHT = 1  # load above which nothing is done with more than mild pain

NAMES = (
    "nobody has a plan with a question open",
    "nobody has a plan with a red flag",
    "nobody has a plan with pain above 5",
    "nobody has a plan before week 6 without clearance",
    "nobody has a plan while only a surgeon can clear it",
    "nothing is in a plan before its week",
    "no knee is bent past a protocol's cap",
    "no knee is bent past a surgeon's cap",
    "no hip is bent past its precautions",
    "no hamstring pulls in the first weeks of its graft",
    "nothing loaded with more than mild pain",
    "nobody lies flat late in pregnancy",
)


def promises(profile: Profile, decided: Decided, means: Means) -> Iterator[tuple[str, bool]]:
    plan = decided.plan
    if plan is None:
        return
    items = [item for block in plan.blocks for item in block.items]
    weeks = weeks_since(profile, plan.made_on)
    operations = list(operations_of(profile))
    yield NAMES[0], not decided.asks and not plan.verdict.not_asked
    yield NAMES[1], not any(answer.yes for answer in profile.red_flags.values())
    yield NAMES[2], profile.pain.now is not None and profile.pain.now <= MUCH
    yield NAMES[3], not operations or weeks > FRESH or profile.cleared is not None
    yield (
        NAMES[4],
        not any(weeks <= CLEARANCE_UP_TO.get(operation, -1.0) for operation in operations),
    )
    yield NAMES[5], weeks >= YEAR or all(in_time(item, operations, weeks, means) for item in items)
    yield (
        NAMES[6],
        profile.cap is not None
        or all(
            bend(item) <= cap
            for operation in operations
            for before, cap in CAPS_BEFORE.get(operation, ())
            if weeks < before
            for item in items
        ),
    )
    yield NAMES[7], profile.cap is None or all(bend(item) <= profile.cap.degrees for item in items)
    yield (
        NAMES[8],
        all(
            hip(item, means) <= cap
            for operation in operations
            if operation in HIP_CAPS_BEFORE
            for before, cap in [HIP_CAPS_BEFORE[operation]]
            if weeks < before
            for item in items
        ),
    )
    yield NAMES[9], hamstring_rests(items, operations, weeks, means)
    pain = profile.pain.now or 0.0
    yield (
        NAMES[10],
        pain <= MILD or all(means.exercises[item.exercise].load <= LIGHT for item in items),
    )
    late = bool(profile.pregnant) and (profile.pregnancy_weeks or SUPINE_UNTIL) >= SUPINE_UNTIL
    yield (
        NAMES[11],
        not late or all(means.exercises[item.exercise].position != "supine" for item in items),
    )


def weeks_since(profile: Profile, day: date) -> float:
    """Since the operation or injury, by its date or as it was told; 0 where it is not known."""
    event = profile.event
    if event is None:
        return 0.0
    return (day - event.on).days / 7 if event.on else event.weeks or 0.0


def operations_of(profile: Profile) -> Iterator[Operation]:
    event = profile.event
    if event is None or event.kind != "surgery":
        return
    for name in event.procedures or ("unknown",):
        graft = event.graft if name == "aclr" and event.graft not in (None, "unknown") else ""
        if not (name == "bone" and event.healed):
            yield name, graft or ""


def in_time(item: Item, operations: list[Operation], weeks: float, means: Means) -> bool:
    """At least one of the variations that the exercise goes by is in its time after all of them."""
    return any(
        all(weeks >= FORBIDDEN_BEFORE.get(operation, {}).get(one, 0.0) for operation in operations)
        for one in means.exercises[item.exercise].gated_as
    )


def bend(item: Item) -> float:
    return item.range_deg.high if item.range_deg else 0.0


def hip(item: Item, means: Means) -> float:
    needed = means.exercises[item.exercise].needs.hip_deg
    return min(needed, item.hip_deg.high) if item.hip_deg else needed


def hamstring_rests(
    items: list[Item], operations: list[Operation], weeks: float, means: Means
) -> bool:
    resting = {("aclr", "hamstring"), ("aclr", "")} & set(operations) and weeks < DONOR_RESTS
    return not resting or all(
        means.exercises[item.exercise].hamstring in ("none", "assisted", "passive")
        and "hamstring muscle" not in " ".join(said.text for said in item.steps).lower()
        for item in items
    )
