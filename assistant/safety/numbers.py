"""Number words to digits, so that one pattern reads "two and a half weeks" and "2.5 weeks"."""

import re

SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
TENTHS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINAL_NAMES = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
UNITS = {name: value for value, name in enumerate(SMALL)}
TENS = {name: 10 * value for value, name in enumerate(TENTHS, start=2)}
ORDINALS = {name: value for value, name in enumerate(ORDINAL_NAMES, start=1)}
ONES = "|".join(name for name, value in UNITS.items() if 0 < value < 10)  # noqa: PLR2004
LENGTH = r"(?:days?|weeks?|months?|years?|wks?|mths?)"
MONTH = r"(?:of )?(?:january|february|march|april|may|june|july|august|september|october|nov|dec)"
ANY = re.compile("|".join([*TENS, *UNITS, "hundred"]))
HUNDRED = re.compile(rf"\b(?:a|one) hundred(?:(?: and)? ({'|'.join([*TENS, *UNITS])}|\d+))?\b")
COMPOUND = re.compile(rf"\b({'|'.join(TENS)})[ -]?({ONES})\b")
SIMPLE = re.compile(rf"\b({'|'.join(name for name in [*TENS, *UNITS] if name != 'one')})\b")
# "The chair one", "no one": mostly no number.
ONE = re.compile(
    rf"\bone(?= (?:and a half )?{LENGTH}\b| (?:out )?of (?:ten|10)\b| and (?:a|1) half|/10)|"
    r"(?<=type )one\b|(?<=grade )one\b|(?<=pain )one\b|(?<=pain is )one\b|"
    r"(?<=week )one\b|(?<=day )one\b"
)
ORDINAL = re.compile(rf"\b({'|'.join(ORDINALS)})(?= {MONTH})")
HALF = re.compile(r"\b(\d+) and (?:(?:a|1) )?half\b|\b(\d+) ?½")
SPOKEN = (
    (re.compile(r"\b(?:a )?couple (?:of )?(?=(?:weeks?|months?|days?|wks?|years?)\b)"), "2 "),
    # In doubt about a time the earlier one.
    (re.compile(rf"\b(?:(?:just )?a )?few (?={LENGTH})"), "2 "),
    (re.compile(rf"\bseveral (?={LENGTH})"), "3 "),
    (
        re.compile(r"\b(?:a|1) ?(?:fortnight|4night)\b|\bfortnight(?= ago| since| back| post)"),
        "2 weeks",
    ),
    (re.compile(r"\bhalf (?:a )?year\b"), "6 months"),
    (re.compile(r"\b(?:a|1) (week|month|year|day) and (?:a|1) half\b"), r"1.5 \1s"),
    # Not "twice a week".
    (
        re.compile(
            rf"\b(?:a|an) (?={LENGTH} (?:ago|back|since|post|after|out|old|now|in|gone|or so|"
            rf"today|to)\b)"
        ),
        "1 ",
    ),
    (re.compile(rf"\b(\d+) ?(?:-|–|to|or) ?\d+(?= ?{LENGTH})"), r"\1"),
    (re.compile(r"\b(\d+) (weeks?|months?),? (?:and )?\d+ (?:days?|weeks?)"), r"\1 \2"),
    (re.compile(r"\b(?:nil|nought|zilch)\b"), "0"),
)


def with_digits(text: str) -> str:
    """`text`, lower-case, with the number words up to 199 written as digits."""
    if ANY.search(text):
        text = HUNDRED.sub(hundreds, text)
        text = COMPOUND.sub(lambda match: str(TENS[match[1]] + UNITS[match[2]]), text)
        text = SIMPLE.sub(lambda match: str({**TENS, **UNITS}[match[1]]), text)
        text = ONE.sub("1", text)
    text = ORDINAL.sub(lambda match: str(ORDINALS[match[1]]), text)
    text = HALF.sub(lambda match: f"{match[1] or match[2]}.5", text)
    for pattern, written in SPOKEN:
        text = pattern.sub(written, text)
    return HALF.sub(lambda match: f"{match[1] or match[2]}.5", text)


def hundreds(match: re.Match[str]) -> str:
    rest = match[1] or "0"
    return str(100 + int({**TENS, **UNITS}.get(rest, rest)))
