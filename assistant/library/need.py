"""The data folder and the articles to the reasons why the index has to be built, if any."""

from collections.abc import Sequence
from pathlib import Path

from assistant.errors import IndexDamaged
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
    write_manifest,
)
from assistant.library.index import METRIC, stamps
from assistant.library.probe import store_answers
from assistant.library.scope import scope_hash
from assistant.library.sources import Source, corpus_hash

EMBEDDED = "embedded"  # the place of an index that needs no server


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
    """Whether the store is as it was built; where that is in doubt, a child process tries it."""
    if serving.fingerprint.place != EMBEDDED:
        return True
    folder = generation_folder(home, serving.generation)
    if not all((folder / part).is_dir() for part in ("chroma", "shelves", "lexical")):
        return False
    now = stamps(folder)
    if now == serving.stamps:
        return True
    if not now.keys() >= serving.stamps.keys():
        return False
    if not store_answers(folder / "chroma", serving.generation, serving.collections):
        return False
    write_manifest(home, restamped(serving, now))
    return True
