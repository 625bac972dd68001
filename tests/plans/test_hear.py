"""What people say to what was asked, in many words, several answers at once."""

from collections.abc import Collection
from typing import Any

import pytest

from assistant.plans.hear import heard, is_bare, leaves, wants_plan
from assistant.plans.profile import RED_FLAGS, Cap, Event, Pain, Profile
from assistant.safety.extract import extract
from tests.plans.conftest import DAY, complete

WISHES = ("goal", "minutes", "kit")
OPERATED = Event(kind="surgery", procedures=("aclr",), weeks=8)


def told(message: str, asked: Collection[str], profile: Profile | None = None) -> dict[str, Any]:
    """What a message adds to a profile, by the real reading of the message."""
    before = profile or Profile()
    now = heard(before, message, extract(message, today=DAY), asked=asked, today=DAY)
    return {name: value for name, value in now if value != getattr(before, name)}


@pytest.mark.parametrize("message", [
    "make me a 15 minute session, I have a towel",
    "Make me a plan",
    "please build me a knee rehab session",
    "I want a 20 minute plan",
    "I'd like a session",
    "can you give me a short programme?",
    "I need a routine",
    "session please",
    "a 10 minute session",
    "plan my session",
])  # fmt: skip
def test_a_wish_for_a_session_is_heard(message: str) -> None:
    assert wants_plan(message)


@pytest.mark.parametrize("message", [
    "How do I fit it into my routine?",
    "where does it go in my workout?",
    "Can I do it before a workout?",
    "what is a training plan?",
    "how often should I do a session?",
    "Why do they do a warm-up?",
    "does my groin get a workout",
    "is it part of my session?",
    "I did the heel drag today",
    "make me a gym plan",
])  # fmt: skip
def test_a_question_about_the_exercise_is_no_wish_for_a_session(message: str) -> None:
    assert not wants_plan(message)


@pytest.mark.parametrize("message", [
    "cancel", "Cancel that please", "never mind", "nevermind", "forget it", "stop", "please stop",
    "let's stop here", "no plan", "I don't want a session",
])  # fmt: skip
def test_who_wants_to_leave_may(message: str) -> None:
    assert leaves(message)


@pytest.mark.parametrize("message", [
    "I forget", "I was told to stop running", "it started when I stopped", "no", "20 minutes",
    "the pain won't stop",
])  # fmt: skip
def test_an_answer_is_not_taken_for_leaving(message: str) -> None:
    assert not leaves(message)


@pytest.mark.parametrize(("message", "bare"), [
    ("3", True), ("no", True), ("yes", True), ("nope", True), ("about 20", True),
    ("no idea what you mean", False), ("how many sets?", False), ("the calf", False),
])  # fmt: skip
def test_a_bare_answer_is_no_question(message: str, bare: bool) -> None:
    assert is_bare(message) == bare


@pytest.mark.parametrize(("message", "expected"), [
    ("make me a 15 minute session, I have a towel", {"minutes": 15, "kit": ("towel",)}),
    ("rehab, 20 minutes, mat and a chair",
     {"goal": "knee_rehab", "minutes": 20, "kit": ("mat", "chair")}),
    ("I want to get stronger, half an hour, I've got nothing",
     {"goal": "strength", "minutes": 30, "kit": ("none",)}),
    ("ten minutes to loosen up, with a bed and a strap",
     {"goal": "mobility", "minutes": 10, "kit": ("bed", "towel")}),
    ("quarter of an hour, no equipment, to cool down",
     {"goal": "cool_down", "minutes": 15, "kit": ("none",)}),
    ("about 25 min, warm up before squats, just a towel",
     {"goal": "activation", "minutes": 25, "kit": ("towel",)}),
    ("I have a yoga mat, no towel", {"kit": ("mat",)}),
    ("I'm a beginner, 20", {"experience": "beginner"}),
    ("15", {"minutes": 15}),
    ("none", {"kit": ("none",)}),
])  # fmt: skip
def test_wishes_are_heard_together(message: str, expected: dict[str, Any]) -> None:
    assert told(message, WISHES) == expected


def surgery(*procedures: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"event": Event.model_validate({"kind": "surgery", "procedures": procedures, **more})}


@pytest.mark.parametrize(("message", "expected"), [
    ("no", {"event": Event(kind="none")}),
    ("None", {"event": Event(kind="none")}),
    ("never had anything", {"event": Event(kind="none")}),
    ("ACL reconstruction with a hamstring graft 8 weeks ago, right knee",
     {"side": "right", **surgery("aclr", graft="hamstring", weeks=8)}),
    ("acl, patellar graft, 5 months ago", surgery("aclr", graft="patellar", weeks=21.7)),
    ("total knee replacement on 2 March", surgery("tka", weeks=15)),
    ("yes, meniscus repair last month", surgery("meniscus_body", weeks=4.3)),
    ("knee replacement, 8 weeks", surgery("tka", weeks=8)),
    ("I had an operation 8 weeks ago", surgery(weeks=8)),
    ("I tore my hamstring three weeks ago",
     {"event": Event(kind="injury", injury="hamstring_strain", weeks=3)}),
    ("I sprained my knee two months ago",
     {"event": Event(kind="injury", injury="knee_injury", weeks=8.7)}),
    ("I don't know", {}),
    ("no idea", {}),
    ("yes", {}),
    ("I've never been injured", {}),
])  # fmt: skip
def test_what_happened_and_when(message: str, expected: dict[str, Any]) -> None:
    assert told(message, ("event",)) == expected


@pytest.mark.parametrize(("message", "weeks"), [
    ("6 weeks", 6), ("six weeks ago", 6), ("8", 8), ("3 months", 13), ("2026-05-01", 6.4),
    ("on 1 May", 6.4), ("ten days ago", 1.4),
])  # fmt: skip
def test_when_it_was(message: str, weeks: float) -> None:
    before = complete(event=Event(kind="surgery", procedures=("tka",)))

    assert told(message, ("event.on",), before) == surgery("tka", weeks=weeks)


@pytest.mark.parametrize(("message", "graft"), [
    ("hamstring", "hamstring"), ("from my hamstrings", "hamstring"),
    ("patellar tendon", "patellar"), ("the kneecap tendon", "patellar"), ("quad", "quad"),
    ("a donor", "allograft"), ("allograft", "allograft"), ("unknown", "unknown"),
    ("I don't know", "unknown"), ("no idea", "unknown"),
])  # fmt: skip
def test_which_graft_it_was(message: str, graft: str) -> None:
    """And the tendon of a graft is no second operation."""
    assert told(message, ("event.graft",), complete(event=OPERATED)) == surgery(
        "aclr", weeks=8, graft=graft
    )


@pytest.mark.parametrize(("message", "procedures"), [
    ("ACL", ("aclr",)), ("a new knee", ("tka",)), ("knee replacement", ("tka",)),
    ("don't know", ("unknown",)), ("no clue", ("unknown",)),
])  # fmt: skip
def test_which_operation_it_was(message: str, procedures: tuple[str, ...]) -> None:
    before = complete(event=Event(kind="surgery", weeks=20))

    assert told(message, ("event.procedures",), before) == surgery(*procedures, weeks=20)


@pytest.mark.parametrize("message", ["no", "none of these", "No to all", "nothing like that"])
def test_a_no_to_the_safety_list_is_one_to_all_of_it_today(message: str) -> None:
    asked = [f"red_flags.{name}" for name in RED_FLAGS]

    answers = told(message, asked)["red_flags"]

    assert set(answers) == set(RED_FLAGS)
    assert {(one.yes, one.on) for one in answers.values()} == {(False, DAY)}


@pytest.mark.parametrize("message", [
    "yes", "no idea", "I don't know", "I'm not sure", "maybe", "I am not well",
])  # fmt: skip
def test_nothing_less_plain_than_a_no_answers_the_safety_list(message: str) -> None:
    assert told(message, [f"red_flags.{name}" for name in RED_FLAGS]) == {}


@pytest.mark.parametrize(("message", "pain"), [
    ("3", 3), ("3/10", 3), ("three", 3), ("about a 4", 4), ("it's a 7", 7), ("a bit, maybe 2", 2),
    ("2-3", 3), ("6 out of 10", 6), ("no pain", 0), ("none", 0), ("not at all", 0), ("zero", 0),
    ("2.5", 2.5),
])  # fmt: skip
def test_pain_is_heard_as_todays_and_of_a_range_the_worse(message: str, pain: float) -> None:
    assert told(message, ("pain.now",)) == {"pain": Pain(now=pain, on=DAY)}


@pytest.mark.parametrize("message", ["14", "11/10", "a lot of it", "I don't know"])
def test_pain_that_can_not_be_is_not_heard(message: str) -> None:
    heard_pain = told(message, ("pain.now",)).get("pain", Pain())

    assert heard_pain.now is None or heard_pain.now <= 10


@pytest.mark.parametrize(("message", "band"), [
    ("45", "18_to_54"), ("I'm 45", "18_to_54"), ("forty-five", "18_to_54"), ("16", "under_18"),
    ("I am sixty two", "55_to_69"), ("71", "70_or_more"), ("born in 1980", "18_to_54"),
])  # fmt: skip
def test_age(message: str, band: str) -> None:
    assert told(message, ("age",)) == {"age": band}


@pytest.mark.parametrize(("message", "expected"), [
    ("no", {"pregnant": False, "conditions": ("none",)}),
    ("neither", {"pregnant": False, "conditions": ("none",)}),
    ("no to both", {"pregnant": False, "conditions": ("none",)}),
    ("not pregnant, no diseases", {"pregnant": False, "conditions": ("none",)}),
    ("I'm pregnant, 16 weeks", {"pregnant": True, "pregnancy_weeks": 16}),
    ("I have a heart condition and type 2 diabetes",
     {"conditions": ("heart_disease", "metabolic_disease")}),
    ("no, but I have diabetes", {"conditions": ("metabolic_disease",)}),
    ("not sure", {}),
])  # fmt: skip
def test_pregnancy_and_conditions_are_heard_together(
    message: str, expected: dict[str, Any]
) -> None:
    assert told(message, ("pregnant", "conditions")) == expected


@pytest.mark.parametrize(("message", "weeks"), [
    ("16", 16), ("16 weeks", 16), ("sixteen weeks", 16), ("the 20th week", 20), ("4 months", 17.4),
])  # fmt: skip
def test_weeks_of_a_pregnancy(message: str, weeks: float) -> None:
    profile = complete(pregnant=True)

    assert told(message, ("pregnancy_weeks",), profile)["pregnancy_weeks"] == weeks


@pytest.mark.parametrize(("asked", "message", "value"), [
    ("floor", "yes", True), ("floor", "no", False), ("floor", "I can't", False),
    ("floor", "no problem", True), ("floor", "yes, but not up again", None),
    ("floor", "with difficulty", None), ("active", "yep", True), ("active", "not really", False),
    ("active", "I sit all day", False), ("active", "I walk every day", True),
])  # fmt: skip
def test_yes_and_no_answer_the_one_question_that_was_asked(
    asked: str, message: str, value: bool | None
) -> None:
    assert told(message, (asked,)) == ({} if value is None else {asked: value})


def test_a_yes_to_two_questions_answers_neither() -> None:
    assert told("yes", ("pregnant", "conditions")) == {}


def test_a_number_is_not_guessed_to_be_the_answer_to_one_of_two_questions() -> None:
    assert told("20", ("minutes", "age")) == {}


def test_minutes_of_a_walk_do_not_change_the_time_of_the_session() -> None:
    profile = complete(active=None)

    assert told("I walk 45 minutes every day", ("active",), profile) == {"active": True}


def test_a_new_wish_takes_the_place_of_the_one_before() -> None:
    changed = told("make me a 10 minute strength session", (), complete())

    assert changed == {"goal": "strength", "minutes": 10}


def test_what_is_said_beside_the_question_is_kept() -> None:
    changed = told("no, and my surgeon said no more than 70 degrees", ("pain.now",))

    assert changed["cap"] == Cap(degrees=70, by="surgeon")
