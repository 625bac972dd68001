"""The gates: green for what is shipped, and red for each fault that is planted."""

from pathlib import Path

import pytest

from assistant.errors import InvalidInput
from evals.calibrate import read_calibration
from evals.compare import compare
from evals.configs import CONFIGS
from evals.faults import FAULTS
from evals.gate import read_baseline, read_gates, red_gates
from evals.output.records import lines, read_recorded, recorded, summary
from evals.read import read_cases
from evals.run import run_of
from evals.score import Played, Run

GATES = read_gates()


def test_no_gate_is_red(run: Run) -> None:
    """This is `assistant eval gate`: a change that turns one red is not shipped."""
    reds = red_gates(run, GATES, read_baseline(GATES, run))

    assert reds == []


@pytest.mark.parametrize("name", FAULTS)
def test_each_planted_fault_turns_its_gate_red(
    name: str, all_played: tuple[Played, ...], run: Run
) -> None:
    fault, gates = FAULTS[name]

    broken = run_of("shipped", [fault(one) for one in all_played], {})
    red = {one.gate for one in red_gates(broken, GATES, read_baseline(GATES, run))}

    assert red & set(gates)


def test_a_run_is_the_same_whatever_the_order_of_its_cases(
    all_played: tuple[Played, ...], run: Run
) -> None:
    shuffled = run_of("shipped", all_played[::-1], {})

    assert summary(shuffled) == summary(run)
    assert list(lines(shuffled, reveal=True)) == list(lines(run, reveal=True))


def test_a_gate_of_other_cases_than_the_baselines_can_not_be_measured(
    all_played: tuple[Played, ...],
) -> None:
    fewer = run_of("shipped", all_played[:10], {})

    with pytest.raises(InvalidInput, match="other cases"):
        read_baseline(GATES, fewer)


def test_a_missing_baseline_is_said(tmp_path: Path, run: Run) -> None:
    with pytest.raises(InvalidInput, match="there is no run"):
        read_baseline(GATES, run, folder=tmp_path)


def test_the_weaker_configurations_are_told_from_the_shipped_one() -> None:
    """Their runs are kept beside the baseline, by `python -m evals.ablations`."""
    folder = Path(__file__).parents[2] / "evals" / "runs"
    shipped = read_recorded(folder.parent / GATES.regression.baseline)
    weak = compare(shipped, read_recorded(folder / "lexical.json"))

    worse = {one.name for one in weak.changes if one.worse}

    assert {"answers correct", "evidence recall@1", "nDCG@10"} <= worse
    assert {path.stem for path in folder.glob("*.json")} >= set(CONFIGS) - {"shipped"}


def test_the_calibration_is_of_these_cases() -> None:
    found = read_calibration(read_cases())

    assert 0 < found.shipped_coverage <= 1


def test_what_is_recorded_is_what_was_run(run: Run) -> None:
    assert recorded(run).cases_sha256 == run.cases_sha256
    assert len(recorded(run).statuses) == len(read_cases())
