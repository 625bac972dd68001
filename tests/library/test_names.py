"""Questions to the article they name."""

import pytest

from assistant.library.generation import Record
from assistant.library.names import Subject, main_articles, name_index, named
from assistant.library.words import singular, words


def record(title: str, *aliases: str) -> Record:
    return Record(title, aliases, sha256="", passages=1, facts=0, silences=0)


ARTICLES = {
    "heel-drag-back": record("Heel Drag Back", "heel slide", "heel drag"),
    "pull-up": record("Pull-up"),
    "glute-bridge": record("Glute Bridges", "bridge"),
    "single-leg-bridge": record("Single-leg Glute Bridge", "bridge"),
    "farmers-walk": record("Farmer's Walk"),
}


@pytest.mark.parametrize(("question", "slug", "name"), [
    ("How do I do the heel drag back?", "heel-drag-back", "heel drag back"),
    ("heel drags, how many", "heel-drag-back", "heel drag"),
    ("HEEL-SLIDE benefits", "heel-drag-back", "heel slide"),
    ("the heel slide's benefits", "heel-drag-back", "heel slide"),
    ("are pull ups hard", "pull-up", "pull up"),
    ("are pull-ups hard", "pull-up", "pull up"),
    ("a glute bridge, how", "glute-bridge", "glute bridge"),
    ("single leg glute bridges", "single-leg-bridge", "single leg glute bridge"),
    ("farmers walk or farmer’s walk", "farmers-walk", "farmer walk"),
    ("heel drag or pull-up?", "heel-drag-back", "heel drag"),
    ("what is a bridge", "", ""),
    ("how many sets", "", ""),
    ("dragging my heel back", "", ""),
    ("heel", "", ""),
    ("", "", ""),
    ("?", "", ""),
])  # fmt: skip
def test_the_longest_name_in_a_question_is_its_subject(question: str, slug: str, name: str) -> None:
    assert named(question, name_index(ARTICLES), ARTICLES) == Subject(slug, name)


def test_a_name_that_two_articles_share_is_nobodys_in_any_order() -> None:
    both = {"a": record("Bridge"), "b": record("Hip raise", "bridges"), "c": record("Bridge")}

    assert name_index(both) == {"hip raise": "b"}
    assert name_index(dict(reversed(both.items()))) == {"hip raise": "b"}


def test_a_name_given_twice_by_one_article_is_its_own() -> None:
    assert name_index({"a": record("Bridge", "bridges", "BRIDGE")}) == {"bridge": "a"}


def test_a_name_without_letters_is_none() -> None:
    assert name_index({"a": record("組"), "b": record("…", "!")}) == {}


@pytest.mark.parametrize(("text", "expected"), [
    ("Pull-ups", ["pull", "up"]),
    ("The knee's", ["the", "knee"]),
    ("the athletes’ legs", ["the", "athlete", "leg"]),
    ("90 degrees", ["90", "degree"]),
    (" ", []),
])  # fmt: skip
def test_words_are_folded(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(("plural", "expected"), [
    ("lunges", "lunge"),
    ("crunches", "crunch"),
    ("pushes", "push"),
    ("boxes", "box"),
    ("presses", "press"),
    ("flies", "fly"),
    ("press", "press"),
    ("abductus", "abductus"),
    ("pelvis", "pelvis"),
    ("ups", "up"),
    ("abs", "abs"),
    ("ties", "tie"),
    ("is", "is"),
    ("squat", "squat"),
])  # fmt: skip
def test_regular_plurals_are_cut(plural: str, expected: str) -> None:
    assert singular(plural) == expected


def test_a_companion_is_meant_only_where_no_main_article_is_named() -> None:
    articles = {
        "squat": Record("Squat", (), "", 1, 0, 0),
        "wall-sit": Record("Wall Sit", (), "", 1, 0, 0, companion=True),
    }
    names, mains = name_index(articles), main_articles(articles)

    assert mains == ["squat"]
    assert named("how long is a wall sit?", names, mains).slug == "wall-sit"
    assert named("wall sit or squat first?", names, mains).slug == "squat"


def test_companions_alone_are_all_main_articles() -> None:
    assert main_articles({"wall-sit": Record("Wall Sit", (), "", 1, 0, 0, companion=True)}) == [
        "wall-sit"
    ]
