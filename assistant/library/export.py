"""A sentence-transformers model to an ONNX file that gives the same vectors without torch."""

import json
import logging
import os
import shutil
import tempfile
import warnings
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.errors import EmbeddingUnavailable
from assistant.library.embed import Vectors
from assistant.library.exported import (
    ABOUT_FILE,
    LAYERS_ABOVE,
    MODEL_FILE,
    SENTENCE,
    STATES,
    open_onnx,
)

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

MAX_DRIFT = 1e-5  # largest difference in any component; measured at 2e-7 for the default model
PROBES = (
    "How many sets?",
    "where do my arms go",
    "Lie supine on a flat, comfortable surface: an exercise mat or a firm floor, for example.",
    "Range of motion " * 60,
)
OPSET = 18


def export(model: "SentenceTransformer", *, folder: Path) -> bool:
    """
    Write `model` to `folder` as ONNX, and say whether it can be trusted.

    False means that the model is of a kind that the export does not cover (anything but a
    transformer with mean pooling), or that its vectors drift by more than `MAX_DRIFT`; then
    nothing is left in `folder` and the model itself has to be used.
    """
    if not plain_mean_pooling(model):
        return False
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix="draft-"))
    try:
        write_graph(model, draft)
        drift = largest_drift(open_onnx(draft).embed(list(PROBES)), reference(model, list(PROBES)))
        if drift > MAX_DRIFT:
            return False
        about = {
            "drift": float(drift),
            "max_tokens": model.get_max_seq_length(),
            "layers_above": LAYERS_ABOVE,
        }
        (draft / ABOUT_FILE).write_text(json.dumps(about), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(draft, folder)
    except (ImportError, RuntimeError, ValueError) as error:
        raise EmbeddingUnavailable(
            f"the embedding model could not be exported to ONNX ({error}); "
            "set ASSISTANT_EMBEDDING to another sentence-transformers model"
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return True


def reference(model: "SentenceTransformer", texts: list[str]) -> Vectors:
    """Unit vectors of `texts` by sentence-transformers itself: what every other way must match."""
    vectors = model.encode(
        texts, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
    )
    return np.asarray(vectors, dtype=np.float32)


def largest_drift(found: Vectors, wanted: Vectors) -> float:
    return float(np.abs(found - wanted).max())


def plain_mean_pooling(model: Any) -> bool:  # noqa: ANN401  (torch types its parts too widely)
    names = [type(module).__name__ for module in model]
    if names not in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]):
        return False
    return str(model[1].get_config_dict().get("pooling_mode")) in {"mean", "('mean',)", "['mean']"}


def write_graph(model: "SentenceTransformer", folder: Path) -> None:
    import torch  # noqa: PLC0415  (seconds to import, and needed for one export only)

    class Sentence(torch.nn.Module):  # torch asks for a subclass
        def __init__(self, transformer: Any) -> None:  # noqa: ANN401
            super().__init__()
            self.transformer = transformer

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:  # noqa: ANN401
            call: Any = self.transformer
            every = call(
                input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True
            ).hidden_states
            top = every[-1]
            mask = attention_mask.unsqueeze(-1).to(top.dtype)
            mean = (top * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
            lower = every[max(0, len(every) - 1 - LAYERS_ABOVE)]
            return torch.nn.functional.normalize(mean, p=2, dim=1), lower

    transformer: Any = model[0].auto_model
    transformer.cpu().eval()
    model.tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    example = (torch.ones(2, 8, dtype=torch.long), torch.ones(2, 8, dtype=torch.long))
    shape = {0: torch.export.Dim("batch", min=1), 1: torch.export.Dim("tokens", min=1)}
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)  # it reports what it has no need of
    with warnings.catch_warnings(), redirect_stdout(StringIO()), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Sentence(transformer).eval(),
            example,
            str(folder / MODEL_FILE),
            input_names=["input_ids", "attention_mask"],
            output_names=[SENTENCE, STATES],
            dynamic_shapes=(shape, shape),
            opset_version=OPSET,
            dynamo=True,
            external_data=False,
            verbose=False,
        )
