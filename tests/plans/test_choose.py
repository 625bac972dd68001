"""The choice of exercises: what nothing speaks against, and a reason for all that is left out."""

from typing import Any

import pytest

from assistant.plans.choose import SLOTS, choose, hardest, why_not
from assistant.plans.gate import allowance_of
from assistant.plans.means import Means
from assistant.plans.plan import LeftOut
from assistant.plans.profile import GOALS, Cap, Event, Flexion, Goal, Pain
from assistant.safety.rule import VARIATIONS
from assistant.safety.stages import (
    CAPS_BEFORE,
    CLEARANCE_UP_TO,
    FORBIDDEN_BEFORE,
    HIP_CAPS_BEFORE,
    Operation,
)
from tests.plans.conftest import (
    ALL_KIT,
    DAY,
    complete,
    decided,
    each_case,
    exercises_of,
    items_of,
    operated,
    planned,
)

WEEKS = (0.5, 3.0, 5.0, 6.5, 8.5, 11.0, 13.0, 30.0)
OPERATIONS = [one for one in FORBIDDEN_BEFORE if one not in {("aclr", ""), ("unknown", "")}]


def reason(name: str, means: Means, **changes: Any) -> LeftOut | None:  # noqa: ANN401
    profile = complete(**changes)
    allowance = allowance_of(profile, today=DAY, rulebook=means.rulebook)
    return why_not(means.exercises[name], profile, allowance)


@pytest.mark.parametrize("weeks", WEEKS)
@pytest.mark.parametrize("operation", OPERATIONS, ids="-".join)
def test_after_an_operation_nothing_is_done_before_its_week(
    operation: Operation, weeks: float, means: Means
) -> None:
    """Against stages.py, which was read from the protocols apart from the limits."""
    procedure, graft = operation
    wishes = [{"goal": goal, "kit": ALL_KIT, "experience": "experienced"} for goal in GOALS]

    plans = [
        made.plan
        for wish in wishes
        if (made := decided(means, **operated(procedure, weeks, graft=graft or None), **wish)).plan
    ]

    assert not plans or weeks > CLEARANCE_UP_TO.get(operation, -1.0)
    for item in (item for plan in plans for item in items_of(plan)):
        exercise = means.exercises[item.exercise]
        assert any(weeks >= FORBIDDEN_BEFORE[operation][one] for one in exercise.gated_as)
        for before, cap in CAPS_BEFORE.get(operation, ()):
            assert weeks >= before or item.range_deg is None or item.range_deg.high <= cap
        before, cap = HIP_CAPS_BEFORE.get(operation, (0.0, 180.0))
        assert weeks >= before or exercise.needs.hip_deg <= cap


def test_before_week_6_of_a_hamstring_graft_the_only_heel_drag_is_the_one_with_a_towel(
    means: Means,
) -> None:
    plan = planned(means, **operated("aclr", 5, graft="hamstring"), kit=ALL_KIT)

    assert set(exercises_of(plan)) & set(VARIATIONS) == {"assisted"}
    muscles = {means.exercises[name].hamstring for name in exercises_of(plan)}
    assert muscles <= {"none", "assisted", "passive"}


def test_after_two_operations_the_stricter_limits_hold(means: Means) -> None:
    event = Event(kind="surgery", procedures=("aclr", "meniscus_body"), graft="hamstring", weeks=5)

    plan = planned(means, event=event, cleared={"by": "surgeon"})

    assert set(exercises_of(plan)) & set(VARIATIONS) == {"assisted"}
    assert all(item.range_deg.high <= 90 for item in items_of(plan) if item.range_deg)


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("weeks", [13, 16, 30, 40])
def test_nobody_who_is_pregnant_for_13_weeks_lies_on_her_back(
    weeks: float, goal: Goal, means: Means
) -> None:
    plan = planned(means, pregnant=True, pregnancy_weeks=weeks, goal=goal)

    assert all(means.exercises[name].position != "supine" for name in exercises_of(plan))
    assert "Lie on your back" not in " ".join(
        said.text for item in items_of(plan) for said in item.steps
    )


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("pain", [2.5, 3, 5])
def test_with_more_than_mild_pain_nothing_is_loaded(pain: float, goal: Goal, means: Means) -> None:
    plan = planned(means, pain=Pain(now=pain, on=DAY), goal=goal, kit=ALL_KIT)

    assert all(means.exercises[name].load <= 1 for name in exercises_of(plan))


@pytest.mark.parametrize("goal", GOALS)
def test_nobody_needs_a_thing_that_is_not_there(goal: Goal, means: Means) -> None:
    plan = planned(means, kit=("none",), goal=goal)

    assert all(means.exercises[name].kit == () for name in exercises_of(plan))


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("kit", [("none",), ("chair",), ("mat", "towel")])
def test_who_can_not_get_to_the_floor_needs_not(
    kit: tuple[str, ...], goal: Goal, means: Means
) -> None:
    plan = planned(means, floor=False, kit=kit, goal=goal)

    assert not any(means.exercises[name].needs.floor for name in exercises_of(plan))


def test_a_bed_takes_the_place_of_the_floor_but_not_for_sliders(means: Means) -> None:
    at_home: dict[str, Any] = {"floor": False, "kit": ("bed", "slider"), "goal": "strength"}

    assert reason("basic", means, **at_home) is None
    assert reason("slider", means, experience="experienced", **at_home) is not None


@pytest.mark.parametrize("steady", [False, None])
@pytest.mark.parametrize("goal", GOALS)
def test_who_is_not_known_to_be_steady_does_not_stand_on_one_leg(
    goal: Goal, steady: bool | None, means: Means
) -> None:
    plan = planned(means, steady=steady, goal=goal, kit=ALL_KIT)

    assert not any(means.exercises[name].needs.balance for name in exercises_of(plan))


@pytest.mark.parametrize("anchor", [False, None])
def test_a_band_without_an_anchor_is_left_out(anchor: bool | None, means: Means) -> None:
    kit = ("mat", "band")

    with_anchor = planned(means, goal="strength", kit=kit, anchor=True)
    without = planned(means, goal="strength", kit=kit, anchor=anchor)

    assert "band" in exercises_of(with_anchor)
    assert "band" not in exercises_of(without)
    (left,) = [one for one in without.left_out if one.exercise == "band"]
    assert left.rules == ("M10",)


def test_a_worn_band_is_left_out(means: Means) -> None:
    plan = planned(means, goal="strength", kit=("mat", "band"), told=("worn_band",))

    assert "band" not in exercises_of(plan)


@pytest.mark.parametrize(("name", "changes", "told"), [
    ("bridge", operated("tka", 8), "safety rules"),
    ("basic", {"pregnant": True, "pregnancy_weeks": 20}, "safety rules"),
    ("seated-march", operated("tha", 8), "hip past your limit of 90°"),
    ("seated-march", {"cap": Cap(degrees=70, by="surgeon")}, "your limit of 70°"),
    ("supine-hamstring-stretch", {"cap": Cap(degrees=60, by="surgeon")}, "your limit of 60°"),
    ("seated-hamstring-stretch", {"cap": Cap(degrees=60, by="surgeon")}, "your limit of 60°"),
    ("bridge", {"flexion": Flexion(degrees=75), "goal": "strength"}, "yours bends 75°"),
    ("bridge", {"pain": Pain(now=3, on=DAY)}, "safety rules"),
    ("glute-bridge", {"pain": Pain(now=3, on=DAY)}, "safety rules"),
    ("standing", {"steady": None, "goal": "strength"}, "stand safely"),
    ("band", {"anchor": None, "kit": ALL_KIT, "goal": "strength"}, "holds it safely"),
    ("chair", {"kit": ("mat",)}, "needs chair"),
    ("slider", {"kit": ("mat",), "experience": "some", "goal": "strength"}, "slider or towel"),
    ("basic", {"floor": None, "kit": ("mat",)}, "floor or a bed"),
    ("bridge", {}, "harder than"),
    ("slider", {"experience": "beginner", "goal": "strength"}, "harder than"),
])  # fmt: skip
def test_what_is_left_out_says_why(
    name: str, changes: dict[str, Any], told: str, means: Means
) -> None:
    left = reason(name, means, **changes)

    assert left is not None
    assert told in left.reason


@each_case
def test_each_exercise_is_either_in_the_plan_or_left_out_with_a_reason(
    changes: dict[str, Any], means: Means
) -> None:
    plan = planned(means, **changes)
    profile = complete(**changes)
    allowance = allowance_of(profile, today=DAY, rulebook=means.rulebook)
    choice = choose(profile, allowance, exercises=means.exercises)

    taken = [exercise.id for _, exercise in choice.taken]
    assert len(taken) == len(set(taken))
    assert sorted([*taken, *(one.exercise for one in choice.left_out)]) == sorted(means.exercises)
    assert all(one.reason.endswith(".") for one in plan.left_out)


@pytest.mark.parametrize("goal", GOALS)
def test_each_place_of_a_session_can_be_filled_by_what_belongs_there(
    goal: Goal, means: Means
) -> None:
    """A block has no wish that the catalogue has for another one."""
    strays = [
        (slot.block, name)
        for slot in SLOTS[goal]
        for name in slot.wants
        if slot.block not in means.exercises[name].blocks
    ]

    assert strays == []


@pytest.mark.parametrize(("goal", "experience", "most"), [
    ("strength", None, 2),
    ("strength", "beginner", 2),
    ("strength", "some", 3),
    ("strength", "experienced", 4),
    ("knee_rehab", "experienced", 1),
    ("mobility", "experienced", 1),
    ("cool_down", None, 1),
])  # fmt: skip
def test_nobody_begins_with_more_than_is_good_for_them(
    goal: str, experience: str | None, most: int
) -> None:
    assert hardest(complete(goal=goal, experience=experience)) == most


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("condition", ["hamstring_cramp", "back_hurts_in_bridge"])
def test_a_cramp_or_a_sore_back_goes_back_to_the_basic_version(
    condition: str, goal: Goal, means: Means
) -> None:
    """M09; nothing above the basic drag, however experienced."""
    plan = planned(
        means,
        goal=goal,
        kit=ALL_KIT,
        experience="experienced",
        anchor=True,
        conditions=(condition,),
    )

    harder = {"bridge", "slider", "band", "standing", "single_leg", "glute-bridge"}
    assert harder.isdisjoint(exercises_of(plan))


@pytest.mark.parametrize(("kit", "easier"), [(ALL_KIT, "assisted"), (("mat",), "low_friction")])
def test_more_than_mild_pain_takes_an_easier_version(
    kit: tuple[str, ...], easier: str, means: Means
) -> None:
    """M05: above 2 of 10 an easier version; at 2 the usual one."""
    sore = planned(means, goal="mobility", kit=kit, pain=Pain(now=3, usual=3, kind="stiff", on=DAY))
    fine = planned(means, goal="mobility", kit=kit, pain=Pain(now=2, usual=2, kind="stiff", on=DAY))

    assert easier in exercises_of(sore)
    assert "basic" in exercises_of(fine)
