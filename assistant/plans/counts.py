"""A lower-case answer, its numbers in digits, to minutes, to weeks, or to a bare number."""

import re
from dataclasses import dataclass

MINUTES = re.compile(r"\b(\d{1,3})\s*-?\s*min\w*")
SHORT_MINUTES = re.compile(r"\b(\d{1,3})\s*(?:m\b|')")  # only where minutes were asked
HOURS = (
    (re.compile(r"\bhalf an? hour|\bhalf hour"), 30),
    (re.compile(r"\bquarter of an hour|\bquarter hour"), 15),
    (re.compile(r"\b(?:an|1) hour\b"), 60),
)
BARE = re.compile(
    r"^\W*(?:(?:about|around|roughly|only|just|maybe|probably|like|a|an|a bit|at|it's|it is|"
    r"i'd say|say|so|i'm|i am|now|today|currently)\W+)*(\d{1,3}(?:\.\d)?)"
    r"(?:\s*(?:-|–|to|or)\s*(\d{1,3}))?(?:\s*(?:/|out of|of)\s*10)?"
    r"(?:\s+(?:now|today|right now|at the moment|or so))?\W*$"
)
WEEKS_IN = {"day": 1 / 7, "week": 1.0, "wk": 1.0, "month": 365.25 / 12 / 7, "year": 365.25 / 7}
SPAN = re.compile(r"\b(\d{1,3}(?:\.\d)?) ?(day|week|wk|month|year)s?\b")
NUMBERED_WEEK = re.compile(r"\bweek (\d{1,2})\b|\b(\d{1,2})(?:st|nd|rd|th) week\b")


@dataclass(frozen=True)
class Count:
    """A number, or the two ends of "2 to 3"."""

    low: float
    high: float


def count_of(text: str) -> Count | None:
    """A message that is no more than a number."""
    if (match := BARE.search(text)) is None:
        return None
    ends = sorted(float(end) for end in match.groups() if end)
    return Count(ends[0], ends[-1])


def minutes_of(text: str, *, asked: bool) -> int | None:
    for pattern in (MINUTES, SHORT_MINUTES) if asked else (MINUTES,):
        if match := pattern.search(text):
            return int(match[1])
    return next((minutes for pattern, minutes in HOURS if pattern.search(text)), None)


def weeks_in(text: str) -> float | None:
    """ "6 weeks", "3 months" or "the 20th week", in weeks, to a tenth."""
    if match := NUMBERED_WEEK.search(text):
        return float(match[1] or match[2])
    match = SPAN.search(text)
    return round(float(match[1]) * WEEKS_IN[match[2]], 1) if match else None
