"""The eval cases are sound: gold is found, nothing stands twice, nothing leaks into the product."""

import re
from collections import Counter
from pathlib import Path

import pytest

from assistant.answers.reply import Abstention, Answer, Citation, Sentence
from assistant.library.chunk import passages
from assistant.library.facts import folded
from assistant.library.read import read_article
from evals.case import Case, read_cases
from evals.score import score

ROOT = Path(__file__).parent.parent.parent
CASES = list(read_cases())
CORPUS = ROOT / "corpus" / "heel-drag-back"


def test_each_gold_sentence_is_a_passage_of_the_article() -> None:
    known = {passage.text for passage in passages(read_article(CORPUS / "article.md"))}

    strays = {gold for case in CASES for gold in (*case.gold, *case.any)} - known

    assert strays == set()


def test_each_answerable_case_has_gold_and_no_other_has() -> None:
    assert all(bool(case.gold) == (case.expect == "answer") for case in CASES)


def test_no_case_stands_twice() -> None:
    ids = Counter(case.id for case in CASES)
    asked = Counter(tuple(folded(turn) for turn in case.turns) for case in CASES)

    assert [name for name, count in ids.items() if count > 1] == []
    assert [turns for turns, count in asked.items() if count > 1] == []


@pytest.mark.parametrize(
    "place", ["corpus/heel-drag-back/facts.toml", "assistant/library/scope.toml"]
)
def test_no_test_question_stands_among_the_wordings(place: str) -> None:
    written = {
        folded(text) for text in re.findall(r'"((?:[^"\\]|\\.)*)"', (ROOT / place).read_text())
    }

    leaked = [
        c.id
        for c in CASES
        if c.split == "test" and folded(c.turns[-1]) in written and len(c.turns[-1].split()) > 4
    ]

    assert leaked == []


GOLD = Citation(1, "a", "A", "Dose", "Do 10-15 repetitions per leg.", 0, 29, "0")
ASKED = Case(
    id="x", group="fact", split="dev", expect="answer", turns=("how many?",), gold=(GOLD.quote,)
)


def test_an_answer_that_cites_the_gold_is_right() -> None:
    reply = Answer(GOLD.quote, (Sentence(GOLD.quote, (1,)),), (GOLD,))

    assert score(ASKED, reply).verdict == "right"


def test_an_answer_that_cites_something_else_is_wrong() -> None:
    other = Citation(1, "a", "A", "Dose", "Aim for 2-3 sets.", 0, 17, "0")

    assert score(ASKED, Answer(other.quote, (), (other,))).verdict == "wrong"


def test_an_answer_to_what_the_article_does_not_say_is_wrong() -> None:
    near = ASKED.model_copy(update={"expect": "abstain", "gold": ()})

    assert score(near, Answer(GOLD.quote, (), (GOLD,))).verdict == "wrong"
    assert score(near, Abstention("not_in_corpus", "")).verdict == "right"


def test_a_list_that_lacks_an_item_is_right_in_part_only() -> None:
    listed = ASKED.model_copy(update={"group": "list", "gold": (GOLD.quote, "Aim for 2-3 sets.")})

    assert score(listed, Answer(GOLD.quote, (), (GOLD,))).verdict == "part"
