"""Messages and what was said before to questions that stand alone."""

import pytest

from assistant.answers.reply import Abstention, Answer, Turn
from assistant.answers.resolve import Reading, readings


def asked(question: str, *facts: str) -> Turn:
    return Turn(question, question, Answer("It is so.", (), (), facts))


def chat(message: str) -> Turn:
    return Turn(message, "", Abstention("out_of_scope", "No."))


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("how many reps?", "how many reps?"),
        ("  how many reps?\n", "how many reps?"),
        ("ok, how many reps?", "how many reps?"),
        ("thanks! and how many sets?", "and how many sets?"),
        ("sorry, different question: who is it for?", "who is it for?"),
        ("no, I meant how many sets", "how many sets"),
        ("ok", "ok"),
        ("thanks", "thanks"),
        ("right leg first?", "right leg first?"),
        ("fine motor control?", "fine motor control?"),
    ],
)
def test_chatter_in_front_of_a_question_is_dropped(message: str, question: str) -> None:
    assert readings(message, ()) == (Reading(question),)


@pytest.mark.parametrize("message", ["", "   ", "?!", "…", "👍", "🏋️‍♀️", "a", "x?", "1+1", "12"])
def test_a_message_without_a_word_stands_for_nothing(message: str) -> None:
    assert readings(message, ()) == ()


@pytest.mark.parametrize("message", ["?", "👍", "…"])
def test_nor_does_it_behind_a_question(message: str) -> None:
    assert readings(message, [asked("how many reps?")]) == ()


def test_a_bare_number_may_follow_a_question() -> None:
    found = readings("12?", [asked("how many reps?")])

    assert found[-1] == Reading("how many reps 12?", leans=True)


@pytest.mark.parametrize(
    ("before", "message", "question"),
    [
        ("do I breathe in on the drag?", "and out?", "do I breathe out on the drag?"),
        ("how many reps?", "what about sets?", "how many sets?"),
        ("how many sets should I do", "and reps", "how many reps should I do?"),
        ("can I do it before a run?", "after?", "can I do it after a run?"),
        ("how do I do it with a band?", "with a towel?", "how do I do it with a towel?"),
        ("is it good for runners?", "for swimmers?", "is it good for swimmers?"),
        ("is it good?", "for runners?", "is it good for runners?"),
        ("where do the palms go?", "and the legs?", "where do the palms go the legs?"),
    ],
)
def test_a_fragment_also_reads_as_a_follow_up(before: str, message: str, question: str) -> None:
    found = readings(message, [asked(before)])

    assert [one.leans for one in found] == [False, True]
    assert found[1].question == question


@pytest.mark.parametrize(
    "message",
    [
        "how should I breathe?",
        "and how many sets should I do?",
        "what about the surface: is carpet fine?",
        "I would like to know more about the variations with sliders",
    ],
)
def test_a_whole_question_inherits_nothing(message: str) -> None:
    (only,) = readings(message, [asked("how many reps?")])

    assert not only.leans
    assert "reps" not in only.question


@pytest.mark.parametrize(
    "message",
    [
        "why?",
        "Why",
        "but why?",
        "ok, why?",
        "why not?",
        "why is that so?",
        "how come?",
        "what for?",
    ],
)
def test_a_bare_why_asks_for_the_reason_of_what_was_said(message: str) -> None:
    found = readings(message, [asked("are my palms down?", "palms")])

    assert found == (Reading("why: are my palms down?", leans=True, reason_for=("palms",)),)


def test_a_bare_why_at_the_start_leans_on_nothing() -> None:
    assert readings("why?", ()) == (Reading("why?"),)


def test_a_why_with_a_question_of_its_own_is_no_bare_one() -> None:
    (only,) = readings("why should I keep my core engaged?", [asked("how many reps?", "reps")])

    assert only == Reading("why should I keep my core engaged?")


def test_thanks_between_do_not_break_the_thread() -> None:
    history = [asked("how many reps?"), chat("thanks"), chat("hello")]

    assert readings("and sets?", history)[1].question == "how many sets?"


def test_a_conversation_of_chat_alone_holds_no_question() -> None:
    assert readings("and sets?", [chat("hello")]) == (Reading("and sets?"),)


@pytest.mark.parametrize(("message", "asked"), [
    ("I run a group. Would heel slides be mild?", "Would heel slides be mild?"),
    ("No pain at all. Just curious! How many sets?", "How many sets?"),
    ("How many sets? And how many reps?", None),
    ("how many sets do I do", None),
])  # fmt: skip
def test_the_question_of_a_story_is_a_reading_of_its_own(message: str, asked: str | None) -> None:
    found = [reading.question for reading in readings(message, []) if reading.story]

    assert found == ([asked] if asked else [])
