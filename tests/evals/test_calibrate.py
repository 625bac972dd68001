"""The support that an answer needs is found for a bounded risk, and holds for its cases only."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answers.choose import MIN_SUPPORT
from assistant.errors import InvalidInput
from evals.calibrate import Calibration, calibrated, lines, read_calibration, written
from evals.case import Case
from evals.read import hash_of
from evals.score import Result, Run
from evals.statistics import upper_bound

RISK = 0.05
FEWEST = 59  # answers without a fault that bound a risk of 5 %


def case(name: str, **changes: object) -> Case:
    told = {
        "id": name, "category": "fact", "split": "dev", "cluster": name, "expect": "answer",
        "turns": ("How many?",),
    }  # fmt: skip
    return Case.model_validate({**told, **changes})


def answers(rights: int, wrongs: int, *, start: float = 1.0, step: float = 0.001) -> list[Result]:
    """Right answers and behind them wrong ones, each with a little less support."""
    return [
        Result(
            case(f"c{start:g}-{n}".replace(".", "-")), "pass" if n < rights else "fail", "", {},
            kind="answer", support=round(start - n * step, 6),
        )
        for n in range(rights + wrongs)
    ]  # fmt: skip


def left_open(count: int) -> list[Result]:
    return [Result(case(f"open-{n}"), "fail", "", {}, kind="abstention") for n in range(count)]


def run(*results: Result) -> Run:
    return Run("shipped", hash_of([one.case for one in results]), "feedbeef", results)


def found_for(*results: Result, risk: float = RISK) -> Calibration:
    return calibrated(run(*results), risk)


@pytest.mark.parametrize(
    ("results", "support", "coverage"),
    [
        (answers(FEWEST - 1, 0), None, 0),  # too few for any bound
        (answers(FEWEST, 0), 0.942, 1),
        (answers(200, 0), 0.801, 1),
        (answers(100, 0) + left_open(100), 0.901, 0.5),
        (answers(0, 100), None, 0),
        (answers(200, 0, step=0), 1.0, 1),  # equal supports are tested as one
        (answers(100, 100, step=0), None, 0),
        ([], None, 0),
    ],
)
def test_the_support_is_the_least_that_bounds_the_risk(
    results: list[Result], support: float | None, coverage: float
) -> None:
    found = found_for(*results)

    assert (found.support, found.coverage) == (support, coverage)


def test_the_last_threshold_that_is_bounded_is_taken() -> None:
    results = answers(100, 20)
    most = max(n for n in range(21) if upper_bound(n, 100 + n) <= RISK)

    found = found_for(*results)

    assert most == 1
    assert found.support == results[100 + most - 1].support
    assert found.coverage == round((100 + most) / 120, 4)


def test_the_first_threshold_that_fails_ends_it() -> None:
    """However good what lies behind it: one confidence is meant for all thresholds."""
    results = [*answers(0, 10, start=3), *answers(2000, 0, start=2, step=0.0001)]

    found = found_for(*results)

    assert upper_bound(10, 2010) < RISK
    assert found.support is None


@pytest.mark.parametrize(("risk", "support"), [(0.01, None), (0.05, 0.901), (0.2, 0.901)])
def test_a_smaller_risk_takes_more_answers(risk: float, support: float | None) -> None:
    assert found_for(*answers(100, 0), risk=risk).support == support


def test_what_is_shipped_is_told_beside_it() -> None:
    results = answers(30, 10) + left_open(10)

    found = found_for(*results)

    assert found.cases_sha256 == hash_of([one.case for one in results])
    assert (found.shipped_support, found.shipped_coverage) == (MIN_SUPPORT, 0.8)
    assert found.shipped_risk == 0.25
    assert found.shipped_bound == round(upper_bound(10, 40), 4)


def test_of_nothing_nothing_is_known() -> None:
    found = found_for()

    assert (found.shipped_coverage, found.shipped_risk, found.shipped_bound) == (0, 0, 1)


@pytest.mark.parametrize(
    ("results", "told"),
    [
        (answers(58, 0), "No support keeps the risk at 5% with 95% confidence."),
        (answers(100, 0), "For a risk of 5%: support of at least 0.901, 100.0% answered."),
    ],
)
def test_what_was_found_is_said(results: list[Result], told: str) -> None:
    shipped, found = lines(found_for(*results))

    assert shipped.startswith(f"Shipped, support of at least {MIN_SUPPORT:g}: 100.0% of the ")
    assert found == told


DEV = [case("a"), case("b")]
TEST = case("t", split="test")
FOUND = replace(found_for(*answers(100, 0)), cases_sha256=hash_of(DEV))


def kept(folder: Path, text: str) -> Path:
    path = folder / "calibration.json"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_calibration_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = kept(tmp_path, written(FOUND))

    assert read_calibration(DEV, path) == FOUND
    assert read_calibration([*DEV[::-1], TEST], path) == FOUND  # the test split has no say


@pytest.mark.parametrize(
    "cases", [DEV[:1], [*DEV, case("c")], [DEV[0], case("b", note="changed")], []]
)
def test_a_calibration_of_other_cases_is_refused(tmp_path: Path, cases: list[Case]) -> None:
    path = kept(tmp_path, written(FOUND))

    with pytest.raises(InvalidInput, match=r"is of other cases than these: run `assistant eval"):
        read_calibration(cases, path)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", "null", json.dumps({"support": 1}), written(FOUND)[:-3]]
)
def test_what_is_no_calibration_is_refused(tmp_path: Path, text: str) -> None:
    path = kept(tmp_path, text)

    with pytest.raises(InvalidInput, match=r"'calibration.json' can't be read: run `assistant"):
        read_calibration(DEV, path)


def test_a_missing_calibration_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="can't be read"):
        read_calibration(DEV, tmp_path / "calibration.json")
