"""A text as the embedding model reads it to how much it is like a report of a red flag."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import InvalidRules
from assistant.library.embed import States

LIKENESS_FILE = Path(__file__).with_name("likeness.onnx")
INPUT = "states"
OUTPUTS = ("report", "signs")  # log odds of a report; logits of the signs, if it is one

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Heard:
    """What a likeness model makes of one text."""

    score: float  # log odds that it reports a sign
    shares: dict[str, float]  # the probability of each sign, given that it reports one


Hear = Callable[[States], Heard]


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

    def hear(read: States) -> Heard:
        (score,), (logits,) = session.run(list(OUTPUTS), {INPUT: read[None]})
        return Heard(float(score), dict(zip(signs, softmax(logits).tolist(), strict=True)))

    return hear


def softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max())
    return np.asarray(powers / powers.sum(), dtype=np.float32)
