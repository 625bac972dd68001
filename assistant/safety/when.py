"""A message to how many weeks ago something was done."""

import re
from collections.abc import Iterator
from datetime import date

from assistant.safety.dates import DAYS, MONTH, UNITS, dated, named

SLASHED = {"7": "d", "52": "w", "12": "m"}  # a clinic's "6/52" is six weeks
N = r"(\d+(?:\.\d+)?)"
UNIT = r"(days?|d|weeks?|wks?|wk|w|months?|mos?|mths?|mnths?|m|years?|yrs?|yr|y)\b"
DAY = rf"(?:{'|'.join(DAYS)})\w*"
ANY = re.compile(
    rf"\d|\b(?:today|yest|yday|last|this|ago|just|since|on|past|in|other|recently|"
    rf"{MONTH}|as a|young|"
    r"christmas|xmas|easter|new year)\b"
)
# A length of something else: "in a brace for 6 weeks", "3 times a week", "booked in 2 weeks".
NOT_SINCE = re.compile(
    r"(?:\bfor|\bin|\bevery|\bper|\bwithin|\bnext|\buntil|\btill?|\bover|\banother|\bx)"
    r"(?: the| about| around| another| at least| only)*\s*$"
)
MARKED = re.compile(
    rf"\b{N}[ -]?{UNIT}\s*(?:or so |now |old |already |and a bit |-?ish )?(?=ago|post|"
    rf"after|since|out\b|"
    r"back\b|bk\b|from(?! now)|gone\b|into|p/o|on\b|today|later|old|down|"
    r"before(?! (?:my|the|his|her|an?|"
    r"surgery|op))|in(?: now)?\b(?! (?:a|the|my|plaster|cast|brace|boot|bed|hospital)))"
)
# "It'll be 6 weeks on Wednesday": it is not yet.
COMING = re.compile(
    rf"\b{N} ?(weeks?|wks?|months?) (?:old )?(?:(?:on|come|this|next|by) )?(tomorrow|tmrw|{DAY})\b"
    r"(?! (?:just )?(?:gone|past|ago|i\b|we\b))"
)
NUMBERED = re.compile(rf"\b(week|wk|pow|day|pod|month) ?#?{N}\b(?!\s?(?:x|times|to|days?|weeks?))")
# "No load until week 8": it is not yet.
YET = re.compile(
    r"\b(?:until|till?|before|by|from|after|wait for)"
    r"(?: the| about| around| at least| end| start| of)*\s*$"
)
SLASH = re.compile(r"\b(\d+(?:\.\d+)?)\s?/(7|52|12)\b(?!\s?/)")
BARE = re.compile(rf"\b{N}[ -]?{UNIT}(?![ -]?(?:times|old|of|young|notice))")
AGED = re.compile(r"\b(?:i'm|im|am|is|aged?|he's|she's|i have)(?: \w+)? $")
BEFORE = re.compile(rf"\b(?:before|since) {N} {UNIT}")  # by speakers of German: 3 weeks ago
FRESH = re.compile(
    r"\b(?:(?:i've|ive|i have|he's|she's|has|have|only) just had|just (?:had|got|"
    r"come|came|been|back|out)"
    r"|fresh (?:from|out of)|straight after|recently had)\b"
)
OPERATION = re.compile(
    r"\b(?:op|ops|surg\w*|operat\w*|post\w*|replac\w*|repair\w*|recon\w*|rebuil\w*|"
    r"redone|revision|graft\w*|"
    r"acl\w*|pcl\w*|cruciate|menisc\w*|cartilage|scoped?|key.?hole|arthroscop\w*|"
    r"root|bucket|tk[ar]|th[ar]|"
    r"new (?:knee|hip)|(?:knee|hip)s? (?:done|was|were)|reattach\w*|re-attach\w*|"
    r"anchor\w*|stitched|sewn|sewed|"
    r"sutured|mended|fixed|wired|pinned|plated|tendon|hamstring|tear|tore|torn|"
    r"ruptur\w*|broke\w*|fractur\w*|"
    r"crack\w*|strain\w*|sprain\w*|pulled|injur\w*|osteotom\w*|micro\w*|manipulation|"
    r"mua|put (?:it|them)|"
    r"s/p|pow|pod|prosthe\w*|arthroplast\w*|resurfac\w*|metal|artificial|mpfl|lateral release)\b"
)
# What else may be a time ago.
TOPIC = re.compile(
    r"\b(?:diagnos\w*|diabet\w*|heart|asthma|ms|arthritis|stroke|cancer|pregnan\w*|"
    r"baby|gym|run\w*|exercis\w*|"
    r"pain|ache\w*|sore\w*|hurt\w*|stiff\w*|stitches|staples|sutures|clips|brace|"
    r"crutches|retired|quit|"
    r"stopped|started|doing (?:these|this)|physio|pill\w*|medic\w*|sit\w*|active|"
    r"supervis\w*|stent|bypass)\b"
)
PART = re.compile(
    r"[,;!?\n](?!\d)|\.(?!\d)|\bbut\b|\band\b(?= (?:i|my|the|pain|now|still|he|she)\b)"
)
SOON = 12.0  # weeks; up to here a time of something else is rather believed than none


def weeks_since(text: str, *, today: date, operated: bool) -> float | None:
    """
    Weeks since what `text` tells of, from a lower-case text with its numbers in digits.

    The times in clauses about an operation or injury come first; those in clauses about something
    else ("diabetes since 2010") count only where an operation is told and they are recent. A bare
    one ("knee op, 3 weeks") counts if an operation is spoken of. Of several the most recent holds:
    too early is the safe mistake.
    """
    if not ANY.search(text):
        return None
    of_it: list[float] = []
    free: list[float] = []
    other: list[float] = []
    for part in PART.split(text):
        if weeks := times(part, today=today, operated=operated):
            kind = of_it if OPERATION.search(part) else other if TOPIC.search(part) else free
            kind += weeks
    recent = [weeks for weeks in other if operated and weeks < SOON]
    found = of_it or free or recent
    if not found and operated and FRESH.search(text):
        return 0.0
    return min(found, default=None)


def times(part: str, *, today: date, operated: bool) -> list[float]:
    return (
        [*marked(part, today=today), *dated(part, today=today)]
        or (list(bare(part)) if operated else [])
        or list(named(part, today=today))
    )


def marked(text: str, *, today: date) -> Iterator[float]:
    coming = list(COMING.finditer(text))
    for match in coming:
        yield float(match[1]) * unit(match[2]) - ahead(match[3], text[: match.start()], today) / 7
    for match in (*MARKED.finditer(text), *BEFORE.finditer(text)):
        behind = text[match.end() :].lstrip()
        length = NOT_SINCE.search(text[: match.start()]) and not behind.startswith(
            ("since", "post", "ago")
        )
        aged = match[2][0] == "y" and behind.startswith(("old", "-old"))
        if not (length or aged) and not any(match.start() == one.start() for one in coming):
            yield float(match[1]) * unit(match[2])
    for match in SLASH.finditer(text):
        if not NOT_SINCE.search(text[: match.start()]):
            yield float(match[1]) * UNITS[SLASHED[match[2]]]
    for match in NUMBERED.finditer(text):
        if YET.search(text[: match.start()]):
            continue
        yield float(match[2]) * unit({"pow": "w", "pod": "d"}.get(match[1], match[1]))


def ahead(day: str, before: str, today: date) -> int:
    """Days until the weekday or tomorrow, unless it is told as past."""
    if re.search(r"\b(?:was|were|ago)\b", before):
        return 0
    return (
        1 if day.startswith("t") and day[1] in "om" else (DAYS.index(day[:3]) - today.weekday()) % 7
    )


def bare(text: str) -> Iterator[float]:
    for match in BARE.finditer(text):
        before = text[: match.start()]
        if not NOT_SINCE.search(before) and not (match[2][0] == "y" and AGED.search(before)):
            yield float(match[1]) * unit(match[2])


def unit(name: str) -> float:
    return UNITS[name[0]]
