"""A lower-case message to the same with the words that matter spelt right."""

import re
from functools import cache, lru_cache

from assistant.safety.lexicon import written

WORD = re.compile(r"[a-z]{5,}")  # shorter words have too many neighbours
LONG = 9  # from this length on two slips are allowed
ENDINGS = ("s", "es", "ed", "ing", "er", "ers", "ly")
MAX_HELD = 8192  # words


def mend(text: str) -> str:
    """
    `text`, lower-case, with each word that is one slip (two from `LONG` letters on) from a term of
    the lexicon replaced by it. The lexicon lists the English words that lie that near: they stay.
    """
    return WORD.sub(lambda match: meant(match[0]), text)


@lru_cache(MAX_HELD)
def meant(word: str) -> str:
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    if word in known() or inflected(word):
        return word
    swapped = word[1] + word[0] + word[2:]
    if swapped in terms():
        return swapped
    slips = 2 if len(word) >= LONG else 1
    near = (
        (OSA.distance(word, term, score_cutoff=slips), term)
        for term in by_letter().get(word[0], ())
        if abs(len(term) - len(word)) <= slips
    )
    distance, term = min(near, default=(slips + 1, word))
    return term if distance <= slips else word


def inflected(word: str) -> bool:
    """Whether it is a form of a term: its singular, or with an ending."""
    return f"{word}s" in terms() or any(
        word.endswith(ending)
        and (word.removesuffix(ending) in terms() or word.removesuffix(ending) + "e" in terms())
        for ending in ENDINGS
    )


@cache
def terms() -> frozenset[str]:
    return frozenset(written()["terms"]["words"])


@cache
def known() -> frozenset[str]:
    return terms() | frozenset(written()["terms"]["known"])


@cache
def by_letter() -> dict[str, list[str]]:
    return {
        letter: sorted(t for t in terms() if t[0] == letter) for letter in {t[0] for t in terms()}
    }
