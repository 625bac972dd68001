"""What tests share: a tiny embedder, a tiny library, and the shipped one."""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.app import Assistant, open_assistant
from assistant.conversations.store import ConversationStore
from assistant.library.embed import Embedder, Vectors
from assistant.library.ingest import ingest
from assistant.library.library import Library
from assistant.library.words import stems
from assistant.settings import Settings

DIMENSION = 64

GOBLET = """---
title: Goblet Squat
aliases: [cup squat]
source: {author: Tester, site: Test kitchen}
---

# Goblet Squat

A squat in which a weight is held before the chest.

## Set-up

- **Grip:** Hold the weight close to the chest with both hands.
- **Stance:** Stand with the feet as wide as the shoulders.

## Dose

Do 8-12 repetitions for 3 sets.

## Common mistakes to avoid

- **Heels up:** Never let the heels rise.
- **Pain:** Stop immediately if your knee hurts.
"""

GOBLET_FACTS = """
[[fact]]
id = "grip"
kind = "start"
quotes = ["Hold the weight close to the chest with both hands."]
asks = ["how do I hold the weight?", "where does the weight go"]
yes = ["do I hold it near my chest?"]
no = ["do I hold it with one hand?"]
no_if = ['one hand']

[[fact]]
id = "dose"
kind = "reps"
quotes = ["Do 8-12 repetitions for 3 sets."]
asks = ["how many reps?", "how many sets should I do?", "what is the dose"]

[[fact]]
id = "heels"
kind = "mistake"
quotes = ["Never let the heels rise."]
asks = ["what about my heels"]
no = ["may my heels come up?", "can I lift my heels off the floor"]

[[silence]]
id = "rest"
say = "how long to rest between sets"
nearest = "Do 8-12 repetitions for 3 sets."
asks = ["how long do I rest between sets?", "rest time"]
"""


def hashed_words(texts: Sequence[str]) -> Vectors:
    """Unit vectors in which texts are near that share word stems: no model, same every time."""
    vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
    for row, text in enumerate(texts):
        for stem in stems(text) or ["∅"]:
            digest = hashlib.sha256(stem.encode()).digest()
            vectors[row, digest[0] % DIMENSION] += 1
            vectors[row, digest[1] % DIMENSION] += 1
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return Embedder("hashed-words", "0" * 64, DIMENSION, hashed_words, hashed_words)


def write_corpus(folder: Path) -> Path:
    article = folder / "goblet-squat"
    article.mkdir(parents=True)
    (article / "article.md").write_text(GOBLET, encoding="utf-8")
    (article / "facts.toml").write_text(GOBLET_FACTS, encoding="utf-8")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with one article and its facts file."""
    return write_corpus(tmp_path / "corpus")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A data folder with that article's index: building it takes longer than a test should."""
    folder = tmp_path_factory.mktemp("built")
    ingest([write_corpus(folder / "corpus")], home=folder / "home", embedder=embedder)
    return folder / "home"


@pytest.fixture
def small(tmp_path: Path, corpus: Path, built: Path, embedder: Embedder) -> Iterator[Assistant]:
    """An assistant over that one article, with real Chroma and the tiny embedder."""
    settings = Settings(home=tmp_path / "home", corpus=corpus)
    shutil.copytree(built, settings.home)
    done = ingest([corpus], home=settings.home, embedder=embedder)
    assert done.why == ()  # the copy serves as it is
    assistant = Assistant(Library(settings.home, done.manifest), embedder, settings)
    yield assistant
    assistant.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ConversationStore]:
    opened = ConversationStore(f"sqlite:///{tmp_path / 'conversations.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shipped(pytestconfig: pytest.Config) -> Iterator[Assistant]:
    """The shipped library with the real model; kept between runs, since an index is a cache."""
    home = pytestconfig.cache.mkdir("assistant-home")  # type: ignore[union-attr]
    assistant = open_assistant(Settings(home=home))
    yield assistant
    assistant.close()
