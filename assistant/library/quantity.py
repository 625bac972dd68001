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
WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50,
    "hundred": 100,
}  # fmt: skip
NUMBER = rf"(?:\d+(?:\.\d+)?|{'|'.join(WORDS)})"
QUANTITY = re.compile(
    rf"\b(?P<low>{NUMBER})(?:\s*(?:-|–|to|or)\s*(?P<high>{NUMBER}))?\s*-?\s*"
    rf"(?P<unit>{'|'.join(sorted(map(re.escape, UNITS), key=len, reverse=True))})(?!\w)"
    r"(?:\s+(?:per|a|each|every)\s+(?P<per>leg|side|day|week|session|set))?",
    re.IGNORECASE,
)


def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of `text` in reading order; a number without a known unit is none."""
    return tuple(found(text))


def found(text: str) -> Iterator[Quantity]:
    for match in QUANTITY.finditer(text):
        low = number(match["low"])
        high = number(match["high"]) if match["high"] else low
        unit = UNITS[match["unit"].lower()]
        yield Quantity(min(low, high), max(low, high), unit, (match["per"] or "").lower())


def number(word: str) -> float:
    return float(WORDS.get(word.lower(), 0) or word)
