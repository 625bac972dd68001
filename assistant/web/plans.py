"""Plans over HTTP: made, read, logged, swapped, taken along, cancelled and forgotten."""

from collections.abc import Callable
from datetime import date
from typing import Any

from fastapi import FastAPI, Response
from pydantic import BaseModel, ConfigDict

from assistant import sessions
from assistant.plans.log import Log
from assistant.plans.loop import Next
from assistant.plans.means import Means
from assistant.plans.plan import Decided, Plan, Verdict
from assistant.plans.profile import Profile
from assistant.plans.store import PlanStore
from assistant.web.headers import POLICY, SHEET

HTML = "text/html"


class Swap(BaseModel):
    """One exercise of a plan, and what is to be done instead."""

    model_config = ConfigDict(extra="forbid")
    exercise: str
    to: str


class Logged(BaseModel):
    """What follows from a log."""

    move: str  # progress, hold, regress or stop
    why: str
    sources: tuple[str, ...]
    verdict: Verdict
    plan: Plan | None  # None where it stops


class Held(BaseModel):
    """A plan with what was logged."""

    plan: Plan
    logs: tuple[Log, ...]
    cancelled: bool


def add_plan_routes(app: FastAPI, means: Callable[[], Means], plans: PlanStore) -> None:
    @app.post("/v1/plans")
    def make(profile: Profile) -> Decided:
        """A session for a profile, a verdict why there is none, or what has to be asked first."""
        return sessions.make(profile, today=date.today(), means=means(), plans=plans)

    @app.get("/v1/plans/{plan_id}")
    def read(plan_id: str) -> Held:
        """The newest version of a plan, and what was logged."""
        kept = plans.plan(plan_id)
        return Held(plan=kept.plan, logs=kept.logs, cancelled=kept.cancelled)

    @app.post("/v1/plans/{plan_id}/logs")
    def log(plan_id: str, done: Log) -> Logged:
        """What was done, and how it goes on."""
        step = sessions.log(plan_id, done, today=date.today(), means=means(), plans=plans)
        return logged(step)

    @app.post("/v1/plans/{plan_id}/swap")
    def swap(plan_id: str, body: Swap) -> Plan:
        """One exercise in place of another, its dose and history kept."""
        return sessions.exchange(
            plan_id, body.exercise, body.to,
            today=date.today(), means=means(), plans=plans,
        )  # fmt: skip

    @app.get("/v1/plans/{plan_id}/export/{form}")
    def export(plan_id: str, form: str) -> Response:
        """The plan as json, sheet, ics, fhir or text."""
        written = sessions.export(plan_id, form, means=means(), plans=plans)
        kind = written.exporter.media_type
        headers = {"Content-Disposition": f'inline; filename="{written.name}"'}
        if kind == HTML:
            headers[POLICY] = SHEET
        return Response(written.text, media_type=kind, headers=headers)

    @app.post("/v1/plans/{plan_id}/cancel", status_code=204)
    def cancel(plan_id: str) -> None:
        """Not to be followed any more; its calendar export says so."""
        plans.cancel(plan_id)

    @app.delete("/v1/plans/{plan_id}", status_code=204)
    def forget(plan_id: str) -> None:
        """Delete a plan with its logs for good."""
        plans.forget(plan_id)

    @app.get("/v1/schemas/{name}")
    def schema(name: str) -> dict[str, Any]:
        """The JSON Schema of a `profile`, a `plan` or a `log`."""
        return sessions.schema(name)


def logged(step: Next) -> Logged:
    return Logged(
        move=step.move, why=step.why, sources=step.sources, verdict=step.verdict, plan=step.plan
    )
