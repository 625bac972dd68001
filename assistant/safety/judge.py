"""Findings to the rules whose case they are, and to what those and the limits still allow."""

from collections.abc import Iterable, Sequence

from assistant.safety.allowance import Allowance
from assistant.safety.finding import Findings
from assistant.safety.rule import (
    ACTIONS,
    VARIATIONS,
    Limit,
    Rule,
    Rulebook,
    Variation,
    When,
)

# After a year none of the sources speaks of limits any more (our inference).
LIMITS_END = 52.0  # weeks
NO_PAIN_ABOVE = 2.0  # of 10: "safe" in NEMEX, what loaded work after an arthroscopy waits for


def judge(findings: Findings, *, rulebook: Rulebook) -> Allowance:
    """
    The strictest of all that holds.

    A number that a surgeon or physiotherapist set overrides the protocols' caps, and nothing else
    does; clearance lifts the rules that wait for it and no limit by procedure, graft and week.
    """
    rules = [rule for rule in rulebook.rules if fires(rule, findings)]
    limits = [limit for limit in rulebook.limits if concerns(limit, findings)]
    forbidden: dict[Variation, tuple[str, ...]] = {}
    for name, ones in [
        *((rule.id, rule.forbids) for rule in rules),
        *((limit.id, too_early(limit, findings)) for limit in limits),
    ]:
        for variation in ones:
            forbidden[variation] = (*forbidden.get(variation, ()), name)
    caps = [rule.cap_deg for rule in rules if rule.cap_deg is not None]
    caps += [cap for limit in limits if (cap := cap_of(limit, findings.weeks)) is not None]
    if findings.cap_deg is not None:
        caps = [findings.cap_deg] if findings.cap_by else [*caps, findings.cap_deg]
    hips = [
        limit.hip_cap_deg
        for limit in limits
        if limit.hip_cap_deg is not None and (findings.weeks or 0.0) < limit.hip_cap_until
    ]
    return Allowance(
        action=max((rule.action for rule in rules), key=ACTIONS.index, default="none"),
        rules=tuple(rule.id for rule in rules),
        limits=tuple(limit.id for limit in limits),
        forbidden=forbidden,
        cap_deg=min(caps, default=None),
        hip_cap_deg=min(hips, default=None),
        suppressed=frozenset(cue for rule in rules for cue in rule.suppresses)
        | (frozenset({"full_range"}) if caps or hips else frozenset()),
        rewords={cue: text for rule in reversed(rules) for cue, text in rule.rewords.items()},
    )


def fires(rule: Rule, findings: Findings) -> bool:
    return any(holds(when, findings) for when in rule.when)


def holds(when: When, findings: Findings) -> bool:
    """Whether all that `when` sets is so. What was not said fails, except a time or a week."""
    said = findings.circumstances
    return (
        among(when.procedures, findings.procedures)
        and among(when.also, findings.procedures)
        and (not when.grafts or (findings.graft or "unknown") in when.grafts)
        and early(when, findings.weeks)
        and all(name in said for name in when.circumstances)
        and not any(name in said for name in when.without)
        and below(findings.age, when.age_under)
        and above(findings.age, when.age_over)
        and (when.pregnant_from is None or far_on(findings, when.pregnant_from))
        and above(findings.pain, when.pain_over)
        and (when.pain_up_to is None or not above(findings.pain, when.pain_up_to))
        and below(findings.flexion_deg, when.flexion_under)
        and (not when.capped or findings.cap_deg is not None)
        and (when.cleared is None or findings.cleared == when.cleared)
    )


def among(wanted: Sequence[str], said: Sequence[str]) -> bool:
    return not wanted or any(name in said for name in wanted)


def early(when: When, weeks: float | None) -> bool:
    if weeks is None:
        return not when.weeks_known and when.weeks_between is None
    between = when.weeks_between
    return (when.weeks_under is None or weeks < when.weeks_under) and (
        between is None or between[0] <= weeks <= between[1]
    )


def below(value: float | None, bound: float | None) -> bool:
    return bound is None or (value is not None and value < bound)


def above(value: float | None, bound: float | None) -> bool:
    return bound is None or (value is not None and value > bound)


def far_on(findings: Findings, weeks: float) -> bool:
    return findings.pregnant and (
        findings.pregnancy_weeks is None or findings.pregnancy_weeks >= weeks
    )


def concerns(limit: Limit, findings: Findings) -> bool:
    if findings.weeks is not None and findings.weeks >= LIMITS_END:
        return False
    return among(limit.procedures, findings.procedures) and (
        not limit.grafts or (findings.graft or "unknown") in limit.grafts
    )


def too_early(limit: Limit, findings: Findings) -> Iterable[Variation]:
    """The variations that the limit does not allow yet; without a time said, all that have one."""
    for variation in VARIATIONS:
        start = limit.from_week.get(variation)
        hurts = variation in limit.pain_free and (findings.pain or 0.0) > NO_PAIN_ABOVE
        soon = start is not None and (0.0 if findings.weeks is None else findings.weeks) < start
        if start is None or soon or hurts:
            yield variation


def cap_of(limit: Limit, weeks: float | None) -> float | None:
    """The cap that still holds at `weeks`; the first one where the time was not said."""
    holding = [cap.degrees for cap in limit.caps if (weeks or 0.0) < cap.until_week]
    return min(holding, default=None)
