"""Slips in the words that matter are mended, and words of English stay as they are."""

import pytest

from assistant.safety.mend import known, mend, terms


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


def test_terms_stay_themselves() -> None:
    assert {word for word in known() if mend(word) != word} == set()
    assert len(terms()) > 200
