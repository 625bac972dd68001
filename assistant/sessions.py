"""Profiles, logs and swaps to plans that are kept: what every way in does with a plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import uuid4

from pydantic import ValidationError

from assistant.errors import InvalidInput, InvalidProfile, PlanBusy, sentence
from assistant.plans.build import build
from assistant.plans.export import EXPORTERS, Exporter, Printed
from assistant.plans.log import Log
from assistant.plans.loop import Next, advance, swap
from assistant.plans.means import Means
from assistant.plans.plan import Decided, Plan
from assistant.plans.profile import Profile
from assistant.plans.store import PlanStore

Part = TypeVar("Part", Profile, Log)
CANCELLED = "this plan was cancelled and must not be followed: make a new one"


@dataclass(frozen=True)
class Written:
    """A plan in some format."""

    exporter: Exporter
    text: str
    name: str  # of a file: "plan-1234.ics"


def make(profile: Profile, *, today: date, means: Means, plans: PlanStore) -> Decided:
    """A plan for `profile`, kept; or a verdict or questions. Raises InvalidProfile."""
    decided = build(profile, today=today, means=means, seed=uuid4().hex)
    if decided.plan is not None:
        plans.keep(decided.plan, profile)
    return decided


def log(plan_id: str, done: Log, *, today: date, means: Means, plans: PlanStore) -> Next:
    """
    Keep what was done, and the version of the plan that follows from it.

    Raises UnknownPlan, PlanBusy, and InvalidInput for a day ahead, an exercise that the plan does
    not hold, and a plan that was cancelled.
    """
    kept = plans.plan(plan_id)
    if kept.cancelled:
        raise InvalidInput(CANCELLED)
    if done.on > today:
        raise InvalidInput(f"the day {done.on} lies ahead: give the day on which you trained")
    held = [item.exercise for block in kept.plan.blocks for item in block.items]
    if strange := sorted(set(done.done) - set(held)):
        raise InvalidInput(f"the plan holds no {strange[0]!r}: it has {', '.join(held)}")
    plans.log(plan_id, done)
    try:
        return go_on(plan_id, today=today, means=means, plans=plans)
    except PlanBusy:  # the log is kept: what follows from it is worked out from the newer version
        return go_on(plan_id, today=today, means=means, plans=plans)


def go_on(plan_id: str, *, today: date, means: Means, plans: PlanStore) -> Next:
    """What follows from all that was logged, kept."""
    kept = plans.plan(plan_id)
    since = logs_of_version(kept.plan, list(kept.logs))
    step = advance(kept.plan, kept.profile, since, today=today, means=means)
    if step.plan is None:
        plans.cancel(plan_id)
    elif step.plan.version != kept.plan.version:
        plans.replace(step.plan, after=kept.plan.version)
    return step


def logs_of_version(plan: Plan, logs: list[Log]) -> list[Log]:
    """
    The sessions since the plan last changed: each change is tried before the next one.

    What was logged last always counts, even of a day before the change: it may say stop.
    """
    if not plan.changed:
        return logs
    day = date.fromisoformat(plan.changed[-1].partition(":")[0])
    if logs and logs[-1].on <= day:
        return logs[-1:]
    return [one for one in logs if one.on > day]


def exchange(
    plan_id: str, exercise: str, to: str, *, today: date, means: Means, plans: PlanStore
) -> Plan:
    """One exercise for another, kept. Raises InvalidInput where the other is not allowed."""
    kept = plans.plan(plan_id)
    if kept.cancelled:
        raise InvalidInput(CANCELLED)
    changed = swap(kept.plan, kept.profile, exercise, to, today=today, means=means)
    return plans.replace(changed, after=kept.plan.version)


def export(plan_id: str, form: str, *, means: Means, plans: PlanStore) -> Written:
    """The newest version in the format `form`. Raises InvalidInput for an unknown one."""
    if form not in EXPORTERS:
        raise InvalidInput(f"there is no format {form!r}: take {', '.join(sorted(EXPORTERS))}")
    kept = plans.plan(plan_id)
    return written(kept.plan, form, means=means, cancelled=kept.cancelled)


def written(plan: Plan, form: str, *, means: Means, cancelled: bool = False) -> Written:
    exporter = EXPORTERS[form]
    positions = {name: one.position for name, one in means.exercises.items()}
    printed = Printed(positions, means.number, cancelled=cancelled)
    return Written(exporter, exporter.write(plan, printed), f"plan-{plan.id}{exporter.suffix}")


SCHEMAS: dict[str, type[Profile] | type[Plan] | type[Log]] = {
    "log": Log,
    "plan": Plan,
    "profile": Profile,
}


def schema(name: str) -> dict[str, object]:
    """The JSON Schema of what goes in and out. Raises InvalidInput for an unknown name."""
    if name not in SCHEMAS:
        raise InvalidInput(f"there is no schema {name!r}: take {', '.join(SCHEMAS)}")
    return SCHEMAS[name].model_json_schema()


def validated(model: type[Part], told: object) -> Part:
    """`told` as a profile or log. Raises InvalidProfile with a sentence for each field."""
    try:
        return model.model_validate(told)
    except ValidationError as error:
        raise InvalidProfile(sentences(error.errors())) from error


def sentences(errors: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """By field what is wrong with it, and what can stand there."""
    return {".".join(map(str, one["loc"])) or "all": sentence(words_of(one)) for one in errors}


def words_of(error: Mapping[str, Any]) -> str:
    """What pydantic says, without what it puts in front of a sentence of ours."""
    return str(error["msg"]).removeprefix("Value error, ")
