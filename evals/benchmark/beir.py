"""
A folder in the BEIR layout to documents and judged queries.

Thakur and others, "BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation of Information
Retrieval Models", NeurIPS 2021.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, Field, ValidationError

from assistant.errors import InvalidInput
from evals.benchmark.material import Document, Material, Query

CORPUS, QUERIES, QRELS = "corpus.jsonl", "queries.jsonl", "qrels"
PREFERRED = "test.tsv"
HEADER = ["query-id", "corpus-id", "score"]


class QueryLine(BaseModel):
    """A line of queries.jsonl; what else stands in it is passed over."""

    id: str = Field(alias="_id", min_length=1)
    text: str


class DocumentLine(QueryLine):
    """A line of corpus.jsonl."""

    title: str | None = None


Line = TypeVar("Line", bound=QueryLine)


def read_beir(folder: Path) -> Material:
    """
    Queries without a judgement are left out, as BEIR does; each query is its own cluster.

    Raises InvalidInput with file and line.
    """
    documents = read_lines(folder / CORPUS, DocumentLine, form="_id, title and text")
    asked = read_lines(folder / QUERIES, QueryLine, form="_id and text")
    judged = read_qrels(qrels_file(folder / QRELS), asked)
    return Material(
        name=folder.resolve().name,
        layout="BEIR",
        documents=tuple(Document(one.id, one.title or "", one.text) for one in documents.values()),
        queries=tuple(
            Query(one.id, one.text, judged=judged[one.id], cluster=one.id)
            for one in asked.values()
            if one.id in judged
        ),
    )


def read_lines(path: Path, kind: type[Line], *, form: str) -> dict[str, Line]:
    found: dict[str, Line] = {}
    for place, line in lines_of(path):
        try:
            one = kind.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the line"
            raise InvalidInput(
                f"{place}: {where}: {first['msg']}: write an object with the texts {form}"
            ) from error
        if one.id in found:
            raise InvalidInput(f"{place}: the _id {one.id!r} stands twice: give it another one")
        found[one.id] = one
    if not found:
        raise InvalidInput(f"{path.name!r} is empty: write an object with {form} on each line")
    return found


def qrels_file(folder: Path) -> Path:
    files = sorted(folder.glob("*.tsv"))
    preferred = [path for path in files if path.name == PREFERRED]
    if len(preferred or files) != 1:
        held = ", ".join(path.name for path in files) or "no .tsv file"
        raise InvalidInput(
            f"{str(folder)!r} holds {held}: name the one to measure with {PREFERRED!r}"
        )
    return (preferred or files)[0]


def read_qrels(path: Path, asked: Mapping[str, QueryLine]) -> dict[str, dict[str, int]]:
    """
    By query and document the score. A document that the corpus does not hold is kept: it was
    judged, and is not found.
    """
    found: dict[str, dict[str, int]] = {}
    for number, (place, line) in enumerate(lines_of(path)):
        cells = line.rstrip("\r\n").split("\t")
        if number == 0:
            if cells != HEADER:
                raise InvalidInput(
                    f"{place}: the first line has to be {' '.join(HEADER)}, with tabs between"
                )
            continue
        query, document, score = judgement(cells, place)
        if query not in asked:
            raise InvalidInput(
                f"{place}: {QUERIES!r} holds no query {query!r}: add it, or drop the line"
            )
        found.setdefault(query, {})[document] = score
    if not found:
        raise InvalidInput(f"{path.name!r} judges nothing: write a line for each relevant document")
    return found


def judgement(cells: list[str], place: str) -> tuple[str, str, int]:
    try:
        query, document, score = cells
        return query, document, max(0, int(score))  # below 0 is "not relevant" in some of TREC's
    except ValueError as error:
        raise InvalidInput(
            f"{place}: write {', '.join(HEADER)} with tabs between, the score a whole number"
        ) from error


def lines_of(path: Path) -> Iterator[tuple[str, str]]:
    """Each line that is not blank, and the words for its place. U+2028 and the like end no line."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield f"{path.name!r}, line {number}", line
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(
            f"{path.name!r} can't be read as UTF-8 text ({error}): a folder in the BEIR layout "
            f"holds {CORPUS}, {QUERIES} and {QRELS}/{PREFERRED}"
        ) from error
