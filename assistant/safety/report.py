"""What was allowed in every combination to a table of it, with the promises that were broken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.safety.comparisons import comparisons
from assistant.safety.grid import (
    GRAFTS,
    KITS,
    OPERATIONS,
    WEEKS,
    Case,
    Grid,
    grid_of,
)
from assistant.safety.listing import row
from assistant.safety.promises import promises
from assistant.safety.rule import VARIATIONS, Rulebook, Variation
from assistant.safety.stages import YEAR

NOTE = (
    "What is allowed in which week, once a surgeon or physiotherapist has cleared the exercise, at "
    "no more than mild pain and with no number of the surgeon's own. In the first six weeks "
    "nothing is allowed without that clearance; a week that was not said counts as the first. "
    "No clinician has reviewed this."
)
NO_LIMIT = "–"


@dataclass(frozen=True)
class Broken:
    """A promise, and the cases that break it."""

    promise: str  # "more weeks never forbid more"
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Report:
    text: str  # Markdown
    kept: bool  # all promises


def report_on(rulebook: Rulebook) -> Report:
    """Takes some twenty seconds: every case is tried."""
    return report(rulebook, grid_of(rulebook))


def report(rulebook: Rulebook, grid: Grid) -> Report:
    promised = broken(grid)
    kept = not any(one.cases for one in promised)
    lines = [NOTE, "", *table(rulebook, grid), "", *tally(promised, tried=len(grid))]
    return Report("\n".join(lines), kept)


def broken(grid: Grid) -> list[Broken]:
    found: dict[str, list[Case]] = {}
    for promise in promises():
        found[named(promise.__name__)] = [
            case for case, outcome in grid.items() if not promise(case, outcome)
        ]
    for comparison in comparisons():
        found[named(comparison.__name__)] = [
            case for case, outcome in grid.items() if not comparison(case, outcome, grid)
        ]
    return [Broken(name, tuple(cases)) for name, cases in found.items()]


def named(function: str) -> str:
    return function.replace("_", " ")


def tally(promised: Sequence[Broken], *, tried: int) -> Iterator[str]:
    broke = sum(1 for one in promised if one.cases)
    yield (
        f"{tried:,} combinations were tried, each of which stands for {len(KITS)} sets of kit: "
        f"{len(promised)} promises, {broke} of them broken."
    )
    yield ""
    for one in promised:
        first = f", first in {told(one.cases[0])}" if one.cases else ""
        yield f"- {one.promise}: broken {len(one.cases):,} times{first}"


def told(case: Case) -> str:
    weeks = "unknown" if case.weeks is None else f"{case.weeks:g}"
    pain = "unknown" if case.pain is None else f"{case.pain:g}"
    cap = f"{case.cap_deg:g}° by {case.cap_by or 'nobody named'}" if case.cap_deg else "no number"
    clear = "cleared" if case.cleared else "not cleared"
    return f"{operation(case)}, week {weeks}, pain {pain}, {clear}, {cap}"


def table(rulebook: Rulebook, grid: Grid) -> Iterator[str]:
    heads = ["operation", *VARIATIONS, "knee", "hip", "rules and limits", "sources"]
    yield row(heads)
    yield row(["---"] * len(heads))
    for procedures in OPERATIONS:
        for graft in GRAFTS if "aclr" in procedures else GRAFTS[:1]:
            weeks = weeks_of(procedures, graft)
            if all(case in grid for case in weeks):
                yield row(cells(weeks, rulebook, grid))


def weeks_of(procedures: tuple[str, ...], graft: str) -> list[Case]:
    return [Case(procedures, graft, one, cleared=True) for one in WEEKS if one is not None]


def cells(weeks: Sequence[Case], rulebook: Rulebook, grid: Grid) -> Iterator[str]:
    ids = [*dict.fromkeys(one for case in weeks for one in (*grid[case].rules, *grid[case].limits))]
    sources = {one.id: one.sources for one in rulebook.rules}
    sources |= {one.id: one.sources for one in rulebook.limits}
    yield operation(weeks[0])
    for variation in VARIATIONS:
        yield start(variation, weeks, rulebook, grid)
    yield caps({case.weeks or 0.0: grid[case].cap_deg for case in weeks})
    yield caps({case.weeks or 0.0: grid[case].hip_cap_deg for case in weeks})
    yield ", ".join(ids)
    yield ", ".join(dict.fromkeys(basis.key for one in ids for basis in sources[one]))


def operation(case: Case) -> str:
    if "aclr" not in case.procedures:
        return " + ".join(case.procedures) or "no operation"
    graft = case.graft if case.graft == "allograft" else f"{case.graft or 'unknown'} graft"
    return f"{' + '.join(case.procedures)}, {graft}"


def start(variation: Variation, weeks: Sequence[Case], rulebook: Rulebook, grid: Grid) -> str:
    first = next((case.weeks or 0.0 for case in weeks if variation in grid[case].allowed), None)
    if first is not None and first < YEAR:
        return f"from week {first:g}"
    limits = [one for one in rulebook.limits if one.id in grid[weeks[0]].limits]
    if any(variation not in one.from_week for one in limits):
        return "not before a clinician's word"
    return f"never before {YEAR:g}"


def caps(by_week: Mapping[float, float | None]) -> str:
    """ "60° until week 4, 90° until week 8" """
    parts: list[tuple[float, float]] = []  # until, degrees
    weeks = [*by_week]
    for week, after in pairwise(weeks):
        degrees = by_week[week]
        if degrees is None:
            continue
        if parts and parts[-1] == (week, degrees):
            parts.pop()
        parts.append((after, degrees))
    return ", ".join(f"{degrees:g}° until week {until:g}" for until, degrees in parts) or NO_LIMIT
