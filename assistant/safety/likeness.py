"""
A text as the embedding model reads it to how much it is like a report of a red flag.

The model reads the whole text, and then judges it as a whole and each sentence where it stands: a
sentence torn out of a story means something else.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import InvalidRules
from assistant.library.embed import Encoded, Places
from assistant.safety.sentences import Span

LIKENESS_FILE = Path(__file__).with_name("likeness.onnx")
INPUTS = ("states", "parts")  # (1, tokens, dimension); (1, parts, tokens), rows that sum to 1
OUTPUTS = ("report", "signs")  # log odds of a report; logits of the signs, if it is one

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Heard:
    """What a likeness model makes of a text, or of a sentence where it stands."""

    score: float  # log odds that it reports a sign
    shares: dict[str, float]  # the probability of each sign, given that it reports one


Hear = Callable[[Encoded, Sequence[Span]], list[Heard]]  # the whole, and each part that was read


def open_likeness(open_session: Callable[[Path], Any], path: Path = LIKENESS_FILE) -> Hear:
    """
    The shipped model: the top layers of the packaged embedding model, taught by teach.py to tell
    reports of red flags from what only looks like one.

    Raises InvalidRules when its file can't be read: there is no running without it.
    """
    try:
        session = open_session(path)
        signs: list[str] = json.loads(session.get_modelmeta().custom_metadata_map["signs"])
    except Exception as error:  # onnxruntime raises nothing narrower for a damaged file
        raise InvalidRules(f"the file {str(path)!r} can't be read: {error}") from error

    def hear(read: Encoded, spans: Sequence[Span]) -> list[Heard]:
        given = (read.states[None], parts_of(read.places, spans)[None])
        (scores,), (logits,) = session.run(list(OUTPUTS), dict(zip(INPUTS, given, strict=True)))
        return [
            Heard(float(score), dict(zip(signs, shares.tolist(), strict=True)))
            for score, shares in zip(scores, softmax(logits), strict=True)
        ]

    return hear


def parts_of(places: Places, spans: Sequence[Span]) -> Floats:
    """
    The share of each token in the whole text and in each span: (parts, tokens), rows that sum to 1.

    A span behind the tokens that were read has no row.
    """
    begins, ends = np.asarray(places, dtype=np.int64).T
    held = [np.ones(len(places), dtype=bool)]
    held += [(begins < end) & (ends > start) for start, end in spans]
    rows = np.array([row for row in held if row.any()], dtype=np.float32)
    return np.asarray(rows / rows.sum(axis=1, keepdims=True), dtype=np.float32)


def softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)
