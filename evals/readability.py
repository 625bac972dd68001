"""Text to the school grade that it takes to read it."""

import re

MAX_GRADE = 8.0  # what people in pain can be asked to read


def grade(text: str) -> float:
    """
    Flesch-Kincaid grade level (Kincaid and others 1975), by words a sentence and syllables a word.

    Codes in brackets are left out; letters and digits are spoken one by one.
    """
    text = re.sub(r"\s*\[[^\]]*\]", "", text).replace("{number}", "112")
    sentences = [part for part in re.split(r"[.!?]+(?:\s|$)", text) if part.strip()]
    words = re.findall(r"[A-Za-z][A-Za-z’']*|\d+", text)
    if not words:
        return 0.0
    return (
        0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    )


def syllables(word: str) -> int:
    """Groups of vowels without a silent e."""
    if word.isdigit() or (word.isupper() and len(word) > 1):
        return len(word)
    spoken = re.sub(r"(?<=[^laeiouy])es?$|(?<=[^aeiouydt])ed$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", spoken)))
