"""Texts as the embedding model reads them to how much they are like reports of red flags."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import InvalidRules
from assistant.library.embed import States

LIKENESS_FILE = Path(__file__).with_name("likeness.onnx")
INPUTS = ("states", "mask")
OUTPUTS = ("report", "signs")  # log odds of a report; logits of the signs, if it is one

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Heard:
    """What a likeness model makes of one text."""

    score: float  # log odds that it reports a sign
    shares: dict[str, float]  # the probability of each sign, given that it reports one


Hear = Callable[[Sequence[States]], list[Heard]]


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

    def hear(read: Sequence[States]) -> list[Heard]:
        states, mask = stacked(read)
        scores, logits = session.run(list(OUTPUTS), dict(zip(INPUTS, (states, mask), strict=True)))
        return [
            Heard(float(score), dict(zip(signs, softmax(row).tolist(), strict=True)))
            for score, row in zip(scores, logits, strict=True)
        ]

    return hear


def stacked(read: Sequence[States]) -> tuple[Floats, Floats]:
    """Texts of different lengths side by side: (texts, tokens, dimension), and which are tokens."""
    longest = max(map(len, read))
    states = np.zeros((len(read), longest, read[0].shape[1]), dtype=np.float32)
    mask = np.zeros((len(read), longest), dtype=np.float32)
    for row, one in enumerate(read):
        states[row, : len(one)] = one
        mask[row, : len(one)] = 1
    return states, mask


def softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max())
    return np.asarray(powers / powers.sum(), dtype=np.float32)
