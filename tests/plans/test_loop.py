"""The days that follow a plan: one change at the most, and never past what is allowed."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from assistant.errors import InvalidInput
from assistant.plans.log import Log
from assistant.plans.loop import Next, advance, swap
from assistant.plans.means import Means
from assistant.plans.plan import Item, Plan
from assistant.plans.profile import GOALS, Cap, Flexion, Goal, Profile
from tests.plans.conftest import (
    ALL_KIT,
    DAY,
    complete,
    each_case,
    exercises_of,
    items_of,
    operated,
    planned,
)
from tests.plans.test_advance import log

AS_USUAL = {"pain_before": 0, "pain_next_morning": 0}  # of somebody without pain
GOOD = (log(0, **AS_USUAL), log(1, **AS_USUAL))
FAILED = (log(0, finished=False, **AS_USUAL), log(1, finished=False, **AS_USUAL))
SHARP = (log(0, **AS_USUAL), log(1, sharp=True, **AS_USUAL))


def went_on(
    plan: Plan,
    logs: Sequence[Log],
    means: Means,
    *,
    today: date = DAY,
    **changes: Any,  # noqa: ANN401
) -> Next:
    return advance(plan, complete(**changes), logs, today=today, means=means)


def after(logs: Sequence[Log], means: Means, **changes: Any) -> Next:  # noqa: ANN401
    return went_on(planned(means, **changes), logs, means, **changes)


def differences(before: Plan, now: Plan) -> list[tuple[str, str]]:
    return [
        (old.exercise, new.exercise)
        for old, new in zip(items_of(before), items_of(now), strict=True)
        if old != new
    ]


def numbers(item: Item) -> tuple[float, ...]:
    return (
        item.sets.high,
        item.reps.low if item.reps else 0.0,
        item.range_deg.high if item.range_deg else 0.0,
    )


@each_case
def test_two_good_sessions_change_one_thing_at_the_most(
    changes: dict[str, Any], means: Means
) -> None:
    plan = planned(means, **changes)

    step = went_on(plan, GOOD, means, **changes)

    assert step.plan is not None
    changed = differences(plan, step.plan)
    assert len(changed) == (step.move == "progress")
    assert len(step.plan.changed) == len(changed)
    for old, new in changed:
        before, now = (
            next(item for item in items_of(one) if item.exercise == name)
            for one, name in ((plan, old), (step.plan, new))
        )
        if old == new:
            pairs = zip(numbers(before), numbers(now), strict=True)
            assert sum(one != other for one, other in pairs) == 1
        else:
            assert new in means.exercises[old].harder


def test_a_change_is_told_with_its_day_and_its_reason(means: Means) -> None:
    step = after(GOOD, means, experience="beginner")

    assert step.move == "progress"
    assert step.plan is not None
    assert step.plan.changed == (
        "2026-06-15: Heel drag back: 12 repetitions "
        "(all sets done two times in a row with little pain)",
    )
    assert (step.plan.version, step.plan.id) == (2, planned(means, experience="beginner").id)
    assert step.plan.review_on == DAY + timedelta(days=14)


def until_it_holds(
    logs: Sequence[Log],
    means: Means,
    look: Callable[[Plan], None],
    **changes: Any,  # noqa: ANN401
) -> Plan:
    """Again and again with the same logs; `look` sees each version."""
    plan = planned(means, **changes)
    for _ in range(40):
        step = went_on(plan, logs, means, **changes)
        if step.move == "hold":
            return plan
        assert step.plan is not None
        plan = step.plan
        look(plan)
    pytest.fail("it never came to an end")


def looks_right(profile: Profile, means: Means) -> Callable[[Plan], None]:
    def look(plan: Plan) -> None:
        names = exercises_of(plan)
        assert len(names) == len(set(names))
        assert plan.seconds <= plan.minutes * 60
        assert not set(names) & {one.exercise for one in plan.left_out}
        assert set(plan.sources) <= means.sources.keys()
        if profile.cap is not None:
            ranges = [item.range_deg.high for item in items_of(plan) if item.range_deg]
            assert max(ranges, default=0) <= profile.cap.degrees

    return look


@pytest.mark.parametrize("logs", [GOOD, FAILED], ids=["good", "failed"])
@each_case
def test_however_it_goes_on_each_version_is_a_sound_plan(
    changes: dict[str, Any], logs: Sequence[Log], means: Means
) -> None:
    until_it_holds(logs, means, looks_right(complete(**changes), means), **changes)


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("cap", [60, 85, 90])
def test_a_knee_that_bends_less_than_its_limit_is_worked_towards_it(
    cap: float, goal: Goal, means: Means
) -> None:
    changes: dict[str, Any] = {
        "goal": goal, "cap": Cap(degrees=cap, by="surgeon"), "flexion": Flexion(degrees=50)
    }  # fmt: skip

    until_it_holds(GOOD, means, looks_right(complete(**changes), means), **changes)


def test_a_harder_exercise_comes_after_range_repetitions_and_sets(means: Means) -> None:
    changes: dict[str, Any] = {"goal": "strength", "experience": "beginner", "kit": ("mat",),
                               "minutes": 60, "steady": None}  # fmt: skip
    told: list[str] = []

    until_it_holds(GOOD, means, lambda plan: told.append(plan.changed[-1]), **changes)

    bridge = [line for line in told if "Heel drag with glute bridge" in line.split(" (")[0]]
    kinds = ["repetitions" in one or "sets" in one for one in bridge]
    assert kinds == sorted(kinds, reverse=True)


def test_two_failed_sessions_swap_to_the_easier_exercise(means: Means) -> None:
    changes: dict[str, Any] = {"goal": "activation"}
    plan = planned(means, **changes)
    first = next(item for block in plan.blocks if block.kind == "main" for item in block.items)

    step = went_on(plan, FAILED, means, **changes)

    assert (step.move, first.easier) == ("regress", "basic")
    assert step.plan is not None
    assert differences(plan, step.plan) == [(first.exercise, first.easier)]


def test_where_there_is_no_easier_exercise_the_dose_gets_less(means: Means) -> None:
    changes = {**operated("aclr", 3, graft="hamstring")}
    plan = planned(means, **changes)

    step = went_on(plan, FAILED, means, **changes)

    assert step.move == "regress"
    assert step.plan is not None
    assert differences(plan, step.plan) == [("assisted", "assisted")]
    assert "1 sets" in step.plan.changed[-1]


@pytest.mark.parametrize("minutes", range(9, 16))
@pytest.mark.parametrize("goal", GOALS)
def test_the_easier_exercise_fits_the_time_too(goal: Goal, minutes: int, means: Means) -> None:
    changes: dict[str, Any] = {"goal": goal, "minutes": minutes, "experience": "beginner"}

    until_it_holds(FAILED, means, looks_right(complete(**changes), means), **changes)


@each_case
def test_a_stop_ends_the_plan_and_says_whom_to_phone(changes: dict[str, Any], means: Means) -> None:
    step = after(SHARP, means, **changes)

    assert (step.move, step.plan, step.verdict.level) == ("stop", None, "stop")
    assert "sharp pain" in step.verdict.text
    assert "Phone your physio or doctor" in step.verdict.text


def test_a_hold_gives_the_very_same_plan(means: Means) -> None:
    plan = planned(means)

    step = went_on(plan, (*GOOD, log(2, pain_during=4)), means)

    assert (step.move, step.plan) == ("hold", plan)


def test_what_may_be_done_is_judged_anew_for_the_week_of_the_day(means: Means) -> None:
    """In week 5 of a graft the towel does the work; the plan is worked on in week 7."""
    changes = operated("aclr", 5, graft="hamstring")
    plan = planned(means, **changes)
    then = DAY + timedelta(days=14)

    tried = [
        (today, went_on(plan, GOOD, means, today=today, **changes).plan) for today in (DAY, then)
    ]
    for today, now in tried:
        while now is not None:
            step = went_on(now, GOOD, means, today=today, **changes)
            if step.move != "progress":
                break
            now = step.plan
        assert now is not None
        drags = set(exercises_of(now)) & {"assisted", "low_friction", "basic", "bridge"}
        assert (drags == {"assisted"}) == (today == DAY)


def test_a_plan_ends_when_something_in_it_is_not_allowed_any_more(means: Means) -> None:
    """Made in week 11 of a pregnancy, lying on the back; three weeks later that is week 14."""
    changes = {"pregnant": True, "pregnancy_weeks": 11}
    plan = planned(means, **changes)

    now, later = (
        went_on(plan, GOOD, means, today=DAY + timedelta(days=days), **changes) for days in (1, 21)
    )

    assert now.plan is not None
    assert (later.move, later.plan) == ("stop", None)
    assert "make a new plan" in later.verdict.text


def test_a_swap_keeps_the_dose_and_the_history(means: Means) -> None:
    changes: dict[str, Any] = {"minutes": 60, "experience": "beginner"}
    step = after(GOOD, means, **changes)
    assert step.plan is not None

    plan = swap(step.plan, complete(**changes), "basic", "chair", today=DAY, means=means)

    before, now = (
        next(item for item in items_of(one) if item.exercise == name)
        for one, name in ((step.plan, "basic"), (plan, "chair"))
    )
    assert (now.sets, now.reps) == (before.sets, before.reps)
    assert plan.changed[:-1] == step.plan.changed
    assert plan.changed[-1] == "2026-06-15: Heel drag back: Chair slide (swapped)"
    assert (plan.version, plan.id) == (step.plan.version + 1, step.plan.id)
    assert differences(step.plan, plan) == [("basic", "chair")]


@pytest.mark.parametrize(("exercise", "to", "changes", "told"), [
    ("bridge", "chair", {}, "holds no 'bridge'"),
    ("basic", "hopping", {}, "no exercise 'hopping'"),
    ("basic", "bridge", {}, "can't take its place"),
    ("basic", "band", {"kit": ALL_KIT, "anchor": None, "goal": "cool_down"}, "holds it safely"),
    ("assisted", "basic", operated("aclr", 3, graft="hamstring"), "safety rules"),
    ("basic", "quad-set", {}, "already"),
    ("basic", "basic", {}, "already"),
    ("basic", "seated-march", {}, "not for the main"),
    ("ankle-pumps", "chair", {"pregnant": True, "pregnancy_weeks": 20}, "already"),
    ("supine-hamstring-stretch", "slow-breathing", {"minutes": 5}, "longer than the 5 minutes"),
])  # fmt: skip
def test_a_swap_that_can_not_be_is_refused_with_its_reason(
    exercise: str, to: str, changes: dict[str, Any], told: str, means: Means
) -> None:
    plan = planned(means, **changes)

    with pytest.raises(InvalidInput, match=told):
        swap(plan, complete(**changes), exercise, to, today=DAY, means=means)
