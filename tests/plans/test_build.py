"""A session as a whole: what every one of them holds, whoever it is for."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from assistant.plans.build import build, ladder_down
from assistant.plans.means import Means
from assistant.plans.plan import Decided, Plan
from assistant.plans.profile import GOALS, Clearance, Event, Goal, Pain
from assistant.plans.texts import SHARP
from tests.plans.conftest import (
    ALL_KIT,
    DAY,
    VARIED,
    complete,
    decided,
    each_case,
    exercises_of,
    items_of,
    operated,
    planned,
)

# What a complete prescription names: FITT-VP, why, for whom not, what to heed, and from where.
RUBRIC: dict[str, Callable[[Plan], bool]] = {
    "benefits": lambda plan: bool(plan.purpose) and all(one.origin.quote for one in plan.purpose),
    "screening": lambda plan: bool(plan.verdict.text) and plan.verdict.not_asked == (),
    "frequency": lambda plan: all(
        item.times_a_day.high >= 1 and 1 <= item.days_a_week.low <= item.days_a_week.high <= 7
        for item in items_of(plan)
    ),
    "intensity": lambda plan: all(0 < item.effort.high <= 6 for item in items_of(plan)),
    "time": lambda plan: plan.seconds > 0 and all(item.seconds > 0 for item in items_of(plan)),
    "type": lambda plan: all(item.name and item.load and item.steps for item in items_of(plan)),
    "volume": lambda plan: all(
        item.sets.high >= 1 and (item.reps or item.duration_s) for item in items_of(plan)
    ),
    "progression": lambda plan: (
        {one.kind for one in plan.ahead} == {"stop", "regress", "hold", "progress"}
        and plan.review_on > plan.made_on
    ),
    "special considerations": lambda plan: bool(plan.special) and SHARP in plan.stop_signs,
    "references": lambda plan: bool(plan.sources) and all(plan.sources.values()),
}


@pytest.mark.parametrize("what", RUBRIC)
@each_case
def test_nothing_is_missing_in_a_plan(changes: dict[str, Any], what: str, means: Means) -> None:
    assert RUBRIC[what](planned(means, **changes))


def test_there_are_thirty_cases() -> None:
    assert len(VARIED) == 30


@each_case
def test_it_warms_up_first_and_cools_down_last(changes: dict[str, Any], means: Means) -> None:
    plan = planned(means, **changes)

    assert [block.kind for block in plan.blocks] == ["warm_up", "main", "cool_down"]
    for block in plan.blocks:
        assert block.items
        assert all(block.kind in means.exercises[item.exercise].blocks for item in block.items)


@pytest.mark.parametrize("minutes", [10, 15, 30, 60, 120])
@pytest.mark.parametrize("kit", [("none",), ("chair", "bed"), ALL_KIT])
def test_a_plan_of_rehabilitation_has_two_to_four_exercises(
    kit: tuple[str, ...], minutes: int, means: Means
) -> None:
    plan = planned(means, goal="knee_rehab", kit=kit, minutes=minutes)

    assert 2 <= len(exercises_of(plan)) <= 4


@each_case
def test_the_same_person_gets_the_same_plan_byte_for_byte(
    changes: dict[str, Any], means: Means
) -> None:
    one, two = (planned(means, **changes).model_dump_json() for _ in range(2))

    assert one == two


def test_another_seed_gives_another_id_and_the_same_session(means: Means) -> None:
    one, two = (
        build(complete(), today=DAY, means=means, seed=seed).plan for seed in ("one", "two")
    )

    assert one is not None
    assert two is not None
    assert one.id != two.id
    assert one.blocks == two.blocks


def test_another_day_or_another_profile_gives_another_id(means: Means) -> None:
    plans = [planned(means), planned(means, minutes=30), planned(means, steady=None)]

    assert len({plan.id for plan in plans}) == len({plan.profile_hash for plan in plans}) == 3


@each_case
def test_a_plan_goes_through_json_without_loss(changes: dict[str, Any], means: Means) -> None:
    plan = planned(means, **changes)

    assert Plan.model_validate_json(plan.model_dump_json()) == plan


@each_case
def test_each_source_that_is_named_is_listed_with_where_it_is(
    changes: dict[str, Any], means: Means
) -> None:
    plan = planned(means, **changes)
    origins = [
        *(said.origin for item in items_of(plan) for said in (*item.steps, *item.faults)),
        *(said.origin for said in (*plan.stop_signs, *plan.special, *plan.purpose)),
        *(one.origin for one in plan.ahead),
    ]
    named = {key for origin in origins for key in origin.sources}
    named |= {key for reason in plan.verdict.reasons for key in reason.sources}

    assert named <= set(plan.sources)
    assert all(means.sources[key] == title for key, title in plan.sources.items())


@each_case
def test_an_easier_exercise_is_one_that_is_allowed_and_not_in_the_plan(
    changes: dict[str, Any], means: Means
) -> None:
    plan = planned(means, **changes)
    left = {one.exercise: one for one in plan.left_out}

    for item in items_of(plan):
        if item.easier:
            assert item.easier in ladder_down(means.exercises[item.exercise], means.exercises)
            assert item.easier not in exercises_of(plan)
            assert left[item.easier].rules == ()


@pytest.mark.parametrize("goal", GOALS)
def test_a_plan_says_when_to_look_at_it_again(goal: Goal, means: Means) -> None:
    plan = planned(means, goal=goal)

    assert (plan.made_on, plan.review_on) == (DAY, DAY + timedelta(days=14))


NO_PLAN: list[dict[str, Any]] = [
    {"pain": Pain(now=6, on=DAY)},
    {"pain": Pain(now=10, on=DAY)},
    {"age": "under_18"},
    {"conditions": ("heart_disease",), "active": False},
    {**operated("tka", 2), "cleared": None},
    operated("unknown", 3),
    operated("pcl", 3),
    {"event": Event(kind="surgery", procedures=("other",), weeks=9)},
    {"goal": None},
]


@pytest.mark.parametrize("changes", NO_PLAN, ids=str)
def test_where_there_is_no_plan_there_is_a_sentence_or_a_question(
    changes: dict[str, Any], means: Means
) -> None:
    made = decided(means, **changes)

    assert made.plan is None
    assert made.asks or made.verdict.text
    assert Decided.model_validate_json(made.model_dump_json()) == made


def test_where_nothing_is_allowed_for_a_part_a_physio_is_named(means: Means) -> None:
    event = Event(kind="surgery", procedures=("other",), weeks=9)

    made = decided(means, event=event, cleared=Clearance(by="surgeon"))

    assert (made.verdict.level, made.verdict.where) == ("clearance", "physio")
    assert "warm-up" in made.verdict.text
