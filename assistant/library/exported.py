"""An exported model in its folder to a function that embeds, without importing torch."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.library.embed import Embed, Vectors

MODEL_FILE = "model.onnx"
MAX_TOKENS = 256  # the default model cuts silently behind it
BATCH = 32  # texts of like length together: padding costs more than calls


def open_export(folder: Path) -> Embed | None:
    """None when there is no export in `folder` or a damaged one: both are made (again)."""
    if not (folder / "export.json").is_file():
        return None
    try:
        return open_onnx(folder)
    except Exception:  # onnxruntime and tokenizers raise nothing narrower for a damaged file
        return None


def open_onnx(folder: Path) -> Embed:
    """On one thread: enough for a question, and two stall at times when cores are shared."""
    import onnxruntime  # noqa: PLC0415
    from tokenizers import Tokenizer  # noqa: PLC0415

    about = folder / "export.json"
    limit = json.loads(about.read_text())["max_tokens"] if about.is_file() else MAX_TOKENS
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()  # the packaged file pads and cuts at 128 by itself
    tokenizer.enable_truncation(limit)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
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
