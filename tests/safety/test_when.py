"""How long ago: in doubt the more recent."""

from datetime import date

import pytest

from assistant.safety.numbers import with_digits
from assistant.safety.when import weeks_since

TODAY = date(2026, 6, 15)  # a Monday


@pytest.mark.parametrize(("said", "weeks"), [
    ("acl op 3 weeks ago", 3),
    ("acl op, 3 wks", 3),
    ("acl op 10 days ago", 10 / 7),
    ("acl recon 6/52", 6),
    ("knee op pod 12", 12 / 7),
    ("acl op on the 20th of may", 26 / 7),
    ("acl op 20/05/2026", 26 / 7),
    ("acl op 05/20/2026", 26 / 7),
    ("acl op 2026-05-04", 6),
    ("acl op since 4 weeks", 4),
    ("acl op before 3 weeks", 3),
    ("acl op last thursday", 4 / 7),
    ("acl op in april", 48 / 7),
    ("acl op this june", 0),
    ("acl op in june", 0),
    ("it'll be six weeks on friday since the acl op", 6 - 4 / 7),
    ("acl op 2-3 weeks ago", 2),
    ("acl op four weeks and two days ago", 4),
    ("acl op a few weeks ago", 2),
    ("acl op 2 weeks ago, tore it 3 years ago", 2),
    ("acl op 7 weeks ago, pain since 2 days", 7),
    ("brace on for 6 weeks, acl op 2 weeks ago", 2),
    ("acl op last year, revision 3 weeks ago", 3),
    ("i'm a 68 year old, acl op", None),
    ("acl op, gym twice a week", None),
    ("acl op, diabetes since 2010", None),
    ("acl op, no hamstring work until week 8", None),
    ("acl op, no bridges before week 12", None),
    ("acl op, week 5, nothing till week 8", 5),
    ("acl op, i'm past week 7", 7),
    ("acl op in the nineties", (2026 - 1999) * 52.18 - 28),
])  # fmt: skip
def test_weeks_since_an_operation(said: str, weeks: float | None) -> None:
    found = weeks_since(with_digits(said), today=TODAY, operated=True)

    assert found is None if weeks is None else found == pytest.approx(weeks, rel=0.02, abs=0.02)


def test_a_bare_length_counts_only_with_an_operation() -> None:
    assert weeks_since("tight for me, 3 weeks", today=TODAY, operated=False) is None
    assert weeks_since("knee op, 3 weeks", today=TODAY, operated=True) == 3


def test_a_day_that_lies_ahead_is_no_time_since() -> None:
    assert weeks_since("op 2026-08-01", today=TODAY, operated=True) is None


def test_a_leap_day_does_not_break_it() -> None:
    assert weeks_since("op on 29 february", today=TODAY, operated=True) is None
