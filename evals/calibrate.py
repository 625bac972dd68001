"""The development split to the support that an answer needs for a bounded risk."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.answers.choose import MIN_SUPPORT
from assistant.errors import InvalidInput
from evals.case import Case
from evals.read import hash_of
from evals.risk import Point, curve
from evals.score import Run
from evals.statistics import CONFIDENCE, upper_bound

CALIBRATION = Path(__file__).with_name("calibration.json")


@dataclass(frozen=True)
class Calibration:
    """What was found, and for which cases it holds."""

    cases_sha256: str
    risk: float  # the largest share of wrong answers that is wanted
    support: float | None  # the least support that keeps to it; None where none does
    coverage: float  # of all questions, at that support
    shipped_support: float  # the constant of `answers/choose.py`
    shipped_coverage: float
    shipped_risk: float
    shipped_bound: float  # its upper bound at 95 %


def calibrated(run: Run, risk: float) -> Calibration:
    """
    The lowest threshold at which the risk is bounded with 95 % confidence.

    Thresholds are tested from the strictest down, and the first that fails ends it, so that one
    confidence holds for all (fixed-sequence testing; Angelopoulos and others, "Learn then test",
    2021). The strictest is the first with enough answers for a bound to be possible at all.
    """
    points = curve(run.results)
    kept = last_bounded(points, risk)
    last = points[-1] if points else None
    return Calibration(
        cases_sha256=run.cases_sha256,
        risk=risk,
        support=kept.support if kept else None,
        coverage=round(kept.coverage, 4) if kept else 0.0,
        shipped_support=MIN_SUPPORT,
        shipped_coverage=round(last.coverage, 4) if last else 0.0,
        shipped_risk=round(last.risk, 4) if last else 0.0,
        shipped_bound=round(upper_bound(last.wrong, last.answered), 4) if last else 1.0,
    )


def last_bounded(points: Sequence[Point], risk: float) -> Point | None:
    kept: Point | None = None
    for point in points:
        if upper_bound(0, point.answered) > risk:
            continue  # too few answers for any bound
        if upper_bound(point.wrong, point.answered) > risk:
            break
        kept = point
    return kept


def written(found: Calibration) -> str:
    return json.dumps(asdict(found), indent=1) + "\n"


def read_calibration(cases: Sequence[Case], path: Path = CALIBRATION) -> Calibration:
    """Raises InvalidInput when it is missing, or of other cases."""
    try:
        found = Calibration(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise InvalidInput(
            f"{path.name!r} can't be read: run `assistant eval calibrate`"
        ) from error
    if found.cases_sha256 != hash_of([case for case in cases if case.split == "dev"]):
        raise InvalidInput(
            f"{path.name!r} is of other cases than these: run `assistant eval calibrate`"
        )
    return found


def lines(found: Calibration) -> Iterator[str]:
    yield (
        f"Shipped, support of at least {found.shipped_support:g}: {found.shipped_coverage:.1%} of "
        f"the questions are answered, {found.shipped_risk:.1%} of the answers are wrong (at most "
        f"{found.shipped_bound:.1%} with {CONFIDENCE:.0%} confidence)."
    )
    if found.support is None:
        yield f"No support keeps the risk at {found.risk:.0%} with {CONFIDENCE:.0%} confidence."
    else:
        yield (
            f"For a risk of {found.risk:.0%}: support of at least {found.support:g}, "
            f"{found.coverage:.1%} answered."
        )
