"""Safety before answers: what a flag lets through, and what is said instead."""

import pytest

from assistant.answers.reply import Abstention, Answer, Notice, Referral, Turn
from assistant.app import Assistant


def told(assistant: Assistant, *messages: str) -> Turn:
    turns: list[Turn] = []
    for message in messages:
        turns.append(assistant.ask(message, turns))
    return turns[-1]


def test_a_red_flag_is_referred_and_not_answered(small: Assistant) -> None:
    turn = told(small, "I get chest pain. How many reps of the goblet squat?")

    assert isinstance(turn.reply, Referral)
    assert "112" in turn.reply.text
    assert "repetitions" not in turn.reply.text
    assert turn.verdict.action == "emergency"


def test_a_flag_from_before_blocks_instructions(small: Assistant) -> None:
    turn = told(small, "my calf is swollen and hot", "how many reps of the goblet squat?")

    assert isinstance(turn.reply, Referral)
    assert turn.verdict.flags


def test_a_flag_from_before_lets_thanks_and_silences_through(small: Assistant) -> None:
    assert isinstance(told(small, "my calf is swollen and hot", "thanks").reply, Notice)
    assert isinstance(
        told(small, "my calf is swollen and hot", "how long do I rest between sets?").reply,
        Abstention,
    )


def test_a_reported_review_lets_answers_through_again(small: Assistant) -> None:
    turn = told(
        small, "my calf is swollen and hot", "my GP ruled out a clot", "how many reps, goblet squat"
    )

    assert isinstance(turn.reply, Answer)
    assert turn.verdict.action == "none"


def test_the_articles_own_stop_sign_is_quoted_for_sharp_pain(shipped: Assistant) -> None:
    turn = told(shipped, "I feel sharp pain when I bend it, do I stop?")

    assert turn.verdict.action == "stop"
    assert isinstance(turn.reply, Answer | Referral)
    assert "stop" in turn.reply.text.lower()


@pytest.mark.parametrize("message", ["how many reps?", "where does the weight go"])
def test_an_ordinary_question_is_answered_as_ever(message: str, small: Assistant) -> None:
    turn = told(small, message)

    assert isinstance(turn.reply, Answer)
    assert turn.verdict.flags == ()


def test_thanks_after_an_answer_is_no_question(shipped: Assistant) -> None:
    turn = told(shipped, "how many sets should I do?", "thank you")

    assert isinstance(turn.reply, Notice)
    assert turn.reply.kind == "thanks"
