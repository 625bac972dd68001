"""Texts to vectors through a cache on disk, so that only changed texts are embedded again."""

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant.errors import EmbeddingUnavailable
from assistant.library.embed import Embed, Vectors

CHUNK = 1024  # texts between two signs of progress
ROUNDING = 1e-3  # by which the length of a unit vector may differ from 1
Progress = Callable[[str, int, int], None]  # what is done, how many of how many


def silent(what: str, done: int, total: int) -> None:
    """No progress shown."""


class VectorCache:
    """The vectors of one model by text, read from `folder` when it is opened."""

    def __init__(self, folder: Path, *, dimension: int) -> None:
        self.folder = folder
        self.dimension = dimension
        self.rows: dict[str, int] = {}
        self.known: Vectors = np.zeros((0, dimension), dtype=np.float32)
        self.live: dict[str, Vectors] = {}
        self.embedded = 0  # texts that were not known
        self.load()

    def load(self) -> None:
        """A cache that can't be read is an empty one: it only saves time."""
        try:
            keys = (self.folder / "keys.txt").read_text(encoding="ascii").split()
            vectors = np.load(self.folder / "vectors.npy", mmap_mode="r")
        except (OSError, ValueError, EOFError):
            return
        if vectors.shape == (len(keys), self.dimension) and are_unit(vectors):
            self.rows = {key: row for row, key in enumerate(keys)}
            self.known = vectors

    def vectors(self, texts: Sequence[str], embed: Embed) -> Vectors:
        """
        Unit vectors of `texts`, shape (texts, dimension), embedding only unknown texts.

        Raises EmbeddingUnavailable when the model gives something else.
        """
        keys = [key_of(text) for text in texts]
        missing = {
            key: text
            for key, text in zip(keys, texts, strict=True)
            if key not in self.rows and key not in self.live
        }
        if missing:
            made = embed(list(missing.values()))
            if made.shape != (len(missing), self.dimension) or not np.isfinite(made).all():
                raise EmbeddingUnavailable(
                    "the embedding model gave vectors that are none: "
                    "set ASSISTANT_EMBEDDING to another model"
                )
            self.live.update(zip(missing, made, strict=True))
            self.embedded += len(missing)
        for key in keys:
            if key not in self.live:
                self.live[key] = self.known[self.rows[key]]
        return np.stack([self.live[key] for key in keys]).astype(np.float32, copy=False)

    def of(self, text: str) -> Vectors:
        """The vector of one text that was asked for before, shape (dimension,)."""
        return self.live[key_of(text)]

    def save(self) -> None:
        """Keep the vectors that were asked for since the cache was opened, and no others."""
        if not self.embedded and len(self.live) == len(self.rows):
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        draft_vectors = self.folder / "vectors.draft.npy"
        draft_keys = self.folder / "keys.draft.txt"
        kept = np.asarray(list(self.live.values()), dtype=np.float32)
        try:
            np.save(draft_vectors, kept.reshape(len(self.live), self.dimension))
            draft_keys.write_text("\n".join(self.live), encoding="ascii")
            (self.folder / "keys.txt").unlink(missing_ok=True)  # between the two there is no cache
            os.replace(draft_vectors, self.folder / "vectors.npy")
            os.replace(draft_keys, self.folder / "keys.txt")
        finally:  # on a full disk they would keep what little space there is
            draft_vectors.unlink(missing_ok=True)
            draft_keys.unlink(missing_ok=True)


def are_unit(vectors: Vectors) -> bool:
    """False for what a crash leaves in a file: zeros, NaN, or other bytes."""
    if vectors.dtype != np.float32:
        return False
    return bool((np.abs(np.linalg.norm(vectors, axis=1) - 1) < ROUNDING).all())


def key_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
