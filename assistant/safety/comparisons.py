"""A case and its neighbours in the grid to whether the promises between them were kept."""

from collections.abc import Callable
from dataclasses import replace

from assistant.safety.grid import GRAFTS, PAINS, WEEKS, Case, Grid, Outcome
from assistant.safety.promises import at_most, operations
from assistant.safety.rule import ACTIONS

Comparison = Callable[[Case, Outcome, Grid], bool]  # kept where the neighbour was not tried

EARLIER = dict(zip(WEEKS[2:], WEEKS[1:], strict=False))  # the first is a week that was not said
LESS_PAIN = dict(zip(PAINS[2:], PAINS[1:], strict=False))


def comparisons() -> tuple[Comparison, ...]:
    return (
        an_unknown_week_is_too_early,
        two_operations_are_as_strict_as_each,
        an_unknown_graft_is_as_strict_as_a_hamstring_graft,
        more_weeks_never_forbid_more,
        more_pain_never_allows_more,
        clearance_lifts_no_limit,
    )


def an_unknown_week_is_too_early(case: Case, outcome: Outcome, grid: Grid) -> bool:
    """G01: what was not said is not safe; as on the day of the operation."""
    return case.weeks is not None or is_as_strict(outcome, grid.get(replace(case, weeks=0.0)))


def two_operations_are_as_strict_as_each(case: Case, outcome: Outcome, grid: Grid) -> bool:
    """C09: the stricter of both [MGBACL, SCHOLL]."""
    return len(case.procedures) == 1 or all(
        is_as_strict(outcome, grid.get(replace(case, procedures=(name,), graft=graft)))
        for name, graft in operations(case)
    )


def an_unknown_graft_is_as_strict_as_a_hamstring_graft(
    case: Case, outcome: Outcome, grid: Grid
) -> bool:
    """C02: restrictions depend on the graft [MGBACL, MLKI]."""
    if "aclr" not in case.procedures or case.graft:
        return True
    return all(is_as_strict(outcome, grid.get(replace(case, graft=one))) for one in GRAFTS[1:])


def more_weeks_never_forbid_more(case: Case, outcome: Outcome, grid: Grid) -> bool:
    """Protocols only widen. A week that was not said is no week."""
    if case.weeks not in EARLIER:
        return True
    before = grid.get(replace(case, weeks=EARLIER[case.weeks]))
    return before is None or is_as_strict(before, outcome)


def more_pain_never_allows_more(case: Case, outcome: Outcome, grid: Grid) -> bool:
    """M05 [NEMEX]."""
    if case.pain not in LESS_PAIN:
        return True
    return is_as_strict(outcome, grid.get(replace(case, pain=LESS_PAIN[case.pain])))


def clearance_lifts_no_limit(case: Case, outcome: Outcome, grid: Grid) -> bool:
    """A clearance answers C01; weeks and degrees are the surgeon's plan, C02 to C09 [MGBACL]."""
    without = grid.get(replace(case, cleared=False)) if case.cleared else None
    return without is None or (
        outcome.forbidden >= without.forbidden
        and outcome.suppressed >= without.suppressed
        and at_most(outcome.cap_deg, without.cap_deg)
        and at_most(outcome.hip_cap_deg, without.hip_cap_deg)
    )


def is_as_strict(outcome: Outcome, other: Outcome | None) -> bool:
    return other is None or (
        ACTIONS.index(outcome.action) >= ACTIONS.index(other.action)
        and outcome.allowed <= other.allowed
        and outcome.suppressed >= other.suppressed
        and at_most(outcome.cap_deg, other.cap_deg)
        and at_most(outcome.hip_cap_deg, other.hip_cap_deg)
    )
