"""The lexicon's file to compiled patterns, and a text to the names that it mentions."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from assistant.safety.context import NEGATOR, NO_DENIAL

LEXICON_FILE = Path(__file__).with_name("lexicon.toml")
CLAUSE = re.compile(r"[,;.!?\n](?!\d)|\bbut\b|\band\b(?= (?:i|my|he|she|we)\b)")
REACH = 22  # characters between a negator and what it denies
# "meniscus was untouched", "diabetes test came back clear", "the cramps have stopped": the words
# stand right behind what they take back.
TAKEN_BACK = re.compile(
    r"^(?:\W|\b(?:was|were|is|are|has|have|had|been|came|come|all|both|look(?:s|ed)?|and|it|test|"
    r"repair|problems?|pain|now|completely|perfectly|totally|still|left|got|did|my|own)\b)*"
    r"\b(?:untouched|intact|spared|left alone|not (?:touched|repaired|involved|damaged|torn|that|"
    r"it\b|injured|used|done)|back clear|clear\b|negative|ruled out|excluded|stopped|"
    r"settled|gone\b|"
    r"wasn't (?:touched|damaged|torn|repaired))"
)

Patterns = tuple[re.Pattern[str], ...]


def found(group: str, text: str) -> Iterator[str]:
    """The names of `group` that `text` mentions without denying them."""
    for name, patterns in lexicon()[group].items():
        if any(mentions(patterns, text)):
            yield name


def mentions(patterns: Patterns, text: str) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            if not denied(text, match):
                yield match


def says(group: str, text: str, name: str = "words") -> bool:
    return any(pattern.search(text) for pattern in lexicon()[group][name])


def denied(text: str, match: re.Match[str]) -> bool:
    """Whether a negator stands right before the mention, or a taking back right behind it."""
    clause = CLAUSE.split(text[max(0, match.start() - 60) : match.start()])[-1]
    return negated(clause) or TAKEN_BACK.match(text[match.end() : match.end() + 60]) is not None


def negated(before: str) -> bool:
    return any(
        not NO_DENIAL.match(before, one.start()) and len(before) - one.end() < REACH
        for one in NEGATOR.finditer(before)
    )


@cache
def lexicon() -> dict[str, dict[str, Patterns]]:
    return {
        group: {name: tuple(map(re.compile, words)) for name, words in names.items()}
        for group, names in written().items()
        if group != "terms"
    }


@cache
def written() -> dict[str, dict[str, Any]]:
    return tomllib.loads(LEXICON_FILE.read_text(encoding="utf-8"))
