"""The noun of embedding: texts to unit vectors, by one model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]  # (texts, dimension), each row of length 1
States = npt.NDArray[np.float32]  # (tokens, dimension), of one text inside the model
Places = Sequence[tuple[int, int]]  # where each token begins and ends in its text
Embed = Callable[[Sequence[str]], Vectors]

DEFAULT_MODEL = "all-MiniLM-L6-v2"


@dataclass(frozen=True)
class Encoded:
    """A text as the model reads it."""

    vector: Vectors  # (dimension,)
    states: States  # below the model's last layers
    places: Places  # of the tokens; those that stand for no text begin and end at 0


Encode = Callable[[Sequence[str]], list[Encoded]]


@dataclass(frozen=True)
class Embedder:
    """An embedding model, opened: what it is, and the function that embeds."""

    name: str  # "all-MiniLM-L6-v2"
    sha256: str  # of its weights and settings: vectors of another hash can't be compared
    dimension: int  # 384
    embed: Embed  # for a question: on one thread, which is as fast and never stalls
    embed_many: Embed  # for an ingest: on all cores
    encode: Encode | None = None  # what an exported model can do besides
