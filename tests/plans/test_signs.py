"""Answers to the questions about signs: a "no" to all, to some, and which of them it is."""

import pytest

from assistant.plans.profile import RED_FLAGS, RedFlag
from assistant.plans.signs import NAMES, signs
from assistant.plans.yes_no import plain
from tests.plans.conftest import DAY

ASKED = tuple(name for name in RED_FLAGS if name != "pregnancy_warning")


def yes_of(text: str, asked: tuple[RedFlag, ...] = ASKED) -> set[RedFlag]:
    return {name for name, one in signs(plain(text), asked, today=DAY).items() if one.yes}


@pytest.mark.parametrize("text", ["no", "No to all", "none of these", "nope, nothing", "never"])
def test_a_no_denies_all_that_was_asked_for_today(text: str) -> None:
    answers = signs(plain(text), ASKED, today=DAY)

    assert set(answers) == set(ASKED)
    assert {(one.yes, one.on) for one in answers.values()} == {(False, DAY)}


def test_a_no_that_names_signs_denies_only_those() -> None:
    answers = signs("no chest pain, no calf pain, no fever", ASKED, today=DAY)

    assert set(answers) == {"chest_breath_faint", "calf", "fever"}
    assert not any(one.yes for one in answers.values())


@pytest.mark.parametrize(("text", "named"), [
    ("calf", "calf"),
    ("yes, the calf", "calf"),
    ("The calf one", "calf"),
    ("chest pain", "chest_breath_faint"),
    ("fever", "fever"),
    ("I feel ill", "fever"),
    ("it is hot", "hot_knee"),
    ("it gives way sometimes", "locks_or_gives_way"),
    ("numbness", "numbness"),
    ("a twist last week", "new_injury"),
    ("the second one", "calf"),
    ("no, but my calf is sore", "calf"),
    ("none except numbness", "numbness"),
    ("No - only my knee gives way", "locks_or_gives_way"),
])  # fmt: skip
def test_who_names_a_sign_has_it(text: str, named: RedFlag) -> None:
    assert yes_of(text) == {named}


def test_a_place_is_one_of_what_was_asked() -> None:
    assert yes_of("the first", ("numbness", "new_injury")) == {"numbness"}


@pytest.mark.parametrize("text", [
    "yes", "no idea", "I'm not sure", "I don't know", "maybe", "no, but wait",
    "what does the calf muscle do?", "my calf is fine", "no doubt",
    "what happens to the muscle in the calf while I do that and then rest",
])  # fmt: skip
def test_what_is_less_plain_answers_nothing(text: str) -> None:
    assert signs(plain(text), ASKED, today=DAY) == {}


def test_each_sign_has_its_names() -> None:
    assert set(NAMES) == set(RED_FLAGS)
