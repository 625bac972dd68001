"""Questions to the things they name."""

import pytest

from assistant.answers.lexicon import MAX_WORDS, lexicon, terms


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Can I use a kettlebell?", ["kettlebell"]),
        ("KETTLEBELLS!", ["kettlebell"]),
        ("is the foam-roller needed", ["foam roller"]),
        ("hip flexors", ["hip flexor"]),  # the longest, not "hip"
        ("my hip and my knee", ["hip", "knee"]),
        ("does the dumbbell's weight matter", ["dumbbell"]),
        ("how should I breathe?", []),
        ("chipped", []),  # no term inside a word
        ("", []),
        ("?!", []),
    ],
)
def test_things_are_named_as_the_lexicon_spells_them(text: str, named: list[str]) -> None:
    assert [term.text for term in terms(text)] == named


def test_a_thing_has_a_kind() -> None:
    (term,) = terms("a kettlebell")

    assert term.kind == "equipment"


def test_numbers_are_no_things() -> None:
    assert list(terms("for a week, 3 kg, ten minutes a day")) == []


def test_each_term_is_found_in_its_own_words() -> None:
    lost = [text for text in lexicon() if [term.text for term in terms(text)] != [text]]

    assert lost == []


def test_no_term_is_longer_than_what_is_looked_for() -> None:
    assert max(len(text.split()) for text in lexicon()) <= MAX_WORDS
