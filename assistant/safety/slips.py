"""A text to the same text as a hurried thumb types it, the same way every time."""

from zlib import crc32

MIN_LETTERS = 4  # of a word that gets a slip
EVERY = 2  # of the words that are long enough, about one in so many
KINDS = 4


def slipped(text: str) -> str:
    return " ".join(
        slip(word, crc32(f"{at} {text}".encode())) for at, word in enumerate(text.split())
    )


def slip(word: str, number: int) -> str:
    """Two letters swapped, one dropped, one doubled, or a vowel lost; most words as they are."""
    if len(word) < MIN_LETTERS or not word.isalpha() or number % EVERY:
        return word
    at = 1 + (number // EVERY) % (len(word) - 2)
    match (number // 64) % KINDS:
        case 0:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case 1:
            return word[:at] + word[at + 1 :]
        case 2:
            return word[:at] + word[at] + word[at:]
        case _:
            vowels = [i for i, letter in enumerate(word) if letter in "aeiou" and i]
            return word if not vowels else word[: vowels[0]] + word[vowels[0] + 1 :]
