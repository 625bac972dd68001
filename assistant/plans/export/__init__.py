"""The name of a format to the function that writes a plan in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time

from assistant.errors import InvalidInput
from assistant.plans.exercise import Position
from assistant.plans.plan import Plan
from assistant.safety.rule import Action

ALLOWED: frozenset[Action] = frozenset({"none", "modify"})  # with any other there is no plan


@dataclass(frozen=True)
class Printed:
    """What an exporter needs beside the plan."""

    positions: Mapping[str, Position]  # {"basic": "supine"}; what is not in it is not drawn
    emergency_number: str  # "112"
    cancelled: bool = False  # the plan no longer holds
    remind_at: time | None = None  # when a calendar rings; None for never


Write = Callable[[Plan, Printed], str]


@dataclass(frozen=True)
class Exporter:
    """One format; what it writes has its own line ends, so keep the bytes: `newline=""`."""

    media_type: str  # "text/calendar"
    suffix: str  # ".ics"
    write: Write


def permitted(write: Write) -> Write:
    """The same, but a plan that its verdict forbids raises `InvalidInput` with the verdict."""

    def write_permitted(plan: Plan, printed: Printed) -> str:
        if plan.verdict.level not in ALLOWED:
            raise InvalidInput(plan.verdict.text)
        return write(plan, printed)

    return write_permitted


def in_force(write: Write) -> Write:
    """The same for what is read and followed: a cancelled plan raises `InvalidInput`."""

    def write_in_force(plan: Plan, printed: Printed) -> str:
        if printed.cancelled:
            raise InvalidInput("this plan was cancelled and must not be followed: make a new one")
        return write(plan, printed)

    return write_in_force


# Each imports its module when it is called: icalendar and Jinja take a tenth of a second.
def write_fhir(plan: Plan, printed: Printed) -> str:
    from assistant.plans.export.fhir import bundle  # noqa: PLC0415

    return bundle(plan, cancelled=printed.cancelled)


def write_ics(plan: Plan, printed: Printed) -> str:
    from assistant.plans.export.ics import calendar  # noqa: PLC0415

    return calendar(
        plan,
        emergency_number=printed.emergency_number,
        cancelled=printed.cancelled,
        remind_at=printed.remind_at,
    )


def write_json(plan: Plan, _: Printed) -> str:
    from assistant.plans.export.canonical import canonical  # noqa: PLC0415

    return canonical(plan)


def write_sheet(plan: Plan, printed: Printed) -> str:
    from assistant.plans.export.sheet import page  # noqa: PLC0415

    return page(plan, positions=printed.positions, emergency_number=printed.emergency_number)


def write_text(plan: Plan, printed: Printed) -> str:
    from assistant.plans.export.text import letter  # noqa: PLC0415

    return letter(plan, emergency_number=printed.emergency_number)


EXPORTERS: dict[str, Exporter] = {
    "fhir": Exporter("application/fhir+json", ".fhir.json", permitted(write_fhir)),
    "ics": Exporter("text/calendar", ".ics", permitted(write_ics)),
    "json": Exporter("application/json", ".json", permitted(write_json)),
    "sheet": Exporter("text/html", ".html", permitted(in_force(write_sheet))),
    "text": Exporter("text/plain", ".txt", permitted(in_force(write_text))),
}
