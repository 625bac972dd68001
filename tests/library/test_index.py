"""Real Chroma: what goes in, what is found, what is refused, and what a doubtful store does."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import EmbeddingUnavailable, IndexDamaged, StorageError
from assistant.library.embed import Vectors
from assistant.library.index import MAX_ROWS, PassageIndex, collection_name, server_address, stamps
from assistant.library.probe import store_answers

PATIENCE_S = 30.0
CHROMA_LIMIT = 5_461  # rows of one call, above which Chroma refuses


def unit_vectors(count: int, *, dimension: int = 16) -> Vectors:
    made = np.random.default_rng(7).normal(size=(count, dimension)).astype(np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True))


def names(count: int) -> list[str]:
    return [f"passage/a#{number}//0" for number in range(count)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "chroma").mkdir()
    return tmp_path / "chroma"


@pytest.fixture
def index(folder: Path) -> Iterator[PassageIndex]:
    opened = PassageIndex(folder, "g-test")
    yield opened
    opened.close()


def filled(folder: Path, count: int) -> Vectors:
    """A closed store with `count` entries in the collection "passages"."""
    vectors = unit_vectors(count)
    index = PassageIndex(folder, "g-test")
    index.create("passages", size=count)
    index.add("passages", names(count), vectors)
    index.close()
    return vectors


def test_the_nearest_come_first_with_their_cosine(index: PassageIndex) -> None:
    vectors = np.array([[1, 0], [0.6, 0.8], [0, 1], [-1, 0]], dtype=np.float32)
    index.create("passages", size=4)
    index.add("passages", ["same", "near", "across", "opposite"], vectors)

    found = index.search(vectors[0], collection="passages", limit=10)

    assert [hit.entry for hit in found] == ["same", "near", "across", "opposite"]
    assert [hit.score for hit in found] == pytest.approx([1, 0.6, 0, -1], abs=1e-5)


def test_more_entries_than_chroma_takes_in_one_call_are_added(index: PassageIndex) -> None:
    count = CHROMA_LIMIT + 100
    assert MAX_ROWS <= CHROMA_LIMIT
    vectors = unit_vectors(count, dimension=4)

    index.create("passages", size=count)
    index.add("passages", names(count), vectors)

    assert index.count("passages") == count
    (last,) = index.search(vectors[-1], collection="passages", limit=1)
    assert last.score > 0.999


@pytest.mark.parametrize("count", [1, 30, 1_500])
def test_reading_leaves_every_file_as_it_was_built(count: int, folder: Path) -> None:
    vectors = filled(folder, count)
    before = stamps(folder)

    index = PassageIndex(folder, "g-test")
    index.search(vectors[0], collection="passages", limit=1)
    index.close()

    assert stamps(folder) == before


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_vector_that_is_none_is_refused(value: float, index: PassageIndex) -> None:
    vectors = unit_vectors(3)
    index.create("passages", size=3)
    index.add("passages", names(3), vectors)
    query = vectors[0].copy()
    query[3] = value

    with pytest.raises(EmbeddingUnavailable, match="not a number"):
        index.search(query, collection="passages", limit=1)


def test_a_collection_that_is_missing_is_damage(index: PassageIndex) -> None:
    with pytest.raises(IndexDamaged, match="assistant ingest"):
        index.search(unit_vectors(1)[0], collection="passages", limit=1)
    with pytest.raises(IndexDamaged, match="assistant ingest"):
        index.count("passages")


def test_a_query_of_another_dimension_is_damage(index: PassageIndex) -> None:
    index.create("passages", size=3)
    index.add("passages", names(3), unit_vectors(3))

    with pytest.raises(IndexDamaged, match="assistant ingest"):
        index.search(unit_vectors(1, dimension=8)[0], collection="passages", limit=1)


def test_a_store_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="gone"):
        PassageIndex(tmp_path / "gone", "g-test")

    assert not (tmp_path / "gone").exists()


def test_a_collection_that_is_there_already_is_refused(index: PassageIndex) -> None:
    index.create("passages", size=1)

    with pytest.raises(StorageError, match="can't be written"):
        index.create("passages", size=1)


def test_generations_do_not_mix_in_one_store(folder: Path) -> None:
    filled(folder, 3)
    other = PassageIndex(folder, "g-other")

    with pytest.raises(IndexDamaged):
        other.count("passages")
    other.close()


def test_closing_one_reader_leaves_another_open(folder: Path) -> None:
    vectors = filled(folder, 3)
    one, other = PassageIndex(folder, "g-test"), PassageIndex(folder, "g-test")

    one.close()
    one.close()

    assert other.search(vectors[1], collection="passages", limit=1)[0].entry == names(3)[1]
    other.close()


def open_files_below(folder: Path) -> list[str]:
    held = []
    for link in Path("/proc/self/fd").iterdir():
        try:
            held.append(str(link.readlink()))
        except FileNotFoundError:  # the one that lists them
            continue
    return [name for name in held if name.startswith(str(folder))]


def eventually_closed(folder: Path) -> bool:
    """Chroma lets go of its SQLite pool in threads of its own, a moment after it is closed."""
    until = time.monotonic() + PATIENCE_S
    while open_files_below(folder):
        if time.monotonic() > until:
            return False
        os.sched_yield()
    return True


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux lists open files so")
def test_an_index_that_nobody_holds_any_more_is_closed(folder: Path) -> None:
    vectors = filled(folder, 3)
    index = PassageIndex(folder, "g-test")
    index.search(vectors[0], collection="passages", limit=1)
    assert open_files_below(folder) != []

    del index

    assert eventually_closed(folder)


def test_a_sound_store_answers_the_probe(folder: Path) -> None:
    filled(folder, 30)

    assert store_answers(folder, "g-test", {"passages": 30})


@pytest.mark.parametrize(
    ("generation", "counts"),
    [
        ("g-test", {"passages": 31}),
        ("g-test", {"passages": 30, "scope": 5}),
        ("g-other", {"passages": 30}),
    ],
)
def test_a_store_with_less_than_it_should_hold_fails_the_probe(
    generation: str, counts: dict[str, int], folder: Path
) -> None:
    filled(folder, 30)

    assert not store_answers(folder, generation, counts)


def test_a_truncated_graph_fails_the_probe_and_harms_nobody_else(folder: Path) -> None:
    filled(folder, 1_500)
    (path,) = folder.glob("*/data_level0.bin")
    path.write_bytes(path.read_bytes()[:50])

    assert not store_answers(folder, "g-test", {"passages": 1_500})


@pytest.mark.parametrize("keep", [0, 100, 5_000, 50_000])
def test_a_truncated_database_fails_the_probe(keep: int, folder: Path) -> None:
    filled(folder, 30)
    path = folder / "chroma.sqlite3"
    path.write_bytes(path.read_bytes()[:keep])

    assert not store_answers(folder, "g-test", {"passages": 30})


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://127.0.0.1:9000", ("127.0.0.1", 9000, False)),
        ("http://chroma", ("chroma", 8000, False)),
        ("https://chroma.example.org/", ("chroma.example.org", 443, True)),
    ],
)
def test_a_server_address(url: str, address: tuple[str, int, bool]) -> None:
    assert server_address(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "nonsense", "chroma:8000", "ftp://chroma:8000", "http://", "http://a b", "http://a:b", " ",
        "http://chroma:8000/v2/api", "http://chroma:99999", "http://chroma:0",
    ],
)  # fmt: skip
def test_a_nonsense_address_is_one_sentence(url: str) -> None:
    with pytest.raises(StorageError, match="ASSISTANT_CHROMA_URL"):
        PassageIndex(url, "g-test")


@pytest.mark.parametrize(
    ("collection", "name"),
    [
        ("passages", "g-1.passages"),
        ("asks-goblet-squat", "g-1.asks-goblet-squat"),
        ("asks-a b/c", "g-1.asks-a-b-c"),
    ],
)
def test_collections_carry_their_generation(collection: str, name: str) -> None:
    assert collection_name("g-1", collection) == name
