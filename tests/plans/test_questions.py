"""The questions: each that has to be answered keeps a plan back until it is, today."""

from datetime import date, timedelta
from typing import Any

import pytest

from assistant.plans.means import Means
from assistant.plans.profile import RED_FLAGS, Answered, Event, Pain, Profile, RedFlag
from assistant.plans.questions import QUESTIONS, left_open
from tests.plans.conftest import DAY, NO_FLAGS, complete, decided

YESTERDAY = DAY - timedelta(days=1)
SURGERY = Event(kind="surgery", procedures=("tka",), weeks=20)


def without_flag(name: RedFlag) -> dict[str, Any]:
    return {"red_flags": {one: answer for one, answer in NO_FLAGS.items() if one != name}}


# What clinical-facts, section 3, has asked before any plan: operation or injury with its date,
# chest, breath and fainting, calf, fever and hot knee, locking and giving way, numbness, pregnancy,
# pain of 10; and what its rules turn on: procedure, graft, age, disease, activity.
OPEN: list[tuple[dict[str, Any], str]] = [
    ({"event": None}, "event"),
    ({"event": Event(kind="surgery", procedures=("tka",))}, "event.on"),
    ({"event": Event(kind="injury", injury="knee_injury")}, "event.on"),
    ({"event": Event(kind="surgery", weeks=20)}, "event.procedures"),
    ({"event": Event(kind="surgery", procedures=("aclr",), weeks=20)}, "event.graft"),
    *(
        (without_flag(name), f"red_flags.{name}")
        for name in RED_FLAGS
        if name != "pregnancy_warning"
    ),
    (
        {"pregnant": True, "pregnancy_weeks": 9, **without_flag("pregnancy_warning")},
        "red_flags.pregnancy_warning",
    ),
    ({"pain": Pain()}, "pain.now"),
    ({"age": None}, "age"),
    ({"pregnant": None}, "pregnant"),
    ({"pregnant": True}, "pregnancy_weeks"),
    ({"conditions": None}, "conditions"),
    ({"conditions": ("heart_disease",), "active": None}, "active"),
    ({"conditions": ("kidney_disease",), "active": None}, "active"),
    ({"age": "70_or_more", "active": None}, "active"),
    ({"goal": None}, "goal"),
    ({"minutes": None}, "minutes"),
    ({"kit": None}, "kit"),
    ({"floor": None}, "floor"),
]


@pytest.mark.parametrize(("changes", "question"), OPEN, ids=[name for _, name in OPEN])
def test_a_question_left_open_keeps_the_plan_back_and_is_asked(
    changes: dict[str, Any], question: str, means: Means
) -> None:
    made = decided(means, **changes)

    assert made.plan is None
    assert [one.id for one in made.asks] == [question]
    assert made.verdict.not_asked == (question,)


def test_everything_is_asked_of_somebody_who_told_nothing() -> None:
    asked = set(left_open(Profile(), today=DAY))

    assert asked == {
        "event", "pain.now", "age", "pregnant", "conditions", "goal", "minutes", "kit",
        *(f"red_flags.{name}" for name in RED_FLAGS if name != "pregnancy_warning"),
    }  # fmt: skip


def test_nothing_is_asked_of_somebody_who_answered_everything() -> None:
    assert left_open(complete(), today=DAY) == ()


@pytest.mark.parametrize("name", [name for name in RED_FLAGS if name != "pregnancy_warning"])
def test_a_sign_that_was_denied_yesterday_is_asked_again(name: RedFlag, means: Means) -> None:
    old = {**NO_FLAGS, name: Answered(yes=False, on=YESTERDAY)}

    made = decided(means, red_flags=old)

    assert made.plan is None
    assert [one.id for one in made.asks] == [f"red_flags.{name}"]


def test_pain_of_yesterday_is_asked_again(means: Means) -> None:
    made = decided(means, pain=Pain(now=0, usual=0, on=YESTERDAY))

    assert made.plan is None
    assert [one.id for one in made.asks] == ["pain.now"]


def test_what_does_not_change_in_a_day_is_not_asked_again() -> None:
    tomorrow = DAY + timedelta(days=1)

    asked = left_open(complete(event=SURGERY), today=tomorrow)

    assert set(asked) == {
        "pain.now", *(f"red_flags.{name}" for name in RED_FLAGS if name != "pregnancy_warning")
    }  # fmt: skip


@pytest.mark.parametrize(("changes", "question"), [
    ({"event": Event(kind="none")}, "event.on"),
    ({"event": SURGERY}, "event.graft"),
    ({"event": Event(kind="injury", injury="other", on=date(2026, 5, 1))}, "event.procedures"),
    ({"pregnant": False}, "pregnancy_weeks"),
    ({"pregnant": None, "age": "55_to_69"}, "pregnant"),
    ({"floor": None, "kit": ("bed",)}, "floor"),
    ({"active": None}, "active"),
])  # fmt: skip
def test_what_does_not_matter_is_not_asked(changes: dict[str, Any], question: str) -> None:
    assert question not in left_open(complete(**changes), today=DAY)


def test_each_question_is_one_sentence_or_two_with_its_field_as_its_id() -> None:
    assert all(id_ == one.id and one.text.strip() for id_, one in QUESTIONS.items())
    assert {id_.partition(".")[0] for id_ in QUESTIONS} <= set(Profile.model_fields)
