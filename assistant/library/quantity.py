"""Text to the quantities it states: numbers and ranges with their units."""

import re
from collections.abc import Iterator

from assistant.library.article import Quantity

UNITS: dict[str, str] = {
    "rep": "repetition", "reps": "repetition", "repetition": "repetition",
    "repetitions": "repetition",
    "time": "repetition", "times": "repetition", "set": "set", "sets": "set",
    "degree": "degree", "degrees": "degree", "°": "degree",
    "second": "second", "seconds": "second", "sec": "second", "secs": "second", "s": "second",
    "minute": "minute", "minutes": "minute", "min": "minute", "mins": "minute",
    "hour": "hour", "hours": "hour", "day": "day", "days": "day", "week": "week", "weeks": "week",
    "month": "month", "months": "month", "year": "year", "years": "year",
    "kg": "kilogram", "kilo": "kilogram", "kilos": "kilogram", "kilogram": "kilogram",
    "kilograms": "kilogram", "lb": "pound", "lbs": "pound", "pound": "pound", "pounds": "pound",
    "calorie": "calorie", "calories": "calorie", "kcal": "calorie",
    "%": "percent", "percent": "percent", "cm": "centimetre", "centimetres": "centimetre",
    "inch": "inch", "inches": "inch", "metre": "metre", "metres": "metre", "meters": "metre",
}  # fmt: skip
ONES = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {
    **{one: number for number, one in enumerate(ONES, 1)},
    **{ten: number * 10 for number, ten in enumerate(TENS, 2)},
    **{
        f"{ten} {one}": tens * 10 + ones
        for tens, ten in enumerate(TENS, 2)
        for ones, one in enumerate(ONES[:9], 1)
    },
    "hundred": 100,
    **{f"{one} hundred": number * 100 for number, one in enumerate(ONES[:9], 1)},
}
SPELT = "|".join(sorted(WORDS, key=len, reverse=True)).replace(" ", r"[-\s]")
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d*\.\d+|\d+|{SPELT})"
BETWEEN = re.compile(rf"\bbetween\s+({NUMBER})\s+and\s+({NUMBER})\b", re.IGNORECASE)
QUANTITY = re.compile(
    rf"(?<![\w.])(?P<low>{NUMBER})(?:\s*(?:-|–|to|or)\s*(?P<high>{NUMBER}))?\s*-?\s*"
    rf"(?P<unit>{'|'.join(sorted(map(re.escape, UNITS), key=len, reverse=True))})(?!\w)"
    r"(?:\s+(?:per|a|each|every)\s+(?P<per>leg|side|day|week|session|set))?",
    re.IGNORECASE,
)


def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of `text` in reading order; a number without a known unit is none."""
    return tuple(found(text))


def found(text: str) -> Iterator[Quantity]:
    for match in QUANTITY.finditer(BETWEEN.sub(r"\1 to \2", text)):
        low = number(match["low"])
        high = number(match["high"]) if match["high"] else low
        unit = UNITS[match["unit"].lower()]
        yield Quantity(min(low, high), max(low, high), unit, (match["per"] or "").lower())


def number(word: str) -> float:
    """The value of "12", ".5", "1,000" or "twenty-five"."""
    spelt = re.sub(r"[-\s]", " ", word.lower())
    return float(WORDS.get(spelt) or word.replace(",", ""))
