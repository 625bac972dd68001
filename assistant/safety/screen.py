"""All that a person has said to a verdict: the recipe that runs before anything else."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache, partial

from assistant.safety.context import reports_nothing
from assistant.safety.rule import ACTIONS, Flag, Rule, Verdict

Notice = Callable[[str], Sequence[Flag]]  # one message -> what it raises

MAX_HELD = 4096  # messages
SENTENCE = re.compile(r"(?<=[.!?;\n])\s+|,? but |,? though ")
# Only a professional who has looked at it lifts a flag: not "ignore that", nor a change of topic,
# nor a text that speaks of "the user".
PROFESSIONAL = (
    r"(?:doctors?|gp|physio\w*|surgeon|consultant|nurse|paramedics?|specialist|midwife|hospital|"
    r"a&e|er|emergency department|walk.?in|urgent care)"
)
GOOD_NEWS = (
    r"(?:(?:is|are|'s|was|all|am|i'm) (?:fine|okay|ok|clear)|all.?clear|cleared|ruled out|"
    r"nothing serious|not (?:a )?(?:clot|serious|broken|infected)|no clot|"
    r"(?:can|may|safe to|ok to|okay to) (?:exercise|start|carry on|go on|continue|train))"
)
REVIEWED = re.compile(
    rf"\b(?:my|the|a|an) {PROFESSIONAL}\b[^.?!]{{0,80}}\b{GOOD_NEWS}\b|"
    rf"\b{GOOD_NEWS}\b[^.?!]{{0,30}}\bby (?:my|the|a|an) {PROFESSIONAL}\b"
)
NOT_YET = re.compile(
    r"\b(?:will|going to|should|haven['’]?t|hasn['’]?t|not|never|if|until|unless|when)\b"
)
SYSTEM = re.compile(r"\b(?:system|assistant|admin|developer)\s*:|\bthe user\b|```")


def screener(rules: Sequence[Rule]) -> Callable[[Sequence[str]], Verdict]:
    """`screen` by `rules`, with what was noticed in the last messages held: a conversation is
    screened as a whole at every turn, and only its last message is new."""
    held = lru_cache(MAX_HELD)(lambda message: tuple(notice(message, rules)))
    return partial(screen, rules=rules, notice=held)


def screen(messages: Sequence[str], *, rules: Sequence[Rule], notice: Notice) -> Verdict:
    """
    The verdict over a person's messages, oldest first. A flag stays until a professional's review
    is reported in a later message; a message that reports a review and a new sign raises the sign.
    """
    flags: dict[str, Flag] = {}
    for message in messages:
        found = notice(message)
        if reviewed(message):
            flags.clear()
        for flag in found:
            flags.setdefault(flag.rule, flag)
    gravity = {rule.id: ACTIONS.index(rule.action) for rule in rules}
    ordered = sorted(flags.values(), key=lambda flag: -gravity[flag.rule])
    action = ACTIONS[gravity[ordered[0].rule]] if ordered else "none"
    return Verdict(action, tuple(ordered))


def notice(message: str, rules: Sequence[Rule]) -> Iterator[Flag]:
    """
    The rules whose words stand in `message` as something present, in the order of the rules.

    A sign may be spread over sentences, so the whole message is tried too, as far as it reports
    anything.
    """
    text = message.lower().replace("’", "'")
    sentences = [part.strip() for part in SENTENCE.split(text) if part.strip()]
    reporting = [part for part in sentences if not reports_nothing(part)]
    spans = reporting if len(reporting) < 2 else [*reporting, " ".join(reporting)]  # noqa: PLR2004
    for rule in rules:
        said = next((span for span in spans if caught(span, rule.words)), None)
        if said is not None:
            yield Flag(rule.id, rule.label, said)


def caught(sentence: str, groups: tuple[tuple[str, ...], ...]) -> bool:
    return any(all(compiled(word).search(sentence) for word in group) for group in groups)


@cache
def compiled(word: str) -> re.Pattern[str]:
    """Python's own cache holds 512 patterns, fewer than the rules have."""
    return re.compile(word)


def reviewed(message: str) -> bool:
    text = message.lower().replace("’", "'")
    found = REVIEWED.search(text)
    if found is None or SYSTEM.search(text):
        return False
    return not NOT_YET.search(text[: found.end()].replace("not a clot", ""))
