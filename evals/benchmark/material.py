"""The nouns of a benchmark: documents, and queries with what is right for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Layout = Literal["BEIR", "SQuAD"]


@dataclass(frozen=True)
class Document:
    """A text that is indexed as one article."""

    id: str  # "4983"
    title: str  # "Microstructural development of human newborn …"; may be empty
    text: str


@dataclass(frozen=True)
class Query:
    """A question, and what is known to be right for it."""

    id: str  # "1"
    text: str
    judged: Mapping[str, int]  # {"4983": 1}: by document how relevant it is
    cluster: str  # what is drawn as a whole where intervals are estimated
    golds: tuple[str, ...] = ()  # wordings of the answer; none where only documents are judged

    @property
    def relevant(self) -> frozenset[str]:
        """The documents that answer; none for a query that has to be left open."""
        return frozenset(name for name, score in self.judged.items() if score > 0)


@dataclass(frozen=True)
class Material:
    """All of a benchmark, as it was read."""

    name: str  # "scifact"
    layout: Layout
    documents: tuple[Document, ...]
    queries: tuple[Query, ...]
