"""A profile: what is read, what is refused at the edge, and that nothing in it is guessed."""

from datetime import date

import pytest
from pydantic import ValidationError

from assistant.plans.profile import Event, Pain, Profile
from tests.plans.conftest import complete


def test_nothing_is_known_of_an_empty_profile() -> None:
    profile = Profile()

    assert profile.model_dump(exclude_none=True) == {"pain": {}, "told": (), "red_flags": {}}


def test_a_profile_goes_through_json_without_loss() -> None:
    profile = complete(event=Event(kind="surgery", procedures=("tka",), on=date(2026, 1, 5)))

    assert Profile.model_validate_json(profile.model_dump_json()) == profile


def test_a_profile_is_not_changed_later() -> None:
    profile = complete()

    with pytest.raises(ValidationError):
        profile.minutes = 5


@pytest.mark.parametrize(("told", "field"), [
    ({"pain": {"now": 14}}, ("pain", "now")),
    ({"pain": {"now": -1}}, ("pain", "now")),
    ({"kit": ["mat", "kettlebell"]}, ("kit", 1)),
    ({"minutes": 0}, ("minutes",)),
    ({"minutes": 241}, ("minutes",)),
    ({"minutes": "soon"}, ("minutes",)),
    ({"cap": {"degrees": 200}}, ("cap", "degrees")),
    ({"goal": "fame"}, ("goal",)),
    ({"age": "young"}, ("age",)),
    ({"pregnancy_weeks": -2}, ("pregnancy_weeks",)),
    ({"event": {"kind": "surgery", "procedures": ["nose"]}}, ("event", "procedures", 0)),
    ({"event": {"kind": "surgery", "weeks": -1}}, ("event", "weeks")),
    ({"red_flags": {"calf": {"yes": "perhaps"}}}, ("red_flags", "calf", "yes")),
    ({"red_flags": {"hair": {"yes": False}}}, ("red_flags", "hair", "[key]")),
    ({"told": ["no lexicon name"]}, ("told", 0)),
    ({"weight": 80}, ("weight",)),
])  # fmt: skip
def test_what_can_not_be_is_refused_under_its_field(
    told: dict[str, object], field: tuple[str | int, ...]
) -> None:
    with pytest.raises(ValidationError) as refused:
        Profile.model_validate(told)

    assert [error["loc"] for error in refused.value.errors()] == [field]


def test_the_pain_of_an_unknown_day_is_kept_as_unknown() -> None:
    assert Pain(now=3).on is None
