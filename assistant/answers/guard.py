"""A message to a turn, after all that the person has said was screened: safety comes first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.answers import phrases
from assistant.answers.reply import Answer, Referral, Turn
from assistant.safety.rule import Rule, Verdict

Screen = Callable[[Sequence[str]], Verdict]  # a person's messages, oldest first
Respond = Callable[[], Turn]  # the turn as it would be without a verdict

# The article's own stop signs: where they are the answer, they are what has to be said.
SAID_BY_ARTICLE = {"U11": frozenset({"sharp-stop", "listen-sharp"})}
# What may still be answered while a flag stands: what the exercise is, not how or whether to do it.
GENERAL_KINDS = frozenset({"definition", "name", "muscle"})


def guarded(
    message: str,
    history: Sequence[Turn],
    *,
    screen: Screen,
    respond: Respond,
    rules: Mapping[str, Rule],
    number: str,
) -> Turn:
    """
    screen → respond, or refer.

    A message that raises a flag is referred, unless the article's own stop sign answers it. While
    a flag from before stands, only replies that are no go-ahead are given. `number` is the
    emergency number.
    """
    verdict = screen([*(turn.message for turn in history), message])
    if verdict.action == "none":
        return respond()
    fresh = {flag.rule for flag in screen([message]).flags}
    turn = respond()
    standing = {flag.rule for flag in verdict.flags}
    allowed = said_by_article(turn, standing) or (not fresh and no_go_ahead(turn))
    if not allowed:
        rule = rules[verdict.flags[0].rule]
        turn = replace(turn, reply=referral(rule, number=number, again=not fresh))
    return replace(turn, verdict=verdict)


def said_by_article(turn: Turn, raised: set[str]) -> bool:
    """Whether all that was raised is a stop sign of the article, and the reply is that sign."""
    if not isinstance(turn.reply, Answer) or not raised <= SAID_BY_ARTICLE.keys():
        return False
    said = set(turn.reply.facts)
    return bool(said) and all(said <= SAID_BY_ARTICLE[rule] for rule in raised)


def no_go_ahead(turn: Turn) -> bool:
    return not isinstance(turn.reply, Answer) or set(turn.kinds) <= GENERAL_KINDS


def referral(rule: Rule, *, number: str, again: bool) -> Referral:
    first = rule.first.format(number=number)
    sentences = [phrases.STANDS.format(label=rule.label)] if again else []
    sentences.append(first)
    if not again:
        sentences.append(phrases.BECAUSE.format(label=rule.label))
        if rule.ask:
            sentences.append(rule.ask)
    return Referral(" ".join(sentences), rule.action, rule.id)
