"""Messages that report a red flag, and others that do not, to a likeness model."""

import copy
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from assistant.library.embed import States
from assistant.safety.likeness import INPUTS, OUTPUTS, Floats

# Set on one fold of five, evals/NOTES.md: what each changed.
EPOCHS = 3
BATCH = 32
LEARNING_RATE = 2e-4
WEIGHTS = {"report": 1.0, "hard": 1.3, "plain": 0.7}  # of a message of each kind
SIGN_WEIGHT = 0.3  # of naming the right sign beside noticing that there is one
SMOOTHED = 0.01  # labels are written by hand
NEVER = -1e4  # a score that is no message's
BUCKET = 50 * BATCH  # messages that are sorted by length, so that little is padded
OPSET = 18


@dataclass(frozen=True)
class Example:
    """A message to learn from."""

    states: States
    parts: Floats  # (parts, tokens), the whole first, rows that sum to 1
    telling: tuple[int, ...]  # the parts behind the whole that may hold the sign
    sign: str  # "" where none is reported
    kind: str  # a key of WEIGHTS


class Top(torch.nn.Module):  # torch asks for a subclass
    """The model's top layers, and on the mean of a part and the first token what is reported."""

    def __init__(self, layers: Sequence[Any], *, signs: int) -> None:
        super().__init__()
        self.layers = torch.nn.ModuleList(copy.deepcopy(layer) for layer in layers)
        width = 2 * layers[0].attention.self.query.in_features
        self.drop = torch.nn.Dropout(0.1)
        self.report = torch.nn.Linear(width, 1)
        self.signs = torch.nn.Linear(width, signs)

    def forward(self, states: Any, parts: Any, mask: Any = None) -> tuple[Any, Any]:  # noqa: ANN401
        """
        (texts, tokens, dimension) and (texts, parts, tokens) to the log odds of a report, (texts,
        parts), and the logits of signs. `mask` tells tokens (1) from padding (0), if there is any.
        """
        hidden = None if mask is None else (1.0 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            found = layer(states, hidden)
            states = found[0] if isinstance(found, tuple) else found
        means = parts @ states
        read = self.drop(torch.cat([means, states[:, :1].expand_as(means)], dim=-1))
        return self.report(read)[..., 0], self.signs(read)


def learn(
    examples: Sequence[Example],
    layers: Sequence[Any],
    signs: Sequence[str],
    *,
    say: Callable[[str], None] = lambda _: None,
) -> Top:
    """
    Fine-tune copies of `layers` (BERT's) on `examples`; over 20 minutes on two cores.

    The same input gives the same model on the same machine; across machines it differs in the last
    digits, which is why the result is shipped and not made at first use.
    """
    torch.manual_seed(0)
    top = Top(layers, signs=len(signs)).train()
    torch.manual_seed(0)  # whatever the number of signs was
    steps = EPOCHS * (len(examples) // BATCH + EPOCHS)
    optimizer = torch.optim.AdamW(top.parameters(), lr=LEARNING_RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, LEARNING_RATE, total_steps=steps, pct_start=0.1
    )
    order = random.Random(0)
    for epoch in range(EPOCHS):
        say(f"learning, pass {epoch + 1} of {EPOCHS}")
        for batch in batches(examples, order):
            loss = loss_of(top, batch, signs)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(top.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return top.eval()


def loss_of(
    top: Callable[..., tuple[Any, Any]], batch: Sequence[Example], signs: Sequence[str]
) -> Any:  # noqa: ANN401
    """
    What is wrong with the whole, with the part that is most like a report of those that may be
    one, and with the one that is most like it of those that are not.
    """
    # Two thirds of the time on processors that compute with 16 bits.
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = top(*tensors(batch))
    scores, named = (one.float() for one in found)
    weights = torch.tensor([WEIGHTS[one.kind] for one in batch])
    reported = torch.tensor([bool(one.sign) for one in batch])
    telling, quiet = torch.zeros_like(scores) > 0, torch.zeros_like(scores) > 0
    for row, one in enumerate(batch):
        parts = range(1, len(one.parts))
        telling[row, list(one.telling)] = True
        quiet[row, [part for part in parts if part not in one.telling]] = True
    best = scores.masked_fill(~telling, NEVER)
    loss = wrong(scores[:, 0], reported, weights)
    loss = loss + wrong(best.amax(1), reported, weights * telling.any(1))
    others = scores.masked_fill(~quiet, NEVER).amax(1)
    loss = loss + wrong(others, torch.zeros_like(reported), weights * quiet.any(1))
    rows = [row for row, one in enumerate(batch) if one.sign]
    if rows:
        which = torch.tensor([signs.index(batch[row].sign) for row in rows])
        shown = torch.where(telling.any(1), best.argmax(1), 0)[rows]
        for part in (torch.zeros_like(shown), shown):
            loss = loss + SIGN_WEIGHT / 2 * torch.nn.functional.cross_entropy(
                named[rows, part], which
            )
    return loss


def wrong(scores: Any, reported: Any, weights: Any) -> Any:  # noqa: ANN401
    wanted = torch.where(reported, 1 - SMOOTHED, SMOOTHED)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
    return (loss * weights).mean()


def batches(examples: Sequence[Example], order: random.Random) -> Iterator[list[Example]]:
    shuffled = order.sample(list(examples), len(examples))
    buckets = [
        sorted(shuffled[at : at + BUCKET], key=lambda one: len(one.states))
        for at in range(0, len(shuffled), BUCKET)
    ]
    cut = [bucket[at : at + BATCH] for bucket in buckets for at in range(0, len(bucket), BATCH)]
    yield from order.sample(cut, len(cut))


def tensors(batch: Sequence[Example]) -> tuple[Any, Any, Any]:
    longest = max(len(one.states) for one in batch)
    most = max(len(one.parts) for one in batch)
    states = torch.zeros(len(batch), longest, batch[0].states.shape[1])
    parts = torch.zeros(len(batch), most, longest)
    mask = torch.zeros(len(batch), longest)
    for row, one in enumerate(batch):
        states[row, : len(one.states)] = torch.from_numpy(np.asarray(one.states, np.float32))
        parts[row, : len(one.parts), : len(one.states)] = torch.from_numpy(one.parts)
        mask[row, : len(one.states)] = 1
    return states, parts, mask


def write_top(top: Top, signs: Sequence[str], path: Path, *, about: dict[str, str]) -> None:
    """
    As ONNX that reads one text at a time, with weights of 16 bits, which are computed with as 32:
    half the size, no drift.
    """
    import onnx  # noqa: PLC0415

    tokens = torch.export.Dim("tokens", min=1)
    example = torch.ones(1, 8, top.report.in_features // 2), torch.ones(1, 3, 8)
    torch.onnx.export(
        top, example, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS),
        dynamic_shapes=({1: tokens}, {1: torch.export.Dim("parts", min=1), 2: tokens}),
        opset_version=OPSET, dynamo=True, external_data=False, verbose=False,
    )  # fmt: skip
    model = onnx.load(path)
    halve(model)
    onnx.helper.set_model_props(model, {"signs": json.dumps(list(signs)), **about})
    onnx.save(model, path)


def halve(model: Any) -> None:  # noqa: ANN401
    import onnx  # noqa: PLC0415

    casts = []
    for weights in model.graph.initializer:
        if weights.data_type != onnx.TensorProto.FLOAT or np.prod(weights.dims) < 2 * BATCH:
            continue
        name = weights.name
        half = onnx.numpy_helper.from_array(
            onnx.numpy_helper.to_array(weights).astype(np.float16), f"{name}_half"
        )
        weights.CopyFrom(half)
        casts.append(onnx.helper.make_node("Cast", [half.name], [name], to=onnx.TensorProto.FLOAT))
    for at, node in enumerate(casts):
        model.graph.node.insert(at, node)
