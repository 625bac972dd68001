"""What holds for whom: each part of a case, the strictest of all, and what overrides what."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import pytest

from assistant.safety.finding import Findings
from assistant.safety.judge import LIMITS_END, holds, judge
from assistant.safety.load import load_rulebook
from assistant.safety.rule import VARIATIONS, Action, Basis, Cap, Limit, Rule, Rulebook, When

SHIPPED = load_rulebook()
EVERY: tuple[str, ...] = VARIATIONS


def rule(id: str = "R", action: Action = "modify", **more: object) -> Rule:
    defaults: dict[str, Any] = {
        "label": "a case", "where": "self", "first": "Wait.", "why": "So.",
        "sources": (Basis("ART", "C"),), "review_by": "2027-05-22", "when": (When(),),
    }  # fmt: skip
    return Rule(id=id, action=action, **defaults | more)


def limit(id: str = "L", **more: object) -> Limit:
    defaults: dict[str, Any] = {
        "label": "an operation", "procedures": ("aclr",), "sources": (Basis("ART", "C"),),
        "says": (), "ours": "We wait.", "review_by": "2027-05-22",
        "from_week": dict.fromkeys(VARIATIONS, 0.0),
    }  # fmt: skip
    return Limit(id=id, **defaults | more)


def book(*entries: Rule | Limit) -> Rulebook:
    return Rulebook(
        tuple(one for one in entries if isinstance(one, Rule)),
        tuple(one for one in entries if isinstance(one, Limit)),
    )


CONDITIONS: list[tuple[When, Findings, bool]] = [
    (When(), Findings(), True),
    (When(procedures=("tka", "tha")), Findings(procedures=("aclr", "tha")), True),
    (When(procedures=("tka", "tha")), Findings(procedures=("aclr",)), False),
    (When(procedures=("aclr",), also=("pcl",)), Findings(procedures=("aclr", "pcl")), True),
    (When(procedures=("aclr",), also=("pcl",)), Findings(procedures=("aclr",)), False),
    (When(grafts=("hamstring",)), Findings(graft="hamstring"), True),
    (When(grafts=("hamstring",)), Findings(graft="quad"), False),
    (When(grafts=("hamstring",)), Findings(), False),
    (When(grafts=("unknown",)), Findings(), True),
    (When(weeks_under=6), Findings(weeks=5.9), True),
    (When(weeks_under=6), Findings(weeks=6), False),
    (When(weeks_under=6), Findings(), True),
    (When(weeks_under=6, weeks_known=True), Findings(), False),
    (When(weeks_under=6, weeks_known=True), Findings(weeks=5), True),
    (When(weeks_between=(1, 3)), Findings(weeks=1), True),
    (When(weeks_between=(1, 3)), Findings(weeks=3), True),
    (When(weeks_between=(1, 3)), Findings(weeks=3.1), False),
    (When(weeks_between=(1, 3)), Findings(), False),
    (When(circumstances=("active", "alone")), Findings(circumstances=("alone", "active")), True),
    (When(circumstances=("active", "alone")), Findings(circumstances=("alone",)), False),
    (When(without=("healed",)), Findings(circumstances=("healed",)), False),
    (When(without=("healed",)), Findings(), True),
    (When(age_under=18), Findings(age=17), True),
    (When(age_under=18), Findings(age=18), False),
    (When(age_under=18), Findings(), False),
    (When(age_over=69), Findings(age=70), True),
    (When(age_over=69), Findings(age=69), False),
    (When(age_over=69), Findings(), False),
    (When(pregnant_from=13), Findings(pregnant=True, pregnancy_weeks=13), True),
    (When(pregnant_from=13), Findings(pregnant=True, pregnancy_weeks=12), False),
    (When(pregnant_from=13), Findings(pregnant=True), True),
    (When(pregnant_from=13), Findings(pregnancy_weeks=20), False),
    (When(pain_over=2, pain_up_to=5), Findings(pain=2), False),
    (When(pain_over=2, pain_up_to=5), Findings(pain=2.5), True),
    (When(pain_over=2, pain_up_to=5), Findings(pain=5), True),
    (When(pain_over=2, pain_up_to=5), Findings(pain=6), False),
    (When(pain_over=2), Findings(), False),
    (When(flexion_under=80), Findings(flexion_deg=79), True),
    (When(flexion_under=80), Findings(flexion_deg=80), False),
    (When(flexion_under=80), Findings(), False),
    (When(capped=True), Findings(cap_deg=90), True),
    (When(capped=True), Findings(), False),
    (When(cleared=False), Findings(), True),
    (When(cleared=False), Findings(cleared=True), False),
    (When(cleared=True), Findings(), False),
    (When(cleared=True), Findings(cleared=True), True),
]


@pytest.mark.parametrize(("when", "findings", "wanted"), CONDITIONS)
def test_a_condition_holds_when_all_that_it_sets_is_so(
    when: When, findings: Findings, wanted: bool
) -> None:
    assert holds(when, findings) is wanted


@pytest.mark.parametrize("name", [field.name for field in fields(When)])
def test_each_part_of_a_condition_is_tried_both_ways(name: str) -> None:
    empty = getattr(When(), name)

    assert {wanted for when, _, wanted in CONDITIONS if getattr(when, name) != empty} == {
        True,
        False,
    }


def test_any_of_a_rules_cases_is_enough_and_none_is_never() -> None:
    two = rule(when=(When(procedures=("tka",)), When(pain_over=5)))

    assert judge(Findings(pain=6), rulebook=book(two)).rules == ("R",)
    assert judge(Findings(pain=6), rulebook=book(rule(when=()))).rules == ()


def test_the_gravest_action_holds_and_from_clearance_on_allows_nothing() -> None:
    asked = judge(Findings(), rulebook=book(rule("A"), rule("B", "clearance"), rule("C", "none")))
    told = judge(Findings(), rulebook=book(rule("A", "modify", forbids=("band",))))

    assert (asked.action, asked.rules) == ("clearance", ("A", "B", "C"))
    assert not any(asked.allows(one) for one in VARIATIONS)
    assert [one for one in VARIATIONS if not told.allows(one)] == ["band"]


def test_each_no_names_the_rules_and_limits_behind_it() -> None:
    late = limit(from_week=dict.fromkeys(VARIATIONS, 0.0) | {"band": 8.0})
    got = judge(
        Findings(procedures=("aclr",), weeks=2),
        rulebook=book(rule("A", forbids=("band", "slider")), late),
    )

    assert got.forbidden == {"band": ("A", "L"), "slider": ("A",)}


@pytest.mark.parametrize(("weeks", "forbidden"), [
    (None, ["band"]),
    (7.9, ["band"]),
    (8, []),
    (LIMITS_END, []),
])  # fmt: skip
def test_a_variation_waits_for_its_week(weeks: float | None, forbidden: list[str]) -> None:
    late = limit(from_week=dict.fromkeys(VARIATIONS, 0.0) | {"band": 8.0})
    got = judge(Findings(procedures=("aclr",), weeks=weeks), rulebook=book(late))

    assert list(got.forbidden) == forbidden


@pytest.mark.parametrize(("weeks", "forbidden"), [(None, True), (51.9, True), (LIMITS_END, False)])
def test_a_variation_without_a_week_waits_for_a_clinician_until_limits_end(
    weeks: float | None, forbidden: bool
) -> None:
    asked = limit(from_week={}, hip_cap_deg=90, caps=(Cap(99, 90),))
    got = judge(Findings(procedures=("aclr",), weeks=weeks), rulebook=book(asked))

    assert set(got.forbidden) == (set(VARIATIONS) if forbidden else set())
    assert got.limits == (("L",) if forbidden else ())
    assert (got.cap_deg, got.hip_cap_deg) == ((90, 90) if forbidden else (None, None))


@pytest.mark.parametrize(("pain", "forbidden"), [(None, []), (2, []), (2.5, ["band"])])
def test_what_has_to_be_free_of_pain_waits_for_that(
    pain: float | None, forbidden: list[str]
) -> None:
    free = limit(pain_free=("band",))
    got = judge(Findings(procedures=("aclr",), weeks=20, pain=pain), rulebook=book(free))

    assert list(got.forbidden) == forbidden


@pytest.mark.parametrize(("graft", "ids"), [
    ("hamstring", ("H",)),
    ("", ("H",)),
    ("quad", ("Q",)),
])  # fmt: skip
def test_a_limit_goes_by_the_graft(graft: str, ids: Sequence[str]) -> None:
    limits = book(limit("H", grafts=("hamstring", "unknown")), limit("Q", grafts=("quad",)))

    assert judge(Findings(procedures=("aclr",), graft=graft), rulebook=limits).limits == ids


@pytest.mark.parametrize(("weeks", "cap_deg", "cap_by", "wanted"), [
    (None, None, "", 60),
    (3.9, None, "", 60),
    (4, None, "", 90),
    (8, None, "", None),
    (3, 40, "", 40),
    (3, 100, "", 60),
    (3, 40, "surgeon", 40),
    (3, 100, "physio", 100),
    (8, 100, "", 100),
])  # fmt: skip
def test_the_cap_is_the_smallest_unless_somebody_set_a_number(
    weeks: float | None, cap_deg: float | None, cap_by: str, wanted: float | None
) -> None:
    capped = limit(caps=(Cap(4, 60), Cap(8, 90)))
    findings = Findings(procedures=("aclr",), weeks=weeks, cap_deg=cap_deg, cap_by=cap_by)
    got = judge(findings, rulebook=book(capped))

    assert got.cap_deg == wanted
    assert ("full_range" in got.suppressed) is (wanted is not None)


def test_two_operations_get_the_strictest_of_both() -> None:
    body = limit("body", procedures=("meniscus_body",), caps=(Cap(6, 90),), hip_cap_deg=90)
    acl = limit("acl", caps=(Cap(4, 100),), from_week={"assisted": 0.0, "basic": 6.0})
    got = judge(Findings(procedures=("aclr", "meniscus_body"), weeks=3), rulebook=book(body, acl))

    assert got.limits == ("body", "acl")
    assert (got.cap_deg, got.hip_cap_deg) == (90, 90)
    assert [one for one in VARIATIONS if got.allows(one)] == ["assisted"]


def test_cues_of_all_rules_are_left_out_and_the_first_rule_words_them_anew() -> None:
    first = rule("A", suppresses=("pull",), rewords={"pull": "Use your arms."})
    second = rule("B", suppresses=("pull", "lie_flat"), rewords={"pull": "Push."})
    got = judge(Findings(), rulebook=book(first, second))

    assert got.suppressed == {"pull", "lie_flat"}
    assert got.rewords == {"pull": "Use your arms."}


def test_clearance_lifts_what_waits_for_it_and_no_week() -> None:
    graft = {"procedures": ("aclr",), "graft": "hamstring", "weeks": 3}
    before = judge(Findings(**graft), rulebook=SHIPPED)
    after = judge(Findings(**graft, cleared=True), rulebook=SHIPPED)

    assert (before.action, after.action) == ("clearance", "modify")
    assert after.forbidden == before.forbidden
    assert [one for one in VARIATIONS if after.allows(one)] == ["assisted"]


@pytest.mark.parametrize(("findings", "allowed"), [
    (Findings(), EVERY),
    (Findings(pain=4), ("assisted", "low_friction", "chair", "basic")),
    (Findings(procedures=("tka",), weeks=3, cleared=True),
     ("assisted", "low_friction", "chair", "basic", "single_leg")),
    (Findings(procedures=("meniscus_body",), weeks=9), (*EVERY[:7], "band")),
    (Findings(procedures=("pcl",), weeks=9, cleared=True), ()),
    (Findings(procedures=("aclr",), weeks=9, cleared=True), ()),
    (Findings(procedures=("aclr",), graft="patellar", weeks=7), EVERY[:6]),
    (Findings(procedures=("aclr",), graft="patellar", weeks=80), EVERY),
    (Findings(circumstances=("hamstring_strain",), weeks=2), EVERY[:6]),
    (Findings(pregnant=True, pregnancy_weeks=20), ("chair", "standing")),
    (Findings(circumstances=("no_floor",)), (*EVERY[:5], "standing", "band")),
])  # fmt: skip
def test_the_shipped_rules_allow(findings: Findings, allowed: tuple[str, ...]) -> None:
    got = judge(findings, rulebook=SHIPPED)

    assert tuple(one for one in VARIATIONS if got.allows(one)) == allowed
