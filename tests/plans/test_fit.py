"""The time there is: kept to the minute, with what matters least given up first."""

from typing import Any

import pytest

from assistant.errors import InvalidProfile
from assistant.plans.fit import with_sets
from assistant.plans.means import Means
from assistant.plans.plan import Plan
from assistant.plans.prescribe import seconds_of
from assistant.plans.profile import GOALS, Goal
from tests.plans.conftest import ALL_KIT, exercises_of, items_of, planned

KITS = (("none",), ("chair",), ALL_KIT)


def shortest(means: Means, **changes: Any) -> int:  # noqa: ANN401
    """The fewest minutes that there are, or that a person who has too few is told."""
    try:
        planned(means, minutes=5, **changes)
    except InvalidProfile as refused:
        (told,) = refused.fields.items()
        assert told[0] == "minutes"
        return int(told[1].split("takes ")[1].split()[0])
    return 5


def kept(plan: Plan) -> bool:
    spent = sum(item.seconds for item in items_of(plan))
    return spent == plan.seconds and spent <= plan.minutes * 60


@pytest.mark.parametrize("kit", KITS)
@pytest.mark.parametrize("goal", GOALS)
def test_the_time_is_kept_from_the_shortest_session_to_an_hour(
    goal: Goal, kit: tuple[str, ...], means: Means
) -> None:
    wish: dict[str, Any] = {"goal": goal, "kit": kit, "experience": "experienced"}
    least = shortest(means, **wish)

    assert 5 <= least <= 12
    for minutes in range(least, 61):
        plan = planned(means, minutes=minutes, **wish)
        assert kept(plan)
        assert [block.kind for block in plan.blocks] == ["warm_up", "main", "cool_down"]


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("minutes", [5, 6, 7, 8])
def test_too_little_time_gives_a_sentence_that_says_how_much_it_takes(
    minutes: int, goal: Goal, means: Means
) -> None:
    """And with that much there is a session."""
    wish: dict[str, Any] = {"goal": goal, "kit": ("none",), "experience": "beginner"}
    try:
        plan = planned(means, minutes=minutes, **wish)
    except InvalidProfile:
        plan = planned(means, minutes=shortest(means, **wish), **wish)

    assert kept(plan)


@pytest.mark.parametrize("goal", GOALS)
def test_more_time_never_makes_a_session_shorter(goal: Goal, means: Means) -> None:
    plans = [planned(means, goal=goal, minutes=minutes) for minutes in (12, 15, 20, 30, 60)]

    counts = [len(exercises_of(plan)) for plan in plans]
    assert counts == sorted(counts)
    assert all(set(exercises_of(plan)) <= set(exercises_of(plans[-1])) for plan in plans)


def test_what_is_optional_goes_first_then_sets(means: Means) -> None:
    long, short = (planned(means, goal="strength", minutes=minutes) for minutes in (40, 10))

    assert "standing-hamstring-curl" in exercises_of(long)
    assert "standing-hamstring-curl" not in exercises_of(short)
    assert all(item.sets.high == 1 for item in items_of(short))
    assert "to fit your time" in [item.sets.because for item in items_of(short)]


def test_where_there_is_time_the_main_exercises_get_more_sets(means: Means) -> None:
    plan = planned(means, minutes=40)
    (drag,) = [item for item in items_of(plan) if item.exercise == "basic"]

    assert drag.sets.high == means.exercises["basic"].dose.sets.high
    assert drag.sets.because == "there is time for it"


def test_nobody_who_has_to_be_careful_gets_more_sets_for_having_time(means: Means) -> None:
    plan = planned(means, minutes=60, experience="beginner")

    assert all(
        item.sets.high == means.exercises[item.exercise].dose.sets.low for item in items_of(plan)
    )


def test_a_set_less_takes_less_time(means: Means) -> None:
    item = next(item for item in items_of(planned(means, minutes=40)) if item.sets.high > 1)

    less = with_sets(item, 1, "to fit your time")

    assert less.sets.high == 1
    assert less.seconds == seconds_of(less) < item.seconds
    assert with_sets(item, item.sets.high, "no reason") is item


@pytest.mark.parametrize(
    ("goal", "minutes"), [("activation", 7), ("mobility", 7), ("cool_down", 7)]
)
def test_short_of_time_what_is_quick_warms_up_and_cools_down(
    goal: Goal, minutes: int, means: Means
) -> None:
    plan = planned(means, goal=goal, minutes=minutes, kit=("mat", "towel"), side=None)

    done = exercises_of(plan)
    assert done == ["ankle-pumps", "basic", "supine-hamstring-stretch"]
