"""A message to its sparse features: the parts of its words, its short phrases, how it is meant."""

import re
from collections import Counter
from collections.abc import Iterator
from zlib import crc32

import numpy as np
import numpy.typing as npt

from assistant.safety.context import denied, general, of_another, past

Indices = npt.NDArray[np.int64]
Values = npt.NDArray[np.float32]

BUCKETS = 1 << 17  # features are hashed: 2^18 do no better
PARTS = (2, 3, 4, 5)  # characters, inside words: they see through spelling
PHRASES = (1, 2, 3)  # words
TOKEN = re.compile(r"[\w']+|[?!.,;]")
ENDS = frozenset(".,;?!") | {"but"}  # of what a negator reaches
NEGATOR = re.compile(
    r"(?:no|not|never|without|none|nothing|nor|neither|zero|nil|denies|deny|"
    r"(?:is|are|was|do|does|did|have|has|had|ai|ca)n'?t|cannot)"
)
NEGATED = 4  # words behind a negator that are another feature than when they are said plainly
CONTEXTS = {"denied": denied, "past": past, "of another": of_another, "general": general}
CONTEXT_VALUE = 0.7


def features(text: str) -> tuple[Indices, Values]:
    """
    The buckets of `text` and their values: 1 + ln(count), each kind scaled to length 1.

    crc32 is the hash: the same on every machine, and in the standard library.
    """
    plain = text.lower().replace("’", "'")
    words = list(marked(plain))
    kinds = (
        Counter(
            f"c{padded[at : at + size]}"
            for padded in (f" {word} " for word in words)
            for size in PARTS
            for at in range(max(1, len(padded) - size + 1))
        ),
        Counter(
            f"w{' '.join(words[at : at + size])}"
            for size in PHRASES
            for at in range(len(words) - size + 1)
        ),
    )
    names: list[str] = []
    values: list[npt.NDArray[np.float64]] = []
    for counted in kinds:
        if counted:
            names += counted
            weights = 1 + np.log(np.fromiter(counted.values(), dtype=np.float64))
            values.append(weights / np.sqrt((weights**2).sum()))
    meant = [f"x{name}" for name, holds in CONTEXTS.items() if holds(plain)]
    values.append(np.full(len(meant), CONTEXT_VALUE))
    indices = [crc32(name.encode()) % BUCKETS for name in (*names, *meant)]
    return np.asarray(indices, dtype=np.int64), np.concatenate(values).astype(np.float32)


def marked(plain: str) -> Iterator[str]:
    """The words, each behind "~" that a negator reaches (Das and Chen, 2001)."""
    left = 0
    for token in TOKEN.findall(plain):
        if token in ENDS:
            left = 0
            if token not in ".,;":
                yield token
            continue
        yield f"~{token}" if left > 0 else token
        left = NEGATED if NEGATOR.fullmatch(token) else left - 1
