"""The data folder and the articles to the reasons why the index has to be built, if any."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import IndexDamaged
from assistant.library.article import Source
from assistant.library.chunk import CHUNKER_VERSION
from assistant.library.embed import Embedder
from assistant.library.generation import (
    LAYOUT,
    Fingerprint,
    Manifest,
    differences,
    generation_folder,
    read_manifest,
    restamped,
    translated,
    write_manifest,
)
from assistant.library.index import METRIC, SQLITE_FILE, PassageIndex, stamps
from assistant.library.probe import store_answers
from assistant.library.scope import scope_hash

EMBEDDED = "embedded"  # the place of an index that needs no server
Stamps = dict[str, list[int]]


def fingerprint(sources: Sequence[Source], embedder: Embedder, store: str) -> Fingerprint:
    return Fingerprint(
        corpus=corpus_hash(sources),
        model=embedder.name,
        model_sha256=embedder.sha256,
        dimension=embedder.dimension,
        metric=METRIC,
        chunker=CHUNKER_VERSION,
        scope=scope_hash(),
        layout=LAYOUT,
        place=store,
    )


def reasons(home: Path, wanted: Fingerprint) -> list[str]:
    """Why the index has to be built, in words; nothing when it need not be."""
    try:
        serving = read_manifest(home)
    except IndexDamaged:
        return ["its manifest can't be read"]
    if serving is None:
        return ["there is none yet"]
    if changed := differences(serving.fingerprint, wanted):
        return [f"changed: {', '.join(changed)}"]
    if not sound(home, serving):
        return ["its store is damaged"]
    return []


def sound(home: Path, serving: Manifest) -> bool:
    """
    Whether all is as it was built; where Chroma's files are in doubt, a child process tries them.

    Raises StorageError when the index is on a server that does not answer.
    """
    folder = generation_folder(home, serving.generation)
    now = stamps(folder)
    if now != serving.stamps:
        if not in_doubt_only(now, serving.stamps):
            return False
        if not store_answers(folder / "chroma", serving.generation, serving.collections):
            return False
        with translated(home):
            write_manifest(home, restamped(serving, now))
    return serving.fingerprint.place == EMBEDDED or on_server(serving)


def in_doubt_only(now: Stamps, built: Stamps) -> bool:
    """
    Whether the files may still be sound: none is missing, our own are as they were, and Chroma's
    have their sizes, but for SQLite's. Others that came to stand beside them harm nothing.
    """
    for name, stamp in built.items():
        found = now.get(name)
        if found == stamp:
            continue
        if found is None or not name.startswith(f"chroma{os.sep}"):
            return False
        if found[0] != stamp[0] and not name.endswith(SQLITE_FILE):
            return False
    return True


def on_server(serving: Manifest) -> bool:
    """Whether the server holds every collection in full: it may have been emptied or replaced."""
    index = PassageIndex(serving.fingerprint.place, serving.generation)
    try:
        return all(index.count(name) == held for name, held in serving.collections.items())
    except IndexDamaged:
        return False
    finally:
        index.close()


def corpus_hash(sources: Sequence[Source]) -> str:
    return hashlib.sha256("\n".join(one.sha256 for one in sources).encode()).hexdigest()
