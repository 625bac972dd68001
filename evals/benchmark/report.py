"""What a benchmark measured, and the same as Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.benchmark.material import Layout
from evals.output.words import interval_of, value_of
from evals.score import Measure

REPLIES = "replies"


@dataclass(frozen=True)
class Row:
    """A measure, and what it is of."""

    of: str  # "fused", "dense" or "lexical"; "replies"
    measure: Measure


@dataclass(frozen=True)
class Report:
    """All measures of a benchmark. It holds no time and no chance."""

    name: str  # "scifact"
    layout: Layout
    documents: int
    documents_sha256: str
    queries: int  # that were asked
    model: str  # "all-MiniLM-L6-v2"
    notes: tuple[str, ...]  # what a reader has to know of the material
    rows: tuple[Row, ...]

    def to_markdown(self) -> str:
        about = (
            f"{self.layout} layout: {self.documents:,} documents ({self.documents_sha256[:16]}), "
            f"{self.queries:,} queries; embedded with {self.model}."
        )
        parts = [
            f"# Benchmark: {self.name}",
            " ".join([about, *self.notes]),
            section("Retrieval", retrieval_lines(self.rows)),
            section("Replies", reply_lines(self.rows)),
        ]
        return "\n\n".join(part for part in parts if part) + "\n"


def section(title: str, lines: Iterator[str]) -> str:
    found = list(lines)
    return "\n".join([f"## {title}", "", *found]) if found else ""


def retrieval_lines(rows: Sequence[Row]) -> Iterator[str]:
    """One line a search; a cell holds the mean over the queries and its 95 % interval."""
    searches: dict[str, list[Measure]] = {}
    for row in rows:
        if row.of != REPLIES:
            searches.setdefault(row.of, []).append(row.measure)
    for number, (search, measures) in enumerate(searches.items()):
        if number == 0:
            yield f"| search | n | {' | '.join(one.name for one in measures)} |"
            yield f"|---|--:|{'---|' * len(measures)}"
        yield f"| {search} | {measures[0].n} | {' | '.join(map(cell, measures))} |"


def cell(measure: Measure) -> str:
    found = measure.interval
    return f"{measure.value:.3f}" + (f" ({found.low:.3f} to {found.high:.3f})" if found else "")


def reply_lines(rows: Sequence[Row]) -> Iterator[str]:
    measures = [row.measure for row in rows if row.of == REPLIES]
    if measures:
        yield from ("| measure | value | 95 % | n |", "|---|--:|---|--:|")
    for one in measures:
        yield f"| {one.name} | {value_of(one)} | {interval_of(one)} | {one.n} |"
