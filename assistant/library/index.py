"""Vectors to a Chroma generation, and a question's vector to the entries near it."""

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import IndexDamaged, StorageError
from assistant.library.article import Hit
from assistant.library.embed import Vectors

METRIC = "cosine"
MAX_ROWS = 5_000  # Chroma refuses more than 5,461 in one call
EF_SEARCH = 200  # at least the number of hits asked for, or recall drops
SQLITE_FILE = "chroma.sqlite3"
SERVER_MAJOR = 1  # the server API that the pinned client speaks

COLLECTION = re.compile(r"[^a-zA-Z0-9._-]+")


class PassageIndex:
    """
    One generation of the index, held open.

    `place` is the generation's folder for the embedded Chroma, or a server's address; on a server
    the generation's name stands in front of each collection's.
    """

    def __init__(self, place: Path | str, generation: str) -> None:
        self.place = place
        self.generation = generation
        self.client = connect(place)
        self.collections: dict[str, Any] = {}

    def search(self, vector: Vectors, *, collection: str, limit: int) -> list[Hit]:
        """The entries nearest to one unit vector, best first. Raises IndexDamaged."""
        if not np.isfinite(vector).all():
            raise IndexDamaged("the embedding model gave a vector that is not a number")
        try:
            found = self.open(collection).query(
                query_embeddings=vector[None, :], n_results=limit, include=["distances"]
            )
        except Exception as error:  # Chroma raises types of its own, and plain ones from Rust
            raise IndexDamaged(f"the index did not answer: {error}") from error
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [Hit(entry, 1.0 - float(distance)) for entry, distance in pairs]

    def count(self, collection: str) -> int:
        try:
            return int(self.open(collection).count())
        except Exception as error:
            raise IndexDamaged(f"the collection {collection!r} can't be read: {error}") from error

    def open(self, collection: str) -> Any:  # noqa: ANN401  (a Chroma type, kept in this module)
        if collection not in self.collections:
            self.collections[collection] = self.client.get_collection(
                collection_name(self.generation, collection), embedding_function=None
            )
        return self.collections[collection]

    def create(self, collection: str) -> None:
        self.collections[collection] = self.client.create_collection(
            collection_name(self.generation, collection),
            configuration={"hnsw": {"space": METRIC, "ef_search": EF_SEARCH}},
            embedding_function=None,
        )

    def add(self, collection: str, ids: Sequence[str], vectors: Vectors) -> None:
        """Add entries; an id that is there already is silently kept as it was, so never repeat."""
        try:
            for start in range(0, len(ids), MAX_ROWS):
                stop = start + MAX_ROWS
                self.open(collection).add(ids=list(ids[start:stop]), embeddings=vectors[start:stop])
        except OSError as error:
            raise StorageError(f"the index can't be written: {error}; free some space") from error
        except Exception as error:
            raise StorageError(f"the index can't be written: {error}") from error

    def close(self) -> None:
        self.collections.clear()
        self.client.close()


def connect(place: Path | str) -> Any:  # noqa: ANN401
    import chromadb  # noqa: PLC0415  (a second to import)
    from chromadb.config import Settings  # noqa: PLC0415

    quiet = Settings(anonymized_telemetry=False)
    if isinstance(place, Path):
        try:
            place.mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(str(place), settings=quiet)
        except Exception as error:
            raise IndexDamaged(f"the index in {str(place)!r} can't be opened: {error}") from error
    host, port, ssl = server_address(place)
    try:
        client = chromadb.HttpClient(host=host, port=port, ssl=ssl, settings=quiet)
        version = str(client.get_version())
    except Exception as error:
        raise StorageError(
            f"no Chroma server answers at {place!r}: start one with `chroma run`, "
            "or unset ASSISTANT_CHROMA_URL to use the built-in one"
        ) from error
    if not version.startswith(f"{SERVER_MAJOR}."):
        raise StorageError(
            f"the Chroma server at {place!r} is version {version}, and version {SERVER_MAJOR} is "
            "needed: upgrade it, or unset ASSISTANT_CHROMA_URL"
        )
    return client


def server_address(url: str) -> tuple[str, int, bool]:
    """Host, port and whether TLS is used. Raises StorageError for anything but http(s)://…"""
    match = re.fullmatch(r"(https?)://([^/:]+)(?::(\d+))?/?", url)
    if not match:
        raise StorageError(
            f"ASSISTANT_CHROMA_URL={url!r} is not an address: write http://host:8000"
        )
    ssl = match[1] == "https"
    return match[2], int(match[3] or (443 if ssl else 8000)), ssl


def collection_name(generation: str, collection: str) -> str:
    return f"{generation}.{COLLECTION.sub('-', collection)}"


def drop(server: str, generations: Iterable[str]) -> None:
    """Remove whole generations from a server; an embedded one goes with its folder."""
    client = connect(server)
    unwanted = tuple(f"{name}." for name in generations)
    for collection in client.list_collections():
        if collection.name.startswith(unwanted):
            client.delete_collection(collection.name)


def stamps(folder: Path) -> dict[str, list[int]]:
    """
    Size and time of every file below `folder`, to tell whether something touched them.

    Chroma touches its SQLite file whenever it opens it, so of that one only the size counts.
    """
    found: dict[str, list[int]] = {}
    for root, _, files in os.walk(folder):
        for name in files:
            path = Path(root) / name
            about = path.stat()
            time_ns = 0 if name == SQLITE_FILE else about.st_mtime_ns
            found[str(path.relative_to(folder))] = [about.st_size, time_ns]
    return found
