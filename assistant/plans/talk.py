"""A turn of a conversation to one of an intake, or to a session: the recipe of plans in chat."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answers.reply import Abstention, Answer, Intake, Notice, Referral, Session, Turn
from assistant.errors import InvalidProfile
from assistant.plans.build import build
from assistant.plans.hear import heard, is_bare, leaves, wants_plan
from assistant.plans.intake import (
    GO_ON,
    LEFT,
    NEXT,
    START,
    WHICH,
    asks_safety,
    next_asks,
    question_of,
)
from assistant.plans.known import reconciled
from assistant.plans.means import Means
from assistant.plans.plan import Decided
from assistant.plans.profile import Profile
from assistant.plans.summary import summary
from assistant.plans.yes_no import YES, plain
from assistant.safety.finding import Findings
from assistant.safety.review import reviewed
from assistant.safety.rule import Flag, Verdict

Extract = Callable[[str], Findings]  # one message -> what it says of the person
AGAIN = "I did not understand that as an answer."
ASK_AGAIN = "When that has been done, say what came of it and ask for your session again."
LIMIT_RULE = "M02"
IMPOSSIBLE = "That can't be: {sentences} So I ask again."


@dataclass(frozen=True)
class Talk:
    """What an intake stands on."""

    means: Means
    today: date
    extract: Extract
    findings: Findings  # over all that was said so far
    seed: str  # of the plan that may come of it
    standing: Referral | None  # a flag that was raised and stands: no session


def talked(turn: Turn, history: Sequence[Turn], talk: Callable[[], Talk]) -> Turn:
    """
    `turn`, unless it asks for a session or belongs to an intake: then the next questions, the
    session, or why there is none. A referral comes before all, and a question in between is
    answered and the intake goes on. `talk` is only called where a plan is talked of.
    """
    pending = pending_intake(history)
    wants = wants_plan(turn.message)
    if isinstance(turn.reply, Referral) or not (wants or pending):
        return turn
    held = talk()
    standing = held.standing or unreviewed(turn, history)
    if standing is not None:
        return replace(turn, reply=standing)
    if pending and leaves(turn.message):
        return replace(turn, reply=Notice("session_left", LEFT))
    before = known_profile(history, held)
    asked = [one.id for one in pending.asks] if pending else []
    profile = heard(before, turn.message, held.extract(turn.message), asked=asked, today=held.today)
    if pending and not wants and profile == before:
        return unheard(turn, pending)
    profile = reconciled(profile, held.findings, today=held.today)
    return next_turn(turn, profile, lead=NEXT if pending else START, talk=held)


def unreviewed(turn: Turn, history: Sequence[Turn]) -> Referral | None:
    """A sign that was answered with yes stands until a professional's review of it is told."""
    if reviewed(turn.message):
        return None
    for before in reversed(history):
        if isinstance(before.reply, Referral) and before.reply.action in ("stop", "emergency"):
            return before.reply
        if reviewed(before.message):
            return None
    return None


def pending_intake(history: Sequence[Turn]) -> Intake | None:
    """The questions that were asked last, if neither a session nor a referral came of them yet."""
    for turn in reversed(history):
        match turn.reply:
            case Intake():
                return turn.reply
            case Session() | Referral() | Notice("session_left"):
                return None
            case _:
                continue
    return None


def known_profile(history: Sequence[Turn], talk: Talk) -> Profile:
    """What was told for the last session or intake, else what the conversation says by itself."""
    for turn in reversed(history):
        if isinstance(turn.reply, Intake | Session):
            return turn.reply.profile
    return heard(Profile(), "", talk.findings, asked=(), today=talk.today)


def unheard(turn: Turn, pending: Intake) -> Turn:
    """A question in between is answered, and the intake's own asked again behind it."""
    if YES.search(plain(turn.message)) and asks_safety([one.id for one in pending.asks]):
        return replace(turn, reply=replace(pending, text=WHICH))
    answered = not is_bare(turn.message) and isinstance(turn.reply, Answer | Abstention)
    answered = answered and not (
        isinstance(turn.reply, Abstention) and turn.reply.reason == "unclear"
    )
    if not answered:
        return replace(turn, reply=replace(pending, text=question_of(pending.asks, lead=AGAIN)))
    assert isinstance(turn.reply, Answer | Abstention)
    text = f"{turn.reply.text}\n\n{question_of(pending.asks, lead=GO_ON)}"
    return replace(turn, reply=replace(turn.reply, text=text))


def next_turn(turn: Turn, profile: Profile, *, lead: str, talk: Talk) -> Turn:
    """
    What can't be is told and asked for again; but a limit that leaves nothing to do is never taken
    out: nobody asks for it again.
    """
    try:
        decided = build(profile, today=talk.today, means=talk.means, seed=talk.seed)
    except InvalidProfile as error:
        if "cap" in error.fields:
            return replace(turn, reply=Referral(error.fields["cap"], "clearance", LIMIT_RULE))
        lead = IMPOSSIBLE.format(sentences=" ".join(error.fields.values()))
        return next_turn(turn, without(profile, error.fields), lead=lead, talk=talk)
    if decided.plan is not None:
        return replace(turn, reply=Session(summary(decided.plan), decided.plan, profile))
    if decided.asks:
        asks = next_asks(decided.asks)
        return replace(turn, reply=Intake(question_of(asks, lead=lead), asks, profile))
    return refused(turn, decided)


def without(profile: Profile, fields: dict[str, str]) -> Profile:
    """`profile` with what can't be taken out, so that it is asked for again."""
    names = {field.partition(".")[0] for field in fields}
    return profile.model_copy(update={name: getattr(Profile(), name) for name in names})


def refused(turn: Turn, decided: Decided) -> Turn:
    verdict = decided.verdict
    flags = tuple(Flag(one.id, one.label, turn.message.strip()) for one in verdict.reasons)
    rule = verdict.reasons[0].id if verdict.reasons else ""
    return replace(
        turn,
        reply=Referral(f"{verdict.text} {ASK_AGAIN}", verdict.level, rule),
        verdict=Verdict(verdict.level, (*flags, *turn.verdict.flags)),
    )
