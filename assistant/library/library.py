"""A generation opened for questions: index, word indexes, classifiers and articles, as needed."""

from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.errors import IndexDamaged, UnknownArticle
from assistant.library.article import Shelf
from assistant.library.classify import Classifier
from assistant.library.generation import MANIFEST, Manifest, generation_folder, read_shelf
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
        self.path = home / MANIFEST
        self.stamp = stamp_of(self.path)
        self.folder = generation_folder(home, manifest.generation)
        place = manifest.fingerprint.place
        store: Path | str = self.folder / "chroma" if place == "embedded" else place
        self.index = PassageIndex(store, manifest.generation)
        self.names = name_index(manifest.articles)
        self.shelf = lru_cache(SHELVES_HELD)(self.load_shelf)
        self.lexical = lru_cache(SHELVES_HELD)(self.load_words)
        self.classifier = lru_cache(SHELVES_HELD)(self.load_classifier)

    def is_current(self) -> bool:
        """Whether no other generation was swapped in since this one was opened."""
        return stamp_of(self.path) == self.stamp

    def load_shelf(self, slug: str) -> Shelf:
        """Raises UnknownArticle for a slug that the library does not hold."""
        if slug not in self.manifest.articles:
            known = ", ".join(sorted(self.manifest.articles)[:5])
            raise UnknownArticle(f"there is no article {slug!r}; known are {known}, …")
        return read_shelf(self.folder / "shelves", slug)

    def load_words(self, name: str) -> Lexical:
        return load_lexical(self.folder / "lexical" / name)

    def load_classifier(self, slug: str) -> Classifier:
        try:
            with np.load(self.folder / "classifiers" / f"{slug}.npz") as stored:
                labels = tuple(str(label) for label in stored["labels"])
                return Classifier(labels, stored["weights"], stored["bias"])
        except (OSError, ValueError, KeyError) as error:
            raise IndexDamaged(f"the classifier of {slug!r} can't be read") from error

    def has_facts(self, slug: str) -> bool:
        return self.manifest.articles[slug].facts > 0

    def close(self) -> None:
        self.index.close()


def stamp_of(manifest: Path) -> int:
    """When the manifest was written; 0 when it is gone, which changes nothing for who reads on."""
    try:
        return manifest.stat().st_mtime_ns
    except OSError:
        return 0


def asks_of(slug: str) -> str:
    """The collection of an article's wordings, silences and quotes."""
    return f"asks-{slug}"
