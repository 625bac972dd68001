"""A question's vector and words to candidates: fusion, scores, and whose passages are searched."""

import numpy as np
import pytest

from assistant.app import Assistant
from assistant.library.article import Hit
from assistant.library.entries import label
from assistant.library.lexical import Scores
from assistant.library.library import ALL
from assistant.library.search import (
    LIMIT,
    Candidate,
    Found,
    article_of,
    best_words,
    fuse,
    grouped,
    ranked,
    score,
    search,
    sorted_by_role,
)


def scores_of(*scores: float) -> Scores:
    return np.array(scores, dtype=np.float32)


def found_for(assistant: Assistant, question: str) -> Found:
    (vector,) = assistant.embedder.embed([question])
    return search(question, vector, slug="goblet-squat", library=assistant.library)


def candidate(role: str, name: str, *, fused: float = 0.0, cosine: float = 0.0) -> Candidate:
    return Candidate(role, name, fused, cosine, 0.0, 0.0, "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("how many reps?", "dose"),
        ("how do I hold the weight?", "grip"),
        ("may my heels come up?", "heels"),
    ],
)
def test_a_wording_finds_its_fact(question: str, fact: str, small: Assistant) -> None:
    found = found_for(small, question)

    assert found.answers[0].name == fact
    assert found.answers[0].cosine == pytest.approx(max(one.cosine for one in found.answers))


def test_candidates_stand_by_role_and_best_first(small: Assistant) -> None:
    found = found_for(small, "how long do I rest between sets?")

    assert {one.role for one in found.answers} == {"fact"}
    assert [one.name for one in found.silences] == ["rest"]
    assert {one.role for one in found.scopes} == {"scope"}
    for group in (found.answers, found.silences, found.scopes):
        assert [one.fused for one in group] == sorted((one.fused for one in group), reverse=True)


def test_a_silence_takes_support_away(small: Assistant) -> None:
    asked = found_for(small, "how many reps?")
    silent = found_for(small, "how long do I rest between sets?")

    assert asked.support > silent.support


def test_the_same_question_gives_the_same_result(small: Assistant) -> None:
    assert found_for(small, "how many sets?") == found_for(small, "how many sets?")


@pytest.mark.parametrize("question", ["", "???", "zzz qqq", "x " * 2_000])
def test_a_question_without_known_words_is_searched_too(question: str, small: Assistant) -> None:
    found = found_for(small, question)

    assert all(one.bm25 == 0 for one in found.answers)
    assert np.isfinite(found.support)


def test_words_are_found_in_one_articles_passages_only(small: Assistant) -> None:
    lexical = small.library.lexical(ALL)

    found = best_words(lexical.scores("repetitions"), rows=lexical.rows["passage/goblet-squat"])

    assert [article_of(lexical.ids[row]) for row, _ in found] == ["goblet-squat"]


def test_the_best_words_come_first_and_none_without_a_score() -> None:
    scores = scores_of(1, 2, 0, 3)

    assert best_words(scores) == [(3, 3.0), (1, 2.0), (0, 1.0)]
    assert best_words(scores, rows=range(2, 4)) == [(3, 3.0)]
    assert best_words(scores, rows=range(2, 3)) == best_words(scores, rows=range(0)) == []


def test_no_more_words_are_taken_than_the_limit() -> None:
    found = best_words(scores_of(2.0, *[1.0] * (LIMIT + 5), 3.0))

    assert [row for row, _ in found] == [LIMIT + 6, 0, *range(1, LIMIT - 1)]  # equal: in order


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([0.5], 0.5),
        ([0.9, 0.6], 0.7 * 0.9 + 0.3 * (0.9 + 0.6 + 0.6) / 3),
        ([0.9, 0.6, 0.3], 0.7 * 0.9 + 0.3 * 0.6),
        ([0.9, 0.6, 0.3, 0.1], 0.7 * 0.9 + 0.3 * 0.6),
    ],
)
def test_a_thing_is_scored_by_its_best_entries(scores: list[float], expected: float) -> None:
    assert score(scores) == pytest.approx(expected)


def test_a_rank_counts_more_the_higher_it_is_and_adds_up() -> None:
    fused = fuse(["a", "b", "c"], ["b", "a"], [])

    assert fused["a"] == pytest.approx(fused["b"])
    assert fused["a"] > fused["c"] > 0


def test_equal_scores_are_ranked_by_name() -> None:
    assert ranked({"b": 1.0, "a": 1.0, "c": 2.0}) == ["c", "a", "b"]


def test_a_quote_stands_for_its_fact() -> None:
    hits = [Hit("quote/grip//0", 0.9), Hit("fact/grip/no/3", 0.8), Hit("silence/rest//1", 0.7)]

    near = grouped((label(hit.entry), hit) for hit in hits)

    assert near == {"fact/grip": hits[:2], "silence/rest": hits[2:]}


@pytest.mark.parametrize(
    ("candidates", "support"),
    [
        ([candidate("fact", "a", cosine=0.8)], 0.8),
        ([candidate("fact", "a", cosine=0.8), candidate("silence", "b", cosine=0.5)], 0.3),
        ([candidate("passage", "a", cosine=0.2), candidate("scope", "b", cosine=0.6)], -0.4),
        ([candidate("scope", "b", cosine=0.6)], -0.6),
        ([], 0.0),
    ],
)
def test_support_is_the_margin_over_all_else(candidates: list[Candidate], support: float) -> None:
    assert sorted_by_role(candidates, extra=0.0).support == pytest.approx(support)


def test_ties_are_broken_by_cosine_and_then_by_name() -> None:
    candidates = [
        candidate("fact", "b", fused=1.0, cosine=0.5),
        candidate("fact", "a", fused=1.0, cosine=0.5),
        candidate("fact", "c", fused=1.0, cosine=0.9),
    ]

    assert [one.name for one in sorted_by_role(candidates, extra=0.0).answers] == ["c", "a", "b"]
