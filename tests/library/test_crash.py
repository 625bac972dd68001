"""An ingest that is killed, or has no room left: the old index serves, the next one repairs."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import StorageError
from assistant.library.embed import Embedder
from assistant.library.generation import Manifest, read_manifest
from assistant.library.ingest import ingest
from assistant.library.library import open_library

ROOT = Path(__file__).parents[2]
OLD, NEW = "Do 8-12 repetitions for 3 sets.", "Do 5-7 repetitions for 4 sets."

# An ingest that kills itself when Python is about to do something: `event` as the audit hooks
# name it, with `part` in what it is done to; or when it embeds, or says how far it is.
CHILD = """
import os, resource, signal, sys
from pathlib import Path
from assistant.errors import AssistantError
from assistant.library.embed import Embedder
from assistant.library.ingest import ingest
from tests.conftest import DIMENSION, hashed_words

home, corpus, event, part = sys.argv[1:]

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def hook(name, details):
    if name == event and part in str(details):
        die()

def embed_many(texts):
    if event == "embedding":
        die()
    return hashed_words(texts)

def progress(what, done, total):
    if event == "adding" and done == total:
        die()

if event == "limit":
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(part), int(part)))
embedder = Embedder("hashed-words", "0" * 64, DIMENSION, hashed_words, embed_many)
sys.addaudithook(hook)
try:
    ingest([Path(corpus)], home=Path(home), embedder=embedder, progress=progress)
except AssistantError as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def plain(corpus: Path) -> Path:
    (corpus / "goblet-squat" / "facts.toml").unlink()
    return corpus


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def rewrite(corpus: Path) -> None:
    path = corpus / "goblet-squat" / "article.md"
    path.write_text(path.read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8")


def run_child(home: Path, corpus: Path, event: str, part: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", CHILD, str(home), str(corpus), event, part]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def texts(home: Path) -> list[str]:
    """What the index that serves holds, every passage of it found by its own words."""
    library = open_library(home)
    shelf = library.shelf("goblet-squat")
    assert library.index.count("passages") == len(shelf.passages)
    assert library.lexical("passages").scores("repetitions").any()
    library.close()
    return [passage.text for passage in shelf.passages]


def leftovers(home: Path, serving: Manifest) -> list[str]:
    drafts = [path.name for path in home.rglob("*draft*")]
    others = [path.name for path in (home / "generations").iterdir()]
    return sorted({*drafts, *others} - {serving.generation})


@pytest.mark.parametrize(
    ("event", "part", "serving"),
    [
        ("embedding", "", OLD),
        ("adding", "", OLD),
        ("os.mkdir", "lexical", OLD),
        ("os.mkdir", "shelves", OLD),
        ("os.remove", "keys.txt", OLD),
        ("os.rename", "vectors.npy", OLD),
        ("os.rename", "keys.txt", OLD),
        ("os.rename", "manifest.json", OLD),  # right before the swap
        ("shutil.rmtree", "generations", NEW),  # right behind it
        ("os.remove", "chroma.sqlite3", NEW),  # in the midst of cleaning up
    ],
)
def test_a_killed_ingest_leaves_an_index_and_the_next_repairs(
    event: str, part: str, serving: str, plain: Path, home: Path, embedder: Embedder
) -> None:
    ingest([plain], home=home, embedder=embedder)
    rewrite(plain)

    killed = run_child(home, plain, event, part)

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert serving in texts(home)

    done = ingest([plain], home=home, embedder=embedder)

    assert bool(done.why) == (serving == OLD)
    assert NEW in texts(home)
    assert leftovers(home, done.manifest) == []
    assert ingest([plain], home=home, embedder=embedder).why == ()


def test_a_first_ingest_that_is_killed_leaves_nothing_that_hinders(
    plain: Path, home: Path, embedder: Embedder
) -> None:
    killed = run_child(home, plain, "os.rename", "manifest.json")
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    done = ingest([plain], home=home, embedder=embedder)

    assert done.why == ("there is none yet",)
    assert done.embedded == 0  # the killed one had kept its vectors
    assert leftovers(home, done.manifest) == []
    assert OLD in texts(home)


@pytest.mark.parametrize("limit", [0, 5_000, 100_000, 300_000, 600_000])
def test_files_that_may_not_grow_are_one_sentence_and_the_old_index_stays(
    limit: int, plain: Path, home: Path, embedder: Embedder
) -> None:
    built = ingest([plain], home=home, embedder=embedder).manifest
    rewrite(plain)

    child = run_child(home, plain, "limit", str(limit))

    assert child.returncode == 0, child.stderr
    name, _, sentence = child.stdout.partition(" ")
    assert name in {"StorageError", "IndexDamaged"}
    assert "free some space" in sentence
    assert read_manifest(home) == built
    assert leftovers(home, built) == []
    assert OLD in texts(home)


@pytest.mark.parametrize("size", ["200k", "1500k", "2500k"])
def test_a_full_disk_is_one_sentence_and_the_old_index_stays(
    size: str, plain: Path, tmp_path: Path, embedder: Embedder
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
    if subprocess.run(["mount", *options], capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk")
    home = disk / "home"
    try:
        fill_until_refused(plain, home, embedder)
        built = read_manifest(home)

        with pytest.raises(StorageError, match="free some space"):
            ingest([plain], home=home, embedder=embedder)

        assert read_manifest(home) == built
        assert built is None or leftovers(home, built) == []
        assert built is None or OLD in texts(home)
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill_until_refused(corpus: Path, home: Path, embedder: Embedder) -> None:
    """Build once, if the disk holds one, so that the next build finds too little space."""
    try:
        ingest([corpus], home=home, embedder=embedder)
    except StorageError:
        return
    rewrite(corpus)
