"""The embedding model: which one it is, its export, and what is said when there is none."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import EmbeddingUnavailable
from assistant.library.embed import DEFAULT_MODEL, Embedder
from assistant.library.export import MAX_DRIFT, largest_drift, reference
from assistant.library.exported import MAX_TOKENS, MODEL_FILE, open_export
from assistant.library.model import fingerprint, load_reference, model_source, open_embedder

ROOT = Path(__file__).parents[2]
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TEXTS = [
    "",
    "How many sets?",
    "¿Dónde pongo los brazos?",
    "Lie supine (on your back) on a flat, comfortable surface. " * 40,  # behind the limit
    *[f"question {number} on the heel" * (number % 7 + 1) for number in range(70)],
]


@pytest.fixture(scope="module")
def models(pytestconfig: pytest.Config) -> Path:
    """Where `shipped` keeps its models too: an export is made once and kept between runs."""
    cache = pytestconfig.cache
    assert cache is not None
    return cache.mkdir("assistant-home") / "models"


@pytest.fixture(scope="module")
def packaged(models: Path) -> Embedder:
    return open_embedder(DEFAULT_MODEL, models=models)


def test_the_packaged_weights_are_the_ones_we_know() -> None:
    weights = Path(model_source(DEFAULT_MODEL)) / "model.safetensors"

    assert hashlib.sha256(weights.read_bytes()).hexdigest() == WEIGHTS


def test_exported_vectors_are_those_of_the_model_itself(packaged: Embedder) -> None:
    wanted = reference(load_reference(model_source(DEFAULT_MODEL)), TEXTS)

    for embed in (packaged.embed, packaged.embed_many):
        found = embed(TEXTS)
        assert found.shape == (len(TEXTS), packaged.dimension)
        assert found.dtype == np.float32
        assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)
        assert largest_drift(found, wanted) <= MAX_DRIFT


def test_a_text_has_the_same_vector_alone_and_among_others(packaged: Embedder) -> None:
    together = packaged.embed(TEXTS)

    for row in (0, 1, 3, 42, len(TEXTS) - 1):
        assert largest_drift(packaged.embed([TEXTS[row]])[0], together[row]) <= MAX_DRIFT


def test_texts_of_one_meaning_are_nearer_than_others(packaged: Embedder) -> None:
    sets, series, cat = packaged.embed(["How many sets?", "number of sets to do", "a grey cat"])

    assert sets @ series > sets @ cat


def test_the_export_says_how_far_it_drifts(packaged: Embedder, models: Path) -> None:
    about = json.loads((models / packaged.sha256[:16] / "export.json").read_text())

    assert about["drift"] <= MAX_DRIFT
    assert about["max_tokens"] == MAX_TOKENS


def test_nothing_imports_torch_once_the_export_exists(packaged: Embedder, models: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from assistant.library.model import open_embedder\n"
        f"opened = open_embedder({DEFAULT_MODEL!r}, models=Path({str(models)!r}))\n"
        "opened.embed(['one']), opened.embed_many(['two', 'three'])\n"
        "print(opened.sha256, {'torch', 'transformers', 'sentence_transformers'} & {*sys.modules})"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.split(maxsplit=1) == [packaged.sha256, "set()\n"]


def test_every_passage_of_the_shipped_articles_fits_the_model(
    packaged: Embedder, models: Path
) -> None:
    from tokenizers import Tokenizer

    from assistant.library.entries import ask_entries, passage_entries
    from assistant.library.scope import scope_entries
    from assistant.library.sources import find_sources, read_source

    tokenizer = Tokenizer.from_file(str(models / packaged.sha256[:16] / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    shelves = [read_source(source) for source in find_sources([ROOT / "corpus"])]
    entries = [
        entry
        for shelf in shelves
        for entry in (*passage_entries(shelf), *ask_entries(shelf, scope_entries()))
    ]

    assert max(len(tokenizer.encode(entry.text).ids) for entry in entries) <= MAX_TOKENS


@pytest.mark.parametrize("name", [MODEL_FILE, "tokenizer.json", "export.json"])
@pytest.mark.parametrize("content", [b"", b"junk"])
def test_a_damaged_export_is_made_again_and_not_used(
    packaged: Embedder, models: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    folder = tmp_path / "export"
    shutil.copytree(models / packaged.sha256[:16], folder, copy_function=os.symlink)
    assert open_export(folder) is not None

    (folder / name).unlink()
    (folder / name).write_bytes(content)

    assert open_export(folder) is None


def test_a_folder_without_an_export_is_none(tmp_path: Path) -> None:
    assert open_export(tmp_path) is None


def test_a_folder_without_weights_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")

    with pytest.raises(EmbeddingUnavailable) as caught:
        open_embedder(str(tmp_path), models=tmp_path / "models")

    message = str(caught.value)
    assert message.startswith(f"the folder {str(tmp_path)!r} holds no .safetensors weights")
    assert "ASSISTANT_EMBEDDING" in message


@pytest.mark.parametrize("place", ["nowhere", "weights-only"])
def test_a_model_that_can_not_be_loaded_is_named_with_the_remedy(
    tmp_path: Path, place: str
) -> None:
    (tmp_path / "weights-only").mkdir()
    (tmp_path / "weights-only" / "model.safetensors").write_bytes(b"junk")
    name = str(tmp_path / place)

    with pytest.raises(EmbeddingUnavailable) as caught:
        open_embedder(name, models=tmp_path / "models")

    message = str(caught.value)
    assert message.startswith(f"the embedding model {name!r} could not be loaded")
    assert "ASSISTANT_EMBEDDING" in message


def test_the_fingerprint_is_that_of_weights_and_settings(tmp_path: Path) -> None:
    model, known = tmp_path / "model", tmp_path / "known.json"
    model.mkdir()
    (model / "model.safetensors").write_bytes(b"one")
    (model / "README.md").write_text("read me")
    first = fingerprint(str(model), known=known)

    (model / "README.md").write_text("read me again")
    assert fingerprint(str(model), known=known) == first

    (model / "config.json").write_text("{}")
    second = fingerprint(str(model), known=known)
    assert second != first

    (model / "model.safetensors").write_bytes(b"three")
    assert fingerprint(str(model), known=known) not in {first, second}


@pytest.mark.parametrize("content", [None, b"", b"[]", b'{"stamp": 3}', b"\xff"])
def test_a_fingerprint_that_was_not_kept_is_computed_again(
    tmp_path: Path, content: bytes | None
) -> None:
    model, known = tmp_path / "model", tmp_path / "deep" / "known.json"
    model.mkdir()
    (model / "model.safetensors").write_bytes(b"one")
    first = fingerprint(str(model), known=known)
    known.unlink() if content is None else known.write_bytes(content)

    assert fingerprint(str(model), known=known) == first
    assert json.loads(known.read_text())["sha256"] == first


def test_models_on_the_hub_differ_by_name(tmp_path: Path) -> None:
    one, other = (fingerprint(name, known=tmp_path / "known.json") for name in ("a/b", "a/c"))

    assert one != other
