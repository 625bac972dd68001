"""A message to whether it is English: the articles, and so the answers, are."""

import re
import tomllib
from functools import cache
from pathlib import Path
from unicodedata import normalize

LANGUAGES_FILE = Path(__file__).with_name("languages.toml")
MIN_FOREIGN = 2  # one word may be a name or a typo
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def is_english(message: str) -> bool:
    """
    False for other scripts, and for messages with more words of another language than of English.

    A message with no letters at all counts as English: it is unclear, not foreign.
    """
    message = normalize("NFC", message)  # an accent may be sent as a letter of its own
    letters = [char for char in message if char.isalpha()]
    if letters and sum(bool(LATIN.match(char)) for char in letters) < len(letters) / 2:
        return False
    words = {*re.findall(r"[^\W\d_]+", message.lower())}
    foreign_words, english_words = frequent_words()
    foreign = len(words & foreign_words)
    return not (foreign >= MIN_FOREIGN and foreign > len(words & english_words))


@cache
def frequent_words() -> tuple[frozenset[str], frozenset[str]]:
    """(words of other languages that are no frequent English ones, frequent English ones)."""
    written = tomllib.loads(LANGUAGES_FILE.read_text(encoding="utf-8"))
    english = frozenset(written["english"]["words"].split())
    foreign = frozenset(" ".join(written["foreign"].values()).split())
    return foreign - english, english
