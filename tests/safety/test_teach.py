"""What the likeness model is taught, and that what is written is what was learnt."""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import torch
from transformers import BertConfig
from transformers.models.bert.modeling_bert import BertLayer

from assistant.library.embed import Encoded
from assistant.library.exported import open_session
from assistant.safety.learn import Example, Top, loss_of, write_top
from assistant.safety.likeness import open_likeness, parts_of
from assistant.safety.teach import PLAIN_EVERY, Lesson, example, labelled, lessons

MESSAGES = [
    ("My calf is hot and swollen", "possible-clot", "report"),
    ("How many reps should I do?", "", "hard"),
    ("My foot is numb since Monday!", "new-numbness-or-foot-drop", "report"),
    ("Is it a good warm-up?", "", "hard"),
    ("I can't feel my toes", "new-numbness-or-foot-drop", "report"),
    ("Do my heels stay down?", "", "hard"),
    ("my chest is tight", "chest-pain", "report"),
    ("Do I need a towel?", "", "plain"),
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

    whole = [(one.text, one.sign, one.kind) for one in learnt if one.told == (0, len(one.text))]
    for number, (text, sign, kind) in enumerate(MESSAGES):
        left_out = kind == "plain" and number % PLAIN_EVERY
        assert ((text.lower(), sign, kind) in whole) != bool(left_out)
    signs = {text.lower(): sign for text, sign, _ in MESSAGES}
    for one in learnt:
        held = {signs[text] for text in signs if text in one.text}
        assert held <= {one.sign, ""}


def test_what_stands_beside_a_message_reports_nothing_and_the_message_is_where_it_is_said() -> None:
    messages = MESSAGES[:7] * 12
    reports = {text.lower().rstrip(".!?") for text, sign, _ in messages if sign}
    joined = [
        (one.text[: one.told[0]], one.text[slice(*one.told)], one.text[one.told[1] :])
        for one in lessons(messages)
        if one.sign and one.told != (0, len(one.text))
    ]

    assert {told.rstrip(".!?") for _, told, _ in joined} <= reports
    assert not any(report in text for report in reports for one in joined for text in one[::2])
    sides = {(bool(before), bool(behind)) for before, _, behind in joined}
    assert sides == {(True, False), (False, True), (True, True)}


def test_a_part_of_a_lesson_tells_where_its_message_is() -> None:
    text = "hello there. my calf is hot. it is red. thanks!"
    places = [
        (0, 0),
        *((match.start(), match.end()) for match in re.finditer(r"\S+", text)),
        (0, 0),
    ]
    states = np.zeros((len(places), WIDTH), dtype=np.float32)
    start = text.index("my calf")
    told = start, text.index(" thanks")

    found = example(
        Lesson(text, "possible-clot", "report", told), Encoded(states[0], states, places)
    )

    assert found.telling == (2, 3)
    assert found.parts.shape == (5, len(places))  # the whole, and four sentences


def test_a_message_of_one_sentence_has_no_parts_beside_the_whole() -> None:
    places = [(0, 0), (0, 2), (3, 7), (0, 0)]
    states = np.zeros((4, WIDTH), dtype=np.float32)

    found = example(
        Lesson("my calf", "possible-clot", "report", (0, 7)), Encoded(states[0], states, places)
    )

    assert found.telling == ()
    assert found.parts.shape == (1, 4)


def test_a_sign_is_learnt_from_the_part_that_shows_it_and_not_from_the_one_beside_it(
    states: Floats,
) -> None:
    """The loss falls where the told part is raised, and rises where the other one is."""
    parts = np.eye(3, TOKENS, dtype=np.float32)
    batch = [Example(states, parts, (1,), "chest-pain", "report")]

    def loss(scores: Sequence[float]) -> float:
        given = torch.tensor([scores]), torch.zeros(1, len(parts), len(SIGNS))
        return float(loss_of(lambda *_: given, batch, SIGNS))

    assert loss([2.0, 4.0, -4.0]) < loss([2.0, 0.0, -4.0])
    assert loss([2.0, 4.0, -4.0]) < loss([2.0, 4.0, 0.0])
    assert loss([2.0, 4.0, -4.0]) < loss([0.0, 4.0, -4.0])


def test_no_message_is_taken_twice() -> None:
    texts = [text for text, _, _ in labelled([])]

    assert len(texts) == len(set(texts))


@pytest.mark.filterwarnings("ignore:.*LeafSpec:FutureWarning")  # torch's own, in its exporter
@pytest.mark.filterwarnings("ignore:.*axis name. tokens:UserWarning")  # of two axes of one length
def test_what_is_written_hears_what_was_learnt(tmp_path: Path, states: Floats) -> None:
    top = top_of(0)
    path = tmp_path / "likeness.onnx"

    write_top(top, SIGNS, path, about={"wordings": "0"})
    places = [(at, at + 1) for at in range(TOKENS)]
    heard = open_likeness(open_session, path)(Encoded(states[0], states, places), [(2, 4)])

    parts = torch.from_numpy(parts_of(places, [(2, 4)]))[None]
    with torch.no_grad():
        report, signs = top(torch.from_numpy(states)[None], parts, torch.ones(1, TOKENS))
    for one, score, shares in zip(heard, report[0], signs[0].softmax(-1), strict=True):
        assert one.score == pytest.approx(float(score), abs=0.05)
        assert list(one.shares) == SIGNS
        assert list(one.shares.values()) == pytest.approx(shares.tolist(), abs=0.05)
