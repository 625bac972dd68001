"""Vectors to a Chroma generation, and a question's vector to the entries near it."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from weakref import finalize

import numpy as np

from assistant.errors import EmbeddingUnavailable, IndexDamaged, StorageError
from assistant.library.article import Hit
from assistant.library.embed import Vectors
from assistant.library.generation import REMEDY

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
        # One that is dropped for a newer generation is closed behind its last question.
        self.release = finalize(self, disconnect, self.client)
        self.release.atexit = False

    def search(self, vector: Vectors, *, collection: str, limit: int) -> list[Hit]:
        """
        The entries nearest to one unit vector, best first.

        Raises IndexDamaged, and EmbeddingUnavailable for a vector that is none.
        """
        if not np.isfinite(vector).all():
            raise EmbeddingUnavailable(
                "the embedding model gave a vector that is not a number: ask in other words, or "
                "set ASSISTANT_EMBEDDING to another model"
            )
        try:
            found = self.open(collection).query(
                query_embeddings=vector[None, :], n_results=limit, include=["distances"]
            )
        except Exception as error:  # Chroma raises types of its own, and plain ones from Rust
            raise IndexDamaged(f"the index did not answer ({error}): {REMEDY}") from error
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [Hit(entry, 1.0 - float(distance)) for entry, distance in pairs]

    def count(self, collection: str) -> int:
        try:
            return int(self.open(collection).count())
        except Exception as error:
            raise IndexDamaged(
                f"the collection {collection!r} can't be read ({error}): {REMEDY}"
            ) from error

    def open(self, collection: str) -> Any:  # noqa: ANN401  (a Chroma type, kept in this module)
        if collection not in self.collections:
            self.collections[collection] = self.client.get_collection(
                collection_name(self.generation, collection), embedding_function=None
            )
        return self.collections[collection]

    def create(self, collection: str, *, size: int) -> None:
        """
        Make a collection that will hold `size` entries.

        Chroma writes its graph down each time `sync_threshold` entries came in, and builds the
        rest anew whenever it opens the collection: half a second for 2,000.
        """
        with translated_writes():
            self.collections[collection] = self.client.create_collection(
                collection_name(self.generation, collection),
                configuration={
                    "hnsw": {"space": METRIC, "ef_search": EF_SEARCH, "sync_threshold": size}
                },
                embedding_function=None,
            )

    def add(self, collection: str, ids: Sequence[str], vectors: Vectors) -> None:
        """Add entries; an id that is there already is silently kept as it was, so never repeat."""
        with translated_writes():
            for start in range(0, len(ids), MAX_ROWS):
                stop = start + MAX_ROWS
                self.open(collection).add(ids=list(ids[start:stop]), embeddings=vectors[start:stop])

    def close(self) -> None:
        self.collections.clear()
        self.release()


@contextmanager
def translated_writes() -> Iterator[None]:
    """Chroma's refusal to write, of whatever type, as a sentence with the remedy."""
    try:
        yield
    except Exception as error:
        raise StorageError(
            f"the index can't be written ({error}): free some space, or see to the Chroma server"
        ) from error


def connect(place: Path | str) -> Any:  # noqa: ANN401
    import chromadb  # noqa: PLC0415  (a second to import)
    from chromadb.config import Settings  # noqa: PLC0415

    quiet = Settings(anonymized_telemetry=False)
    if isinstance(place, Path):
        if not place.is_dir():  # Chroma would make an empty one
            raise IndexDamaged(f"the index in {str(place)!r} is gone: {REMEDY}")
        try:
            return chromadb.PersistentClient(str(place), settings=quiet)
        except Exception as error:
            raise IndexDamaged(
                f"the index in {str(place)!r} can't be opened ({str(error).strip()}): "
                f"free some space and {REMEDY}"
            ) from error
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
        disconnect(client)
        raise StorageError(
            f"the Chroma server at {place!r} is version {version}, and version {SERVER_MAJOR} is "
            "needed: upgrade it, or unset ASSISTANT_CHROMA_URL"
        )
    return client


def disconnect(client: Any) -> None:  # noqa: ANN401
    """Chroma's own close leaves the connections to a server open, the admin client's too."""
    parts = [client, getattr(client, "_admin_client", None)]
    sessions = [getattr(getattr(part, "_server", None), "_session", None) for part in parts]
    client.close()
    for session in sessions:
        if session is not None:
            session.close()


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
    try:
        with translated_writes():
            for collection in client.list_collections():
                if collection.name.startswith(unwanted):
                    client.delete_collection(collection.name)
    finally:
        disconnect(client)


def stamps(folder: Path) -> dict[str, list[int]]:
    """
    Size and time of every file below `folder`, to tell whether something touched them.

    Chroma touches its SQLite file whenever it opens it, so of that one only the size counts.
    """
    found: dict[str, list[int]] = {}
    for root, _, files in os.walk(folder):
        for name in files:
            path = Path(root) / name
            with suppress(FileNotFoundError):  # SQLite's journals come and go
                about = path.stat()
                time_ns = 0 if name == SQLITE_FILE else about.st_mtime_ns
                found[str(path.relative_to(folder))] = [about.st_size, time_ns]
    return found
