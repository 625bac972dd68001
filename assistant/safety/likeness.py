"""A message and its vector to how much it is like those in which people report a red flag."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.safety.features import features

Weights = npt.NDArray[np.float32]
VECTOR_WEIGHT = 3.0  # of the embedding beside the two blocks of features; 2 to 4 do the same


@dataclass(frozen=True)
class Likeness:
    """A linear model over the features of a message and its embedding."""

    words: Weights  # (buckets,): of a report of anything, against all else
    meaning: Weights  # (dimension,)
    bias: float
    signs: tuple[str, ...]  # ("chest-pain", …)
    which: Weights  # (dimension, signs)
    which_bias: Weights  # (signs,)


def words_score(text: str, likeness: Likeness) -> float:
    """The part of the log odds that needs no embedding."""
    indices, values = features(text)
    return float(likeness.words[indices] @ values) + likeness.bias


def meaning_score(vector: Weights, likeness: Likeness) -> float:
    return VECTOR_WEIGHT * float(likeness.meaning @ vector)


def sign_shares(vector: Weights, likeness: Likeness) -> dict[str, float]:
    """The probability of each sign, given that the message reports one."""
    logits = vector @ likeness.which + likeness.which_bias
    shares = np.exp(logits - logits.max())
    return dict(zip(likeness.signs, (shares / shares.sum()).tolist(), strict=True))


def write_likeness(likeness: Likeness, path: Path) -> None:
    np.savez(
        path,
        words=likeness.words,
        meaning=likeness.meaning,
        bias=np.asarray(likeness.bias),
        signs=np.asarray(likeness.signs),
        which=likeness.which,
        which_bias=likeness.which_bias,
    )


def read_likeness(path: Path) -> Likeness:
    """Raises OSError, ValueError or KeyError when the file is missing or not one of ours."""
    with np.load(path) as kept:
        return Likeness(
            kept["words"],
            kept["meaning"],
            float(kept["bias"]),
            tuple(map(str, kept["signs"])),
            kept["which"],
            kept["which_bias"],
        )
