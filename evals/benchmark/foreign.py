"""A folder with a public benchmark to how well its documents are found, cited and kept to."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.app import Assistant
from assistant.errors import InvalidInput
from assistant.library.vectors import Progress
from assistant.settings import load_settings
from evals.benchmark.beir import CORPUS, read_beir
from evals.benchmark.judge import Judged, judge, summed
from evals.benchmark.material import Document, Layout, Material, Query
from evals.benchmark.rank import MEASURES, Ranking, rank, rated
from evals.benchmark.report import REPLIES, Report, Row
from evals.benchmark.shelve import by_slug, hash_of, shelved
from evals.benchmark.squad import read_squad
from evals.run import WORKERS

LOOKS = (
    "give a folder in the BEIR layout (corpus.jsonl, queries.jsonl and qrels/test.tsv), or a "
    "SQuAD 2.0 file (.json, or a folder that holds one)"
)

DRAWN: Mapping[Layout, str] = {"BEIR": "queries", "SQuAD": "paragraphs with all their questions"}


@dataclass(frozen=True)
class Tried:
    """A query, ranked for by each search, and asked."""

    rankings: Mapping[str, Ranking]  # by the name of the search
    judged: Judged


def benchmark(place: Path, *, progress: Progress, limit: int | None = None) -> Report:
    """
    read → index → rank and ask each query → measure.

    With a `limit` only so many queries are asked, taken evenly from all; the documents stay. Raises
    InvalidInput for what is in neither layout, and AssistantError.
    """
    material = limited(read(place), limit)
    with shelved(material.documents, load_settings(), progress=progress) as assistant:
        tried = tried_all(material, assistant, progress)
        model = assistant.embedder.name
    return Report(
        name=material.name,
        layout=material.layout,
        documents=len(material.documents),
        documents_sha256=hash_of(material.documents),
        queries=len(material.queries),
        model=model,
        notes=tuple(notes(material)),
        rows=tuple(rows(material, tried)),
    )


def read(place: Path) -> Material:
    """By what lies in `place`. Raises InvalidInput."""
    if (place / CORPUS).is_file():
        return read_beir(place)
    files = sorted(place.glob("*.json")) if place.is_dir() else [place]
    if len(files) == 1 and files[0].is_file() and files[0].suffix == ".json":
        return read_squad(files[0])
    if not place.exists():
        raise InvalidInput(f"{str(place)!r} does not exist: {LOOKS}")
    held = f"holds {len(files)} .json files" if len(files) > 1 else "is no benchmark"
    raise InvalidInput(f"{str(place)!r} {held}: {LOOKS}")


def limited(material: Material, limit: int | None) -> Material:
    """Evenly from all, since those that stand together are often about one thing."""
    if limit is None or limit >= len(material.queries):
        return material
    if limit < 1:
        raise InvalidInput(f"a limit of {limit} leaves no query: give 1 or more, or none for all")
    chosen = (at * len(material.queries) // limit for at in range(limit))
    return replace(material, queries=tuple(material.queries[at] for at in chosen))


def tried_all(material: Material, assistant: Assistant, progress: Progress) -> list[Tried]:
    """In the order of the queries."""
    documents = by_slug(material.documents)
    done: list[Tried] = []
    with ThreadPoolExecutor(WORKERS) as pool:
        for one in pool.map(lambda query: tried(query, assistant, documents), material.queries):
            done.append(one)
            progress("asking", len(done), len(material.queries))
    return done


def tried(query: Query, assistant: Assistant, documents: Mapping[str, Document]) -> Tried:
    return Tried(
        rankings=rank(query, assistant, documents),
        judged=judge(query, assistant.ask(query.text), documents),
    )


def rows(material: Material, tried: Sequence[Tried]) -> Iterator[Row]:
    for search in tried[0].rankings:
        rankings = {one.judged.query.id: one.rankings[search] for one in tried}
        for measure in rated(material.queries, rankings, MEASURES[material.layout]):
            yield Row(search, measure)
    for measure in summed([one.judged for one in tried]):
        yield Row(REPLIES, measure)


def notes(material: Material) -> Iterator[str]:
    if left_out := len(material.documents) - len(by_slug(material.documents)):
        yield f"Documents that hold no word, and are not indexed: {left_out:,}."
    held = {one.id for one in material.documents}
    if missing := {name for query in material.queries for name in query.relevant} - held:
        yield f"Relevant documents that the corpus lacks, all missed: {len(missing):,}."
    yield f"Intervals are of 95 %, by a bootstrap over {DRAWN[material.layout]}."
