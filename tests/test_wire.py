"""Turns to what goes over the wire and to what a terminal shows."""

import json
from dataclasses import replace
from datetime import date
from typing import get_type_hints

import pytest

from assistant.answers.reply import (
    Abstention,
    Answer,
    Citation,
    Considered,
    Intake,
    Notice,
    Referral,
    Reply,
    Sentence,
    Session,
    Trace,
    Turn,
)
from assistant.app import Assistant
from assistant.plans.build import build
from assistant.plans.plan import Asked, Plan
from assistant.plans.profile import Profile
from assistant.plans.summary import summary
from assistant.safety.rule import Flag, Verdict
from assistant.wire import WireReply, to_text, to_wire

FIRST = Citation(1, "squat", "Squat", "Steps › Start", "Stand up.", 10, 19, "ab")
SECOND = Citation(2, "squat", "Squat", "Steps › End", "Sit down.", 20, 29, "cd")
ANSWER = Answer(
    "No. Stand up. Sit down.\nThe article does not say how often.",
    (Sentence("No.", (1,)), Sentence("Stand up.", (1,)), Sentence("Sit down.", (2,))),
    (FIRST, SECOND),
    ("stand",),
)
ABSTENTION = Abstention("not_in_corpus", "The article does not say.", (FIRST,))
NOTICE = Notice("greeting", "Hello.")
REFERRAL = Referral("Stop and be seen today.", "stop", "U01")
ASKS = (
    Asked(id="minutes", question="How many minutes do you have?"),
    Asked(id="floor", question="Can you get down to the floor?", choices=("yes", "no")),
)
INTAKE = Intake("A few questions.", ASKS, Profile(goal="mobility"))
TRACE = Trace("do I?", "squat", (Considered("fact", "stand", 0.9, 3.0, -0.1, "stand?"),), 0.5, "so")


def turn(reply: Reply) -> Turn:
    return Turn("Do I?", "do I?", reply, "squat", trace=TRACE)


@pytest.fixture
def session(small: Assistant, told: dict[str, object]) -> Session:
    profile = Profile.model_validate(told)
    plan = build(profile, today=date(2026, 6, 15), means=small.means).plan
    assert plan is not None
    return Session(summary(plan), plan, profile)


@pytest.mark.parametrize(
    "reply",
    [ANSWER, ABSTENTION, NOTICE, REFERRAL, INTAKE],
    ids=lambda one: type(one).__name__,
)
def test_every_reply_has_every_field_and_is_json(reply: Reply) -> None:
    wire = to_wire(turn(reply))

    assert wire.keys() == get_type_hints(WireReply).keys() - {"explain"}
    assert json.loads(json.dumps(wire)) == wire
    assert wire["text"] == reply.text


def test_an_answer_carries_its_sentences_and_citations() -> None:
    wire = to_wire(turn(ANSWER))

    assert wire["kind"] == "answer"
    assert wire["reason"] is None
    assert wire["writer"] == "quote"
    assert wire["sentences"] == [
        {"text": "No.", "citations": [1]},
        {"text": "Stand up.", "citations": [1]},
        {"text": "Sit down.", "citations": [2]},
    ]
    assert wire["citations"][1] == {
        "n": 2,
        "article": "squat",
        "title": "Squat",
        "section": "Steps › End",
        "quote": "Sit down.",
        "start": 20,
        "end": 29,
        "sha256": "cd",
    }


def test_an_abstention_carries_its_reason_and_the_nearest_passage() -> None:
    wire = to_wire(turn(ABSTENTION))

    assert (wire["kind"], wire["reason"]) == ("abstention", "not_in_corpus")
    assert [one["quote"] for one in wire["citations"]] == ["Stand up."]
    assert wire["sentences"] == []


def test_a_notice_carries_its_text_alone() -> None:
    wire = to_wire(turn(NOTICE))

    assert (wire["kind"], wire["reason"]) == ("notice", None)
    assert wire["citations"] == []


def test_an_intake_carries_its_questions_and_not_what_was_told() -> None:
    wire = to_wire(turn(INTAKE))

    assert wire["kind"] == "intake"
    assert wire["asks"] == [
        {"id": "minutes", "question": "How many minutes do you have?"},
        {"id": "floor", "question": "Can you get down to the floor?", "choices": ["yes", "no"]},
    ]
    assert "mobility" not in json.dumps(wire)
    assert to_text(turn(INTAKE)) == "A few questions."


def test_a_session_carries_its_plan_without_loss_and_not_the_profile(session: Session) -> None:
    wire = to_wire(turn(session))

    assert wire.keys() == get_type_hints(WireReply).keys() - {"explain"}
    assert (wire["kind"], wire["text"]) == ("plan", session.text)
    assert Plan.model_validate_json(json.dumps(wire["plan"])) == session.plan
    assert "red_flags" not in json.dumps(wire)
    assert to_text(turn(session)) == session.text


def test_a_session_says_its_stop_signs_first_and_each_exercise_in_a_line(session: Session) -> None:
    text = to_text(turn(session))

    items = [item for block in session.plan.blocks for item in block.items]
    signs = [f"\n- {sign.text}\n" for sign in session.plan.stop_signs]
    doses = [f"\n- {item.name}: " for item in items]
    places = [text.index(line) for line in (*signs, *doses)]
    assert places == sorted(places)


def test_a_referral_carries_how_far_to_go_and_what_was_said() -> None:
    told = Verdict("stop", (Flag("U01", "possible blood clot", "my calf is swollen"),))
    wire = to_wire(replace(turn(REFERRAL), verdict=told))

    assert (wire["kind"], wire["action"]) == ("referral", "stop")
    assert wire["flags"] == [
        {"rule": "U01", "label": "possible blood clot", "said": "my calf is swollen"}
    ]


def test_what_was_searched_is_told_only_when_it_is_asked_for() -> None:
    explained = to_wire(turn(ANSWER), explain=True)

    assert "explain" not in to_wire(turn(ANSWER))
    assert explained["explain"]["considered"][0]["name"] == "stand"
    assert explained["explain"]["why"] == "so"
    json.dumps(explained)


def test_a_terminal_shows_a_number_behind_each_sentence_and_the_sources() -> None:
    assert to_text(turn(ANSWER)).split("\n") == [
        "No. Stand up. [1] Sit down. [2]",
        "The article does not say how often.",
        "",
        "Sources",
        "  [1] Squat › Steps › Start: Stand up.",
        "  [2] Squat › Steps › End: Sit down.",
    ]


def test_a_sentence_of_the_article_may_read_like_an_opening() -> None:
    said = Citation(1, "squat", "Squat", "FAQ", "Yes.", 0, 4, "ab")
    answer = Answer(
        "Yes. Sit down.", (Sentence("Yes.", (1,)), Sentence("Sit down.", (2,))), (said, SECOND)
    )

    assert to_text(turn(answer)).startswith("Yes. [1] Sit down. [2]\n")


def test_a_sentence_inside_another_is_marked_in_its_own_place() -> None:
    long = Citation(1, "squat", "Squat", "S", "Never sit down. So sit down.", 0, 28, "ab")
    answer = Answer(
        "Never sit down. So sit down. sit down.",
        (Sentence(long.quote, (1,)), Sentence("sit down.", (2,))),
        (long, SECOND),
    )

    assert to_text(turn(answer)).startswith("Never sit down. So sit down. [1] sit down. [2]\n")


def test_a_list_is_marked_line_by_line() -> None:
    answer = Answer(
        "No.\n- Stand up.\n- Sit down.",
        (Sentence("No.", (1,)), Sentence("Stand up.", (1,)), Sentence("Sit down.", (2,))),
        (FIRST, SECOND),
    )

    assert to_text(turn(answer)).startswith("No.\n- Stand up. [1]\n- Sit down. [2]\n")


def test_a_terminal_shows_an_abstention_with_its_source_and_a_notice_alone() -> None:
    assert to_text(turn(ABSTENTION)).startswith("The article does not say.\n\nSources\n  [1] Squat")
    assert to_text(turn(Abstention("unclear", "What?"))) == "What?"
    assert to_text(turn(NOTICE)) == "Hello."


def test_a_real_answer_goes_over_the_wire_as_it_stands_in_the_article(small: Assistant) -> None:
    wire = to_wire(small.ask("how do I hold the weight?"), explain=True)

    assert wire["kind"] == "answer"
    text = small.library.shelf("goblet-squat").article.text
    assert all(text[one["start"] : one["end"]] == one["quote"] for one in wire["citations"])
    assert wire["explain"]["article"] == "goblet-squat"
