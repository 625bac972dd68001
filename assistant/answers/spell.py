"""A message as it was typed to the words that were meant, where that is certain enough."""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from assistant.answers.lexicon import lexicon
from assistant.library.article import Shelf

MIN_LENGTH = 5  # shorter words have too many neighbours; of those only swapped letters are mended
LONG = 7  # from this length on two slips are allowed
VOCABULARIES_HELD = 256  # of about 30 kB, as many as a library holds shelves
FITTING = 2  # words of a name that must be right for another known word to be a slip

# Phone spellings that no edit distance mends.
TEXTING = {
    "u": "you", "ur": "your", "r": "are", "n": "and", "wat": "what", "wot": "what",
    "wats": "what's", "wots": "what's", "shud": "should", "cud": "could", "wud": "would",
    "shld": "should", "pls": "please", "plz": "please", "bc": "because", "cuz": "because",
    "cos": "because", "b4": "before", "hav": "have", "wiv": "with", "da": "the", "dis": "this",
    "dat": "that", "wen": "when", "wich": "which", "nee": "knee", "docter": "doctor",
    "thru": "through", "tho": "though", "abt": "about", "gud": "good", "exersise": "exercise",
    "excercise": "exercise", "im": "i'm", "dont": "don't", "cant": "can't",
}  # fmt: skip


def spelled(text: str, shelf: Shelf) -> str:
    """
    `text` with phone spellings written out and slips mended towards the article's own words.

    A word is mended only if nothing knows it (not the article, its wordings, nor the lexicon) and
    one familiar word is within one edit, or two from `LONG` letters on.
    """
    familiar = shelf.vocabulary.familiar
    article_words, lexicon_words = shelf.vocabulary.words, named_words()

    def is_known(word: str) -> bool:
        return word in article_words or word in lexicon_words

    def mend(match: re.Match[str]) -> str:
        word = match[0].lower()
        if word in TEXTING:
            return TEXTING[word]
        if is_known(word) or not word.isalpha():
            return match[0]
        if len(word) < MIN_LENGTH:
            return swapped(word, familiar) or match[0]
        return nearest(word, familiar) or match[0]

    mended = re.sub(r"[A-Za-z][A-Za-z0-9]*", mend, text)
    return with_names(mended, [shelf.article.title, *shelf.article.aliases], is_known=is_known)


def with_names(text: str, names: Sequence[str], *, is_known: Callable[[str], bool]) -> str:
    """
    `text` with a misspelt name of several words ("heal drag bakc") written as it should be.

    A known word is no slip ("keep slide", "hack squat"), unless two others fit.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    said = text.split()
    plain = [word.lower().strip("?!.,;:") for word in said]
    for name in sorted(names, key=len, reverse=True):
        parts = name.lower().split()
        length = len(parts)
        if length < 2 or len(name) < LONG:  # noqa: PLR2004
            continue
        for at in range(len(said) - length + 1):
            window = plain[at : at + length]
            if not 0 < OSA.distance(" ".join(window), name.lower(), score_cutoff=2) <= 2:  # noqa: PLR2004
                continue
            slips = [one for one, other in zip(window, parts, strict=True) if one != other]
            if length - len(slips) >= FITTING or not any(map(is_known, slips)):
                return " ".join([*said[:at], name, *said[at + length :]])
    return text


def swapped(word: str, familiar: frozenset[str]) -> str | None:
    """The one familiar word that `word` is with two neighbouring letters swapped: "stes"."""
    variants = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    found = variants & familiar
    return found.pop() if len(found) == 1 else None


def nearest(word: str, familiar: frozenset[str]) -> str | None:
    from rapidfuzz.distance import OSA  # noqa: PLC0415
    from rapidfuzz.process import extract  # noqa: PLC0415

    slips = 2 if len(word) >= LONG else 1
    found = extract(word, in_order(familiar), scorer=OSA.distance, score_cutoff=slips, limit=2)
    same_start = [(other, slip) for other, slip, _ in found if other[0] == word[0]]
    if not same_start or (len(same_start) > 1 and same_start[0][1] == same_start[1][1]):
        return None
    return same_start[0][0]


@lru_cache(VOCABULARIES_HELD)
def in_order(familiar: frozenset[str]) -> list[str]:
    """Of words that are equally near, the first by the alphabet holds."""
    return sorted(familiar)


@cache
def named_words() -> frozenset[str]:
    """The words of the lexicon: none of them is a slip for another."""
    return frozenset(word for term in lexicon() for word in term.split())
