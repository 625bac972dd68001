"""What was logged to the next move: the table of clinical-facts, section 6, row by row."""

from datetime import timedelta
from typing import Any

import pytest

from assistant.plans.advance import (
    Change,
    Move,
    easier_dose,
    harder,
    judge_logs,
    wider_range,
)
from assistant.plans.log import Log
from assistant.plans.means import Means
from assistant.plans.plan import Item
from assistant.plans.profile import Cap, Flexion
from tests.plans.conftest import DAY, items_of, planned

GOOD: dict[str, Any] = {
    "pain_before": 1, "pain_during": 1, "pain_after": 1, "pain_next_morning": 1,
    "swelling": "none", "finished": True,
}  # fmt: skip


def log(number: int = 0, **changes: Any) -> Log:  # noqa: ANN401
    """A session in which all went well, with `changes`."""
    return Log(on=DAY + timedelta(days=number), **{**GOOD, **changes})


def two(first: dict[str, Any], second: dict[str, Any]) -> list[Log]:
    return [log(0, **first), log(1, **second)]


TABLE: list[tuple[str, list[Log], Move, str]] = [
    # Pain during: 0-2 green, >2 to 5 amber, >5 or sharp red [NEMEX].
    ("mild pain twice", two({"pain_during": 2}, {"pain_during": 0}), "progress", "little pain"),
    ("pain above 2", two({}, {"pain_during": 2.5}), "hold", "2.5 of 10"),
    ("pain of 5", two({}, {"pain_during": 5}), "hold", "5 of 10"),
    ("pain above 5", two({}, {"pain_during": 5.5}), "stop", "5.5 of 10"),
    ("sharp pain at any number", two({}, {"pain_during": 1, "sharp": True}), "stop", "sharp"),
    ("pain above 2 afterwards", two({}, {"pain_after": 3}), "hold", "3 of 10"),
    ("pain above 5 afterwards", two({}, {"pain_after": 7}), "stop", "7 of 10"),
    # Next day: as usual green, up amber, up and staying up red [NEMEX].
    ("up next morning", two({}, {"pain_next_morning": 3}), "hold", "next morning"),
    ("up two mornings", two({"pain_next_morning": 3}, {"pain_next_morning": 3}), "regress",
     "two times in a row"),
    ("rising", two({"pain_next_morning": 2}, {"pain_next_morning": 5}), "regress", "in a row"),
    ("up once, then as usual", two({"pain_next_morning": 3}, {}), "hold", "one more session"),
    # Effusion: none green, some amber, a lot red and for a clinician if it comes again [ADAMS].
    ("some swelling", two({}, {"swelling": "some"}), "hold", "swelled"),
    ("a lot of swelling", two({}, {"swelling": "a_lot"}), "hold", "swelled"),
    ("a lot again", two({"swelling": "a_lot"}, {"swelling": "a_lot"}), "stop", "two times"),
    ("swelling once, then none", two({"swelling": "some"}, {}), "hold", "one more session"),
    # Ladder step: all sets twice, one missed, two fails in a row.
    ("all sets twice", two({}, {}), "progress", "two times in a row"),
    ("all sets once", [log()], "hold", "one more session"),
    ("one session missed sets", two({}, {"finished": False}), "hold", "not all sets"),
    ("two fails", two({"finished": False}, {"finished": False}), "regress", "not be finished"),
    ("a fail, then all sets", two({"finished": False}, {}), "hold", "one more session"),
    # The most restrictive wins.
    ("sharp and failed twice", two({"finished": False}, {"finished": False, "sharp": True}),
     "stop", "sharp"),
    ("failed twice with some pain", two({"finished": False}, {"finished": False, "pain_during": 4}),
     "regress", "not be finished"),
    ("swollen and in pain", two({}, {"swelling": "some", "pain_during": 3}), "hold", "3 of 10"),
    ("sharp the time before", two({"sharp": True}, {}), "hold", "one more session"),
    ("too much the time before", two({"pain_during": 8}, {}), "hold", "one more session"),
    ("pain afterwards the time before", two({"pain_after": 4}, {}), "hold", "one more session"),
    ("nothing logged", [], "hold", "nothing was logged"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("logs", "move", "why"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_each_row_of_the_table_gives_its_move_and_its_reason(
    logs: list[Log], move: Move, why: str
) -> None:
    step = judge_logs(logs, usual=1)

    assert step.move == move
    assert why in step.why


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("untold", [
    {"pain_during": None, "done": {"basic": 2}},
    {"swelling": None},
    {"pain_next_morning": None},
    {"finished": None},
], ids=str)  # fmt: skip
def test_what_is_not_told_never_lets_anything_get_harder(
    untold: dict[str, Any], which: int
) -> None:
    logs = two(*({**untold} if at == which else {} for at in (0, 1)))

    assert judge_logs(logs, usual=1).move == "hold"


def test_pain_the_next_morning_is_not_taken_for_usual_where_nobody_said_what_is() -> None:
    logs = two(*({"pain_before": None, "pain_next_morning": 4} for _ in (0, 1)))

    step = judge_logs(logs, usual=None)

    assert (step.move, "usual" in step.why) == ("hold", True)


@pytest.mark.parametrize(("usual", "before", "morning", "move"), [
    (3, None, 3, "progress"),
    (3, 1, 3, "progress"),
    (None, 2, 2, "progress"),
    (None, None, 0, "progress"),
    (3, 3, 3.5, "progress"),
    (3, 3, 4, "regress"),
    (None, 1, 3, "regress"),
])  # fmt: skip
def test_the_next_morning_is_measured_by_what_is_usual(
    usual: float | None, before: float | None, morning: float, move: Move
) -> None:
    logs = two(*({"pain_before": before, "pain_next_morning": morning} for _ in (0, 1)))

    assert judge_logs(logs, usual=usual).move == move


def test_only_the_last_two_sessions_count() -> None:
    logs = [log(0, finished=False), log(1, pain_during=4), log(2), log(3)]

    assert judge_logs(logs, usual=1).move == "progress"


@pytest.mark.parametrize("name", [row[0] for row in TABLE])
def test_each_reason_is_a_sentence_with_sources_that_resolve(name: str, means: Means) -> None:
    (logs,) = [row[1] for row in TABLE if row[0] == name]

    step = judge_logs(logs, usual=1)

    assert step.why
    assert set(step.sources) <= means.sources.keys()


def drag(means: Means, **changes: Any) -> Item:  # noqa: ANN401
    (item,) = [one for one in items_of(planned(means, **changes)) if one.exercise == "basic"]
    return item


def every_change(item: Item, means: Means, *, cap: float | None) -> list[Change]:
    found: list[Change] = []
    exercise = means.exercises[item.exercise]
    while (change := harder(item, exercise=exercise, cap_deg=cap)) is not None:
        found.append(change)
        item = change.item
    return found


def test_range_comes_before_repetitions_and_repetitions_before_sets(means: Means) -> None:
    item = drag(means, experience="beginner", flexion=Flexion(degrees=80))

    told = [change.what.split(": ")[1] for change in every_change(item, means, cap=None)]

    assert told == [
        "bend to 85°", "bend to 90°", "12 repetitions", "14 repetitions", "15 repetitions",
        "3 sets",
    ]  # fmt: skip


def test_each_step_changes_one_thing(means: Means) -> None:
    item = drag(means, experience="beginner", flexion=Flexion(degrees=80))

    for change in every_change(item, means, cap=None):
        values = [
            getattr(one, name).high
            for name in ("range_deg", "reps", "sets")
            for one in (item, change.item)
        ]
        differing = [values[at] != values[at + 1] for at in (0, 2, 4)]
        assert sum(differing) == 1
        item = change.item


@pytest.mark.parametrize("cap", [62, 70, 90])
def test_the_range_grows_up_to_the_limit_in_numbers_words_and_drawing(
    cap: float, means: Means
) -> None:
    item = drag(means, cap=Cap(degrees=cap, by="surgeon"), flexion=Flexion(degrees=60))

    for change in every_change(item, means, cap=cap):
        now = change.item
        assert now.range_deg is not None
        assert max(now.range_deg.high, now.start.knee, now.end.knee) <= cap
        assert f"Bend the knee to {now.range_deg.high:g}° at the most." in [
            said.text for said in now.steps
        ]
        assert now.end.knee == now.range_deg.high
        item = now
    assert item.range_deg is not None
    assert item.range_deg.high == cap


def test_a_limit_that_is_reached_is_not_worked_on(means: Means) -> None:
    item = drag(means, cap=Cap(degrees=60, by="surgeon"))

    assert wider_range(item, means.exercises["basic"], 60) is None


def test_one_step_down_is_a_set_less_then_the_fewest_repetitions(means: Means) -> None:
    item, exercise = drag(means, minutes=40), means.exercises["basic"]
    told = []

    while (change := easier_dose(item, exercise=exercise)) is not None:
        told.append(change.what.split(": ")[1])
        item = change.item

    assert told == ["2 sets", "1 sets", "10 repetitions"]
