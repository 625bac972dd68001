"""The intake: a few questions at a time, in an order in which they can be answered."""

import pytest

from assistant.plans.gate import asked
from assistant.plans.intake import (
    CHECK,
    START,
    STEPS,
    asks_safety,
    next_asks,
    question_of,
)
from assistant.plans.profile import RED_FLAGS, Profile
from assistant.plans.questions import QUESTIONS, left_open
from tests.plans.conftest import DAY


def test_each_question_is_asked_in_one_step() -> None:
    """One that is in none would never be asked, and the intake would end in silence."""
    ids = [name for step in STEPS for name in step]

    assert sorted(ids) == sorted(QUESTIONS)


def test_the_first_questions_are_what_it_is_for_how_long_and_with_what() -> None:
    asks = next_asks([asked(name) for name in left_open(Profile(), today=DAY)])

    assert {one.id for one in asks} == {"goal", "minutes", "kit"}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_that_alone_is_open_is_asked(name: str) -> None:
    assert [one.id for one in next_asks([asked(name)])] == [name]


def test_the_safety_list_is_asked_in_one_go() -> None:
    asks = next_asks([asked(f"red_flags.{name}") for name in RED_FLAGS])
    text = question_of(asks, lead=START)

    assert asks_safety([one.id for one in asks])
    assert len(asks) == 7
    assert CHECK in text
    assert text.count("\n- ") == 7


def test_one_question_stands_behind_its_lead() -> None:
    assert question_of([asked("age")], lead="Noted.") == "Noted. How old are you?"


def test_choices_are_named_where_they_help() -> None:
    assert "knee rehab" in question_of([asked("goal")], lead="")
    assert "(" not in question_of([asked("pregnant")], lead="")


def test_nothing_is_asked_where_nothing_is_open() -> None:
    assert next_asks([]) == ()
