"""Where the sentences of a text stand."""

import pytest

from assistant.safety.sentences import sentences


@pytest.mark.parametrize(("text", "parts"), [
    ("my calf is hot", ["my calf is hot"]),
    ("hello. my calf is hot! why?", ["hello.", "my calf is hot!", "why?"]),
    ("no fever but my calf is hot", ["no fever", "my calf is hot"]),
    ("i slipped, my knee hurts", ["i slipped", "my knee hurts"]),
    ("one\n\n two ", ["one", "two"]),
    ("it is 3.5 cm", ["it is 3.5 cm"]),
    ("no. no. no.", ["no.", "no.", "no."]),
    ("  ", []),
])  # fmt: skip
def test_the_spans_hold_the_sentences_in_their_order(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts


def test_spans_of_equal_sentences_do_not_overlap() -> None:
    found = list(sentences("ow. ow. ow."))

    assert found == [(0, 3), (4, 7), (8, 11)]
