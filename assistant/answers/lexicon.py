"""A question to the things it names: exercises, body parts, kit, conditions, drugs, places …"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.library.words import words

LEXICON_FILE = Path(__file__).with_name("lexicon.toml")
MAX_WORDS = 5  # the longest term, in words
SKIPPED = frozenset({"measures"})  # numbers are judged by what is asked for, in choose.py


@dataclass(frozen=True)
class Term:
    """A thing that a text names, as the lexicon spells it."""

    text: str  # "kettlebell"
    kind: str  # "equipment"


@cache
def lexicon() -> dict[str, str]:
    """Kind by term, in folded words."""
    written = tomllib.loads(LEXICON_FILE.read_text(encoding="utf-8"))
    return {
        " ".join(words(term)): kind
        for kind, table in written.items()
        if kind not in SKIPPED
        for term in table["terms"]
    }


def terms(text: str) -> Iterator[Term]:
    """The terms of `text`, longest first at each place, none inside another."""
    known = lexicon()
    said = words(text)
    at = 0
    while at < len(said):
        for length in range(min(MAX_WORDS, len(said) - at), 0, -1):
            term = " ".join(said[at : at + length])
            if kind := known.get(term):
                yield Term(term, kind)
                at += length
                break
        else:
            at += 1
