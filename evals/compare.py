"""Two recorded runs to what got better, what got worse, and what can't be told apart."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.errors import InvalidInput
from evals.measures import TESTED
from evals.output.records import Recorded
from evals.statistics import holm, mcnemar, sign_flip, smallest_detectable

ALPHA = 0.05


@dataclass(frozen=True)
class Change:
    """A headline measure in two runs, over the cases that both have."""

    name: str
    before: float
    after: float
    n: int
    gained: int  # cases that got better
    lost: int
    p: float  # adjusted by Holm over the measures that are tested
    test: str  # "McNemar" or "sign flip"
    detectable: float  # the smallest difference that would likely have been found

    @property
    def significant(self) -> bool:
        return self.p < ALPHA

    @property
    def worse(self) -> bool:
        return self.significant and self.after < self.before


@dataclass(frozen=True)
class Comparison:
    """What `compare` tells."""

    changes: tuple[Change, ...]
    gained: tuple[str, ...]  # ids of cases that fail before and pass after
    lost: tuple[str, ...]
    only_before: int  # cases that one of the two does not have
    only_after: int


def compare(before: Recorded, after: Recorded) -> Comparison:
    """
    Paired, over the cases that both have: exact McNemar where a measure is yes or no, else flips
    of sign by cluster. Raises InvalidInput when the two share no case.
    """
    shared = sorted(before.statuses.keys() & after.statuses.keys())
    if not shared:
        raise InvalidInput("the two runs share no case: there is nothing to compare")
    told = [change for name in TESTED if (change := changed(name, before, after))]
    adjusted = holm([one.p for one in told])
    return Comparison(
        changes=tuple(
            Change(**{**vars(one), "p": p}) for one, p in zip(told, adjusted, strict=True)
        ),
        gained=tuple(moved(shared, before, after, "fail", "pass")),
        lost=tuple(moved(shared, before, after, "pass", "fail")),
        only_before=len(before.statuses) - len(shared),
        only_after=len(after.statuses) - len(shared),
    )


def moved(
    shared: list[str], before: Recorded, after: Recorded, was: str, now: str
) -> Iterator[str]:
    return (one for one in shared if (before.statuses[one], after.statuses[one]) == (was, now))


def changed(name: str, before: Recorded, after: Recorded) -> Change | None:
    old, new = before.values.get(name, {}), after.values.get(name, {})
    shared = sorted(old.keys() & new.keys())
    if not shared:
        return None
    differences = {one: new[one] - old[one] for one in shared}
    gained = sum(one > 0 for one in differences.values())
    lost = sum(one < 0 for one in differences.values())
    binary = {*(old[one] for one in shared), *(new[one] for one in shared)} <= {0.0, 1.0}
    return Change(
        name=name,
        before=sum(old[one] for one in shared) / len(shared),
        after=sum(new[one] for one in shared) / len(shared),
        n=len(shared),
        gained=gained,
        lost=lost,
        p=mcnemar(gained, lost) if binary else sign_flip(differences, after.clusters),
        test="McNemar" if binary else "sign flip",
        detectable=smallest_detectable(differences, after.clusters),
    )


def lines(comparison: Comparison) -> Iterator[str]:
    """One line a measure, then the cases that moved."""
    for one in comparison.changes:
        moved_to = f"{100 * one.before:.1f} → {100 * one.after:.1f}"
        yield f"{one.name}: {moved_to} (n = {one.n}), {word(one)}"
    for name, ids in (("gained", comparison.gained), ("lost", comparison.lost)):
        yield f"{name} {len(ids)}: {', '.join(ids) or 'none'}"
    if comparison.only_before or comparison.only_after:
        yield (
            f"not compared: {comparison.only_before} cases only in the first run, "
            f"{comparison.only_after} only in the second"
        )


def word(change: Change) -> str:
    if change.significant:
        better = "better" if change.after > change.before else "worse"
        return f"{better}, p = {change.p:.3g} ({change.test}, Holm)"
    return (
        f"no detectable difference (smallest detectable about {100 * change.detectable:.1f} "
        f"points; {change.gained} better, {change.lost} worse)"
    )
