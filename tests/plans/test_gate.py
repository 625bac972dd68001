"""The gate: which verdict a profile comes to, read from clinical-facts a second time."""

from datetime import timedelta
from typing import Any

import pytest

from assistant.plans.gate import AGES, Gate, findings_of, gate, weeks_of
from assistant.plans.means import Means
from assistant.plans.profile import (
    RED_FLAGS,
    Answered,
    Cap,
    Clearance,
    Event,
    Pain,
    RedFlag,
)
from assistant.safety.rule import Action
from tests.plans.conftest import DAY, NO_FLAGS, complete, decided, each_case, operated

PREGNANT = {"pregnant": True, "pregnancy_weeks": 9}
AT_ONCE = ("emergency", "stop", "clearance")


def gated(means: Means, **changes: Any) -> Gate:  # noqa: ANN401
    return gate(complete(**changes), today=DAY, rulebook=means.rulebook, number=means.number)


def yes(*names: RedFlag) -> dict[str, Any]:
    return {"red_flags": {**NO_FLAGS, **{name: Answered(yes=True, on=DAY) for name in names}}}


SIGNS: list[tuple[dict[str, Any], Action, str]] = [
    (yes("chest_breath_faint"), "emergency", "E01"),
    (yes("hot_knee", "fever"), "emergency", "E07"),
    ({**yes("hot_knee"), **operated("tka", 30)}, "emergency", "E07"),
    (yes("hot_knee"), "stop", "U06"),
    (yes("calf"), "stop", "U01"),
    ({**yes("fever"), **operated("aclr", 8, graft="quad")}, "stop", "U02"),
    (yes("fever"), "clearance", "C18"),
    (yes("locks_or_gives_way"), "stop", "U07"),
    (yes("numbness"), "stop", "U08"),
    (yes("new_injury"), "stop", "U05"),
    ({**yes("new_injury"), **operated("tka", 30)}, "stop", "U10"),
    ({**yes("pregnancy_warning"), **PREGNANT}, "stop", "C19"),
    ({"pain": Pain(now=1, kind="sharp", on=DAY)}, "stop", "U11"),
]


@pytest.mark.parametrize(("changes", "level", "rule"), SIGNS, ids=[rule for *_, rule in SIGNS])
def test_a_sign_that_is_there_gives_its_level_and_no_plan(
    changes: dict[str, Any], level: Action, rule: str, means: Means
) -> None:
    made = decided(means, **changes)

    assert (made.plan, made.asks) == (None, ())
    assert (made.verdict.level, made.verdict.reasons[0].id) == (level, rule)


@pytest.mark.parametrize("name", RED_FLAGS)
def test_a_sign_that_was_there_yesterday_still_keeps_the_plan_back(
    name: RedFlag, means: Means
) -> None:
    old = {**NO_FLAGS, name: Answered(yes=True, on=DAY - timedelta(days=1))}

    made = decided(means, red_flags=old, **PREGNANT)

    assert made.plan is None
    assert made.verdict.level in AT_ONCE


def test_the_gravest_of_several_signs_is_told(means: Means) -> None:
    verdict = gated(means, **yes("fever", "calf", "chest_breath_faint")).verdict

    assert verdict.level == "emergency"
    assert "112" in verdict.text
    assert [reason.id for reason in verdict.reasons] == ["E01", "U01", "C18"]


def test_a_sign_is_told_before_any_question_is_asked(means: Means) -> None:
    made = decided(means, goal=None, minutes=None, conditions=None, **yes("calf"))

    assert made.verdict.level == "stop"
    assert made.asks == ()


CASES: list[tuple[dict[str, Any], Action, str]] = [
    ({**operated("tka", 5), "cleared": None}, "clearance", "C01"),
    ({**operated("arthroscopy", 6), "cleared": Clearance(by="nobody")}, "clearance", "C01"),
    (operated("unknown", 10), "clearance", "C02"),
    (operated("aclr", 10, graft="unknown"), "clearance", "C02"),
    (operated("pcl", 11), "clearance", "C03"),
    (operated("meniscus_root", 11), "clearance", "C04"),
    (operated("meniscus_body", 5), "modify", "C05"),
    (operated("prox_hamstring", 11), "clearance", "C06"),
    (operated("quad_or_patellar_tendon", 8), "clearance", "C07"),
    (operated("aclr", 5, graft="hamstring"), "modify", "C08"),
    (operated("tha", 8), "modify", "C10"),
    (operated("bone", 20), "clearance", "C11"),
    ({"event": Event(kind="injury", injury="fracture", weeks=9)}, "clearance", "C11"),
    ({"conditions": ("heart_disease",), "active": False}, "clearance", "C12"),
    ({"conditions": ("metabolic_disease",), "active": False}, "clearance", "C12"),
    ({"conditions": ("kidney_disease",), "active": False}, "clearance", "C12"),
    ({"conditions": ("heart_disease",), "active": True}, "modify", "C13"),
    ({"conditions": ("heart_disease",), "told": ("heart_symptoms",)}, "clearance", "C14"),
    ({"conditions": ("new_or_worse_condition",)}, "clearance", "C15"),
    ({"conditions": ("supervised_only",)}, "clearance", "C15"),
    ({"age": "under_18"}, "clearance", "C20"),
    ({"age": "70_or_more", "active": False}, "clearance", "C20"),
    ({"pregnant": True, "pregnancy_weeks": 13}, "modify", "M01"),
    ({"pregnant": True, "pregnancy_weeks": 9, "told": ("lightheaded_on_back",)}, "modify", "M01"),
    ({"cap": Cap(degrees=70, by="physio")}, "modify", "M02"),
    ({"pain": Pain(now=2.5, on=DAY)}, "modify", "M05"),
    ({"pain": Pain(now=5, on=DAY)}, "modify", "M05"),
    ({"pain": Pain(now=6, on=DAY)}, "clearance", "M05H"),
    ({"event": Event(kind="injury", injury="hamstring_strain", weeks=2)}, "modify", "M06"),
    ({"steady": False}, "modify", "M07"),
    ({**operated("tka", 20), "alone": True}, "modify", "M07"),
    ({"floor": False}, "modify", "M08"),
    ({"conditions": ("back_hurts_in_bridge",)}, "modify", "M09"),
    ({"conditions": ("hamstring_cramp",)}, "modify", "M09"),
    ({"kit": ("none",)}, "modify", "M11"),
]


@pytest.mark.parametrize(("changes", "level", "rule"), CASES, ids=[rule for *_, rule in CASES])
def test_a_case_comes_to_the_level_of_its_rule(
    changes: dict[str, Any], level: Action, rule: str, means: Means
) -> None:
    made = decided(means, **changes)

    assert made.verdict.level == level
    assert rule in [reason.id for reason in made.verdict.reasons]
    assert (made.plan is None) == (level == "clearance")


@pytest.mark.parametrize("changes", [
    {},
    {"pain": Pain(now=2, on=DAY)},
    {"pregnant": True, "pregnancy_weeks": 12},
    {"age": "70_or_more", "active": True},
    {**operated("arthroscopy", 7), "cleared": None},
    operated("aclr", 13, graft="hamstring"),
    {"alone": True},
], ids=str)  # fmt: skip
def test_who_has_answered_everything_and_is_in_no_case_may_go(
    changes: dict[str, Any], means: Means
) -> None:
    made = decided(means, **changes)

    assert made.verdict.level == "none"
    assert made.plan is not None


@pytest.mark.parametrize("who", ["surgeon", "physio", "doctor"])
def test_clearance_lets_the_first_weeks_after_an_operation_begin(who: str, means: Means) -> None:
    made = decided(means, **{**operated("tka", 3), "cleared": {"by": who}})

    assert made.plan is not None


@pytest.mark.parametrize("changes", [
    {"age": "under_18"},
    {"conditions": ("heart_disease",), "active": False},
    {"conditions": ("supervised_only",)},
], ids=str)  # fmt: skip
def test_who_was_cleared_need_not_wait(changes: dict[str, Any], means: Means) -> None:
    made = decided(means, **changes, cleared=Clearance(by="doctor"))

    assert made.plan is not None


@pytest.mark.parametrize("changes", [
    operated("pcl", 8),
    operated("prox_hamstring", 8),
    operated("meniscus_root", 8),
    operated("quad_or_patellar_tendon", 7),
    operated("bone", 20),
    {**yes("calf"), "cleared": Clearance(by="doctor")},
    {"pain": Pain(now=8, on=DAY), "cleared": Clearance(by="doctor")},
], ids=str)  # fmt: skip
def test_clearance_does_not_lift_everything(changes: dict[str, Any], means: Means) -> None:
    assert decided(means, **changes).plan is None


def test_an_operation_of_an_unknown_week_is_taken_as_a_new_one(means: Means) -> None:
    event = Event(kind="surgery", procedures=("aclr",), graft="hamstring")

    opened = gated(means, event=event)

    assert {"C01", "C08"} <= set(opened.allowance.rules)


def test_what_has_to_be_asked_is_told_with_what_already_changes(means: Means) -> None:
    made = decided(means, floor=False, minutes=None)

    assert made.verdict.level == "modify"
    assert "questions have to be answered" in made.verdict.text


@each_case
def test_each_reason_is_sourced_or_called_our_inference(
    changes: dict[str, Any], means: Means
) -> None:
    verdict = gated(means, **changes).verdict

    assert all(reason.sources or reason.inference for reason in verdict.reasons)
    assert {key for one in verdict.reasons for key in one.sources} <= means.sources.keys()


def test_the_middle_of_each_age_band_is_on_its_side_of_the_rules() -> None:
    assert AGES["under_18"] < 18 <= AGES["18_to_54"] < 55 <= AGES["55_to_69"] <= 69
    assert AGES["70_or_more"] > 69


def test_a_date_counts_for_more_than_a_number_of_weeks() -> None:
    event = Event(kind="surgery", procedures=("tka",), on=DAY - timedelta(days=70), weeks=9)

    assert weeks_of(complete(event=event), today=DAY) == 10


def test_nobody_caps_a_knee_but_who_may() -> None:
    found = findings_of(complete(cap=Cap(degrees=80, by="nobody")), today=DAY)

    assert (found.cap_deg, found.cap_by) == (80, "")
