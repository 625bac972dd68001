"""Numbers in answers, however they are put."""

import pytest

from assistant.plans.counts import Count, count_of, minutes_of, weeks_in


@pytest.mark.parametrize(("text", "low", "high"), [
    ("3", 3, 3),
    ("3/10", 3, 3),
    ("3 out of 10", 3, 3),
    ("about a 4", 4, 4),
    ("it's a 7 today", 7, 7),
    ("a bit, maybe 2", 2, 2),
    ("2.5", 2.5, 2.5),
    ("2 to 3", 2, 3),
    ("2-3/10", 2, 3),
    ("i'm 45", 45, 45),
    ("0.", 0, 0),
])  # fmt: skip
def test_a_bare_number(text: str, low: float, high: float) -> None:
    assert count_of(text) == Count(low, high)


@pytest.mark.parametrize("text", ["", "no", "3 weeks", "2 knees hurt", "usually 2, now 3", "1234"])
def test_what_is_more_than_a_number_is_no_bare_number(text: str) -> None:
    assert count_of(text) is None


@pytest.mark.parametrize(("text", "asked", "minutes"), [
    ("20 minutes", False, 20),
    ("a 15-minute session", False, 15),
    ("half an hour", False, 30),
    ("a quarter of an hour", False, 15),
    ("an hour", False, 60),
    ("10 m", True, 10),
    ("10'", True, 10),
    ("i can walk 10 m", False, None),
    ("20", True, None),
])  # fmt: skip
def test_minutes(text: str, asked: bool, minutes: int | None) -> None:
    assert minutes_of(text, asked=asked) == minutes


@pytest.mark.parametrize(("text", "weeks"), [
    ("6 weeks", 6.0),
    ("6 wks ago", 6.0),
    ("10 days", 1.4),
    ("3 months", 13.0),
    ("2 years", 104.4),
    ("the 20th week", 20.0),
    ("week 16", 16.0),
    ("6", None),
    ("in may", None),
])  # fmt: skip
def test_weeks(text: str, weeks: float | None) -> None:
    assert weeks_in(text) == weeks
