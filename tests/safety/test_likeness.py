"""The shipped likeness model: it is that of the wordings, and nothing runs without it."""

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import InvalidRules
from assistant.library.exported import open_session
from assistant.safety.likeness import LIKENESS_FILE, open_likeness
from assistant.safety.teach import WORDINGS_FILE, fingerprint, parsed


def test_it_was_taught_by_the_wordings_as_they_are() -> None:
    """If not: run `make teach`."""
    about = open_session(LIKENESS_FILE).get_modelmeta().custom_metadata_map

    assert about["wordings"] == fingerprint()
    assert json.loads(about["signs"]) == sorted(
        sign["id"] for sign in parsed(WORDINGS_FILE)["sign"]
    )


def test_texts_are_heard_alike_alone_and_beside_longer_ones() -> None:
    hear = open_likeness(open_session)
    random = np.random.default_rng(0)
    short, long = (random.normal(size=(n, 384)).astype(np.float32) for n in (3, 40))

    together = hear([short, long])

    assert [one.score for one in together] == pytest.approx(
        [hear([one])[0].score for one in (short, long)], abs=1e-3
    )
    assert sum(together[0].shares.values()) == pytest.approx(1)


@pytest.mark.parametrize("content", [None, b"", b"junk"])
def test_a_missing_or_damaged_model_stops_the_start(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "likeness.onnx"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(InvalidRules, match=r"likeness\.onnx"):
        open_likeness(open_session, path)
