"""Slips in the words that matter are mended, and words of English stay as they are."""

import pytest

from assistant.safety.lexicon import written
from assistant.safety.mend import ENGLISH_FILE, common, english, mend, plain, terms


@pytest.mark.parametrize(("typed", "meant"), [
    ("menicus", "meniscus"),
    ("hamstirng", "hamstring"),
    ("ahmstring", "hamstring"),
    ("recontruction", "reconstruction"),
    ("repalcement", "replacement"),
    ("surgry", "surgery"),
    ("bukcet", "bucket"),
    ("prothesis", "prosthesis"),
    ("diabtic", "diabetic"),
    ("pregnent", "pregnant"),
    ("phsyio", "physio"),
    ("swolen", "swollen"),
])  # fmt: skip
def test_a_slip_is_mended(typed: str, meant: str) -> None:
    assert mend(f"my {typed} today") == f"my {meant} today"


@pytest.mark.parametrize("text", [
    "i fell and i feel fine",
    "the stable floor, not the table",
    "kneel down, heeled over, it aches",
    "slide the heel, do the bridge, then the slider",
    "worst wounds, chilly moths, hospitals and surgeons",
    "strain or sprain, calves and caves",
    "repairs, repairing, tendons, operated, exercised",
    "failing and filling, chests and chess",
])  # fmt: skip
def test_english_stays(text: str) -> None:
    assert mend(text) == text


@pytest.mark.parametrize(("typed", "meant"), [
    ("claf", "calf"),
    ("choikng", "choking"),
    ("stabibng", "stabbing"),
    ("reattcahed", "reattached"),
])  # fmt: skip
def test_slips_in_the_words_of_patterns_are_mended_too(typed: str, meant: str) -> None:
    assert mend(typed) == meant


def test_what_is_english_stays_itself_but_for_what_is_named() -> None:
    named = written()["terms"]["meant"].keys()

    assert {word for word in english() if mend(word) != word} <= named


def test_the_file_of_english_words_holds_only_those_that_need_it() -> None:
    lines = ENGLISH_FILE.read_text(encoding="utf-8").splitlines()
    words = {word for word in lines if not word.startswith("#")}
    others = common() | terms()

    assert words & others == set()
    assert len(words) == len([word for word in lines if not word.startswith("#")])


def test_a_message_is_put_in_plain_form() -> None:
    assert plain("My CALF’s Swolen") == "my calf's swollen"
