"""Questions to what an article would have to account for."""

import pytest

from assistant.answers.content import asked_units, foreign_term, stated_units, unaccounted
from assistant.library.article import Article, Credit, Passage, Quantity, Shelf
from assistant.library.vocabulary import vocabulary

TEXT = "Hold the kettlebell with both hands. Do 8-12 repetitions for 3 sets."
ARTICLE = Article("squat", "Squat", (), Credit(), TEXT, (), ())
SHELF = Shelf(ARTICLE, (), (), (), vocabulary(ARTICLE, (), ()))


@pytest.mark.parametrize(
    ("question", "foreign"),
    [
        ("can I hold a kettlebell?", None),
        ("can I hold two Kettlebells?", None),
        ("can I hold a barbell?", "barbell"),
        ("a kettlebell or a barbell?", "barbell"),
        ("how do I start?", None),
        ("", None),
    ],
)
def test_a_thing_the_article_does_not_know_is_foreign(question: str, foreign: str | None) -> None:
    assert foreign_term(question, SHELF) == foreign


@pytest.mark.parametrize(
    ("question", "stems"),
    [
        ("hold it with both hands", []),
        ("holding the kettlebells", []),
        ("um, thanks, hold it", []),
        ("hold the zebra, both zebras", ["zebra"]),
        ("?", []),
    ],
)
def test_words_that_nothing_knows_are_counted_once(question: str, stems: list[str]) -> None:
    assert unaccounted(question, SHELF) == stems


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("how many reps?", {"repetition"}),
        ("How many sets", {"set"}),
        ("how many more reps", {"repetition"}),
        ("how many of the reps", {"repetition"}),
        ("how many reps and sets?", {"repetition", "set"}),
        ("how many reps and how many sets?", {"repetition", "set"}),
        ("how many sets x reps", {"repetition", "set"}),
        ("number of sets and reps, please", {"repetition", "set"}),
        ("the number of muscles", set()),
        ("how many times?", {"repetition"}),
        ("how many calories?", {"calorie"}),
        ("how much weight?", set()),
        ("how many muscles work?", set()),
        ("what are the reps?", set()),
        ("is it 12 reps?", set()),
    ],
)
def test_a_how_many_asks_for_a_unit(question: str, units: set[str]) -> None:
    assert asked_units(question) == units


@pytest.mark.parametrize(
    "question", ["how long?", "How often is it done", "how soon after surgery"]
)
def test_a_how_long_asks_for_a_time(question: str) -> None:
    units = asked_units(question)

    assert {"second", "minute", "week"} <= units
    assert not units & {"repetition", "set"}


def test_all_units_that_passages_state_are_known() -> None:
    reps, sets = (
        Passage("p", "squat", (), "", "item", "", 0, 0, 0, "state", (Quantity(1, 2, unit),))
        for unit in ("repetition", "set")
    )

    assert stated_units([reps, sets]) == {"repetition", "set"}
    assert stated_units([]) == set()
