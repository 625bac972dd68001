"""A message to a turn, after all that the person has said was screened: safety comes first."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from assistant.answers import phrases
from assistant.answers.advise import advise, concerned, explained, noted
from assistant.answers.reply import Abstention, Answer, Referral, Reply, Turn
from assistant.library.article import Instruction, Shelf
from assistant.safety.allowance import Allowance
from assistant.safety.finding import NO_FINDINGS, Findings
from assistant.safety.judge import judge
from assistant.safety.rule import ACTIONS, Flag, Limit, Rule, Rulebook
from assistant.safety.screen import Screened

Respond = Callable[[str], Turn]  # the turn as it would be without a verdict

# The article's own stop signs: where they are the answer, they are what has to be said.
SAID_BY_ARTICLE = {"U11": frozenset({"sharp-stop", "listen-sharp"})}
# What may still be answered while a flag stands: what the exercise is, not how or whether to do it.
GENERAL_KINDS = frozenset({"definition", "name", "muscle"})
# Where an article's instructions are marked, all else but praise may be: it sounds like a go-ahead.
PRAISE_KINDS = frozenset({"purpose", "benefit", "use", "who", "variation_for"})
PERMISSION = re.compile(
    r"\b(?:can|could|may|might|should|shall|would|must) (?:i|he|she|they|we|you|my|this|it|someone|"
    r"people)\b|\b(?:ok|okay|safe|fine|allowed|alright|good|suitable|right|wise|sensible|bad|"
    r"dangerous|harmful) (?:to|for|if|after|with|now|yet|while)\b|\b(?:too (?:soon|early)|ready|"
    r"yes or no|allowed|when can|how soon|is (?:it|this) (?:ok|okay|safe|fine|good|bad))\b"
)


@dataclass(frozen=True)
class Ground:
    """What the guard stands on; the same for every message."""

    rulebook: Rulebook
    rules: Mapping[str, Rule]
    guide: Shelf  # the rulebook as an article
    number: str  # the emergency number
    screen: Callable[[Sequence[str]], Screened]  # a person's messages, oldest first
    question: Callable[[str], str]  # a message without what only tells of the person's case
    asked: Callable[[str], Findings]  # what a question in general is about
    signs: Callable[[str], Sequence[Flag]]  # the signs that one is about


def guarded(
    message: str,
    history: Sequence[Turn],
    *,
    respond: Respond,
    ground: Ground,
    shelf_of: Callable[[str], Shelf | None],
) -> Turn:
    """
    screen → respond, or refer, or advise.

    A message that raises a flag is referred, unless the article's own stop sign answers it, or it
    is in a language that can't be read and only seems like a sign: it is told so, with the number
    for emergencies. While
    a flag from before stands, only replies that are no go-ahead are given. Where the person's case
    (operation, week, pregnancy …) forbids what the reply would tell them, or they ask whether they
    may, they are told what article and protocols say; else a reply carries what changes for them.
    """
    said = [turn.message for turn in history]
    screened = ground.screen([*said, message])
    turn = respond(message)
    if isinstance(turn.reply, Abstention) and (rest := ground.question(message)) != message:
        turn = answered_by(turn, respond(rest))
    shelf = shelf_of(turn.article)
    if is_foreign(turn.reply) and not any(flag.sure for flag in screened.noticed):
        text = f"{turn.reply.text} {phrases.FOREIGN_EMERGENCY.format(number=ground.number)}"
        return replace(turn, reply=replace(turn.reply, text=text), verdict=screened.verdict)
    if screened.noticed:
        held = referred(turn, message, screened, ground, shelf)
        return replace(held, verdict=screened.verdict)
    before = ground.screen(said) if said else None
    known = before.verdict.flags if before else ()
    fresh = {flag.rule for flag in screened.verdict.flags} - {flag.rule for flag in known}
    reply = turn.reply
    if in_case(screened.allowance, ground.rulebook):
        reply = for_case(
            message, turn, screened, ground, respond=respond, shelf=shelf, fresh=bool(fresh)
        )
    elif (asked := ground.asked(message)) != NO_FINDINGS:
        reply = in_general(turn, asked, ground, respond=respond, shelf=shelf)
    elif isinstance(reply, Abstention) and (signs := ground.signs(message)):
        reply = explained(ground.rules[signs[0].rule], ground.guide)
    return replace(turn, reply=reply, verdict=screened.verdict)


def is_foreign(reply: Reply) -> TypeGuard[Abstention]:
    """Whether the message is in a language that can't be read, and so only seems like a sign."""
    return isinstance(reply, Abstention) and reply.reason == "language"


def answered_by(turn: Turn, other: Turn) -> Turn:
    """`turn` with the answer to its question alone, if that has one."""
    return replace(other, message=turn.message) if isinstance(other.reply, Answer) else turn


def referred(
    turn: Turn, message: str, screened: Screened, ground: Ground, shelf: Shelf | None
) -> Turn:
    """The turn while something that was reported has to be looked at first."""
    raised = {flag.rule for flag in ground.screen([message]).noticed}
    standing = {flag.rule for flag in screened.noticed}
    if said_by_article(turn, standing):
        return turn
    if not raised and no_go_ahead(turn, shelf):
        return replace(turn, reply=without_nearest(turn.reply))
    flag = screened.noticed[0]
    rule = ground.rules[flag.rule]
    return replace(turn, reply=referral(rule, flag, number=ground.number, again=not raised))


def said_by_article(turn: Turn, raised: set[str]) -> bool:
    """Whether all that was raised is a stop sign of the article, and the reply is that sign."""
    if not isinstance(turn.reply, Answer) or not raised <= SAID_BY_ARTICLE.keys():
        return False
    said = set(turn.reply.facts)
    return bool(said) and all(said <= SAID_BY_ARTICLE[rule] for rule in raised)


def no_go_ahead(turn: Turn, shelf: Shelf | None) -> bool:
    if not isinstance(turn.reply, Answer) or set(turn.kinds) <= GENERAL_KINDS:
        return True
    if shelf is None or not shelf.instructions or set(turn.kinds) & PRAISE_KINDS:
        return False
    return not instructions_in(turn.reply, shelf)


def without_nearest(reply: Reply) -> Reply:
    """An abstention without what the article says that is nearest: it may be an instruction."""
    if not isinstance(reply, Abstention) or not reply.citations:
        return reply
    text = reply.text.split(phrases.NEAREST.split("{")[0])[0].strip()
    return replace(reply, text=text, citations=())


def referral(rule: Rule, flag: Flag, *, number: str, again: bool) -> Referral:
    first = rule.first.format(number=number)
    sign = rule.action != "clearance"
    if again and flag.sure:
        text = f"{phrases.STANDS.format(label=rule.label)} {first}"
    elif flag.sure:
        because = phrases.BECAUSE if sign else phrases.UNDERSTOOD
        text = " ".join(filter(None, [first, because.format(label=rule.label), rule.ask]))
    elif flag.named:
        may_be = phrases.MAY_BE if sign else phrases.MAY_MEAN
        text = f"{may_be.format(label=rule.label, first=first)} {phrases.IF_NOT}"
    else:
        text = f"{phrases.MAY_BE_ANY.format(number=number)} {phrases.IF_NOT}"
    return Referral(text, rule.action if flag.sure else "clearance", rule.id)


def standing(screened: Screened, ground: Ground) -> Referral | None:
    """The referral for what was reported and not looked at yet."""
    if not screened.noticed:
        return None
    flag = screened.noticed[0]
    return referral(ground.rules[flag.rule], flag, number=ground.number, again=True)


def in_case(allowance: Allowance, rulebook: Rulebook) -> bool:
    """Whether anything changes for the person."""
    rules, limits = concerned(allowance, rulebook)
    return bool(rules or limits or allowance.cap_deg is not None)


def for_case(
    message: str,
    turn: Turn,
    screened: Screened,
    ground: Ground,
    *,
    respond: Respond,
    shelf: Shelf | None,
    fresh: bool,
) -> Reply:
    allowance = screened.allowance
    asks = bool(PERMISSION.search(message.lower()))
    waits = ACTIONS.index(allowance.action) >= ACTIONS.index("clearance")
    answered = isinstance(turn.reply, Answer)
    general = answered and no_go_ahead(turn, shelf)
    blocked = answered and (forbids(allowance, turn, shelf) or (waits and not general))
    _, limits = concerned(allowance, ground.rulebook)
    told = asks or (fresh and not answered)
    telling = blocked or (fresh and waits) or (told and bool(limits))
    if telling and (asks or not general):
        return advise(
            word_on(limits, turn, respond),
            screened.findings,
            allowance,
            rulebook=ground.rulebook,
            guide=ground.guide,
            shelf=shelf,
            brief=not (fresh or asks),
        )
    if isinstance(turn.reply, Answer) and not general:
        return noted(turn.reply, allowance, rulebook=ground.rulebook, guide=ground.guide)
    return without_nearest(turn.reply) if waits else turn.reply


def forbids(allowance: Allowance, turn: Turn, shelf: Shelf | None) -> bool:
    """Whether the reply quotes a sentence that the case forbids; all count where none is marked."""
    assert isinstance(turn.reply, Answer)
    if shelf is None or not shelf.instructions:
        return "basic" in allowance.forbidden
    return any(
        one.variation in allowance.forbidden or bool(allowance.suppressed & set(one.cues))
        for one in instructions_in(turn.reply, shelf)
    )


def instructions_in(answer: Answer, shelf: Shelf) -> list[Instruction]:
    """The marked sentences that `answer` quotes."""
    ends = {passage.id: passage.end for passage in shelf.passages}
    quoted = {one.end for one in answer.citations if one.article == shelf.article.slug}
    return [one for one in shelf.instructions if ends[one.passage] in quoted]


def word_on(limits: Sequence[Limit], turn: Turn, respond: Respond) -> Reply:
    """What the article says about the operation, whatever was asked about it."""
    named = next((limit.operation for limit in limits if limit.operation), "")
    return respond(phrases.GOOD_AFTER.format(operation=named)).reply if named else turn.reply


def in_general(
    turn: Turn, asked: Findings, ground: Ground, *, respond: Respond, shelf: Shelf | None
) -> Reply:
    """What holds for people in a case, for somebody who only asks about it."""
    allowance = judge(asked, rulebook=ground.rulebook)
    _, limits = concerned(allowance, ground.rulebook)
    if not limits and not (allowance.rules and isinstance(turn.reply, Abstention)):
        return turn.reply
    return advise(
        word_on(limits, turn, respond),
        asked,
        allowance,
        rulebook=ground.rulebook,
        guide=ground.guide,
        shelf=shelf,
        brief=False,
        theirs=False,
    )
