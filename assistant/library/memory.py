"""Embedding functions to the same ones that hold the vectors of the last texts."""

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from assistant.library.embed import Embed, Encode, Encoded, Vectors

MAX_CACHED = 4096  # question vectors held, 1.5 kB each


def cached(embed: Embed, held: OrderedDict[str, Vectors]) -> Embed:
    """`embed` with the vectors of the last `MAX_CACHED` single texts in `held`."""

    def embed_cached(texts: Sequence[str]) -> Vectors:
        if len(texts) != 1:
            return embed(texts)
        (text,) = texts
        if (found := held.get(text)) is None:
            found = embed(texts)
            keep(text, found, held)
        return found

    return embed_cached


def remembered(encode: Encode, held: OrderedDict[str, Vectors]) -> Encode:
    """`encode`, its vectors put where `cached` looks for them."""

    def encode_and_keep(texts: Sequence[str]) -> list[Encoded]:
        found = encode(texts)
        for text, one in zip(texts, found, strict=True):
            keep(text, one.vector[np.newaxis], held)
        return found

    return encode_and_keep


def keep(text: str, vectors: Vectors, held: OrderedDict[str, Vectors]) -> None:
    held[text] = vectors
    while len(held) > MAX_CACHED:
        held.popitem(last=False)
