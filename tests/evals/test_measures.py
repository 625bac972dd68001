"""Results are summed up over the cases to which a measure applies, and told apart with care."""

from collections.abc import Mapping, Sequence

import pytest

from evals.case import Case
from evals.measures import HEADLINES, TESTED, measured
from evals.risk import Point, area, coverage_at, curve
from evals.score import Measure, Result, Score, Status
from evals.scorers.table import SCORERS

ACROSS = {"answer": "fact", "abstain": "near", "refer": "flag", "calm": "lookalike"}


def result(
    name: str,
    status: Status = "pass",
    *,
    kind: str = "answer",
    expect: str = "answer",
    support: float = 0.0,
    scores: Mapping[str, float] | None = None,
    **case: object,
) -> Result:
    """Scores that are not given don't apply."""
    told = {
        "id": name, "category": ACROSS[expect], "split": "dev", "cluster": name,
        "expect": expect, "turns": ("How many?",),
    }  # fmt: skip
    given = scores or {}
    return Result(
        case=Case.model_validate({**told, **case}),
        status=status,
        why="",
        scores={one: Score(given.get(one), "" if one in given else "-") for one in SCORERS},
        kind=kind,
        support=support,
    )


def supported(*told: tuple[float, bool]) -> list[Result]:
    """Answers with their supports, right or wrong."""
    return [
        result(f"c{n}", "pass" if right else "fail", support=support)
        for n, (support, right) in enumerate(told)
    ]


def left_open(count: int) -> list[Result]:
    return [
        result(f"open{n}", kind="abstention", expect="abstain", scores={"abstained": 1})
        for n in range(count)
    ]


def by_name(results: Sequence[Result]) -> dict[str, Measure]:
    return {one.name: one for one in measured(results)}


def test_the_curve_goes_from_the_best_supported_answer_to_all_of_them() -> None:
    results = [*supported((0.9, True), (0.1, False), (0.5, True)), *left_open(1)]

    points = curve(results)

    assert points == [Point(0.9, 1, 0, 4), Point(0.5, 2, 0, 4), Point(0.1, 3, 1, 4)]
    assert [one.coverage for one in points] == [0.25, 0.5, 0.75]
    assert [one.risk for one in points] == pytest.approx([0, 0, 1 / 3])


@pytest.mark.parametrize("reverse", [False, True])
def test_equal_supports_are_one_point_in_any_order(reverse: bool) -> None:
    results = supported((0.5, True), (0.5, False), (0.5, True), (0.2, False))

    points = curve(results[::-1] if reverse else results)

    assert points == [Point(0.5, 3, 1, 4), Point(0.2, 4, 2, 4)]


def test_an_answer_to_what_no_article_says_is_a_wrong_one() -> None:
    answered = result("near", "fail", expect="abstain", support=0.8)

    assert curve([answered]) == [Point(0.8, 1, 1, 1)]


def test_flags_and_plans_are_not_on_the_curve_and_what_is_left_open_is_asked() -> None:
    flag = result("flag", kind="referral", expect="refer", support=3.0)
    calm = result("calm", expect="calm", support=3.0)

    assert curve([flag, calm]) == []
    assert curve([*supported((0.5, True)), *left_open(3), flag]) == [Point(0.5, 1, 0, 4)]


@pytest.mark.parametrize(
    ("told", "risk", "coverage"),
    [
        ([(0.9, True), (0.8, True), (0.7, False), (0.6, True)], 0, 0.5),
        ([(0.9, True), (0.8, True), (0.7, False), (0.6, True)], 0.25, 1),
        ([(0.9, True), (0.8, True), (0.7, False), (0.6, True)], 0.3, 1),
        ([(0.9, False), (0.8, True)], 0.05, 0),
        ([(0.5, True), (0.5, False)], 0.05, 0),  # a tie can't be cut in two
        ([], 0.05, 0),
    ],
)
def test_coverage_at_a_risk_is_the_most_that_keeps_to_it(
    told: list[tuple[float, bool]], risk: float, coverage: float
) -> None:
    assert coverage_at(curve(supported(*told)), risk) == coverage


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([(0.9, True), (0.8, True)], 0),
        ([(0.9, False), (0.8, False)], 1),
        ([(0.9, True), (0.8, False)], 1 / 4),
        ([(0.9, False), (0.8, True)], 3 / 4),
        ([(0.5, True), (0.5, False)], 1 / 2),  # between the two, whatever the order
        ([], 0),
    ],
)
def test_the_area_is_the_mean_risk_over_what_was_answered(
    told: list[tuple[float, bool]], expected: float
) -> None:
    assert area(curve(supported(*told))) == pytest.approx(expected)


def test_the_curve_is_measured_over_all_that_was_asked() -> None:
    found = by_name([*supported((0.9, True), (0.5, False)), *left_open(2)])

    assert (found["coverage at 5% risk"].value, found["coverage at 5% risk"].n) == (0.25, 4)
    assert found["area under risk-coverage"].value == 0.25


def test_a_mean_is_over_the_cases_to_which_the_scorer_applies() -> None:
    results = [
        result("a", scores={"correct": 1}), result("b", scores={"correct": 0}), result("c"),
    ]  # fmt: skip

    found = by_name(results)["answers correct"]

    assert (found.value, found.n, found.values) == (0.5, 2, {"a": 1, "b": 0})
    assert found.how == "cluster bootstrap"
    assert found.interval is not None


def test_a_measure_of_some_categories_leaves_out_the_others() -> None:
    near = result("near", kind="abstention", expect="abstain", scores={"abstained": 1})
    off = result("off", expect="abstain", category="offtopic", scores={"abstained": 0})

    found = by_name([near, off])

    assert found["near-misses left open"].values == {"near": 1}
    assert found["off-topic left open"].values == {"off": 0}


def test_a_noisy_twin_is_drawn_together_with_its_clean_case() -> None:
    clean = [result(f"c{n}", cluster=f"k{n}", scores={"correct": n % 2}) for n in range(20)]
    noisy = [
        result(
            f"n{n}", cluster=f"k{n}", category="noisy", twin=f"c{n}", scores={"correct": n % 2}
        )
        for n in range(20)
    ]  # fmt: skip

    alone, both = (by_name(told)["answers correct"] for told in (clean, [*clean, *noisy]))

    assert both.interval == alone.interval  # a second wording of the same is no new evidence


def test_abstention_is_measured_by_precision_recall_and_f1() -> None:
    results = [
        *left_open(2),
        result("answered", "fail", expect="abstain", scores={"abstained": 0}),
        result("silent-1", "fail", kind="abstention"),
        result("silent-2", "fail", kind="notice"),
        result("right"),
        result("flag", kind="abstention", expect="refer"),
    ]

    found = by_name(results)

    precision, recall = found["abstention precision"], found["abstention recall"]
    assert (precision.value, precision.n) == (0.5, 4)
    assert (recall.value, recall.n) == (pytest.approx(2 / 3), 3)
    assert found["abstention F1"].value == pytest.approx(4 / 7)
    assert found["abstention F1"].n == 6


def test_who_leaves_nothing_open_has_an_abstention_recall_of_0() -> None:
    answered = result("near", "fail", expect="abstain", scores={"abstained": 0})

    found = by_name([answered, result("right")])

    assert found["abstention recall"].value == 0


def test_without_a_question_that_has_to_stay_open_abstention_is_not_measured() -> None:
    found = by_name([result("right"), result("silent", "fail", kind="abstention")])

    assert [name for name in found if name.startswith("abstention")] == []


@pytest.mark.parametrize(
    ("clean", "noisy", "lost"),
    [
        (("pass", "pass"), ("pass", "fail"), 0.5),
        (("pass", "pass"), ("fail", "fail"), 1),
        (("fail", "pass"), ("pass", "fail"), 0),  # what one loses another may gain
        (("fail", "fail"), ("fail", "fail"), 0),
    ],
)
def test_robustness_is_what_noisy_twins_lose(
    clean: tuple[Status, Status], noisy: tuple[Status, Status], lost: float
) -> None:
    pairs = [
        *(result(f"c{n}", status) for n, status in enumerate(clean)),
        *(result(f"n{n}", status, twin=f"c{n}") for n, status in enumerate(noisy)),
        result("alone", "fail", twin="not-in-this-run"),
    ]

    found = by_name(pairs)["lost in noisy twins"]

    assert (found.value, found.n) == (lost, 2)


def test_nothing_is_measured_of_nothing() -> None:
    assert measured([]) == ()


def test_what_is_tested_is_a_headline_and_no_name_stands_twice() -> None:
    names = [one.name for one in HEADLINES]

    assert set(TESTED) <= set(names)
    assert len(set(names)) == len(names)
