"""Messages to the questions in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.parts import MAX_PARTS, parts_of


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("how many reps and how many sets?", ("how many reps", "how many sets")),
        (
            "What does it work? How do I breathe?",
            ("What does it work", "How do I breathe"),
        ),
        (
            "what is it, and should I lift my hips?",
            ("what is it", "should I lift my hips"),
        ),
        (
            "where do my arms go; what about breathing?",
            ("where do my arms go", "what about breathing"),
        ),
        (
            "what is it, how many sets do I do, and who is it for?",
            ("what is it", "how many sets do I do", "who is it for"),
        ),
        (
            "which muscle does the work and which ones help?",
            ("which muscle does the work", "which muscle help"),
        ),
        (
            "on the way back, does the heel lift and am I breathing in?",
            ("on the way back, does the heel lift", "on the way back, am I breathing in"),
        ),
    ],
)
def test_each_question_stands_alone(message: str, parts: tuple[str, ...]) -> None:
    assert parts_of(message) == parts


@pytest.mark.parametrize(
    "message",
    [
        "how many reps?",
        "how do I bend and straighten the knee?",
        "should I arch or lift?",
        "are my hips and my back still?",
        "reps and sets",
        "do I inhale or exhale?",
        "how many reps? thanks!",
        "why? and how?",
        "is it slow, smooth and controlled?",
        "",
        "?",
        "? and ? and ?",
        "who is it for? what is it? how many sets? how many reps? what hurts?",
    ],
)
def test_a_single_question_stays_whole(message: str) -> None:
    assert parts_of(message) == ()


@given(st.text(st.sampled_from("how is it and or what?,; \n")))
def test_parts_are_few_and_hold_words(message: str) -> None:
    parts = parts_of(message)

    assert len(parts) != 1
    assert len(parts) <= MAX_PARTS
    assert all(part.strip(" ?.,;") for part in parts)
