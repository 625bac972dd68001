"""Measures to the few words in which every report shows them."""

from collections import Counter
from collections.abc import Sequence

from evals.case import CATEGORIES
from evals.score import Interval, Measure, Result
from evals.statistics import wilson

SPLITS = ("dev", "test")
SIGNED = "truthfulness (-1 to 1)"
PLAIN = (
    SIGNED,
    "MRR",
    "nDCG@10",
    "abstention F1",
    "area under risk-coverage",
    "lost in noisy twins",
)


def value_of(measure: Measure) -> str:
    """A share in percent, and other numbers as they are."""
    if measure.name in PLAIN:
        return f"{measure.value:.2f}"
    return f"{100 * measure.value:.1f} %"


def interval_of(measure: Measure) -> str:
    found = measure.interval
    if found is None:
        return ""
    if measure.name in PLAIN:
        return f"{found.low:.2f} to {found.high:.2f}"
    return percent_interval(found)


def percent_interval(found: Interval) -> str:
    return f"{100 * found.low:.1f} to {100 * found.high:.1f}"


def category_rows(results: Sequence[Result]) -> list[tuple[str, str, int, int, int, str]]:
    """Category, split, n, passed, not applicable, and the Wilson interval of what passed."""
    rows: list[tuple[str, str, int, int, int, str]] = []
    for category in CATEGORIES:
        for split in SPLITS:
            of = [
                one for one in results if (one.case.category, one.case.split) == (category, split)
            ]
            counts = Counter(one.status for one in of)
            n = counts["pass"] + counts["fail"]
            if of:
                interval = percent_interval(wilson(counts["pass"], n)) if n else ""
                rows.append((category, split, n, counts["pass"], counts["na"], interval))
    return rows


def passed(results: Sequence[Result]) -> str:
    counts = Counter(one.status for one in results)
    told = f"{counts['pass']} of {counts['pass'] + counts['fail']} cases pass"
    return f"{told}; {counts['na']} do not apply" if counts["na"] else told
