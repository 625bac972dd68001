"""Number words to digits."""

import pytest

from assistant.safety.numbers import with_digits


@pytest.mark.parametrize(("said", "written"), [
    ("three weeks", "3 weeks"),
    ("twenty-four days", "24 days"),
    ("a hundred and two", "102"),
    ("two and a half weeks", "2.5 weeks"),
    ("a fortnight ago", "2 weeks ago"),
    ("a couple of weeks ago", "2 weeks ago"),
    ("a month ago", "1 month ago"),
    ("a year and a half ago", "1.5 years ago"),
    ("twice a week", "twice a week"),
    ("one out of ten", "1 out of 10"),
    ("the chair one", "the chair one"),
    ("no one told me", "no one told me"),
    ("someone", "someone"),
    ("the second of june", "the 2 of june"),
    ("third trimester", "third trimester"),
    ("6-8 weeks", "6 weeks"),
    ("four weeks and two days", "4 weeks"),
])  # fmt: skip
def test_numbers(said: str, written: str) -> None:
    assert with_digits(said) == written
