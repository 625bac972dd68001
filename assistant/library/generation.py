"""The data folder to its current generation: manifest, lock, swap and clean-up."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.errors import IndexBusy, IndexDamaged, StorageError
from assistant.library.article import Shelf

LAYOUT = 5  # raise it when a generation's files change their form
MANIFEST = "manifest.json"
GENERATIONS = "generations"
REMEDY = "run `assistant ingest`"
PREFIX = "g-"
OURS = re.compile(PREFIX + r"[a-z0-9_]{8}")  # only folders that are named so are ever removed


@dataclass(frozen=True)
class Record:
    """One article of a generation."""

    title: str
    aliases: tuple[str, ...]
    sha256: str  # of the article file and its facts file
    passages: int
    facts: int
    silences: int
    companion: bool = False  # meant only where it is named


@dataclass(frozen=True)
class Fingerprint:
    """All that decides what an index holds: another one means that it has to be built again."""

    corpus: str  # sha256 over all article and facts files
    model: str  # "all-MiniLM-L6-v2"
    model_sha256: str
    dimension: int
    metric: str  # "cosine"
    chunker: str
    scope: str  # sha256 of the scope file
    layout: int
    place: str  # "embedded", or the server's address


@dataclass(frozen=True)
class Manifest:
    """Which generation serves, and what it was built from."""

    generation: str  # "g-8f3k2"
    fingerprint: Fingerprint
    articles: dict[str, Record]
    collections: dict[str, int]  # entries by collection
    stamps: dict[str, list[int]] = field(default_factory=dict)  # of the generation's files


MANIFESTS = TypeAdapter(Manifest)
SHELVES = TypeAdapter(Shelf)


def read_manifest(home: Path) -> Manifest | None:
    """None when nothing was built yet. Raises IndexDamaged when it can't be understood."""
    path = home / MANIFEST
    try:
        return MANIFESTS.validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        raise IndexDamaged(f"{str(path)!r} can't be read") from error


def write_manifest(home: Path, manifest: Manifest) -> None:
    """The swap: after it the new generation serves, before it the old one."""
    write_atomically(home / MANIFEST, MANIFESTS.dump_json(manifest, indent=1))


def write_atomically(path: Path, content: bytes) -> None:
    draft = path.with_name(path.name + ".draft")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)


def new_generation(home: Path) -> tuple[str, Path]:
    parent = home / GENERATIONS
    with translated(home):
        parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=parent, prefix=PREFIX))
    return folder.name, folder


def generation_folder(home: Path, name: str) -> Path:
    return home / GENERATIONS / name


def stale_generations(home: Path, *, keep: str) -> list[str]:
    """Generations left over from earlier builds; folders that are not ours are never named."""
    parent = home / GENERATIONS
    if not parent.is_dir():
        return []
    return sorted(
        path.name
        for path in parent.iterdir()
        if path.is_dir() and OURS.fullmatch(path.name) and path.name != keep
    )


def remove_folders(home: Path, names: list[str]) -> None:
    for name in names:
        shutil.rmtree(generation_folder(home, name), ignore_errors=True)


def write_shelf(folder: Path, shelf: Shelf) -> None:
    (folder / f"{shelf.article.slug}.json").write_bytes(SHELVES.dump_json(shelf))


def read_shelf(folder: Path, slug: str) -> Shelf:
    try:
        return SHELVES.validate_json((folder / f"{slug}.json").read_bytes())
    except (OSError, ValidationError) as error:
        raise IndexDamaged(f"the stored article {slug!r} can't be read: {REMEDY}") from error


@contextmanager
def writing(home: Path, *, wait_s: float = 0) -> Iterator[None]:
    """
    Hold the only right to build; who holds it may take it again in the same thread.

    Raises IndexBusy when another process, or thread, keeps it for `wait_s`.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415

    with translated(home):
        home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home / "ingest.lock", is_singleton=True)
    try:
        with translated(home):
            lock.acquire(timeout=wait_s)
    except Timeout as error:
        raise IndexBusy(
            f"another process is building the index in {str(home)!r}: wait until it is done"
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def translated(home: Path) -> Iterator[None]:
    """An operating system's refusal as a sentence with the remedy."""
    try:
        yield
    except OSError as error:
        if error.__class__.__name__ == "Timeout":  # filelock's is an OSError too
            raise
        raise StorageError(
            f"the data folder {str(home)!r} can't be written ({error.strerror or error}): "
            "free some space, mend its permissions, or set ASSISTANT_HOME to another folder"
        ) from error


def differences(found: Fingerprint, wanted: Fingerprint) -> list[str]:
    """What changed, in words for a person: "the articles", "the embedding model" …"""
    words = {
        "corpus": "the articles",
        "model": "the embedding model",
        "model_sha256": "the embedding model",
        "dimension": "the embedding model",
        "metric": "the metric",
        "chunker": "the way articles are cut",
        "scope": "the scope file",
        "layout": "the index format",
        "place": "where the index is kept",
    }
    changed = [words[name] for name in words if getattr(found, name) != getattr(wanted, name)]
    return list(dict.fromkeys(changed))


def restamped(manifest: Manifest, stamps: dict[str, list[int]]) -> Manifest:
    return replace(manifest, stamps=stamps)
