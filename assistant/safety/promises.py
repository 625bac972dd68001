"""A case and what was allowed in it to whether the promises about single cases were kept."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from math import inf

from assistant.safety.grid import Case, Outcome
from assistant.safety.rule import VARIATIONS, Cue
from assistant.safety.stages import (
    CAPS_BEFORE,
    CLEARANCE_UP_TO,
    FORBIDDEN_BEFORE,
    HIP_CAPS_BEFORE,
    YEAR,
    Operation,
)

Promise = Callable[[Case, Outcome], bool]

MILD, BEARABLE = 2.0, 5.0  # of 10 [NEMEX]
FRESH = 6.0  # weeks in which nothing is done without clearance (our inference) [ART, MGBACL]
DONOR_RESTS = 6.0  # weeks [WINDER]
DEGREES = re.compile(r"(\d+)°")


def promises() -> tuple[Promise, ...]:
    return (
        nothing_is_allowed_before_its_week,
        nothing_is_allowed_in_the_first_six_weeks_without_clearance,
        nothing_is_allowed_while_only_a_surgeon_can_clear_it,
        a_bridge_after_a_joint_replacement_waits_for_clearance,
        nothing_is_allowed_while_a_clinician_has_to_be_asked,
        nothing_but_assistance_is_allowed_above_pain_5,
        no_slider_and_no_band_is_allowed_above_pain_2,
        nothing_loaded_is_allowed_after_an_arthroscopy_that_hurts,
        a_cap_is_never_above_the_number_that_was_told,
        a_cap_is_never_above_the_protocol_unless_a_surgeon_set_it,
        a_hip_is_never_bent_past_its_precautions,
        a_hamstring_graft_is_not_pulled_with_before_week_6,
        full_range_is_left_out_wherever_there_is_a_cap,
        no_other_wording_names_more_degrees_than_the_cap,
        an_empty_case_forbids_nothing,
    )


def nothing_is_allowed_before_its_week(case: Case, outcome: Outcome) -> bool:
    """C03 to C08, and the stages by procedure; see stages.py. An unknown week is week 0."""
    weeks = case.weeks or 0.0
    return weeks >= YEAR or all(
        weeks >= FORBIDDEN_BEFORE.get(operation, {}).get(variation, 0.0)
        for operation in operations(case)
        for variation in outcome.allowed
    )


def nothing_is_allowed_in_the_first_six_weeks_without_clearance(
    case: Case, outcome: Outcome
) -> bool:
    """C01: up to and with week 6, after any operation [ART, MGBACL]."""
    early = bool(case.procedures) and (case.weeks or 0.0) <= FRESH
    return case.cleared or not early or not outcome.allowed


def nothing_is_allowed_while_only_a_surgeon_can_clear_it(case: Case, outcome: Outcome) -> bool:
    """C02 and C07 [MGBACL, CHIQT]; a clearance that a person reports does not do."""
    waits = any(
        (case.weeks or 0.0) <= CLEARANCE_UP_TO.get(operation, -1.0)
        for operation in operations(case)
    )
    return not waits or not outcome.allowed


def a_bridge_after_a_joint_replacement_waits_for_clearance(case: Case, outcome: Outcome) -> bool:
    """The stages of a new knee (our inference) and of a new hip [SUNNY, LHSC]."""
    replaced = "tka" in case.procedures or "tha" in case.procedures
    waits = replaced and not case.cleared and (case.weeks or 0.0) < YEAR
    return not waits or "bridge" not in outcome.allowed


def nothing_is_allowed_while_a_clinician_has_to_be_asked(case: Case, outcome: Outcome) -> bool:
    """No plan at clearance, stop or emergency: the meaning of the actions."""
    return outcome.action in ("none", "modify") or not outcome.allowed


def nothing_but_assistance_is_allowed_above_pain_5(case: Case, outcome: Outcome) -> bool:
    """M05 [NEMEX]: above 5 is too much."""
    return (case.pain or 0.0) <= BEARABLE or outcome.allowed <= {"assisted"}


def no_slider_and_no_band_is_allowed_above_pain_2(case: Case, outcome: Outcome) -> bool:
    """M05 [NEMEX]: above 2 an easier version."""
    return (case.pain or 0.0) <= MILD or outcome.allowed.isdisjoint({"slider", "band"})


def nothing_loaded_is_allowed_after_an_arthroscopy_that_hurts(case: Case, outcome: Outcome) -> bool:
    """The stage of an arthroscopy: bridge, standing and the like at pain 2 or less [SAMIMI]."""
    hurts = "arthroscopy" in case.procedures and (case.pain or 0.0) > MILD
    return not hurts or outcome.allowed.isdisjoint({"bridge", "standing", "slider", "band"})


def a_cap_is_never_above_the_number_that_was_told(case: Case, outcome: Outcome) -> bool:
    """M02: every target stays within the cap [MLKI, CHIQT]."""
    return case.cap_deg is None or at_most(outcome.cap_deg, case.cap_deg)


def a_cap_is_never_above_the_protocol_unless_a_surgeon_set_it(case: Case, outcome: Outcome) -> bool:
    """C05, C07, C09: the smallest of the protocols' numbers, "or the surgeon's number"."""
    weeks = case.weeks or 0.0
    protocol = [
        degrees
        for operation in operations(case)
        for before, degrees in CAPS_BEFORE.get(operation, ())
        if weeks < before
    ]
    by_surgeon = case.cap_deg is not None and case.cap_by
    return bool(by_surgeon) or not protocol or at_most(outcome.cap_deg, min(protocol))


def a_hip_is_never_bent_past_its_precautions(case: Case, outcome: Outcome) -> bool:
    """C06 and C10 [MKUH, SUNNY, LHSC, STEWHS]."""
    weeks = case.weeks or 0.0
    caps = [HIP_CAPS_BEFORE.get(operation, (0.0, inf)) for operation in operations(case)]
    return all(at_most(outcome.hip_cap_deg, cap) for before, cap in caps if weeks < before)


def a_hamstring_graft_is_not_pulled_with_before_week_6(case: Case, outcome: Outcome) -> bool:
    """C08: the arms do the work [GUELICH, WINDER]."""
    early = (case.weeks or 0.0) < DONOR_RESTS
    if not early or ("aclr", "hamstring") not in operations(case):
        return True
    return "pull" in outcome.suppressed and any(cue == "pull" for cue, _ in outcome.rewords)


def full_range_is_left_out_wherever_there_is_a_cap(case: Case, outcome: Outcome) -> bool:
    """M02: no "bring your heel as close as possible" below a limit."""
    free = outcome.cap_deg is None and outcome.hip_cap_deg is None
    return free or "full_range" in outcome.suppressed


def no_other_wording_names_more_degrees_than_the_cap(case: Case, outcome: Outcome) -> bool:
    """M02: "every prompt, cue and target" stays within the cap."""
    return outcome.cap_deg is None or most_named(outcome.rewords) <= outcome.cap_deg


def an_empty_case_forbids_nothing(case: Case, outcome: Outcome) -> bool:
    """G01: where nothing was said, no rule has fired."""
    if case != Case(weeks=case.weeks, cleared=case.cleared):
        return True
    return (
        outcome.action == "none"
        and outcome.allowed == frozenset(VARIATIONS)
        and not outcome.suppressed
        and outcome.cap_deg is outcome.hip_cap_deg is None
    )


def operations(case: Case) -> Iterator[Operation]:
    for name in case.procedures:
        yield name, case.graft if name == "aclr" else ""


def at_most(degrees: float | None, bound: float | None) -> bool:
    return bound is None or (degrees is not None and degrees <= bound)


@cache
def most_named(rewords: tuple[tuple[Cue, str], ...]) -> int:
    """Of the knee, in degrees."""
    knee = (text for _, text in rewords if "hip" not in text)
    return max((int(number) for text in knee for number in DEGREES.findall(text)), default=0)
