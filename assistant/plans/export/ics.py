"""A plan to a calendar (RFC 5545) that an import brings up to date, never doubles."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from icalendar import Alarm, Calendar, Event

import assistant.plans.export.words as words
from assistant.plans.plan import Item, Plan

PRODUCT = "-//exercise-assistant//plan//EN"
HOST = "exercise-assistant"
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def calendar(
    plan: Plan, *, emergency_number: str, cancelled: bool = False, remind_at: time | None = None
) -> str:
    """
    One whole-day event a series: the exercises that are done on the same number of days a week.

    A series starts on the day the plan was made and ends on the day of its review. Days are spread
    from the first; of "3 to 5 days" it has 3. `remind_at` is the local time of an alarm. A series
    keeps its UID over the versions of a plan as long as their number stays: a later version with
    fewer follows on the cancelled form of the one before. No organizer is named, because the plan
    is the person's own. The lines end as RFC 5545 wants, with CR LF.
    """
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "CANCEL" if cancelled else "PUBLISH")
    for number, items in enumerate(series(plan), start=1):
        event = session(plan, items, emergency_number=emergency_number)
        event.add("uid", f"{plan.id}-session-{number}@{HOST}")
        # RFC 5546 wants a cancelled event to have a higher number than the one it cancels.
        event.add("sequence", plan.version if cancelled else plan.version - 1)
        event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
        if remind_at and not cancelled:
            event.add_component(alarm(event, remind_at))
        made.add_component(event)
    written: bytes = made.to_ical()
    return written.decode("utf-8")


def series(plan: Plan) -> list[list[Item]]:
    """The exercises by how often they are done, those of the most days first."""
    ordered = sorted(words.items(plan), key=rarity)
    return [list(alike) for _, alike in groupby(ordered, key=rarity)]


def rarity(item: Item) -> tuple[float, float]:
    return -item.days_a_week.low, -item.times_a_day.low


def session(plan: Plan, items: list[Item], *, emergency_number: str) -> Event:
    first = items[0]
    often = words.times(first).lower()
    event = Event()
    # From the plan, not the clock: the same plan has the same bytes.
    event.add("dtstamp", datetime.combine(plan.made_on, time(), UTC))
    event.add("dtstart", plan.made_on)
    event.add(
        "rrule",
        {
            "FREQ": "WEEKLY",
            "UNTIL": plan.review_on,
            "BYDAY": weekdays(plan.made_on, int(first.days_a_week.low)),
        },
    )
    took = words.minutes(sum(item.seconds for item in items))
    event.add("summary", f"Exercises: {took}, {often}")
    event.add("description", description(plan, items, emergency_number=emergency_number))
    event.add("class", "PRIVATE")  # a shared calendar shows no more than that it is there
    event.add("transp", "TRANSPARENT")  # it takes minutes and blocks no day
    return event


def weekdays(first: date, days: int) -> list[str]:
    """Days of the week, as far from each other as can be; `first` is one of them."""
    apart = (words.DAYS_OF_WEEK * n // days for n in range(days))
    chosen = {(first + timedelta(days=after)).weekday() for after in apart}
    return [WEEKDAYS[weekday] for weekday in sorted(chosen)]


def description(plan: Plan, items: Iterable[Item], *, emergency_number: str) -> str:
    return "\n".join(
        [
            "Stop and get help if you notice:",
            *(f"- {sign.text}" for sign in plan.stop_signs),
            f"In an emergency call {emergency_number}.",
            "",
            *(f"{item.name} ({words.side(item).lower()}): {told(item)}" for item in items),
            "",
            f"Look at the plan again on {words.day(plan.review_on)}.",
            words.NOT_REVIEWED,
        ]
    )


def told(item: Item) -> str:
    return ". ".join(words.dose(item)) + "."


def alarm(event: Event, at: time) -> Alarm:
    ring = Alarm()
    ring.add("action", "DISPLAY")
    ring.add("description", str(event["summary"]))
    ring.add("trigger", timedelta(hours=at.hour, minutes=at.minute))  # from the start of the day
    return ring
