"""An open gate to the exercises of a session, each taken or left out with its reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.plans.exercise import BlockKind, Exercise
from assistant.plans.plan import LeftOut
from assistant.plans.profile import Experience, Goal, Profile
from assistant.safety.allowance import Allowance

# How hard an exercise may be for whom, on the scale of the catalogue (0-4, our inference): sliders
# under both heels are not for beginners.
HARDEST: dict[Experience | None, int] = {None: 2, "beginner": 2, "some": 3, "experienced": 4}
EASY = 1  # the hardest for somebody whose goal is to recover, to loosen up or to cool down
PAINFUL = 2.0  # of 10; above it an easier version [NEMEX]
GENTLE: frozenset[Goal] = frozenset({"knee_rehab", "mobility", "cool_down"})


@dataclass(frozen=True)
class Slot:
    """A place in a session: the exercises that can fill it, the most wanted first."""

    block: BlockKind
    wants: tuple[str, ...]
    optional: bool = False  # dropped first when time is short
    quick: tuple[str, ...] = ()  # of the wants: wanted most when time is short


@dataclass(frozen=True)
class Choice:
    """What is taken for each place, in the order of the session, and what is not."""

    taken: tuple[tuple[Slot, Exercise], ...]
    left_out: tuple[LeftOut, ...]
    missing: tuple[BlockKind, ...]  # blocks for which nothing is allowed


WARM_UP = ("march-in-place", "seated-march", "ankle-pumps")
STRETCH = (
    "supine-hamstring-stretch",
    "seated-hamstring-stretch",
    "slow-breathing",
    "march-in-place",
)
GENTLEST = ("heel-dig", "quad-set", "glute-set", "ankle-pumps")
LADDER = ("slider", "band", "standing", "bridge", "basic", "chair", "low_friction", "assisted")
RANGE = ("basic", "chair", "low_friction", "assisted")
WARM = Slot("warm_up", WARM_UP, quick=("ankle-pumps",))
COOL = Slot("cool_down", STRETCH, quick=STRETCH[:2])
SLOTS: dict[Goal, tuple[Slot, ...]] = {
    # Two to four exercises in a home plan of rehabilitation [ARENS].
    "knee_rehab": (
        Slot("warm_up", ("ankle-pumps", "seated-march", "march-in-place")),
        Slot("main", (*RANGE, *GENTLEST)),
        Slot("main", ("quad-set", "heel-dig", "glute-set"), optional=True),
        COOL,
    ),
    "activation": (
        WARM,
        Slot("main", ("bridge", "single_leg", *RANGE, *GENTLEST), quick=("basic",)),
        Slot("main", ("glute-bridge", "heel-dig", "glute-set"), optional=True),
        COOL,
    ),
    "strength": (
        WARM,
        Slot("main", (*LADDER, *GENTLEST)),
        Slot("main", ("glute-bridge", "glute-set", "quad-set")),
        Slot("main", ("standing-hamstring-curl", "heel-dig", "quad-set"), optional=True),
        COOL,
    ),
    "mobility": (
        WARM,
        Slot("main", (*RANGE, *GENTLEST)),
        Slot("main", ("ankle-pumps", "quad-set"), optional=True),
        COOL,
    ),
    "cool_down": (
        WARM,
        Slot("main", (*RANGE, *GENTLEST)),
        COOL,
        Slot("cool_down", ("slow-breathing",), optional=True),
    ),
}


def choose(
    profile: Profile,
    allowance: Allowance,
    *,
    exercises: Mapping[str, Exercise],
    hurry: bool = False,
) -> Choice:
    """
    For each place of the goal the first exercise that nothing speaks against.

    What is allowed is decided by the rules and limits; the order by what the goal asks for, by
    how hard it may be for this person and, in a `hurry`, by what is quick.
    Whatever was not taken keeps its reason.
    """
    assert profile.goal is not None
    taken: list[tuple[Slot, Exercise]] = []
    left_out: dict[str, LeftOut] = {}
    missing: list[BlockKind] = []
    for slot in SLOTS[profile.goal]:
        used = {exercise.id for _, exercise in taken}
        for name in in_order(slot, profile, hurry=hurry):
            exercise = exercises[name]
            if name in used:
                continue
            if why := why_not(exercise, profile, allowance):
                left_out.setdefault(name, why)
            else:
                taken.append((slot, exercise))
                break
        else:
            if not slot.optional:
                missing.append(slot.block)
    for name, exercise in exercises.items():
        if not in_use(name, taken) and name not in left_out:
            left_out[name] = why_not(exercise, profile, allowance) or not_wanted(exercise, profile)
    kept = tuple(one for name, one in left_out.items() if not in_use(name, taken))
    return Choice(tuple(taken), kept, tuple(missing))


def in_order(slot: Slot, profile: Profile, *, hurry: bool) -> Sequence[str]:
    """The wants of a place, with what is easier first for somebody in more than mild pain [M05]."""
    first = slot.quick if hurry else ()
    if slot.block == "main" and (profile.pain.now or 0.0) > PAINFUL:
        first = tuple(name for name in reversed(RANGE) if name in slot.wants)
    return [*first, *(name for name in slot.wants if name not in first)]


def in_use(name: str, taken: Sequence[tuple[Slot, Exercise]]) -> bool:
    return any(exercise.id == name for _, exercise in taken)


def not_wanted(exercise: Exercise, profile: Profile) -> LeftOut:
    assert profile.goal is not None
    wanted = profile.goal in exercise.goals
    return left(
        exercise,
        "Something that fits your goal better has its place in this session."
        if wanted
        else f"It is not for the goal of this session ({profile.goal.replace('_', ' ')}).",
    )


def why_not(exercise: Exercise, profile: Profile, allowance: Allowance) -> LeftOut | None:
    """The first thing that speaks against an exercise for this person, gravest first."""
    return next(against(exercise, profile, allowance), None)


def against(exercise: Exercise, profile: Profile, allowance: Allowance) -> Iterator[LeftOut]:
    needs = exercise.needs
    if not any(allowance.allows(one) for one in exercise.gated_as):
        rules = [rule for one in exercise.gated_as for rule in allowance.forbidden.get(one, ())]
        yield left(exercise, "The safety rules do not allow it for you now.", rules)
    if "lie_flat" in allowance.suppressed and exercise.position == "supine":
        yield left(exercise, "You should not lie flat on your back for long.", allowance.rules)
    if allowance.hip_cap_deg is not None and needs.hip_deg > allowance.hip_cap_deg:
        yield left(
            exercise,
            f"It bends the hip past your limit of {allowance.hip_cap_deg:g}°.",
            allowance.limits,
        )
    if allowance.cap_deg is not None and needs.flexion_deg > allowance.cap_deg:
        yield left(
            exercise,
            f"It needs more bend than your limit of {allowance.cap_deg:g}°.",
            (*allowance.rules, *allowance.limits),
        )
    if profile.flexion is not None and needs.flexion_deg > profile.flexion.degrees:
        yield left(
            exercise,
            f"It needs a knee that bends {needs.flexion_deg:g}°, and yours bends "
            f"{profile.flexion.degrees:g}°.",
        )
    if (profile.pain.now or 0.0) > PAINFUL and exercise.load > EASY:
        yield left(exercise, "With more than mild pain, an easier version is enough.", ("M05",))
    if needs.balance and profile.steady is not True:
        yield left(exercise, "It is not known that you stand safely on one leg.", ("M07",))
    if needs.anchor and profile.anchor is not True:
        yield left(exercise, "The band needs something that holds it safely.", ("M10",))
    kit = frozenset(profile.kit or ())
    if lacking := [any_of for any_of in exercise.kit if kit.isdisjoint(any_of)]:
        yield left(exercise, f"It needs {' or '.join(lacking[0])}, which you do not have.")
    if needs.floor and profile.floor is not True and (needs.floor_only or "bed" not in kit):
        yield left(exercise, "It is done on the floor or a bed.", ("M08",))
    if exercise.load > hardest(profile):
        yield left(exercise, "It is harder than what you should begin with.")


def hardest(profile: Profile) -> int:
    assert profile.goal is not None
    hardest_for_them = HARDEST[profile.experience]
    return min(EASY, hardest_for_them) if profile.goal in GENTLE else hardest_for_them


def left(exercise: Exercise, reason: str, rules: Sequence[str] = ()) -> LeftOut:
    return LeftOut(
        exercise=exercise.id,
        name=exercise.name,
        reason=reason,
        rules=tuple(dict.fromkeys(rules)),
    )
