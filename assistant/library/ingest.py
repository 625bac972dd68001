"""Article files to a new generation of the index, swapped in when it is whole."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.errors import IndexDamaged, InvalidInput, StorageError
from assistant.library.article import Shelf, Source
from assistant.library.classify import train
from assistant.library.embed import Embedder
from assistant.library.entries import Entry, ask_entries, fine_label, names_of, passage_entries
from assistant.library.generation import (
    Fingerprint,
    Manifest,
    Record,
    new_generation,
    read_manifest,
    remove_folders,
    stale_generations,
    translated,
    write_manifest,
    write_shelf,
    writing,
)
from assistant.library.index import PassageIndex, drop, stamps
from assistant.library.lexical import build_lexical
from assistant.library.library import ALL, SCOPE, asks_of
from assistant.library.need import EMBEDDED, fingerprint, reasons
from assistant.library.scope import scope_entries
from assistant.library.sources import check_slugs, find_sources, read_source
from assistant.library.vectors import CHUNK, Progress, VectorCache, silent

SAME = 0.999  # cosine of a passage with itself, less rounding
SAMPLES = 5  # entries looked for in each new collection


@dataclass(frozen=True)
class Ingested:
    """What an ingest did."""

    manifest: Manifest
    why: tuple[str, ...]  # what made it build; empty when there was nothing to do
    embedded: int  # texts that had to be embedded


def ingest(
    places: Sequence[Path],
    *,
    home: Path,
    embedder: Embedder,
    store: str = EMBEDDED,
    skip_bad_facts: bool = False,
    wait_s: float = 0,
    damage: str = "",
    progress: Progress = silent,
    say: Callable[[str], None] = lambda _: None,
) -> Ingested:
    """
    Build the index of all articles in `places`, if it is not there already.

    read → chunk and facts → embed → build a generation → verify → swap → drop the old ones. The
    old generation serves until the swap, whatever happens before; nothing is written when the
    index that serves was built from the same files in the same way and its store is sound.
    `damage` is what a reader met that sees more than this, and makes it build in any case.
    """
    with writing(home, wait_s=wait_s):
        sources = find_sources(places)
        wanted = fingerprint(sources, embedder, store)
        why = [damage] if damage else reasons(home, wanted)
        if not why and (serving := read_manifest(home)):
            forget(home, store, stale_generations(home, keep=serving.generation))
            return Ingested(serving, (), 0)
        say(f"Building the index ({'; '.join(why)}).")
        shelves = read_all(sources, skip_bad_facts=skip_bad_facts, progress=progress)
        cache = VectorCache(home / "vectors" / embedder.sha256[:16], dimension=embedder.dimension)
        name, folder = new_generation(home)
        try:
            with translated(home):
                manifest = build(
                    shelves,
                    sources,
                    name=name,
                    folder=folder,
                    wanted=wanted,
                    cache=cache,
                    embedder=embedder,
                    progress=progress,
                )
                cache.save()
                write_manifest(home, manifest)
        except BaseException:
            forget(home, store, [name])
            raise
        forget(home, store, stale_generations(home, keep=name))
        return Ingested(manifest, tuple(why), cache.embedded)


def read_all(sources: Sequence[Source], *, skip_bad_facts: bool, progress: Progress) -> list[Shelf]:
    if not sources:
        raise InvalidInput("there is no article to index: give a file or a folder of articles")
    check_slugs(sources)
    shelves = []
    for number, source in enumerate(sources, 1):
        shelves.append(read_source(source, skip_bad_facts=skip_bad_facts))
        progress("reading", number, len(sources))
    return shelves


def build(
    shelves: Sequence[Shelf],
    sources: Sequence[Source],
    *,
    name: str,
    folder: Path,
    wanted: Fingerprint,
    cache: VectorCache,
    embedder: Embedder,
    progress: Progress,
) -> Manifest:
    """All collections, word indexes, classifiers and stored articles of one generation."""
    scope = scope_entries()
    collections = {ALL: [entry for shelf in shelves for entry in passage_entries(shelf)]}
    collections[SCOPE] = list(scope)
    for shelf in shelves:
        if shelf.facts:
            collections[asks_of(shelf.article.slug)] = list(ask_entries(shelf, scope))
    embedded = wanted.place == EMBEDDED
    if embedded:
        (folder / "chroma").mkdir()
    index = PassageIndex(folder / "chroma" if embedded else wanted.place, name)
    total = sum(map(len, collections.values()))
    done = 0
    try:
        with ThreadPoolExecutor(1) as writer:
            pending: list[Future[None]] = []
            for collection, entries in collections.items():
                index.create(collection, size=len(entries))
                for start in range(0, len(entries), CHUNK):
                    part = entries[start : start + CHUNK]
                    vectors = cache.vectors([entry.text for entry in part], embedder.embed_many)
                    ids = [entry.id for entry in part]
                    pending.append(writer.submit(index.add, collection, ids, vectors))
                    done += len(part)
                    progress("embedding", done, total)
            for future in pending:
                future.result()
        for collection, entries in collections.items():
            build_lexical(
                [entry.id for entry in entries],
                [entry.text for entry in entries],
                folder=folder / "lexical" / collection,
            )
            if collection not in {ALL, SCOPE}:
                train_classifier(entries, cache, folder, collection.removeprefix("asks-"))
        verify(index, collections, cache)
    finally:
        index.close()
    (folder / "shelves").mkdir()
    for shelf in shelves:
        write_shelf(folder / "shelves", shelf)
    return Manifest(
        generation=name,
        fingerprint=wanted,
        articles={
            shelf.article.slug: record(shelf, source)
            for shelf, source in zip(shelves, sources, strict=True)
        },
        collections={collection: len(entries) for collection, entries in collections.items()},
        stamps=stamps(folder),
    )


def train_classifier(entries: Sequence[Entry], cache: VectorCache, folder: Path, slug: str) -> None:
    labels = [fine_label(entry.id) for entry in entries]
    model = train(np.stack([cache.of(entry.text) for entry in entries]), labels)
    (folder / "classifiers").mkdir(exist_ok=True)
    np.savez(
        folder / "classifiers" / f"{slug}.npz",
        labels=np.asarray(model.labels),
        weights=model.weights,
        bias=model.bias,
    )


def verify(index: PassageIndex, collections: dict[str, list[Entry]], cache: VectorCache) -> None:
    """
    Counts and a few searches a collection. Raises IndexDamaged.

    The search is approximate and may miss an entry: a store is damaged that misses all.
    """
    for collection, entries in collections.items():
        if index.count(collection) != len(entries):
            raise IndexDamaged(
                f"{collection!r} holds {index.count(collection)} of {len(entries)} entries: "
                "run `assistant ingest` again"
            )
        tried = entries[:: -(-len(entries) // SAMPLES)]
        found = (
            index.search(cache.of(entry.text), collection=collection, limit=1) for entry in tried
        )
        if not any(best and best[0].score >= SAME for best in found):
            raise IndexDamaged(f"{collection!r} does not find what it holds: ingest again")


def record(shelf: Shelf, source: Source) -> Record:
    title, *aliases = names_of(shelf.article)
    return Record(
        title=title,
        aliases=tuple(aliases),
        sha256=source.sha256,
        passages=len(shelf.passages),
        facts=len(shelf.facts),
        silences=len(shelf.silences),
        companion=shelf.article.companion,
    )


def forget(home: Path, store: str, generations: list[str]) -> None:
    """Delete generations. A server that is gone keeps its part, and we our folder, for later."""
    with suppress(StorageError):
        if store != EMBEDDED and generations:
            drop(store, generations)
        remove_folders(home, generations)
