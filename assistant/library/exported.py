"""An exported model in its folder to functions that embed and read, without importing torch."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.library.embed import Embed, Encode, Encoded, Vectors

MODEL_FILE = "model.onnx"
ABOUT_FILE = "export.json"
SENTENCE, STATES = "sentence", "states"  # what the graph gives
LAYERS_ABOVE = 3  # of the model above the states, which another top can be set on
MAX_TOKENS = 256  # the default model cuts silently behind it
BATCH = 32  # texts of like length together: padding costs more than calls


@dataclass(frozen=True)
class Exported:
    """An exported model, opened."""

    embed: Embed
    encode: Encode


def open_export(folder: Path) -> Exported | None:
    """None when there is none in `folder`, an older or a damaged one: it is made (again)."""
    try:
        about = json.loads((folder / ABOUT_FILE).read_text(encoding="utf-8"))
        return open_onnx(folder) if about["layers_above"] == LAYERS_ABOVE else None
    except Exception:  # onnxruntime and tokenizers raise nothing narrower for a damaged file
        return None


def open_onnx(folder: Path) -> Exported:
    from tokenizers import Tokenizer  # noqa: PLC0415

    about = folder / ABOUT_FILE
    limit = json.loads(about.read_text())["max_tokens"] if about.is_file() else MAX_TOKENS
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()  # the packaged file pads and cuts at 128 by itself
    tokenizer.enable_truncation(limit)
    session = open_session(folder / MODEL_FILE)

    def run(tokens: list[list[int]], outputs: list[str]) -> Iterator[tuple[list[int], Any]]:
        order = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            ids, mask = padded([tokens[i] for i in batch])
            yield batch, session.run(outputs, {"input_ids": ids, "attention_mask": mask})

    def embed(texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((0, 0), dtype=np.float32)
        tokens = [item.ids for item in tokenizer.encode_batch_fast(list(texts))]
        for batch, (found,) in run(tokens, [SENTENCE]):
            if not vectors.size:
                vectors = np.empty((len(texts), found.shape[1]), dtype=np.float32)
            vectors[batch] = found
        return vectors

    def encode(texts: Sequence[str]) -> list[Encoded]:
        encoded: dict[int, Encoded] = {}
        read = tokenizer.encode_batch(list(texts))
        for batch, (vectors, states) in run([item.ids for item in read], [SENTENCE, STATES]):
            for row, at in enumerate(batch):
                places = read[at].offsets
                encoded[at] = Encoded(vectors[row], states[row, : len(places)], places)
        return [encoded[at] for at in range(len(texts))]

    return Exported(embed, encode)


def open_session(path: Path) -> Any:  # noqa: ANN401  (onnxruntime has no types)
    """On one thread: enough for a question, and two stall at times when cores are shared."""
    import onnxruntime  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # the arena keeps the largest batch for good
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def padded(tokens: list[list[int]]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    width = max(1, max(map(len, tokens)))
    ids = np.zeros((len(tokens), width), dtype=np.int64)
    mask = np.zeros((len(tokens), width), dtype=np.int64)
    for row, item in enumerate(tokens):
        ids[row, : len(item)] = item
        mask[row, : len(item)] = 1
    return ids, mask
