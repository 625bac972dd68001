"""What the likeness model is taught, and that what is written is what was learnt."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import torch
from transformers import BertConfig
from transformers.models.bert.modeling_bert import BertLayer

from assistant.library.exported import open_session
from assistant.safety.learn import Top, write_top
from assistant.safety.likeness import open_likeness
from assistant.safety.teach import labelled, lessons

MESSAGES = [
    ("My calf is hot and swollen", "possible-clot", "report"),
    ("How many reps should I do?", "", "hard"),
    ("My foot is numb since Monday!", "new-numbness-or-foot-drop", "report"),
    ("Is it a good warm-up?", "", "hard"),
    ("I can't feel my toes", "new-numbness-or-foot-drop", "report"),
    ("Do my heels stay down?", "", "hard"),
    ("my chest is tight", "chest-pain", "report"),
    ("Which muscles work?", "", "plain"),
]
Floats = npt.NDArray[np.float32]
SIGNS = ["chest-pain", "possible-clot"]
WIDTH, TOKENS = 32, 7


def top_of(seed: int) -> Top:
    torch.manual_seed(seed)
    config = BertConfig(
        hidden_size=WIDTH, num_attention_heads=2, intermediate_size=64, attn_implementation="eager"
    )
    return Top([BertLayer(config) for _ in range(2)], signs=len(SIGNS)).eval()


@pytest.fixture(scope="module")
def states() -> Floats:
    return np.random.default_rng(0).normal(size=(TOKENS, WIDTH)).astype(np.float32)


def test_every_message_is_learnt_and_keeps_its_sign_beside_others() -> None:
    learnt = list(lessons(MESSAGES))

    for text, sign, kind in MESSAGES:
        assert (text.lower(), sign, kind) in learnt
    signs = {text.lower(): sign for text, sign, _ in MESSAGES}
    for text, sign, _ in learnt:
        held = {signs[one] for one in signs if one in text}
        assert held <= {sign, ""}


def test_reports_are_learnt_before_and_behind_what_is_quiet() -> None:
    messages = MESSAGES[:7] * 2
    reports = [text.lower() for text, sign, _ in messages if sign]
    longer = [text for text, sign, _ in lessons(messages) if sign and text not in reports]

    first = [text for text in longer if text.startswith(tuple(reports))]
    last = [text for text in longer if text.rstrip(".").endswith(tuple(reports))]

    assert first
    assert last
    assert set(first).isdisjoint(last)


def test_no_message_is_taken_twice() -> None:
    texts = [text for text, _, _ in labelled([])]

    assert len(texts) == len(set(texts))


@pytest.mark.filterwarnings("ignore:.*LeafSpec:FutureWarning")  # torch's own, in its exporter
def test_what_is_written_hears_what_was_learnt(tmp_path: Path, states: Floats) -> None:
    top = top_of(0)
    path = tmp_path / "likeness.onnx"

    write_top(top, SIGNS, path, about={"wordings": "0"})
    heard = open_likeness(open_session, path)(states)

    with torch.no_grad():
        report, signs = top(torch.from_numpy(states)[None], torch.ones(1, TOKENS))
    assert heard.score == pytest.approx(float(report[0]), abs=0.05)
    assert list(heard.shares) == SIGNS
    assert list(heard.shares.values()) == pytest.approx(signs.softmax(-1)[0].tolist(), abs=0.05)
