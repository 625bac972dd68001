"""Results to what share of questions can be answered at what risk of a wrong answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.score import Result

MAX_RISK = 0.05


@dataclass(frozen=True)
class Point:
    """What would have been answered with this support or more."""

    support: float
    answered: int
    wrong: int
    asked: int

    @property
    def coverage(self) -> float:
        return self.answered / self.asked

    @property
    def risk(self) -> float:
        return self.wrong / self.answered


def curve(results: Sequence[Result]) -> list[Point]:
    """
    The risk-coverage curve (El-Yaniv and Wiener, JMLR 2010), most support first.

    Over questions that an article answers or leaves open; an answer to the latter is wrong. Equal
    supports are one point, so that no order of the cases matters.
    """
    asked = [one for one in results if one.case.expect in ("answer", "abstain")]
    answers = sorted((one for one in asked if one.kind == "answer"), key=lambda one: -one.support)
    points: list[Point] = []
    wrong = 0
    for count, one in enumerate(answers, 1):
        wrong += one.status != "pass"
        if count == len(answers) or answers[count].support != one.support:
            points.append(Point(one.support, count, wrong, len(asked)))
    return points


def coverage_at(points: Sequence[Point], risk: float) -> float:
    """The most that can be answered with no more than this risk."""
    return max((one.coverage for one in points if one.risk <= risk), default=0.0)


def area(points: Sequence[Point]) -> float:
    """Mean risk over the coverage that was reached (AURC); less is better."""
    before, total = 0, 0.0
    for one in points:
        total += one.risk * (one.answered - before)
        before = one.answered
    return total / before if before else 0.0
