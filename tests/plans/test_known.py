"""The findings of a conversation in the words of a profile."""

from datetime import timedelta
from typing import Any

import pytest

from assistant.plans.known import CONDITIONS, band_of, known, reconciled
from assistant.plans.profile import (
    AgeBand,
    Cap,
    Clearance,
    Event,
    Flexion,
    Pain,
    Profile,
)
from assistant.safety.finding import NO_FINDINGS, Findings
from assistant.safety.lexicon import lexicon
from tests.plans.conftest import DAY, complete

ACL = Event(kind="surgery", procedures=("aclr",), graft="patellar", weeks=21.0)


def test_findings_of_nothing_tell_nothing() -> None:
    assert known(NO_FINDINGS, Profile(), today=DAY) == {}


@pytest.mark.parametrize(("said", "told"), [
    (Findings(kit=("mat", "towel")), {"kit": ("mat", "towel")}),
    (Findings(kit=("sock",)), {}),
    (Findings(pain=3), {"pain": Pain(now=3, on=DAY)}),
    (Findings(pain_usual=2), {"pain": Pain(usual=2)}),
    (Findings(cap_deg=70, cap_by="surgeon"), {"cap": Cap(degrees=70, by="surgeon")}),
    (Findings(cap_deg=70), {"cap": Cap(degrees=70, by="nobody")}),
    (Findings(flexion_deg=95), {"flexion": Flexion(degrees=95)}),
    (Findings(age=62), {"age": "55_to_69"}),
    (Findings(side="left"), {"side": "left"}),
    (
        Findings(pregnant=True, pregnancy_weeks=16, circumstances=("pregnancy",)),
        {"pregnant": True, "pregnancy_weeks": 16},
    ),
    (Findings(cleared=True), {"cleared": Clearance(by="doctor", text="as told")}),
    (Findings(circumstances=("heart_disease",)), {"conditions": ("heart_disease",)}),
    (Findings(circumstances=("inactive",)), {"active": False}),
    (Findings(circumstances=("active",)), {"active": True}),
    (Findings(circumstances=("poor_balance",)), {"steady": False}),
    (Findings(circumstances=("alone",)), {"alone": True}),
    (Findings(circumstances=("no_floor",)), {"floor": False}),
    (Findings(circumstances=("no_anchor",)), {"anchor": False}),
    (Findings(circumstances=("worn_band",)), {"told": ("worn_band",)}),
    (
        Findings(procedures=("aclr",), graft="patellar", weeks=21.04),
        {"event": ACL},
    ),
    (
        Findings(circumstances=("hamstring_strain",), weeks=3),
        {"event": Event(kind="injury", injury="hamstring_strain", weeks=3)},
    ),
    (
        Findings(procedures=("tka",), weeks=1, circumstances=("stitches_in",)),
        {"event": Event(kind="surgery", procedures=("tka",), weeks=1, stitches=True)},
    ),
], ids=str)  # fmt: skip
def test_each_finding_has_its_field(said: Findings, told: dict[str, Any]) -> None:
    assert known(said, Profile(), today=DAY) == told


def test_each_circumstance_of_the_lexicon_can_be_told() -> None:
    for name in lexicon()["circumstances"]:
        told = known(Findings(circumstances=(name,)), Profile(), today=DAY)

        assert Profile.model_validate(told) is not None


def test_kit_adds_up_and_takes_the_place_of_none() -> None:
    one = known(Findings(kit=("towel",)), complete(kit=("mat",)), today=DAY)
    two = known(Findings(kit=("towel",)), complete(kit=("none",)), today=DAY)

    assert (one["kit"], two["kit"]) == (("mat", "towel"), ("towel",))


def test_a_later_word_keeps_what_was_said_before() -> None:
    profile = complete(pain=Pain(now=3, usual=2, kind="dull", on=DAY - timedelta(days=1)))

    told = known(Findings(pain=1), profile, today=DAY)

    assert told["pain"] == Pain(now=1, usual=2, kind="dull", on=DAY)


def test_operations_add_up() -> None:
    """So that the stricter limits of the two hold."""
    told = known(Findings(procedures=("meniscus_body",)), complete(event=ACL), today=DAY)

    assert told["event"].procedures == ("aclr", "meniscus_body")


def test_an_operation_that_is_corrected_takes_the_place_of_the_other() -> None:
    told = known(Findings(procedures=("pcl",)), complete(event=ACL), today=DAY, corrects=True)

    assert told["event"].procedures == ("pcl",)


def test_an_operation_that_is_not_named_is_still_to_be_asked() -> None:
    told = known(Findings(procedures=("unknown",), weeks=8), Profile(), today=DAY)

    assert told["event"] == Event(kind="surgery", weeks=8)


def test_each_condition_is_one_that_a_profile_knows() -> None:
    for condition in CONDITIONS.values():
        assert complete(conditions=(condition,)).conditions == (condition,)


@pytest.mark.parametrize(("age", "band"), [
    (17, "under_18"), (18, "18_to_54"), (54.9, "18_to_54"), (55, "55_to_69"), (69, "55_to_69"),
    (70, "70_or_more"), (99, "70_or_more"),
])  # fmt: skip
def test_band_of(age: float, band: AgeBand) -> None:
    assert band_of(age) == band


@pytest.mark.parametrize(("profile", "said", "field", "value"), [
    (complete(), Findings(procedures=("aclr",), graft="patellar", weeks=21), "event", ACL),
    (
        complete(), Findings(circumstances=("kidney_disease",)), "conditions", ("kidney_disease",)
    ),
    (complete(), Findings(pregnant=True), "pregnant", True),
    (complete(), Findings(cap_deg=50), "cap", Cap(degrees=50)),
    (complete(cap=Cap(degrees=40)), Findings(cap_deg=50), "cap", Cap(degrees=40)),
], ids=str)  # fmt: skip
def test_what_was_told_is_not_taken_back_by_a_bare_no(
    profile: Profile, said: Findings, field: str, value: object
) -> None:
    assert getattr(reconciled(profile, said, today=DAY), field) == value


def test_pain_that_was_told_on_another_day_is_not_taken_for_todays() -> None:
    asked_again = complete(pain=Pain())

    assert reconciled(asked_again, Findings(pain=1), today=DAY).pain == Pain()
