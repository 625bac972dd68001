"""The index on a Chroma server of its own: swap, clean-up, and what is said when it is gone."""

import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest
from chromadb.api import ClientAPI

from assistant.answers.reply import Answer
from assistant.app import Assistant
from assistant.errors import IndexDamaged, StorageError
from assistant.library.embed import Embedder
from assistant.library.generation import generation_folder, read_manifest
from assistant.library.index import connect, disconnect
from assistant.library.ingest import Ingested, ingest
from assistant.library.library import open_library
from assistant.settings import Settings

CHROMA = Path(sys.executable).with_name("chroma")

Build = Callable[..., Ingested]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def start_server(folder: Path, port: int) -> subprocess.Popen[str]:
    """`chroma run`, listening: its last words before that are awaited, not slept for."""
    command = [str(CHROMA), "run", "--path", str(folder), "--host", "127.0.0.1"]
    server = subprocess.Popen(
        [*command, "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=folder.parent,
    )
    assert server.stdout is not None
    said = []
    for line in server.stdout:
        said.append(line)
        if "listening on address" in line:
            threading.Thread(target=drain, args=[server.stdout], daemon=True).start()
            return server
    raise AssertionError(f"chroma run ended: {''.join(said)}")


def drain(said: IO[str]) -> None:
    """A full pipe would stop the server."""
    with said:
        for _ in said:
            pass


def stop(server: subprocess.Popen[str]) -> None:
    server.terminate()
    server.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server; the tests share it, with a data folder each."""
    port = free_port()
    running = start_server(tmp_path_factory.mktemp("server") / "data", port)
    yield f"http://127.0.0.1:{port}"
    stop(running)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def build(corpus: Path, home: Path, embedder: Embedder) -> Build:
    def run(store: str) -> Ingested:
        return ingest([corpus], home=home, embedder=embedder, store=store)

    return run


@pytest.fixture
def plain(corpus: Path) -> Path:
    (corpus / "goblet-squat" / "facts.toml").unlink()
    return corpus


def edit(corpus: Path) -> None:
    path = corpus / "goblet-squat" / "article.md"
    path.write_text(path.read_text(encoding="utf-8").replace("8-12", "5-7"), encoding="utf-8")


@pytest.fixture
def client(server: str) -> Iterator[ClientAPI]:
    """Another user of the same server."""
    opened = connect(server)
    yield opened
    disconnect(opened)


def on(client: ClientAPI) -> set[str]:
    """The generations that a server holds parts of."""
    names = [collection.name for collection in client.list_collections()]
    return {name.partition(".")[0] for name in names}


def test_it_answers_from_a_server(
    server: str, build: Build, home: Path, corpus: Path, embedder: Embedder
) -> None:
    done = build(server)
    settings = Settings(home=home, corpus=corpus, chroma_url=server)

    with Assistant(open_library(home), embedder, settings) as assistant:
        reply = assistant.ask("how many reps?").reply
        checked = assistant.check()

    assert isinstance(reply, Answer)
    assert "8-12" in reply.text
    assert checked == sum(done.manifest.collections.values())
    assert not (generation_folder(home, done.manifest.generation) / "chroma").exists()
    assert build(server).why == ()


@pytest.mark.usefixtures("plain")
def test_a_swap_drops_the_old_generation_and_nothing_else(
    server: str, client: ClientAPI, build: Build, home: Path, corpus: Path
) -> None:
    foreign = {"g-", "g-notes", "notes", "passages"}
    for name in foreign:
        client.get_or_create_collection(f"{name}.mine", embedding_function=None)
    old = build(server).manifest.generation
    before = on(client)
    edit(corpus)

    new = build(server)

    assert new.why == ("changed: the articles",)
    assert on(client) == before - {old} | {new.manifest.generation}
    assert foreign < on(client)
    assert [path.name for path in (home / "generations").iterdir()] == [new.manifest.generation]


@pytest.mark.usefixtures("plain")
def test_all_of_an_old_generation_is_dropped_among_many_others(
    server: str, client: ClientAPI, build: Build, corpus: Path
) -> None:
    for number in range(120):  # more than a page of any listing
        client.get_or_create_collection(f"aaa-{number}", embedding_function=None)
    old = build(server).manifest.generation
    edit(corpus)

    build(server)

    assert old not in on(client)


@pytest.mark.usefixtures("plain")
def test_a_reader_goes_over_to_the_new_generation(
    server: str, build: Build, home: Path, corpus: Path, embedder: Embedder
) -> None:
    build(server)
    with Assistant(
        open_library(home), embedder, Settings(home=home, corpus=corpus, chroma_url=server)
    ) as assistant:
        edit(corpus)
        new = build(server)

        found = assistant.look("how many repetitions?")

        assert assistant.library.manifest == new.manifest
        assert any("5-7" in passage.text for passage in found.shelf.passages)


@pytest.mark.usefixtures("plain")
def test_a_server_that_was_emptied_is_filled_again(
    server: str, client: ClientAPI, build: Build, home: Path
) -> None:
    lost = build(server).manifest.generation
    client.delete_collection(f"{lost}.passages")

    done = build(server)

    assert done.why == ("its store is damaged",)
    assert lost not in on(client)
    assert read_manifest(home) == done.manifest


@pytest.mark.usefixtures("plain")
def test_an_article_stored_beside_a_server_is_watched_too(
    server: str, build: Build, home: Path
) -> None:
    done = build(server)
    (generation_folder(home, done.manifest.generation) / "shelves" / "goblet-squat.json").unlink()

    assert build(server).why == ("its store is damaged",)


@pytest.mark.usefixtures("plain")
def test_the_index_moves_to_a_server(server: str, build: Build, home: Path) -> None:
    build("embedded")

    moved = build(server)

    assert moved.why == ("changed: where the index is kept",)
    assert moved.embedded == 0
    assert [path.name for path in (home / "generations").iterdir()] == [moved.manifest.generation]


@pytest.mark.usefixtures("plain")
def test_a_server_that_nobody_started_is_one_sentence_with_the_remedy(
    build: Build, home: Path
) -> None:
    with pytest.raises(StorageError, match=r"chroma run.*ASSISTANT_CHROMA_URL"):
        build(f"http://127.0.0.1:{free_port()}")

    assert read_manifest(home) is None


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("url", ["nonsense", "ftp://127.0.0.1", "http://127.0.0.1:8000/v2"])
def test_a_nonsense_address_is_one_sentence_and_the_old_index_stays(
    url: str, build: Build, home: Path
) -> None:
    built = build("embedded").manifest

    with pytest.raises(StorageError, match="ASSISTANT_CHROMA_URL"):
        build(url)

    assert read_manifest(home) == built


@pytest.mark.usefixtures("plain")
def test_something_else_that_listens_is_one_sentence(build: Build) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.shutdown(socket.SHUT_RDWR)
        port = listening.getsockname()[1]

        with pytest.raises(StorageError, match="chroma run"):
            build(f"http://127.0.0.1:{port}")


@pytest.mark.usefixtures("plain")
def test_a_server_that_stops_is_said_and_serves_again_when_it_is_back(
    build: Build, home: Path, corpus: Path, embedder: Embedder, tmp_path: Path
) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    running = start_server(tmp_path / "data", port)
    built = build(url).manifest
    assistant = Assistant(
        open_library(home), embedder, Settings(home=home, corpus=corpus, chroma_url=url)
    )
    stop(running)

    with pytest.raises(IndexDamaged, match="assistant ingest"):
        assistant.ask("how many repetitions?")
    with pytest.raises(StorageError, match="chroma run"):
        build(url)

    running = start_server(tmp_path / "data", port)

    assert build(url).manifest == built
    assert assistant.check() == sum(built.collections.values())
    assistant.close()
    stop(running)
