"""What retrieval found is measured against the places of the gold evidence, however it is cut."""

from math import log2

import pytest

from evals.case import Case, Evidence
from evals.score import Played, Span
from evals.scorers.table import SCORERS

MEASURES = ("evidence recall@1", "evidence recall@5", "MRR", "nDCG@10")


def gold(*places: tuple[int, int]) -> tuple[Evidence, ...]:
    return tuple(Evidence(quote="x" * (end - start), start=start, end=end) for start, end in places)


def played(
    ranked: list[tuple[int, int]],
    evidence: list[tuple[int, int]],
    *,
    also: tuple[tuple[int, int], ...] = (),
    found_in: str = "drag",
) -> Played:
    case = Case(
        id="dose-1", category="fact", split="dev", cluster="dose", expect="answer",
        turns=("How many?",), article="drag", evidence=gold(*evidence), also=gold(*also),
    )  # fmt: skip
    return Played(case, ranked=tuple(Span(found_in, *place) for place in ranked))


FIRST, SECOND, THIRD = (0, 100), (100, 200), (200, 300)
FAR = [(start, start + 50) for start in range(1000, 1600, 50)]


@pytest.mark.parametrize(
    ("ranked", "evidence", "expected"),
    [
        ([FIRST], [FIRST], (1, 1, 1, 1)),
        ([SECOND, FIRST], [FIRST], (0, 1, 1 / 2, 1 / log2(3))),
        ([*FAR[:3], FIRST], [FIRST], (0, 1, 1 / 4, 1 / log2(5))),
        ([*FAR[:5], FIRST], [FIRST], (0, 0, 1 / 6, 1 / log2(7))),
        ([*FAR[:10], FIRST], [FIRST], (0, 0, 1 / 11, 0)),
        ([], [FIRST], (0, 0, 0, 0)),
        ([THIRD], [FIRST], (0, 0, 0, 0)),
        ([FIRST, SECOND], [FIRST, SECOND], (0.5, 1, 1, 1)),
        ([FIRST, FIRST, SECOND], [FIRST, SECOND], (0.5, 1, 1, 1)),  # a double takes no place
        ([FIRST], [FIRST, SECOND], (0.5, 0.5, 1, 1 / (1 + 1 / log2(3)))),
        ([(0, 60)], [FIRST], (0.6, 0.6, 1, 1)),  # most of the sentence is the sentence …
        ([(0, 50)], [FIRST], (0.5, 0.5, 0, 0)),  # … and half of it is not
        ([(0, 1000)], [FIRST], (1, 1, 1, 1)),
    ],
)
def test_the_gold_is_found_by_its_place(
    ranked: list[tuple[int, int]],
    evidence: list[tuple[int, int]],
    expected: tuple[float, float, float, float],
) -> None:
    one = played(ranked, evidence)

    values = [SCORERS[name](one).value for name in MEASURES]

    assert values == pytest.approx(list(expected))


def test_the_same_place_of_another_article_is_not_gold() -> None:
    one = played([FIRST], [FIRST], found_in="other")

    values = [SCORERS[name](one).value for name in (*MEASURES, "context precision")]

    assert values == [0, 0, 0, 0, 0]


@pytest.mark.parametrize("ranked", [[THIRD], [(0, 200)], [FIRST, SECOND], [FIRST, THIRD]])
def test_a_sentence_that_is_as_good_as_the_evidence_counts_for_all_of_it(
    ranked: list[tuple[int, int]],
) -> None:
    one = played(ranked, [FIRST, SECOND], also=(THIRD,))

    assert SCORERS["evidence recall@5"](one).value == 1
    assert SCORERS["MRR"](one).value == 1


@pytest.mark.parametrize(
    ("ranked", "also", "value"),
    [
        ([FIRST], (), 1),
        ([(0, 200)], (), 0.5),
        ([(0, 200)], (SECOND,), 1),
        ([FIRST, THIRD], (), 0.5),
        ([THIRD], (), 0),
        ([], (), 0),
        ([*FAR[:5], FIRST], (), 0),  # only the first five count
    ],
)
def test_context_precision_is_the_share_of_gold_among_what_is_read(
    ranked: list[tuple[int, int]], also: tuple[tuple[int, int], ...], value: float
) -> None:
    assert SCORERS["context precision"](played(ranked, [FIRST], also=also)).value == value


@pytest.mark.parametrize("name", [*MEASURES, "context precision"])
def test_where_no_article_answers_there_is_nothing_to_find(name: str) -> None:
    found = SCORERS[name](played([FIRST], []))

    assert found.value is None
    assert found.why
