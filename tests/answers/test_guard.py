"""Safety before answers: what a flag lets through, and what is said instead."""

from dataclasses import replace

import pytest

from assistant.answers.reply import Abstention, Answer, Notice, Referral, Turn
from assistant.app import Assistant
from assistant.safety.notice import ASKED, Likely
from assistant.safety.screen import screener


def told(assistant: Assistant, *messages: str) -> Turn:
    turns: list[Turn] = []
    for message in messages:
        turns.append(assistant.ask(message, turns))
    return turns[-1]


def test_a_red_flag_is_referred_and_not_answered(small: Assistant) -> None:
    turn = told(small, "I get chest pain. How many reps of the goblet squat?")

    assert isinstance(turn.reply, Referral)
    assert "112" in turn.reply.text
    assert "repetitions" not in turn.reply.text
    assert turn.verdict.action == "emergency"


def test_a_flag_from_before_blocks_instructions(small: Assistant) -> None:
    turn = told(small, "my calf is swollen and hot", "how many reps of the goblet squat?")

    assert isinstance(turn.reply, Referral)
    assert turn.verdict.flags


def test_a_flag_from_before_lets_thanks_and_silences_through(small: Assistant) -> None:
    assert isinstance(told(small, "my calf is swollen and hot", "thanks").reply, Notice)
    assert isinstance(
        told(small, "my calf is swollen and hot", "how long do I rest between sets?").reply,
        Abstention,
    )


def test_a_reported_review_lets_answers_through_again(small: Assistant) -> None:
    turn = told(
        small, "my calf is swollen and hot", "my GP ruled out a clot", "how many reps, goblet squat"
    )

    assert isinstance(turn.reply, Answer)
    assert turn.verdict.action == "none"


def test_the_articles_own_stop_sign_is_quoted_for_sharp_pain(shipped: Assistant) -> None:
    turn = told(shipped, "I feel sharp pain when I bend it, do I stop?")

    assert {flag.rule for flag in turn.verdict.flags} == {"U11"}
    assert isinstance(turn.reply, Answer | Referral)
    assert "stop" in turn.reply.text.lower()


@pytest.mark.parametrize("message", ["how many reps?", "where does the weight go"])
def test_an_ordinary_question_is_answered_as_ever(message: str, small: Assistant) -> None:
    turn = told(small, message)

    assert isinstance(turn.reply, Answer)
    assert turn.verdict.flags == ()


ACL = "I'm 3 weeks post op, ACL with a hamstring graft."
CLEARED = "Meniscus repair 3 weeks ago, my surgeon cleared me for heel slides."


def cited(turn: Turn) -> set[str]:
    assert isinstance(turn.reply, Answer)
    return {one.article for one in turn.reply.citations}


def test_the_conflict_between_article_and_protocols_is_said(shipped: Assistant) -> None:
    turn = told(shipped, f"{ACL} Can I do heel drags?")

    assert cited(turn) == {"heel-drag-back", "safety-rules"}
    assert "ACL reconstruction with a hamstring graft, 3 weeks ago" in turn.reply.text
    assert "excellent for knee recovery after surgery" in turn.reply.text
    assert "does not hold here: Pull the heel in with your hamstring muscles" in turn.reply.text
    assert "[GUELICH]" in turn.reply.text
    assert "[WINDER]" in turn.reply.text
    assert "Others allow" in turn.reply.text
    assert turn.reply.text.count("?") == 1
    assert {flag.rule for flag in turn.verdict.flags} == {"C01", "C08"}


@pytest.mark.parametrize("question", [
    "how many reps?", "how do I do it, step by step?", "should I pull with my hamstrings?",
    "how far do I bend it?", "can I use a band?", "is it good for me?",
    "show me the bridge version",
])  # fmt: skip
def test_a_case_that_waits_for_clearance_is_told_no_instruction(
    question: str, shipped: Assistant
) -> None:
    turn = told(shipped, ACL, question)

    assert turn.verdict.action == "clearance"
    assert "repetitions per leg" not in turn.reply.text
    assert "Drag one heel" not in turn.reply.text
    assert "raise your hips" not in turn.reply.text
    assert "Loop a resistance band" not in turn.reply.text


def test_general_questions_are_still_answered_in_a_case(shipped: Assistant) -> None:
    turn = told(shipped, ACL, "which muscles does it work?")

    assert cited(turn) == {"heel-drag-back"}


def test_a_cap_holds_back_the_cue_to_come_as_close_as_possible(shipped: Assistant) -> None:
    turn = told(shipped, "My surgeon says no further than 70 degrees.", "how far should I bend?")

    assert cited(turn) == {"safety-rules"}
    assert "90 degrees" not in turn.reply.text


def test_what_is_allowed_is_answered_behind_what_changes(shipped: Assistant) -> None:
    turn = told(shipped, f"{CLEARED} How many reps?")

    assert cited(turn) == {"heel-drag-back", "safety-rules"}
    assert turn.reply.text.startswith("For you: Bend the knee no further than 90°")
    assert "10-15 repetitions per leg" in turn.reply.text


def test_a_case_that_is_only_asked_about_is_not_held_against_anybody(shipped: Assistant) -> None:
    asked = told(shipped, "Is the heel drag used after a hip replacement?")
    later = told(shipped, "Is the heel drag used after a hip replacement?", "how many sets?")

    assert "You ask about: Hip replacement." in asked.reply.text
    assert asked.verdict.flags == later.verdict.flags == ()
    assert cited(later) == {"heel-drag-back"}


def test_a_question_about_a_sign_is_answered_and_not_triaged(shipped: Assistant) -> None:
    turn = told(shipped, "Is calf pain a red flag?")

    assert cited(turn) == {"safety-rules"}
    assert "clot" in turn.reply.text
    assert turn.verdict.action == "none"


def test_an_old_operation_changes_nothing(shipped: Assistant) -> None:
    turn = told(shipped, "I had a hip replacement in 2012. How many sets?")

    assert cited(turn) == {"heel-drag-back"}
    assert turn.verdict.action == "none"


def test_a_doubtful_sign_is_asked_about_and_a_no_takes_it_back(small: Assistant) -> None:
    doubtful = Likely(ASKED, "U01", 0.9)
    ground = replace(
        small.ground,
        screen=screener(
            small.ground.rulebook,
            sense=lambda text, _: doubtful if "leg" in text else Likely(-9.0, "U01", 0.9),
        ),
    )
    small.ground = ground

    asked = told(small, "something odd about my leg")
    after = told(small, "something odd about my leg", "no", "how many reps?")

    assert isinstance(asked.reply, Referral)
    assert "If it is not, say no" in asked.reply.text
    assert asked.verdict.action == "clearance"
    assert isinstance(after.reply, Answer)


def test_thanks_after_an_answer_is_no_question(shipped: Assistant) -> None:
    turn = told(shipped, "how many sets should I do?", "thank you")

    assert isinstance(turn.reply, Notice)
    assert turn.reply.kind == "thanks"
