"""A text to the weeks since the dates, months, years and days by name in it."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

WEEKS_A_MONTH = 365.25 / 12 / 7
UNITS = {"d": 1 / 7, "w": 1.0, "m": WEEKS_A_MONTH, "y": 365.25 / 7}  # weeks each
MONTHS = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?",
    "aug(?:ust)?", "sep(?:t(?:ember)?)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
MONTH = "|".join(f"(?:{name})" for name in MONTHS)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ISO = re.compile(r"\b(20\d\d|19\d\d)-(\d\d)-(\d\d)\b")
NUMERIC = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d|\d\d)\b")
DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({MONTH})\b,?(?: (20\d\d|19\d\d))?")
MONTH_DAY = re.compile(
    rf"\b({MONTH}) (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?\b(?! (?:reps|sets|weeks|"
    rf"x))(?:,? (20\d\d|19\d\d))?"
)
IN_MONTH = re.compile(
    rf"\b(?:in|this|since|last|of|around|during|early|mid|late|end|"
    rf"start)[ -](?:early |mid[ -]|late )?"
    rf"({MONTH})(?:-ish)?\b(?:,? (20\d\d|19\d\d))?"
)
IN_YEAR = re.compile(
    r"\b(?:in|since|back in|from|was|of|done|summer|last|way back|op|operation|surgery) ?"
    r"((?:19|20)\d\d)\b(?![-/]\d)"
)
DECADE = re.compile(
    r"\b(?:the )?(?:19)?([5-9])0'?s\b|\b(?:the )?(fifties|sixties|seventies|eighties|nineties)\b"
)
DECADES = {"fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9}
WEEKDAY = re.compile(
    rf"\b(?:on|since|last|this|past)\s+({'|'.join(DAYS)})(?!th)[a-z]*\b(?! (?:i|we|is|are))"
)
BARE_DAY = re.compile(
    r"\b(?:had|got|came|did|was|were|done|replaced|repaired|reconstructed|home|op|"
    r"surgery)\b[^,.;!?]{0,40}?"
    rf"\b(?<!every )(?<!next )(?<!until )(?<!by )({'|'.join(DAYS)})(?:s|rs|day|sday|"
    rf"nesday|rsday|urday)?\b"
)
NAMED = (
    (re.compile(r"\b(?:this morning|today|just now|earlier on)\b"), 0.0),
    (re.compile(r"\b(?:yesterday|yday|last night)\b"), UNITS["d"]),
    (re.compile(r"\bthe other day\b"), 2 * UNITS["d"]),
    (re.compile(r"\b(?:last|the other) week\b"), 1.0),
    (re.compile(r"\blast month\b"), WEEKS_A_MONTH),
    (re.compile(r"\blast year\b"), UNITS["y"] / 2),
    (
        re.compile(r"\b(?:years|yrs) (?:ago|back|and years)\b|\bages (?:ago|back)\b|\blong ago\b"),
        2 * UNITS["y"],
    ),
    (
        re.compile(
            r"\bas a (?:kid|child|boy|girl|teen\w*|youth)\b|\bwhen i was (?:young|a )|"
            r"\bdecades ago\b"
        ),
        10 * UNITS["y"],
    ),
    (re.compile(r"\b(?<!\d )months ago\b"), 2 * WEEKS_A_MONTH),
    (re.compile(r"\b(?<!\d )weeks ago\b"), 2.0),
)
# The last day on which it may have been: too early is the safe mistake.
FEASTS = (
    (re.compile(r"\b(?:last|at|since|before|over|around) (?:christmas|xmas)\b"), 12, 25),
    (re.compile(r"\b(?:last|at|since|before|over|around|in the) new year\b"), 1, 7),
    (re.compile(r"\b(?:last|at|since|before|over|around) easter\b"), 4, 25),
    (re.compile(r"\b(?:last|in the|in|this|over the|since) spring\b"), 5, 31),
    (re.compile(r"\b(?:last|in the|in|this|over the|since) summer\b"), 8, 31),
    (re.compile(r"\b(?:last|in the|in|this|over the|since) (?:autumn|fall)\b"), 11, 30),
    (re.compile(r"\b(?:last|in the|in|this|over the|since) winter\b"), 2, 28),
)


def dated(text: str, *, today: date) -> list[float]:
    days = [
        *((int(m[1]), int(m[2]), int(m[3])) for m in ISO.finditer(text)),
        *((year(m[3]), int(m[2]), int(m[1])) for m in NUMERIC.finditer(text)),
        *((year(m[3]), int(m[1]), int(m[2])) for m in NUMERIC.finditer(text)),  # American
        *((int(m[3] or 0), month(m[2]), int(m[1])) for m in DAY_MONTH.finditer(text)),
        *((int(m[3] or 0), month(m[1]), int(m[2])) for m in MONTH_DAY.finditer(text)),
    ]
    weeks = [since for one in days if (since := weeks_from(*one, today=today)) is not None]
    if not weeks:
        for match in IN_MONTH.finditer(text):
            number = month(match[1])
            day = today.day if number == today.month else 28
            since = weeks_from(int(match[2] or 0), number, day, today=today)
            weeks += [] if since is None else [since]
    return weeks or list(in_years(text, today=today))


def in_years(text: str, *, today: date) -> Iterable[float]:
    ends = [date(int(match[1]), 12, 31) for match in IN_YEAR.finditer(text)]
    for match in DECADE.finditer(text):
        ends.append(date(1909 + 10 * (int(match[1]) if match[1] else DECADES[match[2]]), 12, 31))
    return [max(0.0, (today - min(end, today)).days / 7) for end in ends]


def weeks_from(written_year: int, number: int, day: int, *, today: date) -> float | None:
    """None for a day that is none or lies ahead; without a year the last one that is past."""
    try:
        then = date(written_year or today.year, number, day)
        if then > today and not written_year:
            then = then.replace(year=then.year - 1)
    except ValueError:
        return None
    return None if then > today else (today - then).days / 7


def year(written: str) -> int:
    return int(written) if len(written) > 2 else 2000 + int(written)  # noqa: PLR2004


def month(written: str) -> int:
    return next(at for at, name in enumerate(MONTHS, 1) if re.fullmatch(name, written))


def named(text: str, *, today: date) -> Iterator[float]:
    yield from (value for pattern, value in NAMED if pattern.search(text))
    for match in (*WEEKDAY.finditer(text), *BARE_DAY.finditer(text)):
        back = (today.weekday() - DAYS.index(match[1])) % 7
        yield (back or 7) / 7
    for pattern, number, day in FEASTS:
        if pattern.search(text):
            since = weeks_from(0, number, day, today=today)
            early = date(today.year, number, day)
            # A season that is not over yet may have been this one.
            yield 0.0 if 0 < (early - today).days < 90 and day >= 28 else since or 0.0  # noqa: PLR2004
