"""What the page's buttons say is what the assistant hears."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from assistant.answers.reply import Referral, Turn
from assistant.app import Assistant
from assistant.plans.hear import heard
from assistant.plans.intake import STEPS
from assistant.plans.profile import RED_FLAGS, Event, Profile
from assistant.plans.questions import QUESTIONS
from assistant.safety.extract import extract
from assistant.web.api import PAGE

SCRIPT = PAGE.read_text(encoding="utf-8")
TODAY = date(2026, 6, 15)
OPERATED = Profile(event=Event(kind="surgery"))
RECONSTRUCTED = Profile(event=Event(kind="surgery", procedures=("aclr",), weeks=30))


def constant(name: str) -> dict[str, Any]:
    found = re.search(rf"^const {name} = (\{{.*?^\}});$", SCRIPT, re.DOTALL | re.MULTILINE)
    assert found
    return dict(json.loads(found[1]))


WORDS, NUMBERS = constant("WORDS"), constant("NUMBERS")


def said() -> Iterator[tuple[str, str, str]]:
    """Question, choice and words of each button whose words are whole."""
    for name, choices in WORDS.items():
        for choice, (_, words) in choices.items():
            if not name.startswith("red_flags.") and not words.endswith(" "):
                yield name, choice, words


def hear(name: str, message: str) -> Profile:
    """What is known after `message`, said to all questions that are asked together with one."""
    step = next(step for step in STEPS if name in step)
    before, asked = Profile(), list(step)
    if name in ("event.on", "event.procedures"):
        before, asked = OPERATED, ["event.on", "event.procedures"]
    if name == "event.graft":
        before, asked = RECONSTRUCTED, [name]
    if name == "pregnancy_weeks":
        before = Profile(pregnant=True)
    return heard(before, message, extract(message, today=TODAY), asked=asked, today=TODAY)


def value(profile: Profile, name: str) -> object:
    """By the name of a question, what the profile holds, as a choice is called."""
    told: Any = profile
    for part in name.split("."):
        told = getattr(told, part)
    match told:
        case Event(kind=kind):
            return kind
        case (one,):
            return one
        case bool():
            return "yes" if told else "no"
        case _:
            return told


@pytest.mark.parametrize(("name", "choice", "words"), [*said()])
def test_each_choice_is_heard_as_what_it_is(name: str, choice: str, words: str) -> None:
    assert value(hear(name, words), name) == choice


@pytest.mark.parametrize(
    ("name", "number", "is_heard"),
    [
        *(("minutes", n, n) for n in NUMBERS["minutes"]["offer"]),
        *(("pain.now", n, n) for n in NUMBERS["pain.now"]["offer"]),
        ("age", 12, "under_18"),
        ("age", 35, "18_to_54"),
        ("age", 69, "55_to_69"),
        ("age", 70, "70_or_more"),
        ("pregnancy_weeks", 20, 20),
    ],
)
def test_each_number_is_heard_as_what_it_is(name: str, number: int, is_heard: object) -> None:
    words = NUMBERS[name]["say"].replace("#", str(number))

    assert value(hear(name, words), name) == is_heard


@pytest.mark.parametrize(
    ("name", "message", "told"),
    [
        ("goal", "For mobility. 15 minutes. I have a mat, a chair and a resistance band.",
         {"goal": "mobility", "minutes": 15, "kit": ("mat", "chair", "band")}),
        ("goal", "No kit. For strength. 20 minutes.",
         {"goal": "strength", "minutes": 20, "kit": ("none",)}),
        ("event.on", "30 weeks ago. ACL reconstruction.",
         {"event": Event(kind="surgery", procedures=("aclr",), weeks=30)}),
        ("pregnant", "I am not pregnant. No such condition.",
         {"pregnant": False, "conditions": ("none",)}),
        ("pregnant", "No such condition. I am pregnant.",
         {"pregnant": True, "conditions": ("none",)}),
        ("pregnant", "I am not pregnant. I have heart disease, kidney disease and metabolic "
         "disease.", {"pregnant": False, "conditions":
         ("heart_disease", "metabolic_disease", "kidney_disease")}),
    ],
)  # fmt: skip
def test_several_answers_are_heard_in_one_message(
    name: str, message: str, told: dict[str, object]
) -> None:
    profile = hear(name, message)

    assert {field: getattr(profile, field) for field in told} == told


def test_each_sign_that_is_chosen_is_referred(small: Assistant) -> None:
    history: list[Turn] = []
    for message in ("make me a 15 minute session, I have a bed, for mobility", "no"):
        history.append(small.ask(message, history))

    replies = {
        name: small.ask(WORDS[f"red_flags.{name}"]["yes"][1], history).reply for name in RED_FLAGS
    }

    assert {name for name, reply in replies.items() if not isinstance(reply, Referral)} == set()


def harmless() -> Iterator[str]:
    """The words of buttons that give nobody a reason to be held back."""
    for name in ("goal", "kit"):
        yield from (words for _, words in WORDS[name].values())
    for name, numbers in {"minutes": NUMBERS["minutes"]["offer"], "pain.now": range(6)}.items():
        yield from (NUMBERS[name]["say"].replace("#", str(n)) for n in numbers)
    yield from ("I am 35 years old.", "I am not pregnant. No such condition.", "Yes.", "No.")


def test_no_choice_is_taken_for_a_sign_by_likeness(shipped: Assistant) -> None:
    opening = ["Make me a 15 minute session", "For knee rehab. I have a bed.", "No.", "No."]

    raised = {
        words: [flag.rule for flag in shipped.ground.screen([*opening, words]).noticed]
        for words in harmless()
    }

    assert {words: rules for words, rules in raised.items() if rules} == {}


def test_every_question_that_has_choices_or_a_number_has_its_words() -> None:
    yes_no = {name for name, one in QUESTIONS.items() if one.choices == ("yes", "no")}
    chosen = {name: {*one.choices} for name, one in QUESTIONS.items() if one.choices}

    assert {*QUESTIONS} == {*WORDS, *NUMBERS} | yes_no
    assert all({*WORDS[name]} == chosen[name] for name in {*WORDS} - yes_no)
    assert {f"red_flags.{name}" for name in RED_FLAGS} <= {*WORDS}
