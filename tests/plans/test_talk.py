"""A session in a conversation: asked for, told bit by bit, and never past a flag."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from assistant.answers.reply import (
    Abstention,
    Answer,
    Citation,
    Intake,
    Notice,
    Referral,
    Reply,
    Sentence,
    Session,
    Turn,
)
from assistant.plans.intake import GO_ON, LEFT, NEXT, START, WHICH
from assistant.plans.means import Means
from assistant.plans.profile import Pain, Profile
from assistant.plans.talk import AGAIN, IMPOSSIBLE, Talk, talked
from assistant.safety.extract import corrects, extract, merged
from assistant.safety.finding import NO_FINDINGS, Findings
from tests.plans.conftest import DAY, items_of

UNCLEAR = Abstention("unclear", "I did not get that.")
ABOUT_CALF = Answer(
    "The hamstrings do the main work. [1]",
    (Sentence("The hamstrings do the main work.", (1,)),),
    (Citation(1, "heel-drag-back", "Heel Drag Back", "Muscles", "…", 0, 1, "0" * 64),),
)
CLOT = Referral("Stop exercising and rest the leg.", "stop", "U01")
FIRST = "make me a 15 minute session, I have a towel"
# Said after FIRST, all that somebody in good health is asked.
WELL = (
    "mobility please",
    "no operation",
    "none of these",
    "0",
    "45",
    "not pregnant, no diseases",
    "yes",
)


class Conversation:
    """Turns that are held one after the other, each as the answering path would hand it on."""

    def __init__(self, means: Means, *, today: date = DAY) -> None:
        self.means = means
        self.today = today
        self.turns: list[Turn] = []

    def say(
        self, message: str, *, reply: Reply = UNCLEAR, standing: Referral | None = None
    ) -> Turn:
        said = [*(turn.message for turn in self.turns), message]
        talk = Talk(
            means=self.means,
            today=self.today,
            extract=lambda text: extract(text, today=self.today),
            findings=findings_of(said, today=self.today),
            seed="",
            standing=standing,
        )
        turn = talked(Turn(message, message, reply), self.turns, lambda: talk)
        self.turns.append(turn)
        return turn

    def say_all(self, *messages: str) -> Reply:
        return [self.say(message) for message in messages][-1].reply


def findings_of(messages: Sequence[str], *, today: date) -> Findings:
    found = NO_FINDINGS
    for message in messages:
        found = merged(found, extract(message, today=today), corrects=corrects(message))
    return found


@pytest.fixture
def chat(means: Means) -> Conversation:
    return Conversation(means)


def asked(reply: Reply) -> list[str]:
    assert isinstance(reply, Intake)
    return [one.id for one in reply.asks]


def profile_of(reply: Reply) -> Profile:
    assert isinstance(reply, Intake | Session)
    return reply.profile


def test_a_wish_starts_an_intake_that_keeps_what_was_said(chat: Conversation) -> None:
    reply = chat.say(FIRST).reply

    assert asked(reply) == ["goal"]
    assert reply.text.startswith(START)
    assert (profile_of(reply).minutes, profile_of(reply).kit) == (15, ("towel",))


def test_all_that_is_asked_leads_to_a_session(chat: Conversation) -> None:
    reply = chat.say_all(FIRST, *WELL)

    assert isinstance(reply, Session)
    assert reply.plan.minutes == 15
    assert reply.plan.goal == "mobility"
    assert items_of(reply.plan)
    assert reply.text.count("\n- ") >= len(items_of(reply.plan))


def test_a_session_takes_a_handful_of_questions(chat: Conversation) -> None:
    chat.say_all(FIRST, *WELL)

    intakes = [turn.reply for turn in chat.turns if isinstance(turn.reply, Intake)]
    assert len(intakes) == len(WELL)
    assert all(one.text.startswith(NEXT) for one in intakes[1:])


def test_a_session_can_be_told_in_few_messages(chat: Conversation) -> None:
    reply = chat.say_all(
        "make me a 20 minute mobility session, I'm 45, I have a bed, no pain, not pregnant",
        "no operation",
        "none of these",
        "no diseases, not pregnant",
    )

    assert isinstance(reply, Session)


def test_what_has_no_intake_and_is_no_wish_is_left_alone(means: Means) -> None:
    def nobody() -> Talk:
        raise AssertionError("a plan is not talked of")

    turn = Turn("which muscles work?", "which muscles work?", ABOUT_CALF)

    assert talked(turn, (), nobody) is turn


def test_no_to_the_safety_list_goes_on_and_holds_for_today(chat: Conversation) -> None:
    chat.say_all(FIRST, "mobility", "no operation")

    reply = chat.say("no").reply

    assert asked(reply) == ["pain.now"]
    flags = profile_of(reply).red_flags.values()
    assert {(one.yes, one.on) for one in flags} == {(False, DAY)}


def test_yes_to_the_safety_list_asks_which(chat: Conversation) -> None:
    chat.say_all(FIRST, "mobility", "no operation")

    reply = chat.say("yes").reply

    assert reply.text == WHICH
    assert all(name.startswith("red_flags.") for name in asked(reply))


@pytest.mark.parametrize(("named", "action", "rule"), [
    ("the calf", "stop", "U01"),
    ("chest pain", "emergency", "E01"),
    ("fever", "clearance", "C18"),
    ("no, but my knee gives way", "stop", "U07"),
])  # fmt: skip
def test_which_it_is_gives_the_referral_of_that_sign(
    named: str, action: str, rule: str, chat: Conversation
) -> None:
    chat.say_all(FIRST, "mobility", "no operation", "yes")

    turn = chat.say(named)

    assert isinstance(turn.reply, Referral)
    assert (turn.reply.action, turn.reply.rule) == (action, rule)
    assert turn.verdict.action == action


@pytest.mark.parametrize("later", [FIRST, "make me a plan, ignore that", "no, make me a session"])
def test_a_sign_that_was_told_stands(later: str, chat: Conversation) -> None:
    chat.say_all(FIRST, "mobility", "no operation", "yes, the calf")

    reply = chat.say(later).reply

    assert isinstance(reply, Referral)
    assert reply.rule == "U01"


def test_a_professionals_review_lets_the_intake_begin_again(chat: Conversation) -> None:
    chat.say_all(FIRST, "mobility", "no operation", "yes, the calf")

    chat.say("My doctor looked at my calf and said it is not a clot.")
    reply = chat.say(FIRST).reply

    assert all(name.startswith("red_flags.") for name in asked(reply))


@pytest.mark.parametrize("unsure", ["no idea", "I'm not sure", "I don't know", "maybe"])
def test_who_does_not_know_is_asked_again(unsure: str, chat: Conversation) -> None:
    before = chat.say_all(FIRST, "mobility", "no operation")

    reply = chat.say(unsure).reply

    assert asked(reply) == asked(before)
    assert reply.text.startswith(AGAIN)


def test_a_question_in_between_is_answered_and_the_intake_goes_on(chat: Conversation) -> None:
    chat.say_all(FIRST, "mobility", "no operation", "none of these")

    between = chat.say("which muscles do the work?", reply=ABOUT_CALF).reply
    after = chat.say("2").reply

    assert isinstance(between, Answer)
    assert between.text.startswith(ABOUT_CALF.text)
    assert GO_ON in between.text
    assert "How much does it hurt" in between.text
    assert between.citations == ABOUT_CALF.citations
    assert asked(after) == ["age"]
    assert profile_of(after).pain.now == 2


def test_a_bare_answer_is_never_taken_for_a_question(chat: Conversation) -> None:
    """Whatever the answering path makes of "14"."""
    chat.say_all(FIRST, "mobility", "no operation", "none of these")

    reply = chat.say("14", reply=ABOUT_CALF).reply

    assert asked(reply) == ["pain.now"]
    assert reply.text.startswith(AGAIN)


def test_cancel_leaves_the_intake_and_keeps_what_was_told(chat: Conversation) -> None:
    chat.say_all(FIRST, "mobility")

    left = chat.say("cancel").reply
    then = chat.say("no").reply
    again = chat.say("make me a session").reply

    assert left == Notice("session_left", LEFT)
    assert then == UNCLEAR
    assert asked(again) == ["event"]
    assert profile_of(again).goal == "mobility"


@pytest.mark.parametrize(("message", "told", "again"), [
    ("0 minutes", "at least 5 minutes", "minutes"),
    ("300 minutes", "at most 240 minutes", "minutes"),
])  # fmt: skip
def test_an_answer_that_can_not_be_is_told_and_asked_again(
    message: str, told: str, again: str, chat: Conversation
) -> None:
    chat.say("make me a mobility session, I have a towel")

    reply = chat.say(message).reply

    assert told in reply.text
    assert reply.text.startswith(IMPOSSIBLE.split("{")[0])
    assert asked(reply) == [again]
    assert Profile.model_validate_json(profile_of(reply).model_dump_json()) == profile_of(reply)


def test_an_operation_in_the_future_is_asked_for_again(chat: Conversation) -> None:
    chat.say_all(FIRST, "mobility", "knee replacement")

    reply = chat.say("9999 weeks").reply

    assert asked(reply)[0].startswith("event")


def test_too_little_time_is_told_with_how_much_it_takes(chat: Conversation) -> None:
    reply = chat.say_all("make me a 5 minute session, I have a towel", *WELL)

    assert asked(reply) == ["minutes"]
    assert "takes" in reply.text
    minutes = int(reply.text.split("takes ")[1].split()[0])
    assert isinstance(chat.say(f"{minutes} minutes").reply, Session)


def test_a_limit_that_leaves_nothing_to_do_is_never_forgotten(chat: Conversation) -> None:
    chat.say_all(FIRST, "mobility")

    reply = chat.say("no operation, but my surgeon says no more than 15 degrees").reply
    later = chat.say("make me a session").reply

    for one in (reply, later):
        assert isinstance(one, Referral)
        assert "15°" in one.text
        assert "surgeon" in one.text


def test_a_flag_that_stands_gives_its_referral(chat: Conversation) -> None:
    reply = chat.say(FIRST, standing=CLOT).reply

    assert reply == CLOT


def test_a_flag_that_is_raised_in_an_intake_comes_first(chat: Conversation) -> None:
    chat.say_all(FIRST, "mobility")

    raised = chat.say("my calf is hot and swollen", reply=CLOT)
    later = chat.say("no operation", standing=CLOT)
    wish = chat.say(FIRST, standing=CLOT)

    assert raised.reply == CLOT
    assert not isinstance(later.reply, Intake | Session)
    assert wish.reply == CLOT


@pytest.mark.parametrize(("message", "rule"), [
    ("ACL reconstruction with a hamstring graft 3 weeks ago", "C01"),
    ("PCL reconstruction 8 weeks ago, my surgeon cleared me", "C03"),
])  # fmt: skip
def test_a_case_that_waits_is_refused_and_a_later_no_does_not_undo_it(
    message: str, rule: str, chat: Conversation
) -> None:
    chat.say_all(FIRST, "mobility")

    refused = chat.say(message).reply
    chat.say("no")
    again = chat.say_all("make me a session", "no")

    assert isinstance(refused, Referral)
    assert refused.rule == rule
    assert not isinstance(again, Session)
    assert not [turn for turn in chat.turns if isinstance(turn.reply, Session)]


def test_an_operation_without_its_date_is_asked_for_it(chat: Conversation) -> None:
    reply = chat.say_all(FIRST, "mobility", "an operation on my knee")
    then = chat.say("20 weeks ago").reply
    last = chat.say("knee replacement").reply

    assert asked(reply) == ["event.on", "event.procedures"]
    assert asked(then) == ["event.procedures"]
    assert asked(last)[0] == "red_flags.chest_breath_faint"


def test_the_graft_is_asked_for_and_its_tendon_is_no_second_operation(chat: Conversation) -> None:
    chat.say_all(FIRST, "mobility")

    graft = chat.say("ACL reconstruction 20 weeks ago").reply
    then = chat.say("patellar tendon").reply

    assert asked(graft) == ["event.graft"]
    assert asked(then)[0] == "red_flags.chest_breath_faint"
    event = profile_of(then).event
    assert event is not None
    assert (event.procedures, event.graft) == (("aclr",), "patellar")


def test_pain_of_yesterday_and_the_safety_list_are_asked_again(means: Means) -> None:
    chat = Conversation(means)
    chat.say_all(FIRST, *WELL)

    chat.today = DAY + timedelta(days=1)
    reply = chat.say("make me another session").reply

    assert all(name.startswith("red_flags.") for name in asked(reply))
    then = chat.say("no").reply
    assert asked(then) == ["pain.now"]


def test_pain_that_is_too_much_gives_no_session(chat: Conversation) -> None:
    reply = chat.say_all(FIRST, "mobility", "no operation", "none of these", "8")
    then = chat.say("no").reply

    assert isinstance(reply, Referral)
    assert reply.rule == "M05H"
    assert then == UNCLEAR


def test_a_second_session_of_the_day_takes_the_new_wish(chat: Conversation) -> None:
    chat.say_all(FIRST, *WELL)

    reply = chat.say("make me a 30 minute strength session").reply

    assert isinstance(reply, Session)
    assert (reply.plan.goal, reply.plan.minutes) == ("strength", 30)


def test_what_the_conversation_told_before_is_not_asked_again(chat: Conversation) -> None:
    chat.say("I had an arthroscopy 20 weeks ago and I have a mat", reply=ABOUT_CALF)

    reply = chat.say("make me a 20 minute session").reply

    assert asked(reply) == ["goal"]
    event = profile_of(reply).event
    assert event is not None
    assert event.procedures == ("arthroscopy",)


def test_pain_keeps_the_day_on_which_it_was_told(chat: Conversation) -> None:
    reply = chat.say_all(FIRST, "mobility", "no operation", "none of these", "3")

    assert profile_of(reply).pain == Pain(now=3, on=DAY)
