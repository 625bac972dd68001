"""Messages as they are typed to the words that were meant."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answers.spell import spelled
from assistant.library.article import Article, Credit, Shelf, Vocabulary

ARTICLE = Article("slide", "Heel Drag Back", ("heel slide",), Credit(), "", (), ())
WORDS = frozenset([
    "back", "breathe", "control", "controlled", "do", "drag", "floor", "glutes", "hamstring",
    "hamstrings", "heel", "i", "keep", "knee", "left", "lift", "my", "sets", "should", "slide",
    "straight", "straighten", "surface", "the", "through", "work",
])  # fmt: skip
SHELF = Shelf(ARTICLE, (), (), (), Vocabulary(words=WORDS | {"brethe"}, familiar=WORDS))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("do my hamstirngs work?", "do my hamstrings work?"),
        ("shoud i keep the surfce", "should i keep the surface"),
        ("the stes", "the sets"),
        ("kene lift", "knee lift"),
        ("wat shud i do wiv my knee", "what should i do with my knee"),
        ("u dont lift", "you don't lift"),
        ("HAMSTIRNGS", "hamstrings"),
    ],
)
def test_slips_are_mended_towards_the_articles_words(typed: str, meant: str) -> None:
    assert spelled(typed, SHELF) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "brethe",  # a wording holds it: known, if not familiar
        "kettlebell",  # the lexicon knows it
        "xyzzy",
        "zlift",
        "rep3 h2o",
        "3x10 at 90°, 2-3 sets",
        "left lift",
        "¿qué?",
        "",
        "?!",
    ],
)
def test_what_is_known_or_uncertain_stays(typed: str) -> None:
    assert spelled(typed, SHELF) == typed


def test_a_word_between_two_familiar_ones_stays() -> None:
    shelf = replace(SHELF, vocabulary=Vocabulary(familiar=frozenset({"stand", "stood"})))

    assert spelled("stond", shelf) == "stond"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what is a heal drag bakc?", "what is a Heel Drag Back"),
        ("heel slyde or not", "heel slide or not"),
        ("what is a heel drag back?", "what is a heel drag back?"),
        ("is a keep drag back hard", "is a Heel Drag Back hard"),  # two of three words fit
        ("keep slide", "keep slide"),  # one of two does
        ("toe slide", "toe slide"),
    ],
)
def test_a_misspelt_name_is_written_as_it_should_be(typed: str, meant: str) -> None:
    assert spelled(typed, SHELF).rstrip("?") == meant.rstrip("?")


@given(st.text())
@settings(deadline=None)
def test_whatever_is_typed_can_be_read(typed: str) -> None:
    assert isinstance(spelled(typed, SHELF), str)


@given(st.lists(st.sampled_from(sorted(WORDS))).map(" ".join))
def test_right_words_stay_as_they_are(typed: str) -> None:
    shelf = replace(SHELF, article=replace(ARTICLE, title="Heel Slide", aliases=("back drag",)))

    assert spelled(typed, shelf) == typed


def test_an_exercise_with_a_like_name_is_another() -> None:
    shelf = replace(SHELF, article=replace(ARTICLE, title="Back Squat", aliases=()))

    assert spelled("how deep is a hack squat", shelf) == "how deep is a hack squat"
