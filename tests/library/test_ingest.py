"""Articles to an index: what is built, what is left alone, and why."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.app import Assistant
from assistant.errors import EmbeddingUnavailable, IndexBusy, InvalidInput, StorageError
from assistant.library.embed import Embedder
from assistant.library.generation import Manifest, generation_folder, read_manifest, write_manifest
from assistant.library.index import SQLITE_FILE
from assistant.library.ingest import Ingested, ingest
from assistant.library.library import ALL, Library, open_library
from assistant.settings import Settings

ROOT = Path(__file__).parents[2]
HOLD_THE_LOCK = """
import sys
from pathlib import Path
from assistant.library.generation import writing

with writing(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

Build = Callable[..., Ingested]


@pytest.fixture
def plain(corpus: Path) -> Path:
    """The corpus without its facts file: an index of it is built in a third of a second."""
    (corpus / "goblet-squat" / "facts.toml").unlink()
    return corpus


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def build(corpus: Path, home: Path, embedder: Embedder) -> Build:
    """An ingest of the corpus as it stands; keywords go to it."""

    def run(**changed: object) -> Ingested:
        given: dict[str, object] = {"home": home, "embedder": embedder}
        return ingest([corpus], **(given | changed))  # type: ignore[arg-type]

    return run


def article_of(corpus: Path) -> Path:
    return corpus / "goblet-squat" / "article.md"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def everything_in(home: Path) -> dict[str, tuple[int, int]]:
    """Name, size and time of all files and folders; Chroma touches its SQLite file to read it."""
    return {
        str(path.relative_to(home)): (
            path.stat().st_size,
            0 if path.name == SQLITE_FILE else path.stat().st_mtime_ns,
        )
        for path in home.rglob("*")
    }


def generations(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "generations").iterdir())


def finds(home: Path, embedder: Embedder, text: str) -> bool:
    """Whether the index that serves finds the passage with just these words."""
    library = open_library(home)
    (vector,) = embedder.embed([f"Goblet Squat. {text}"])
    hits = library.index.search(vector, collection=ALL, limit=3)
    shelf = library.shelf("goblet-squat")
    by_entry = {f"passage/{one.id}//0": one.text for one in shelf.passages}
    library.close()
    return any(text.endswith(by_entry[hit.entry]) for hit in hits)


def test_a_first_ingest_builds_everything_and_says_why(build: Build, home: Path) -> None:
    said: list[str] = []

    done = build(say=said.append)

    assert done.why == ("there is none yet",)
    assert said == ["Building the index (there is none yet)."]
    assert done.manifest.articles["goblet-squat"].facts == 3
    assert done.manifest.articles["goblet-squat"].silences == 1
    assert done.embedded > 0
    assert generations(home) == [done.manifest.generation]
    assert read_manifest(home) == done.manifest


@pytest.mark.usefixtures("plain")
def test_a_second_ingest_writes_nothing(build: Build, home: Path) -> None:
    first = build()
    before = everything_in(home)
    said: list[str] = []

    second = build(say=said.append)

    assert second == Ingested(first.manifest, (), 0)
    assert said == []
    assert everything_in(home) == before


def test_nothing_is_written_after_questions_were_asked(
    small: Assistant, corpus: Path, embedder: Embedder
) -> None:
    home = small.settings.home
    before = everything_in(home)

    small.ask("how many reps?")
    small.check()
    done = ingest([corpus], home=home, embedder=embedder)

    assert done.why == ()
    assert everything_in(home) == before


def test_an_edited_paragraph_embeds_only_what_changed(
    plain: Path, build: Build, home: Path, embedder: Embedder
) -> None:
    build()
    edit(article_of(plain), "Never let the heels rise.", "Never let the toes rise.")

    done = build()

    assert done.why == ("changed: the articles",)
    assert done.embedded == 1
    assert finds(home, embedder, "Common mistakes to avoid: Heels up: Never let the toes rise.")
    assert generations(home) == [done.manifest.generation]


def test_an_edited_facts_file_embeds_only_the_new_wordings(corpus: Path, build: Build) -> None:
    build()
    facts = corpus / "goblet-squat" / "facts.toml"
    edit(facts, '"rest time"', '"rest time", "pause length", "how long a break"')

    done = build()

    assert done.why == ("changed: the articles",)
    assert done.embedded == 2


def test_a_vector_cache_that_is_damaged_costs_only_time(
    plain: Path, build: Build, home: Path
) -> None:
    first = build()
    for path in (home / "vectors").rglob("vectors.npy"):
        path.write_bytes(path.read_bytes()[:1000])
    edit(article_of(plain), "Never let the heels rise.", "Never let the toes rise.")

    done = build()

    assert done.embedded == first.embedded


@pytest.mark.usefixtures("plain")
def test_a_removed_article_is_gone_and_another_stays(
    corpus: Path, build: Build, home: Path
) -> None:
    other = corpus / "plank.md"
    other.write_text("# Plank\n\nHold the body as straight as a board.\n", encoding="utf-8")
    assert sorted(build().manifest.articles) == ["goblet-squat", "plank"]
    other.unlink()

    done = build()

    assert list(done.manifest.articles) == ["goblet-squat"]
    assert done.embedded == 0
    library = open_library(home)
    assert library.index.count(ALL) == done.manifest.articles["goblet-squat"].passages
    library.close()


@pytest.mark.usefixtures("plain")
def test_a_folder_with_another_name_is_another_article(corpus: Path, build: Build) -> None:
    build()
    (corpus / "goblet-squat").rename(corpus / "cup-squat")

    done = build()

    assert done.why == ("changed: the articles",)
    assert list(done.manifest.articles) == ["cup-squat"]


@pytest.mark.usefixtures("plain")
def test_another_model_rebuilds_and_its_vectors_are_not_mixed(
    build: Build, embedder: Embedder
) -> None:
    first = build()

    done = build(embedder=replace(embedder, name="other", sha256="1" * 64))

    assert done.why == ("changed: the embedding model",)
    assert done.embedded == first.embedded


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize(
    ("older", "reason"),
    [
        ({"model_sha256": "f" * 64}, "changed: the embedding model"),
        ({"metric": "l2"}, "changed: the metric"),
        ({"chunker": "0"}, "changed: the way articles are cut"),
        ({"scope": "0" * 64}, "changed: the scope file"),
        ({"layout": 1}, "changed: the index format"),
        ({"place": "http://127.0.0.1:8000"}, "changed: where the index is kept"),
        ({"chunker": "0", "layout": 1}, "changed: the way articles are cut, the index format"),
    ],
)
def test_an_index_of_another_make_is_rebuilt_with_the_reason(
    older: dict[str, str | int], reason: str, build: Build, home: Path
) -> None:
    built = build().manifest
    was = replace(built.fingerprint, **older)  # type: ignore[arg-type]
    write_manifest(home, replace(built, fingerprint=was))

    done = build()

    assert done.why == (reason,)
    assert done.manifest.fingerprint == built.fingerprint
    assert generations(home) == [done.manifest.generation]
    assert build().why == ()


def cut(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def one(home: Path, pattern: str) -> Path:
    return next(iter(sorted(home.glob(f"generations/*/{pattern}"))))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a manifest of garbage": lambda home: (home / "manifest.json").write_bytes(b"\x00\xffgarbage"),
    "an empty manifest": lambda home: (home / "manifest.json").write_bytes(b""),
    "a manifest cut in half": lambda home: cut(home / "manifest.json"),
    "a manifest of something else": lambda home: (home / "manifest.json").write_text('{"a": 1}'),
    "no manifest": lambda home: (home / "manifest.json").unlink(),
    "no generation": lambda home: shutil.rmtree(home / "generations"),
    "SQLite cut in half": lambda home: cut(one(home, "chroma/chroma.sqlite3")),
    "SQLite empty": lambda home: one(home, "chroma/chroma.sqlite3").write_bytes(b""),
    "SQLite of text": lambda home: one(home, "chroma/chroma.sqlite3").write_text("hello" * 999),
    "SQLite gone": lambda home: one(home, "chroma/chroma.sqlite3").unlink(),
    "an HNSW file gone": lambda home: one(home, "chroma/*/header.bin").unlink(),
    "an HNSW file cut in half": lambda home: cut(one(home, "chroma/*/data_level0.bin")),
    "an HNSW header cut in half": lambda home: cut(one(home, "chroma/*/header.bin")),
    "HNSW links that grew": lambda home: one(home, "chroma/*/link_lists.bin").write_bytes(b"x"),
    "no chroma": lambda home: shutil.rmtree(one(home, "chroma")),
    "a shelf gone": lambda home: one(home, "shelves/*.json").unlink(),
    "a shelf cut in half": lambda home: cut(one(home, "shelves/*.json")),
    "a word index gone": lambda home: one(home, "lexical/passages/ids.txt").unlink(),
    "a word index cut in half": lambda home: cut(one(home, "lexical/passages/data.csc.index.npy")),
}


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_rebuilt_and_says_so(
    damage: str, build: Build, home: Path, embedder: Embedder
) -> None:
    build()
    DAMAGES[damage](home)
    said: list[str] = []

    done = build(say=said.append)

    (reason,) = done.why
    assert reason in {"there is none yet", "its manifest can't be read", "its store is damaged"}
    assert said == [f"Building the index ({reason})."]
    assert finds(home, embedder, "Dose: Do 8-12 repetitions for 3 sets.")
    assert generations(home) == [done.manifest.generation]
    assert build().why == ()


def test_a_damaged_classifier_is_rebuilt(build: Build, home: Path) -> None:
    build()
    cut(one(home, "classifiers/goblet-squat.npz"))

    done = build()

    assert done.why == ("its store is damaged",)
    assert Library(home, done.manifest).classifier("goblet-squat").labels


@pytest.mark.usefixtures("plain")
def test_a_foreign_store_in_the_place_of_ours_is_rebuilt(
    build: Build, home: Path, tmp_path: Path, embedder: Embedder
) -> None:
    build()
    foreign = tmp_path / "foreign"
    build(home=foreign)
    shutil.copyfile(one(foreign, "chroma/chroma.sqlite3"), one(home, "chroma/chroma.sqlite3"))
    with one(home, "chroma/chroma.sqlite3").open("ab") as file:
        file.write(bytes(1_000_000))  # the sizes differ, as those of a really foreign one would

    done = build()

    assert done.why == ("its store is damaged",)
    assert finds(home, embedder, "Dose: Do 8-12 repetitions for 3 sets.")


@pytest.mark.usefixtures("plain")
def test_a_sound_store_that_something_touched_is_tried_and_kept(build: Build, home: Path) -> None:
    built = build().manifest
    os.utime(one(home, "chroma/*/header.bin"), ns=(1, 1))

    done = build()

    assert done.why == ()
    assert done.manifest.generation == built.generation
    assert done.manifest.stamps != built.stamps


@pytest.mark.usefixtures("plain")
def test_a_foreign_file_in_a_generation_harms_nothing(build: Build, home: Path) -> None:
    build()
    (one(home, "shelves") / ".DS_Store").write_bytes(b"x")

    assert build().why == ()


@pytest.mark.usefixtures("plain")
def test_foreign_files_are_never_deleted(build: Build, home: Path, plain: Path) -> None:
    foreign = [
        home / "notes.txt",
        home / "generations" / "notes.txt",
        home / "generations" / "holiday" / "picture.jpg",
        home / "generations" / "g-holiday-pictures" / "picture.jpg",
        home / "vectors" / "notes.txt",
        home / "articles" / "draft.txt",
    ]
    build()
    for path in foreign:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine", encoding="utf-8")
    edit(article_of(plain), "8-12", "9-12")

    build()
    build()

    assert [path for path in foreign if not path.is_file()] == []


@pytest.mark.usefixtures("plain")
def test_leftovers_are_cleaned_when_there_is_nothing_to_build(build: Build, home: Path) -> None:
    done = build()
    left = generation_folder(home, "g-leftover") / "chroma"
    left.mkdir(parents=True)

    again = build()

    assert again.why == ()
    assert generations(home) == [done.manifest.generation]


@pytest.fixture
def other_writer(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the right to build until its input is closed."""
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD_THE_LOCK, str(home)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    yield child
    child.communicate()


@pytest.mark.usefixtures("plain", "other_writer")
def test_a_second_writer_is_told_at_once_that_another_builds(build: Build, home: Path) -> None:
    with pytest.raises(IndexBusy, match="another process is building the index"):
        build()

    assert read_manifest(home) is None


@pytest.mark.usefixtures("plain")
def test_a_writer_that_may_wait_builds_when_the_other_is_done(
    build: Build, other_writer: subprocess.Popen[str]
) -> None:
    said: list[Ingested] = []
    waiting = threading.Thread(target=lambda: said.append(build(wait_s=30)))
    waiting.start()

    other_writer.communicate()
    waiting.join()

    assert [done.why for done in said] == [("there is none yet",)]


@pytest.mark.usefixtures("plain")
def test_a_second_writer_in_another_thread_is_refused_too(build: Build, embedder: Embedder) -> None:
    started, refused = threading.Event(), threading.Event()
    said: list[Ingested] = []

    def embed_slowly(texts: list[str]) -> object:
        started.set()
        assert refused.wait(30)
        return embedder.embed_many(texts)

    slow = replace(embedder, embed_many=embed_slowly)  # type: ignore[arg-type]
    first = threading.Thread(target=lambda: said.append(build(embedder=slow)))
    first.start()
    assert started.wait(30)
    with pytest.raises(IndexBusy):
        build()
    refused.set()
    first.join()

    assert [done.why for done in said] == [("there is none yet",)]


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("where", ["a file", "/proc/nowhere", "below a file"])
def test_a_data_folder_that_cannot_be_written_is_one_sentence(
    where: str, build: Build, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file", encoding="utf-8")
    places = {"a file": taken, "below a file": taken / "home"}

    with pytest.raises(StorageError, match=r"can't be written .*ASSISTANT_HOME"):
        build(home=places.get(where, Path(where)))

    assert taken.read_text(encoding="utf-8") == "a file"


@pytest.mark.usefixtures("plain")
def test_a_data_folder_whose_parts_are_files_is_one_sentence(build: Build, home: Path) -> None:
    home.mkdir()
    (home / "generations").write_text("a file", encoding="utf-8")

    with pytest.raises(StorageError, match="ASSISTANT_HOME"):
        build()


@pytest.mark.usefixtures("plain")
def test_a_model_that_gives_no_vectors_leaves_the_old_index(
    build: Build, home: Path, embedder: Embedder, plain: Path
) -> None:
    built = build().manifest
    edit(article_of(plain), "8-12", "9-12")
    broken = replace(
        embedder, embed_many=lambda texts: np.full((len(texts), 64), np.nan, dtype=np.float32)
    )

    with pytest.raises(EmbeddingUnavailable, match="ASSISTANT_EMBEDDING"):
        build(embedder=broken)

    assert read_manifest(home) == built
    assert generations(home) == [built.generation]
    assert finds(home, embedder, "Dose: Do 8-12 repetitions for 3 sets.")


def test_an_empty_folder_is_not_a_library(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "corpus").mkdir()

    with pytest.raises(InvalidInput, match="no article to index"):
        ingest([tmp_path / "corpus"], home=tmp_path / "home", embedder=embedder)


@pytest.mark.usefixtures("plain")
def test_a_failed_build_leaves_the_old_index_serving(
    build: Build, home: Path, plain: Path, embedder: Embedder
) -> None:
    built = build().manifest
    (plain / "goblet-squat" / "facts.toml").write_text("not = toml = at all", encoding="utf-8")

    with pytest.raises(Exception, match="not valid TOML"):
        build()

    assert read_manifest(home) == built
    assert finds(home, embedder, "Dose: Do 8-12 repetitions for 3 sets.")


def test_two_readers_share_a_generation_and_one_may_close(
    small: Assistant, embedder: Embedder
) -> None:
    settings: Settings = small.settings
    manifest: Manifest = small.library.manifest
    other = Assistant(Library(settings.home, manifest), embedder, settings)

    other.close()

    assert small.check() > 0
