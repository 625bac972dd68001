"""Plain answers: a yes, a no, and what is neither."""

import pytest

from assistant.plans.yes_no import is_unsure, plain, says_no, says_yes


@pytest.mark.parametrize("text", [
    "no", "No.", "nope", "none", "none of these", "nothing like that", "never", "neither",
    "not really", "not at all", "no to all", "No, none of that today", "I have none of those",
    "I've got none of these", "I don't", "I don't think so", "I haven't any", "I can’t", "n",
])  # fmt: skip
def test_a_plain_no(text: str) -> None:
    assert says_no(plain(text))
    assert not says_yes(plain(text))


@pytest.mark.parametrize("text", ["yes", "Yeah", "yep", "sure", "I can", "of course", "no problem"])
def test_a_plain_yes(text: str) -> None:
    assert says_yes(plain(text))
    assert not says_no(plain(text))


@pytest.mark.parametrize("text", [
    "no idea", "I'm not sure", "I don't know", "don't remember", "unknown", "I forget",
    "can't say", "no clue",
])  # fmt: skip
def test_who_does_not_know_says_neither_yes_nor_no(text: str) -> None:
    """Unknown is not safe: "I don't know" must not pass for "I don't"."""
    assert is_unsure(plain(text))
    assert not says_no(plain(text))
    assert not says_yes(plain(text))


@pytest.mark.parametrize("text", [
    "no, but my calf is sore", "none except the second", "no, apart from the knee",
    "No - only my knee gives way", "yes, but not up again", "no doubt", "I'm not feeling well",
    "I can't feel my foot", "I don't feel well", "I am not well", "I do not know it",
    "maybe", "the calf", "",
])  # fmt: skip
def test_what_has_an_exception_or_goes_on_is_no_plain_answer(text: str) -> None:
    assert not says_no(plain(text))
    assert not says_yes(plain(text))
