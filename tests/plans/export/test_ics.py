"""The calendar, read back by two libraries."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
import vobject
from icalendar import Calendar, Event

from assistant.plans.export import EXPORTERS, Printed
from assistant.plans.export.ics import weekdays
from assistant.plans.plan import Plan


def events(plan: Plan, printed: Printed) -> list[Event]:
    return list(Calendar.from_ical(EXPORTERS["ics"].write(plan, printed)).events)


def test_there_is_an_event_for_each_number_of_days_a_week(plan: Plan, printed: Printed) -> None:
    daily, thrice = events(plan, printed)

    assert daily["rrule"].to_ical() == b"FREQ=WEEKLY;UNTIL=20261214;BYDAY=MO,TU,WE,TH,FR,SA,SU"
    assert thrice["rrule"].to_ical() == b"FREQ=WEEKLY;UNTIL=20261214;BYDAY=MO,WE,FR"
    assert daily["summary"] == "Exercises: about 2 minutes, 2 times a day"
    assert thrice["summary"] == "Exercises: about 9 minutes, once a day"


def test_another_library_finds_the_same_days(plan: Plan, printed: Printed) -> None:
    read = vobject.readOne(EXPORTERS["ics"].write(plan, printed))

    daily, thrice = ([day.date() for day in event.rruleset] for event in read.vevent_list)
    assert daily == [plan.made_on + timedelta(days=after) for after in range(15)]
    assert thrice == [
        date(2026, 11, 30), date(2026, 12, 2), date(2026, 12, 4), date(2026, 12, 7),
        date(2026, 12, 9), date(2026, 12, 11), date(2026, 12, 14),
    ]  # fmt: skip


def test_another_library_finds_nothing_wrong(plan: Plan, printed: Printed) -> None:
    read = vobject.readOne(EXPORTERS["ics"].write(plan, replace(printed, remind_at=time(9))))

    assert read.validate(raiseException=True)


def test_a_later_version_has_the_same_uids_and_a_higher_sequence(
    plan: Plan, printed: Printed
) -> None:
    later = plan.model_copy(update={"version": plan.version + 1})

    before, after = events(plan, printed), events(later, printed)
    assert [one["uid"] for one in before] == [
        f"{plan.id}-session-1@exercise-assistant",
        f"{plan.id}-session-2@exercise-assistant",
    ]
    assert [one["uid"] for one in after] == [one["uid"] for one in before]
    assert [one["sequence"] for one in before] == [plan.version - 1] * 2
    assert [one["sequence"] for one in after] == [plan.version] * 2


def test_a_cancelled_plan_takes_its_events_out(plan: Plan, printed: Printed) -> None:
    cancelled = replace(printed, cancelled=True, remind_at=time(9))
    read = Calendar.from_ical(EXPORTERS["ics"].write(plan, cancelled))

    assert read["method"] == "CANCEL"
    for before, after in zip(events(plan, printed), read.events, strict=True):
        assert after["status"] == "CANCELLED"
        assert after["uid"] == before["uid"]
        assert after["sequence"] > before["sequence"]
        assert after.alarms.times == []


def test_an_event_is_of_the_whole_day_private_and_dated_by_the_plan(
    plan: Plan, printed: Printed
) -> None:
    for event in events(plan, printed):
        assert event.start == plan.made_on
        assert event["dtstamp"].dt == datetime(2026, 11, 30, tzinfo=UTC)
        assert event["class"] == "PRIVATE"
        assert event["status"] == "CONFIRMED"


def test_an_alarm_rings_only_if_one_asks(plan: Plan, printed: Printed) -> None:
    silent = events(plan, printed)[0]
    loud = events(plan, replace(printed, remind_at=time(9, 30)))[0]

    assert silent.walk("VALARM") == []
    assert [alarm["trigger"].dt for alarm in loud.walk("VALARM")] == [timedelta(hours=9.5)]


def test_a_description_has_stop_signs_before_the_doses(plan: Plan, printed: Printed) -> None:
    told = str(events(plan, printed)[1]["description"])

    assert told.startswith("Stop and get help if you notice:\n- Chest pain")
    assert "Heel drag back (right leg): 2 sets of 10 to 12 reps." in told
    assert told.index("call 112.\n") < told.index("Heel drag back")


def test_lines_are_folded_and_end_as_the_standard_wants(plan: Plan, printed: Printed) -> None:
    written = EXPORTERS["ics"].write(plan, printed).encode()

    assert written.count(b"\n") == written.count(b"\r\n")
    assert max(map(len, written.split(b"\r\n"))) <= 75


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (1, ["WE"]),
        (2, ["WE", "SA"]),
        (3, ["WE", "FR", "SU"]),
        (5, ["MO", "WE", "TH", "FR", "SU"]),
        (7, ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]),
    ],
)
def test_days_are_spread_from_the_first(days: int, expected: list[str]) -> None:
    assert weekdays(date(2026, 12, 2), days) == expected
