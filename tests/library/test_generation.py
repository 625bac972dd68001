"""The data folder: manifest, lock, swap, and what may be removed."""

import json
import threading
from dataclasses import fields, replace
from pathlib import Path

import pytest

from assistant.errors import IndexBusy, IndexDamaged, StorageError
from assistant.library.generation import (
    Fingerprint,
    Manifest,
    Record,
    differences,
    generation_folder,
    new_generation,
    read_manifest,
    read_shelf,
    remove_folders,
    stale_generations,
    translated,
    write_manifest,
    writing,
)
from assistant.library.library import Library, open_library

FINGERPRINT = Fingerprint(
    corpus="c", model="tiny", model_sha256="0", dimension=2, metric="cosine", chunker="1",
    scope="s", layout=3, place="embedded",
)  # fmt: skip
MANIFEST = Manifest(
    generation="g-aaaaaaaa",
    fingerprint=FINGERPRINT,
    articles={"plank": Record("Plank", ("board",), "0", passages=3, facts=0, silences=0)},
    collections={"passages": 3},
    stamps={"chroma/chroma.sqlite3": [10, 0]},
)


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_manifest(tmp_path, MANIFEST)

    assert read_manifest(tmp_path) == MANIFEST
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


def test_no_manifest_is_no_index(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None
    assert read_manifest(tmp_path / "nowhere") is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b'{"generation": "g"}'])
def test_a_manifest_that_is_none_is_damage(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(content)

    with pytest.raises(IndexDamaged, match=r"manifest\.json"):
        read_manifest(tmp_path)


def test_a_manifest_that_is_a_folder_is_damage(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").mkdir()

    with pytest.raises(IndexDamaged):
        read_manifest(tmp_path)


def test_a_manifest_with_more_than_we_know_is_still_read(tmp_path: Path) -> None:
    write_manifest(tmp_path, MANIFEST)
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "later": 1}), encoding="utf-8")

    assert read_manifest(tmp_path) == MANIFEST


@pytest.mark.parametrize("field", [field.name for field in fields(Fingerprint)])
def test_every_part_of_the_fingerprint_has_words(field: str) -> None:
    other = replace(FINGERPRINT, **{field: getattr(FINGERPRINT, field) * 2})

    (words,) = differences(FINGERPRINT, other)

    assert words.startswith(("the ", "where "))


def test_equal_fingerprints_differ_in_nothing() -> None:
    assert differences(FINGERPRINT, replace(FINGERPRINT)) == []


def test_new_generations_have_names_of_their_own_and_are_removed_by_them(tmp_path: Path) -> None:
    (one, folder), (other, _) = new_generation(tmp_path), new_generation(tmp_path)
    (folder / "file").write_text("x")

    assert one != other
    assert stale_generations(tmp_path, keep=one) == [other]

    remove_folders(tmp_path, [one])

    assert not folder.exists()
    assert generation_folder(tmp_path, other).is_dir()


@pytest.mark.parametrize(
    "name", ["notes", "g-", "g-1", "g-holiday-pictures", "g-UPPERCAS", ".g-aaaaaaaa", "xg-aaaaaaaa"]
)
def test_a_folder_that_is_not_ours_is_never_stale(name: str, tmp_path: Path) -> None:
    generation_folder(tmp_path, name).mkdir(parents=True)

    assert stale_generations(tmp_path, keep="g-aaaaaaaa") == []


def test_a_file_named_as_a_generation_is_never_stale(tmp_path: Path) -> None:
    (tmp_path / "generations").mkdir()
    (tmp_path / "generations" / "g-aaaaaaaa").write_text("mine")

    assert stale_generations(tmp_path, keep="g-bbbbbbbb") == []


@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff"])
def test_a_stored_article_that_is_none_is_damage(content: bytes | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "plank.json").write_bytes(content)

    with pytest.raises(IndexDamaged, match="'plank'"):
        read_shelf(tmp_path, "plank")


def test_who_builds_may_take_the_right_again(tmp_path: Path) -> None:
    with writing(tmp_path):
        with writing(tmp_path):
            pass
        refused = in_another_thread(tmp_path)
    after = in_another_thread(tmp_path)

    assert isinstance(refused, IndexBusy)
    assert after is None


def test_the_right_is_given_back_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writing(tmp_path):
        raise ZeroDivisionError

    assert in_another_thread(tmp_path) is None


def in_another_thread(home: Path) -> Exception | None:
    """What another thread meets that wants to build."""
    met: list[Exception] = []

    def want() -> None:
        try:
            with writing(home):
                pass
        except IndexBusy as error:
            met.append(error)

    thread = threading.Thread(target=want)
    thread.start()
    thread.join()
    return met[0] if met else None


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (OSError("12 requested and 3 written"), "12 requested and 3 written"),  # as numpy says it
    ],
)
def test_a_refusal_of_the_system_is_a_sentence(refusal: OSError, words: str) -> None:
    with (
        pytest.raises(StorageError, match=rf"\({words}\).*ASSISTANT_HOME"),
        translated(Path("/data")),
    ):
        raise refusal


def test_a_library_without_an_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="assistant ingest"):
        open_library(tmp_path)


def test_a_library_whose_generation_is_gone_says_what_to_do(tmp_path: Path) -> None:
    write_manifest(tmp_path, MANIFEST)

    with pytest.raises(IndexDamaged, match="assistant ingest"):
        open_library(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


@pytest.fixture
def opened(tmp_path: Path) -> Library:
    generation_folder(tmp_path, MANIFEST.generation).joinpath("chroma").mkdir(parents=True)
    write_manifest(tmp_path, MANIFEST)
    return Library(tmp_path, MANIFEST)


def test_a_library_is_current_until_another_generation_serves(
    opened: Library, tmp_path: Path
) -> None:
    assert opened.is_current()
    assert opened.is_current()

    write_manifest(tmp_path, replace(MANIFEST, stamps={}))  # the same generation, touched

    assert opened.is_current()

    write_manifest(tmp_path, replace(MANIFEST, generation="g-bbbbbbbb"))

    assert not opened.is_current()
    assert not opened.is_current()


def test_a_swap_between_reading_the_manifest_and_opening_it_is_seen(tmp_path: Path) -> None:
    generation_folder(tmp_path, MANIFEST.generation).joinpath("chroma").mkdir(parents=True)
    write_manifest(tmp_path, replace(MANIFEST, generation="g-bbbbbbbb"))

    late = Library(tmp_path, MANIFEST)

    assert not late.is_current()


def test_a_manifest_that_goes_or_breaks_changes_nothing_for_who_reads_on(
    opened: Library, tmp_path: Path
) -> None:
    (tmp_path / "manifest.json").write_bytes(b"garbage")
    assert opened.is_current()

    (tmp_path / "manifest.json").unlink()
    assert opened.is_current()
