"""The shipped likeness model: it is that of the wordings, and nothing runs without it."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import InvalidRules
from assistant.library.embed import Encoded
from assistant.library.exported import open_session
from assistant.safety.likeness import LIKENESS_FILE, open_likeness, parts_of
from assistant.safety.teach import WORDINGS_FILE, fingerprint, parsed


def test_it_was_taught_by_the_wordings_as_they_are() -> None:
    """If not: run `make teach`."""
    about = open_session(LIKENESS_FILE).get_modelmeta().custom_metadata_map

    assert about["wordings"] == fingerprint()
    assert json.loads(about["signs"]) == sorted(
        sign["id"] for sign in parsed(WORDINGS_FILE)["sign"]
    )


def test_a_text_of_any_length_has_a_score_and_a_share_of_each_sign() -> None:
    hear = open_likeness(open_session)
    random = np.random.default_rng(0)

    for length in (1, 3, 256):
        states = random.normal(size=(length, 384)).astype(np.float32)
        read = Encoded(states[0], states, [(at, at + 1) for at in range(length)])
        whole, *parts = hear(read, [(0, 1), (length - 1, length), (length, length + 5)])

        assert len(parts) == 2  # the last one is behind the text
        for heard in (whole, *parts):
            assert math.isfinite(heard.score)
            assert sum(heard.shares.values()) == pytest.approx(1, abs=1e-5)


def test_a_part_is_the_mean_of_its_tokens() -> None:
    places = [(0, 0), (0, 2), (3, 5), (6, 9), (0, 0)]  # a first and a last one that stand for none

    rows = parts_of(places, [(0, 5), (6, 9), (20, 25)])

    assert rows.tolist() == pytest.approx(
        np.array([[0.2] * 5, [0, 0.5, 0.5, 0, 0], [0, 0, 0, 1, 0]])
    )


@pytest.mark.parametrize("content", [None, b"", b"junk"])
def test_a_missing_or_damaged_model_stops_the_start(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "likeness.onnx"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(InvalidRules, match=r"likeness\.onnx"):
        open_likeness(open_session, path)
