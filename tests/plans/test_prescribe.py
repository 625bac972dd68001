"""What is prescribed: how much, how far, in which words; each from a source or called ours."""

from typing import Any

import pytest

from assistant.plans.means import Means
from assistant.plans.origins import amounts
from assistant.plans.plan import Item
from assistant.plans.pose import drawn
from assistant.plans.prescribe import LIGHT_EFFORT, seconds_of
from assistant.plans.profile import GOALS, Cap, Flexion, Goal, Pain
from tests.plans.conftest import (
    ALL_KIT,
    DAY,
    complete,
    each_case,
    items_of,
    operated,
    planned,
)

CAPS = (20, 30, 45, 60, 75, 90, 100, 130)


def words(item: Item) -> str:
    return " ".join(said.text for said in (*item.steps, *item.faults))


def deepest(item: Item) -> float:
    """The knee that is limited, as it is drawn: both where both legs take their turn."""
    other = (item.start.other_knee, item.end.other_knee) if item.side == "both" else ()
    return max(item.start.knee, item.end.knee, *other, 0.0)


@pytest.mark.parametrize("side", ["left", "both", None])
@pytest.mark.parametrize("kit", [("none",), ("chair",), ALL_KIT])
@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("cap", CAPS)
def test_a_cap_is_kept_in_range_words_and_drawing(
    cap: float, goal: Goal, kit: tuple[str, ...], side: str | None, means: Means
) -> None:
    plan = planned(
        means, cap=Cap(degrees=cap, by="surgeon"), goal=goal, kit=kit, side=side,
        experience="experienced",
    )  # fmt: skip

    for item in items_of(plan):
        assert item.range_deg is None or item.range_deg.high <= cap
        assert deepest(item) <= cap
        assert "as close as" not in words(item)
        assert "as far as" not in words(item)
        assert "right angle" not in words(item)
        if item.range_deg is not None:
            assert f"Bend the knee to {item.range_deg.high:g}° at the most." in words(item)


@pytest.mark.parametrize(("procedure", "weeks", "cap"), [
    ("meniscus_body", 5, 90),
    ("quad_or_patellar_tendon", 9, 90),
])  # fmt: skip
def test_a_cap_of_the_protocols_is_kept_like_one_of_the_surgeon(
    procedure: str,
    weeks: float,
    cap: float,
    means: Means,
) -> None:
    plan = planned(means, **operated(procedure, weeks), kit=("chair", "mat"))

    assert all(item.range_deg.high <= cap for item in items_of(plan) if item.range_deg)
    assert all(deepest(item) <= cap for item in items_of(plan))


def test_the_word_of_a_surgeon_takes_the_place_of_the_protocols_cap(means: Means) -> None:
    changes = operated("meniscus_body", 5)

    plan = planned(means, **changes, cap=Cap(degrees=40, by="surgeon"))

    assert max(item.range_deg.high for item in items_of(plan) if item.range_deg) == 40


def test_a_cap_that_nobody_set_loosens_nothing(means: Means) -> None:
    plan = planned(means, **operated("meniscus_body", 5), cap=Cap(degrees=130, by="nobody"))

    assert max(item.range_deg.high for item in items_of(plan) if item.range_deg) <= 90


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("kit", [("none",), ("chair",), ("bed", "chair", "towel")])
def test_a_hip_within_its_precautions_is_told_and_drawn_within_them(
    kit: tuple[str, ...], goal: Goal, means: Means
) -> None:
    plan = planned(means, **operated("tha", 8), kit=kit, goal=goal)

    for item in items_of(plan):
        assert means.exercises[item.exercise].needs.hip_deg <= 90
        assert item.hip_deg is not None
        assert item.hip_deg.high <= 90
        assert max(item.start.hip, item.end.hip) <= 90
        assert "Keep the hip at 90° or less." in words(item)
    assert "cross" in " ".join(said.text for said in plan.special)


def test_with_a_hamstring_graft_the_arms_do_the_work(means: Means) -> None:
    plan = planned(means, **operated("aclr", 3, graft="hamstring"))
    (drag,) = [item for item in items_of(plan) if item.exercise == "assisted"]

    assert "let your arms do the work" in words(drag).lower()
    assert "Pull with the muscles" not in " ".join(map(words, items_of(plan)))
    assert drag.load == "the towel helps"


def test_somebody_in_pain_gets_the_smaller_amounts(means: Means) -> None:
    goal: dict[str, Any] = {"goal": "knee_rehab", "minutes": 40, "experience": "experienced"}

    well = {item.exercise: item for item in items_of(planned(means, **goal))}
    hurts = planned(means, pain=Pain(now=3, on=DAY), **goal)
    same = [(item, well[item.exercise]) for item in items_of(hurts) if item.exercise in well]

    assert same
    for less, more in same:
        assert less.effort.high <= min(LIGHT_EFFORT, more.effort.high)
        assert less.sets.high <= more.sets.high
        assert less.reps is None or more.reps is None or less.reps.high <= more.reps.high
    (quad, _) = next(pair for pair in same if pair[0].exercise == "quad-set")
    assert quad.reps is not None
    assert (quad.sets.high, quad.reps.high) == (1, 8)
    assert "pain 3 of 10" in quad.reps.because


@pytest.mark.parametrize("changes", [
    {"experience": None},
    {"experience": "beginner"},
    operated("tka", 11),
    {"pain": Pain(now=2.5, on=DAY)},
], ids=str)  # fmt: skip
def test_who_is_new_freshly_operated_or_in_pain_starts_at_the_lower_end(
    changes: dict[str, Any], means: Means
) -> None:
    plan = planned(means, **changes, minutes=60)

    for item in items_of(plan):
        dose = means.exercises[item.exercise].dose
        assert item.sets.high == dose.sets.low
        assert item.reps is None or dose.reps is None or item.reps.high == dose.reps.low


@each_case
def test_each_amount_lies_within_the_dose_of_its_exercise(
    changes: dict[str, Any], means: Means
) -> None:
    for item in items_of(planned(means, **changes)):
        dose = means.exercises[item.exercise].dose
        assert 1 <= item.sets.high <= dose.sets.high
        assert item.effort.high <= dose.effort.high
        if item.reps is not None:
            assert dose.reps is not None
            assert dose.reps.low <= item.reps.low <= item.reps.high <= dose.reps.high


@each_case
def test_each_amount_says_where_it_is_from(changes: dict[str, Any], means: Means) -> None:
    bare = [
        (item.exercise, amount.unit)
        for item in items_of(planned(means, **changes))
        for amount in amounts(item)
        if not (amount.origin.sources or amount.origin.quote or amount.origin.note)
        and not amount.because
    ]

    assert bare == []


@pytest.mark.parametrize(("reached", "expected"), [(50, 50), (90, 90), (140, 90)])
def test_nobody_is_asked_to_bend_further_than_the_knee_does(
    reached: float, expected: float, means: Means
) -> None:
    plan = planned(means, flexion=Flexion(degrees=reached))
    (drag,) = [item for item in items_of(plan) if item.exercise == "basic"]

    assert drag.range_deg is not None
    assert (drag.range_deg.high, drag.end.knee) == (expected, expected)


@pytest.mark.parametrize(("side", "each", "shown"), [
    ("left", False, "left"), ("right", False, "right"), ("both", True, "both"), (None, True, "both")
])  # fmt: skip
def test_an_exercise_for_one_leg_is_for_each_leg_where_no_side_is_told(
    side: str | None, each: bool, shown: str, means: Means
) -> None:
    plan = planned(means, side=side)
    (drag,) = [item for item in items_of(plan) if item.exercise == "basic"]

    assert (drag.side, drag.each_side) == (shown, each)


def test_two_legs_take_twice_the_time(means: Means) -> None:
    one, two = (
        next(item for item in items_of(planned(means, side=side, minutes=60)) if item.reps)
        for side in ("left", "both")
    )

    assert seconds_of(two) >= seconds_of(one)
    assert all(item.seconds == seconds_of(item) for item in items_of(planned(means, side="both")))


@each_case
def test_each_item_names_facts_of_the_person_and_an_easier_way(
    changes: dict[str, Any], means: Means
) -> None:
    plan = planned(means, **changes)
    goal = complete(**changes).goal

    for item in items_of(plan):
        assert item.because[0] == f"goal: {str(goal).replace('_', ' ')}"
        assert item.why
        assert item.easier_text


def test_the_drawing_keeps_its_seat_and_bends_less(means: Means) -> None:
    """A chair does not get lower because the knee bends less."""
    chair = means.exercises["chair"]

    start, end = (drawn(pose, chair, most=60, side="both") for pose in (chair.start, chair.end))

    assert (start.hip, end.hip) == (90, 90)
    assert start.knee < end.knee == 60
    assert max(start.other_knee, end.other_knee) == 60


def test_lying_down_the_hip_follows_the_heel(means: Means) -> None:
    basic = means.exercises["basic"]

    end = drawn(basic.end, basic, most=60, side="left")

    assert (end.knee, end.hip) == (60, 30)
