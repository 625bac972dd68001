"""What people are told to read is in words that most of them can read."""

import pytest

from assistant.safety.load import load_rulebook
from evals.readability import grade, syllables

RULEBOOK = load_rulebook()
# Patient leaflets are asked to be at a reading age of 9 to 11; grade 8 leaves room for the
# names of joints and operations, which a formula by syllables takes for hard words.
MAX_TOLD = 8.0  # what to do, and what is asked
MAX_EXPLAINED = 12.0  # why, and what we do about it
TOLD = [
    (f"{rule.id} {name}", getattr(rule, name))
    for rule in RULEBOOK.rules
    for name in ("first", "ask")
    if getattr(rule, name)
]
EXPLAINED = [
    *((f"{rule.id} why", rule.why) for rule in RULEBOOK.rules),
    *((f"{limit.id} ours", limit.ours) for limit in RULEBOOK.limits),
]


def too_hard(texts: list[tuple[str, str]], grade_up_to: float) -> dict[str, float]:
    return {name: round(found, 1) for name, text in texts if (found := grade(text)) > grade_up_to}


def test_what_to_do_is_told_in_plain_words() -> None:
    assert too_hard(TOLD, MAX_TOLD) == {}


def test_reasons_are_told_in_words_that_can_be_followed() -> None:
    assert too_hard(EXPLAINED, MAX_EXPLAINED) == {}


@pytest.mark.parametrize(("word", "count"), [
    ("knee", 1),
    ("bandage", 2),
    ("surgeon", 2),
    ("operation", 4),
    ("stopped", 1),
    ("needed", 2),
    ("table", 2),
    ("times", 1),
    ("ACL", 3),
    ("90", 2),
])  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_longer_sentences_and_words_are_a_higher_grade() -> None:
    plain = grade("Stop now. Sit down.")
    hard = grade("Discontinue immediately and assume a comfortable seated position.")

    assert plain < 1 < 12 < hard
