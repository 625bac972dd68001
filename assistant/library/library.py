"""A generation opened for questions: index, word indexes, classifiers and articles, as needed."""

from functools import lru_cache, partial
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from assistant.errors import IndexDamaged, UnknownArticle
from assistant.library.article import Shelf
from assistant.library.classify import Classifier
from assistant.library.generation import (
    MANIFEST,
    REMEDY,
    Manifest,
    generation_folder,
    read_manifest,
    read_shelf,
)
from assistant.library.index import PassageIndex
from assistant.library.lexical import Lexical, load_lexical
from assistant.library.names import name_index

ALL = "passages"  # the collection and word index that hold the passages of every article
SCOPE = "scope"
SHELVES_HELD = 256  # a shelf with facts takes about 1 MB, one without 50 kB


class Library:
    """Everything a search reads, each part loaded when it is first asked for."""

    def __init__(self, home: Path, manifest: Manifest) -> None:
        self.manifest = manifest
        self.home = home
        self.manifest_file = home / MANIFEST
        self.stamp: int | None = None  # of a manifest that was seen to name this generation
        self.folder = generation_folder(home, manifest.generation)
        place = manifest.fingerprint.place
        store: Path | str = self.folder / "chroma" if place == "embedded" else place
        self.index = PassageIndex(store, manifest.generation)
        self.names = name_index(manifest.articles)
        # None of these knows the library: it is freed, and its index closed, with its last reader.
        self.shelf = lru_cache(SHELVES_HELD)(partial(load_shelf, self.folder, manifest))
        self.lexical = lru_cache(SHELVES_HELD)(partial(load_words, self.folder))
        self.classifier = lru_cache(SHELVES_HELD)(partial(load_classifier, self.folder))

    def is_current(self) -> bool:
        """
        Whether no other generation was swapped in.

        A manifest that is gone or damaged changes nothing for who reads on.
        """
        stamp = stamp_of(self.manifest_file)
        if stamp == self.stamp:
            return True
        try:
            newest = read_manifest(self.home)
        except IndexDamaged:
            newest = None
        if newest and newest.generation != self.manifest.generation:
            return False
        self.stamp = stamp
        return True

    def has_facts(self, slug: str) -> bool:
        return self.manifest.articles[slug].facts > 0

    def close(self) -> None:
        self.index.close()


def open_library(home: Path) -> Library:
    """The generation that serves. Raises IndexDamaged when there is none that can be read."""
    manifest = read_manifest(home)
    if manifest is None:
        raise IndexDamaged(f"there is no index in {str(home)!r}: {REMEDY}")
    try:
        library = Library(home, manifest)
        library.index.count(ALL)
    except IndexDamaged:
        newest = read_manifest(home)
        if newest is None or newest.generation == manifest.generation:
            raise
        return open_library(home)  # another process swapped it away since it was read
    return library


def load_shelf(folder: Path, manifest: Manifest, slug: str) -> Shelf:
    """Raises UnknownArticle for a slug that the library does not hold."""
    if slug not in manifest.articles:
        known = ", ".join(sorted(manifest.articles)[:5])
        raise UnknownArticle(f"there is no article {slug!r}; known are {known}, …")
    return read_shelf(folder / "shelves", slug)


def load_words(folder: Path, name: str) -> Lexical:
    return load_lexical(folder / "lexical" / name)


def load_classifier(folder: Path, slug: str) -> Classifier:
    try:
        with np.load(folder / "classifiers" / f"{slug}.npz") as stored:
            labels = tuple(str(label) for label in stored["labels"])
            return Classifier(labels, stored["weights"], stored["bias"])
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise IndexDamaged(f"the classifier of {slug!r} can't be read: {REMEDY}") from error


def stamp_of(manifest: Path) -> int:
    """When the manifest was written; 0 when it is gone, which changes nothing for who reads on."""
    try:
        return manifest.stat().st_mtime_ns
    except OSError:
        return 0


def asks_of(slug: str) -> str:
    """The collection of an article's wordings, silences and quotes."""
    return f"asks-{slug}"
