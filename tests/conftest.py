"""What tests share: a tiny embedder, a tiny library, and the shipped one."""

import hashlib
import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import create_engine

from assistant.app import Assistant, open_assistant
from assistant.conversations.store import ConversationStore
from assistant.library.embed import Embedder, Vectors
from assistant.library.ingest import ingest
from assistant.library.library import Library
from assistant.library.words import stems
from assistant.plans.profile import RED_FLAGS
from assistant.settings import Settings
from assistant.stores import Stores, open_stores

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


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    """Conversations and plans, in one database."""
    opened = open_stores(f"sqlite:///{tmp_path / 'assistant.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture
def told() -> dict[str, Any]:
    """A profile as it is sent: well, no operation, no sign, a mat, a chair and a towel."""
    signs = [name for name in RED_FLAGS if name != "pregnancy_warning"]
    return {
        "goal": "mobility",
        "minutes": 20,
        "kit": ["mat", "chair", "towel"],
        "age": "18_to_54",
        "pain": {"now": 0},
        "event": {"kind": "none"},
        "pregnant": False,
        "conditions": ["none"],
        "floor": True,
        "red_flags": {name: {"yes": False} for name in signs},
    }


@pytest.fixture(scope="session")
def shipped(pytestconfig: pytest.Config) -> Iterator[Assistant]:
    """The shipped library with the real model; kept between runs, since an index is a cache."""
    home = pytestconfig.cache.mkdir("assistant-home")  # type: ignore[union-attr]
    assistant = open_assistant(Settings(home=home))
    yield assistant
    assistant.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A PostgreSQL server of the tests' own, which refuses to run as root."""
    import pwd  # which Windows has not

    found = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    binaries = os.pathsep.join([*map(str, found), os.environ.get("PATH", "")])
    initdb, ctl = shutil.which("initdb", path=binaries), shutil.which("pg_ctl", path=binaries)
    if not initdb or not ctl:
        pytest.skip("PostgreSQL is not installed")
    pytest.importorskip("psycopg")
    user = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else os.geteuid()
    # Not in tmp_path: what lies there can't be reached by another user.
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        os.chown(folder, user, -1)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        data, options = f"{folder}/data", f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off"

        def run(*command: str) -> None:
            subprocess.run(
                command, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=60
            )

        run(initdb, "-D", data, "-U", "tester", "--auth=trust", "--no-sync", "-E", "UTF8")
        run(ctl, "-D", data, "-o", options, "-l", f"{folder}/log", "-w", "start")
        yield f"postgresql+psycopg://tester@127.0.0.1:{port}/postgres"
        run(ctl, "-D", data, "-m", "immediate", "stop")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty SQLite database, or of an empty schema of a PostgreSQL one."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'made' / 'on the way' / 'conversations.sqlite3'}"
    server, name = request.getfixturevalue("postgresql"), f"test_{uuid.uuid4().hex}"
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
    engine.dispose()
    return f"{server}?options=-csearch_path%3D{name}"
