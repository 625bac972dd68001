"""The vector cache: embeds only what it does not know, and trusts no damaged file."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.library.embed import Embed, Embedder, Vectors
from assistant.library.vectors import VectorCache


def recording(embed: Embed, asked: list[str]) -> Embed:
    """`embed`, with each text that it is asked for put down in `asked`."""

    def recorded(texts: Sequence[str]) -> Vectors:
        asked.extend(texts)
        return embed(texts)

    return recorded


def opened(folder: Path, embedder: Embedder) -> VectorCache:
    return VectorCache(folder, dimension=embedder.dimension)


def filled(folder: Path, texts: Sequence[str], embedder: Embedder) -> None:
    cache = opened(folder, embedder)
    cache.vectors(texts, embedder.embed)
    cache.save()


def test_vectors_are_those_of_the_embedder_in_the_order_of_the_texts(
    tmp_path: Path, embedder: Embedder
) -> None:
    filled(tmp_path, ["hips", "knee"], embedder)
    texts = ["mat", "knee", "mat", "hips"]

    found = opened(tmp_path, embedder).vectors(texts, embedder.embed)

    assert np.array_equal(found, embedder.embed(texts))
    assert found.dtype == np.float32


def test_only_unknown_texts_are_embedded_and_each_once(tmp_path: Path, embedder: Embedder) -> None:
    asked: list[str] = []
    embed = recording(embedder.embed, asked)
    filled(tmp_path, ["knee", "hips"], embedder)
    cache = opened(tmp_path, embedder)

    cache.vectors(["knee", "mat", "mat"], embed)
    cache.vectors(["mat", "hips"], embed)

    assert asked == ["mat"]
    assert cache.embedded == 1


def test_the_vector_of_a_text_that_was_asked_for_can_be_had_again(
    tmp_path: Path, embedder: Embedder
) -> None:
    filled(tmp_path, ["knee"], embedder)
    cache = opened(tmp_path, embedder)
    cache.vectors(["knee", "mat"], embedder.embed)

    assert np.array_equal(cache.of("knee"), embedder.embed(["knee"])[0])
    assert np.array_equal(cache.of("mat"), embedder.embed(["mat"])[0])


@pytest.mark.parametrize("texts", [["knee"], ["knee", "mat"], ["mat"]])
def test_only_what_was_asked_for_is_kept(
    tmp_path: Path, embedder: Embedder, texts: list[str]
) -> None:
    filled(tmp_path, ["knee", "hips"], embedder)

    filled(tmp_path, texts, embedder)

    asked: list[str] = []
    opened(tmp_path, embedder).vectors(["knee", "hips", "mat"], recording(embedder.embed, asked))
    assert asked == [text for text in ["knee", "hips", "mat"] if text not in texts]


def test_a_cache_that_was_asked_for_nothing_keeps_nothing(
    tmp_path: Path, embedder: Embedder
) -> None:
    filled(tmp_path, ["knee"], embedder)

    opened(tmp_path, embedder).save()

    again = opened(tmp_path, embedder)
    again.vectors(["knee"], embedder.embed)
    assert again.embedded == 1


def test_nothing_is_written_when_nothing_changed(tmp_path: Path, embedder: Embedder) -> None:
    filled(tmp_path, ["knee", "hips"], embedder)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}

    filled(tmp_path, ["hips", "knee"], embedder)

    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    assert before.keys() == {"keys.txt", "vectors.npy"}


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def junk(path: Path) -> None:
    path.write_bytes(b"\x80 not what it was")


def missing(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [truncated, emptied, junk, missing])
@pytest.mark.parametrize("name", ["keys.txt", "vectors.npy"])
def test_a_damaged_file_makes_an_empty_cache_that_mends_itself(
    tmp_path: Path, embedder: Embedder, name: str, damage: Callable[[Path], None]
) -> None:
    filled(tmp_path, ["knee"], embedder)
    damage(tmp_path / name)

    cache = opened(tmp_path, embedder)
    found = cache.vectors(["knee"], embedder.embed)
    cache.save()

    assert np.array_equal(found, embedder.embed(["knee"]))
    assert cache.embedded == 1
    mended = opened(tmp_path, embedder)
    mended.vectors(["knee"], embedder.embed)
    assert mended.embedded == 0


@pytest.mark.parametrize("change", [
    np.zeros_like,
    lambda vectors: np.full_like(vectors, np.nan),
    lambda vectors: vectors * 2,
    lambda vectors: vectors[:1],
    lambda vectors: vectors[:, :-1],
    lambda vectors: vectors.ravel(),
    lambda vectors: vectors.astype(str),
])  # fmt: skip
def test_vectors_that_can_be_none_of_the_models_are_not_used(
    tmp_path: Path, embedder: Embedder, change: Callable[[Vectors], Vectors]
) -> None:
    filled(tmp_path, ["knee", "hips"], embedder)
    np.save(tmp_path / "vectors.npy", change(np.load(tmp_path / "vectors.npy")))

    found = opened(tmp_path, embedder).vectors(["hips"], embedder.embed)

    assert np.array_equal(found, embedder.embed(["hips"]))


def test_a_failing_embedder_leaves_the_cache_as_it_was(tmp_path: Path, embedder: Embedder) -> None:
    def failing(texts: Sequence[str]) -> Vectors:
        raise RuntimeError("no memory")

    filled(tmp_path, ["knee"], embedder)
    cache = opened(tmp_path, embedder)
    with pytest.raises(RuntimeError):
        cache.vectors(["knee", "mat"], failing)

    found = cache.vectors(["knee", "mat"], embedder.embed)

    assert np.array_equal(found, embedder.embed(["knee", "mat"]))
    assert cache.embedded == 1
