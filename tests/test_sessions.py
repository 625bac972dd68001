"""Profiles, logs and swaps to plans that are kept, and what is not done to them."""

from datetime import date, timedelta
from typing import Any

import pytest

from assistant.errors import InvalidInput, InvalidProfile, PlanBusy, UnknownPlan
from assistant.plans.export import EXPORTERS
from assistant.plans.log import Log
from assistant.plans.loop import Next
from assistant.plans.means import Means
from assistant.plans.open import open_means
from assistant.plans.plan import Plan
from assistant.plans.profile import Profile
from assistant.plans.store import Kept, PlanStore
from assistant.sessions import (
    exchange,
    export,
    log,
    logs_of_version,
    make,
    schema,
    validated,
)  # fmt: skip
from assistant.settings import shipped_corpus
from assistant.stores import Stores

DAY = date(2026, 6, 15)
UNKNOWN = "0123456789abcdef"


@pytest.fixture(scope="module")
def means() -> Means:
    return open_means(shipped_corpus(), number="112")


@pytest.fixture
def plans(stores: Stores) -> PlanStore:
    return stores.plans


@pytest.fixture
def plan(told: dict[str, Any], means: Means, plans: PlanStore) -> Plan:
    made = make(validated(Profile, told), today=DAY, means=means, plans=plans).plan
    assert made is not None
    return made


def good(day: int = 0, **fields: Any) -> Log:  # noqa: ANN401
    """A session `day` days after the plan was made, in which all went well."""
    told = {"pain_during": 1, "pain_next_morning": 0, "swelling": "none", "finished": True}
    return Log.model_validate({"on": DAY + timedelta(days=day), **told, **fields})


def logged(plan: Plan, *logs: Log, means: Means, plans: PlanStore) -> list[Next]:
    return [log(plan.id, one, today=one.on, means=means, plans=plans) for one in logs]


def test_a_plan_that_was_made_is_kept_with_its_profile(
    plan: Plan, told: dict[str, Any], plans: PlanStore
) -> None:
    assert plans.plan(plan.id) == Kept(plan, validated(Profile, told), (), False)


def test_questions_and_verdicts_are_not_kept(
    told: dict[str, Any], means: Means, plans: PlanStore
) -> None:
    told["pain"] = {}
    decided = make(validated(Profile, told), today=DAY, means=means, plans=plans)

    assert decided.plan is None
    assert [one.id for one in decided.asks] == ["pain.now"]


def test_each_change_is_tried_for_two_sessions_before_the_next(
    plan: Plan, means: Means, plans: PlanStore
) -> None:
    steps = logged(plan, *(good(day) for day in range(4)), means=means, plans=plans)

    assert [step.move for step in steps] == ["hold", "progress", "hold", "progress"]
    assert [step.plan.version for step in steps if step.plan] == [1, 2, 2, 3]
    assert plans.plan(plan.id).plan == steps[-1].plan


def test_a_stop_ends_the_plan_and_is_kept(plan: Plan, means: Means, plans: PlanStore) -> None:
    (step,) = logged(plan, good(sharp=True), means=means, plans=plans)

    kept = plans.plan(plan.id)
    assert (step.move, step.plan, step.verdict.level) == ("stop", None, "stop")
    assert kept.cancelled
    assert len(kept.logs) == 1


def test_a_cancelled_plan_is_neither_logged_nor_changed(
    plan: Plan, means: Means, plans: PlanStore
) -> None:
    plans.cancel(plan.id)

    with pytest.raises(InvalidInput, match="cancelled"):
        log(plan.id, good(), today=DAY, means=means, plans=plans)
    with pytest.raises(InvalidInput, match="cancelled"):
        exchange(plan.id, "basic", "assisted", today=DAY, means=means, plans=plans)
    assert plans.plan(plan.id) == Kept(plan, plans.plan(plan.id).profile, (), True)


@pytest.mark.parametrize(
    ("done", "says"),
    [
        (good(1), "2026-06-16 lies ahead"),
        (good(done={"plank": 1}), "no 'plank': it has "),
        (good(done={"basic": 1, "band": 1}), "no 'band'"),
    ],
)
def test_what_was_not_done_is_not_kept(
    plan: Plan, means: Means, plans: PlanStore, done: Log, says: str
) -> None:
    with pytest.raises(InvalidInput, match=says):
        log(plan.id, done, today=DAY, means=means, plans=plans)
    assert plans.plan(plan.id).logs == ()


@pytest.mark.parametrize(
    ("changed", "days", "since"),
    [
        ([], [], []),
        ([], [0, 1, 2], [0, 1, 2]),
        ([2], [], []),
        ([2], [0, 1, 2], [2]),
        ([2], [0, 1, 2, 3], [3]),
        ([2], [0, 1, 2, 3, 4], [3, 4]),
        ([2, 4], [0, 1, 2, 3, 4, 5, 6], [5, 6]),
        ([2], [0, 1, 2, 4, 3], [4, 3]),
        ([2], [0, 1, 3, 4, 1], [1]),  # told late: it may say stop, and helps nothing to go up
    ],
)
def test_what_was_done_before_the_last_change_counts_no_more(
    plan: Plan, changed: list[int], days: list[int], since: list[int]
) -> None:
    told = tuple(f"{DAY + timedelta(days=day)}: 12 repetitions (went well)" for day in changed)

    found = logs_of_version(plan.model_copy(update={"changed": told}), [good(day) for day in days])

    assert found == [good(day) for day in since]


def test_sharp_pain_that_is_told_late_still_stops(
    plan: Plan, means: Means, plans: PlanStore
) -> None:
    logged(plan, *(good(day) for day in range(3)), means=means, plans=plans)

    late = good(1, sharp=True)
    step = log(plan.id, late, today=DAY + timedelta(days=3), means=means, plans=plans)

    assert step.move == "stop"


def test_one_exercise_takes_the_place_of_another(
    plan: Plan, means: Means, plans: PlanStore
) -> None:
    changed = exchange(plan.id, "basic", "assisted", today=DAY, means=means, plans=plans)

    assert (changed.id, changed.version) == (plan.id, 2)
    assert plans.plan(plan.id).plan == changed
    assert plans.version(plan.id, 1) == plan


class Meddled(PlanStore):
    """Another process changes a plan right after it was read, as often as is told."""

    times = 2

    def plan(self, plan_id: str) -> Kept:
        kept = super().plan(plan_id)
        if self.times:
            self.times -= 1
            self.replace(kept.plan, after=kept.plan.version)
        return kept


def test_what_follows_from_a_log_is_worked_out_from_a_version_written_meanwhile(
    plan: Plan, means: Means, plans: PlanStore
) -> None:
    logged(plan, good(0), means=means, plans=plans)

    step = log(plan.id, good(0), today=DAY, means=means, plans=Meddled(plans.engine))

    assert step.plan is not None
    assert (step.move, step.plan.version) == ("progress", 4)  # 2 and 3 are the other's
    assert len(plans.plan(plan.id).logs) == 2


def test_a_log_is_kept_even_where_the_plan_is_never_left_alone(
    plan: Plan, means: Means, plans: PlanStore
) -> None:
    logged(plan, good(0), means=means, plans=plans)
    meddled = Meddled(plans.engine)
    meddled.times = 9

    with pytest.raises(PlanBusy):
        log(plan.id, good(0), today=DAY, means=means, plans=meddled)
    assert len(plans.plan(plan.id).logs) == 2


@pytest.mark.parametrize("form", sorted(EXPORTERS))
def test_an_export_has_the_name_of_its_plan(
    plan: Plan, means: Means, plans: PlanStore, form: str
) -> None:
    written = export(plan.id, form, means=means, plans=plans)

    assert written.name == f"plan-{plan.id}{EXPORTERS[form].suffix}"
    assert written.exporter == EXPORTERS[form]
    assert plan.id in written.text


@pytest.mark.parametrize("form", ["", "pdf", "Text"])
def test_an_unknown_format_is_told_with_the_known_ones(
    plan: Plan, means: Means, plans: PlanStore, form: str
) -> None:
    with pytest.raises(InvalidInput, match="fhir, ics, json, sheet, text"):
        export(plan.id, form, means=means, plans=plans)


def test_nothing_is_done_to_a_plan_that_is_not_there(means: Means, plans: PlanStore) -> None:
    with pytest.raises(UnknownPlan):
        log(UNKNOWN, good(), today=DAY, means=means, plans=plans)
    with pytest.raises(UnknownPlan):
        exchange(UNKNOWN, "basic", "assisted", today=DAY, means=means, plans=plans)
    with pytest.raises(UnknownPlan):
        export(UNKNOWN, "text", means=means, plans=plans)


@pytest.mark.parametrize(
    ("model", "told", "fields"),
    [
        (Profile, [], {"all"}),
        (Profile, "no profile", {"all"}),
        (Profile, {"pain": {"now": 14}, "kit": ["rope"]}, {"pain.now", "kit.0"}),
        (Profile, {"minutes": 0, "weight": 80}, {"minutes", "weight"}),
        (Log, {"pain_during": 1}, {"on"}),
        (Log, {"on": "2026-06-15"}, {"all"}),
    ],
)
def test_what_can_not_be_is_told_in_a_sentence_a_field(
    model: type[Profile] | type[Log], told: object, fields: set[str]
) -> None:
    with pytest.raises(InvalidProfile) as refused:
        validated(model, told)

    assert refused.value.fields.keys() == fields
    for text in refused.value.fields.values():
        assert text[0].isupper()
        assert text.endswith(".")
        assert "Value error" not in text


def test_an_unknown_schema_is_told_with_the_known_ones() -> None:
    with pytest.raises(InvalidInput, match="log, plan, profile"):
        schema("person")
