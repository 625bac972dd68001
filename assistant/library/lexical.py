"""Texts to a BM25 index over their word stems, built once and loaded from its folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import IndexDamaged
from assistant.library.entries import label
from assistant.library.words import stems

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Lexical:
    """BM25 over entries, in the order in which their ids stand."""

    ids: tuple[str, ...]
    rows: dict[str, range]  # by the part of the ids before "#": one article's passages
    bm25: Any  # bm25s.BM25

    def scores(self, text: str) -> Scores:
        """One BM25 score an entry, 0 where no stem is shared."""
        tokens = [token for token in stems(text) if token in self.bm25.vocab_dict]
        if not tokens:
            return np.zeros(len(self.ids), dtype=np.float32)
        return np.asarray(self.bm25.get_scores(tokens), dtype=np.float32)

    @cached_property
    def labels(self) -> list[str]:
        """What each entry stands for, see entries.label; one string for all that share it."""
        shared: dict[str, str] = {}
        return [shared.setdefault(one, one) for one in map(label, self.ids)]


def build_lexical(ids: Sequence[str], texts: Sequence[str], *, folder: Path) -> None:
    from bm25s import BM25  # noqa: PLC0415

    bm25 = BM25()
    tokens = [stems(text) or ["∅"] for text in texts]
    bm25.index(tokens, show_progress=False)
    folder.mkdir(parents=True, exist_ok=True)
    bm25.save(str(folder), show_progress=False)
    (folder / "ids.txt").write_text("\n".join(ids), encoding="utf-8")


def load_lexical(folder: Path) -> Lexical:
    from bm25s import BM25  # noqa: PLC0415

    try:
        ids = tuple((folder / "ids.txt").read_text(encoding="utf-8").split("\n"))
        bm25 = BM25.load(str(folder), load_corpus=False)
        if bm25.scores["num_docs"] != len(ids):
            raise ValueError(f"{len(ids)} ids for {bm25.scores['num_docs']} texts")
        return Lexical(ids, rows_of(ids), bm25)
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise IndexDamaged(f"the word index {folder.name!r} can't be read ({error})") from error


def rows_of(ids: Sequence[str]) -> dict[str, range]:
    """Where the passages of each article stand; they stand together."""
    rows: dict[str, range] = {}
    for number, name in enumerate(ids):
        article = name.partition("#")[0]
        rows[article] = range(rows.get(article, range(number, number)).start, number + 1)
    return rows
