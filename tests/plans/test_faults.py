"""Profiles that can't be: each gets a sentence for the field that is wrong."""

from datetime import date, timedelta
from typing import Any

import pytest

from assistant.errors import InvalidProfile
from assistant.plans.faults import faults
from assistant.plans.means import Means
from assistant.plans.profile import Answered, Cap, Clearance, Event, Pain, Procedure, Profile
from tests.plans.conftest import DAY, NO_FLAGS, VARIED, complete, decided

TOMORROW = DAY + timedelta(days=1)
TKA: tuple[Procedure, ...] = ("tka",)

IMPOSSIBLE: list[tuple[dict[str, Any], str]] = [
    ({"minutes": 1}, "minutes"),
    ({"minutes": 4}, "minutes"),
    ({"kit": ("none", "mat")}, "kit"),
    ({"conditions": ("none", "heart_disease")}, "conditions"),
    ({"cap": Cap(degrees=10, by="surgeon")}, "cap"),
    ({"event": Event(kind="surgery", procedures=TKA, on=TOMORROW)}, "event.on"),
    ({"event": Event(kind="surgery", procedures=TKA, on=date(1901, 1, 1))}, "event.on"),
    ({"event": Event(kind="surgery", procedures=TKA, on=date(2026, 6, 1), weeks=20)},
     "event.weeks"),
    ({"event": Event(kind="none", weeks=3)}, "event.kind"),
    ({"event": Event(kind="none", injury="fracture")}, "event.kind"),
    ({"event": Event(kind="injury", procedures=TKA, weeks=8)}, "event.kind"),
    ({"event": Event(kind="surgery", procedures=TKA, graft="quad", weeks=8)}, "event.graft"),
    ({"pregnancy_weeks": 12}, "pregnancy_weeks"),
    ({"pregnant": True, "pregnancy_weeks": 44}, "pregnancy_weeks"),
    ({"pregnant": True, "pregnancy_weeks": 9, "age": "70_or_more"}, "pregnant"),
    ({"cleared": Clearance(by="surgeon", on=TOMORROW)}, "cleared.on"),
    ({"pain": Pain(now=0, on=TOMORROW)}, "pain.on"),
    ({"red_flags": {**NO_FLAGS, "calf": Answered(yes=False, on=TOMORROW)}}, "red_flags.calf.on"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "field"), IMPOSSIBLE, ids=[name for _, name in IMPOSSIBLE])
def test_what_can_not_be_gets_a_sentence_for_its_field(
    changes: dict[str, Any], field: str, means: Means
) -> None:
    with pytest.raises(InvalidProfile) as refused:
        decided(means, **changes)

    assert list(refused.value.fields) == [field]
    assert refused.value.fields[field].endswith(".")


def test_each_wrong_field_has_a_sentence_of_its_own() -> None:
    wrong = faults(complete(minutes=2, kit=("none", "bed"), pregnancy_weeks=9), today=DAY)

    assert set(wrong) == {"minutes", "kit", "pregnancy_weeks"}


@pytest.mark.parametrize(("changes", "field"), [
    ({"minutes": 999}, "minutes"),
    ({"event": Event(kind="surgery").model_copy(update={"weeks": 9000.0})}, "event.weeks"),
])  # fmt: skip
def test_what_was_said_in_a_conversation_is_looked_at_like_what_is_written(
    changes: dict[str, Any], field: str
) -> None:
    """It is not read at the edge, and what is kept of it has to be read again."""
    said = complete().model_copy(update=changes)

    assert list(faults(said, today=DAY)) == [field]


@pytest.mark.parametrize("changes", [
    *VARIED,
    {"event": Event(kind="surgery", procedures=TKA, on=date(2026, 6, 1), weeks=2.5)},
    {"event": Event(kind="surgery", procedures=TKA, on=DAY)},
    {"cap": Cap(degrees=20, by="surgeon")},
    {"minutes": 5},
], ids=str)  # fmt: skip
def test_a_possible_profile_has_none(changes: dict[str, Any]) -> None:
    assert faults(complete(**changes), today=DAY) == {}


def test_an_empty_profile_is_possible() -> None:
    assert faults(Profile(), today=DAY) == {}
