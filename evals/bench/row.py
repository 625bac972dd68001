"""The nouns of the benchmark: what one table row holds, and what it has to keep to."""

from dataclasses import dataclass
from statistics import median, quantiles
from typing import Literal

TWENTIETHS = 20  # the last cut between them is the 95th percentile


@dataclass(frozen=True)
class Target:
    """What one statistic of a row has to keep to."""

    bound: float  # 25.0
    of: Literal["median", "p95"] = "median"
    at_least: bool = False  # else at most


@dataclass(frozen=True)
class Row:
    """One thing that was measured, as often as there are values."""

    section: str  # "warm"
    what: str  # "a question, embedding aside"
    unit: str  # "ms"; "×" for a ratio
    values: tuple[float, ...]
    target: Target | None = None

    @property
    def median(self) -> float:
        return median(self.values)

    @property
    def p95(self) -> float:
        """Of one value: that value."""
        if len(self.values) == 1:
            return self.values[0]
        return quantiles(self.values, n=TWENTIETHS, method="inclusive")[-1]

    @property
    def met(self) -> bool | None:
        """None where there is no target."""
        if self.target is None:
            return None
        found = self.p95 if self.target.of == "p95" else self.median
        return found >= self.target.bound if self.target.at_least else found <= self.target.bound
