"""What a search found to the facts that answer, a silence, or what the message is instead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers.content import asked_units, foreign_term, stated_units, unaccounted
from assistant.answers.polar import opening
from assistant.library.article import Article, Fact, Opening, Passage, Shelf
from assistant.library.search import Candidate, Found

# Least support at which the article is said to answer; with a facts file and without one.
# Both set on the development questions, see evals/NOTES.md.
MIN_SUPPORT = -0.2
MIN_SUPPORT_PLAIN = 0.0
MIN_COSINE_PLAIN = 0.42
UNACCOUNTED = 0.2  # support lost for each word of the question that no evidence accounts for
SILENCE_COSINE = 0.5  # how near a silence must be for its own sentence to be said

WHY = re.compile(
    r"^\W*(?:and |but |so |ok )?(?:why|how come|what['’]?s the (?:point|reason|idea))\b"
)
COMPLETE = re.compile(
    r"\b(?:all (?:of )?(?:the|them|its|those|my)(?! (?:way|time|while|same)\b)|"
    r"every(?! (?:time|day|night|morning|week|session|other)\b)|each (?:one|of)|list|checklist|"
    r"bullet|name the|step by step|in order(?! to\b)|from start to finish|walk me through|"
    r"talk me through|run through|get set up|set up for)\b"
)
OTHER_EXERCISE = "other_exercise"  # the scope of what no article is about
AMONG = 5  # candidates among which the form of the question may prefer another than the first
LIST_KINDS = frozenset({"list", "howto"})


@dataclass(frozen=True)
class Evidence:
    """What answers: whole passages of one article, in the order in which they are to be said."""

    article: Article
    facts: tuple[str, ...]
    passages: tuple[Passage, ...]
    opening: Opening | None = None
    as_list: bool = False


@dataclass(frozen=True)
class Silent:
    """The article does not say it: what, in words, and the passage that comes nearest."""

    what: str  # "how long to rest between sets"; empty when it can't be named
    nearest: Passage | None
    mention: bool = False  # `what` is a thing that is not mentioned, not a question left open


@dataclass(frozen=True)
class Outside:
    """Not a question to the article at all: "off_topic", "greeting", …"""

    kind: str


Choice = Evidence | Silent | Outside


def choose(question: str, found: Found, shelf: Shelf, *, named: bool = False) -> Choice:
    """
    Decide whether the article answers, by content before likeness.

    In this order: too little support means that a silence or a scope is nearer, and says so; a
    thing that is named but neither in the article nor asked for by the chosen fact; a number of
    something that the chosen passages do not number. What is left is answered.
    """
    passages = {passage.id: passage for passage in shelf.passages}
    facts = {fact.id: fact for fact in shelf.facts}
    if not found.answers:
        return Silent("", None)
    if named and not facts:
        found = without_rivals(found)
    support = found.support - UNACCOUNTED * len(unaccounted(question, shelf))
    if support < (MIN_SUPPORT if facts else MIN_SUPPORT_PLAIN):
        return instead(found, shelf, passages)
    if not facts:
        return plain_choice(question, found.answers[0], shelf, passages)
    best = most_fitting(question, found.answers, facts, passages)
    fact = reason_for(question, facts[best.name], facts)
    chosen = [passages[name] for name in fact.passages]
    if foreign := foreign_term(question, shelf):
        return named_silence(found, shelf, passages) or Silent(foreign, chosen[0], mention=True)
    wanted = asked_units(question)
    if wanted and not wanted & stated_units(chosen):
        return named_silence(found, shelf, passages) or Silent("", chosen[0])
    return Evidence(
        article=shelf.article,
        facts=(fact.id,),
        passages=tuple(chosen),
        opening=opening(question, fact, found.sides(best.name), chosen),
        as_list=fact.kind in LIST_KINDS,
    )


def without_rivals(found: Found) -> Found:
    """Where the article is named, what is like a question about another exercise is about it."""
    scopes = tuple(one for one in found.scopes if one.name != OTHER_EXERCISE)
    rival = max((one.cosine for one in (*found.silences, *scopes)), default=0.0)
    best = max(one.cosine for one in found.answers)
    return replace(found, scopes=scopes, support=best - rival)


def most_fitting(
    question: str,
    answers: Sequence[Candidate],
    facts: dict[str, Fact],
    passages: dict[str, Passage],
) -> Candidate:
    """
    The best candidate, unless one close behind fits the form of the question better: a list where
    all of something is asked for, all numbers where several are.
    """
    close = answers[:AMONG]
    wanted = asked_units(question)
    if len(wanted) > 1:
        for one in close:
            if wanted <= stated_units([passages[name] for name in facts[one.name].passages]):
                return one
    if COMPLETE.search(question.lower()):
        first = set(facts[answers[0].name].passages)
        wider = [one for one in close if set(facts[one.name].passages) > first]
        lists = [one for one in close if facts[one.name].kind in LIST_KINDS]
        return (lists or wider or answers)[0]
    return answers[0]


def instead(found: Found, shelf: Shelf, passages: dict[str, Passage]) -> Choice:
    """What a message with too little support is: outside, a silence with a name, or just open."""
    nearest = nearest_passage(found, shelf, passages)
    silence = found.silences[0] if found.silences else None
    scope = found.scopes[0] if found.scopes else None
    if scope and (not silence or scope.fused >= silence.fused):
        return Outside(scope.name)
    return named_silence(found, shelf, passages) or Silent("", nearest)


def named_silence(found: Found, shelf: Shelf, passages: dict[str, Passage]) -> Silent | None:
    if not found.silences or found.silences[0].cosine < SILENCE_COSINE:
        return None
    name = found.silences[0].name
    silence = next(one for one in shelf.silences if one.id == name)
    return Silent(silence.say, passages.get(silence.nearest))


def nearest_passage(found: Found, shelf: Shelf, passages: dict[str, Passage]) -> Passage:
    best = found.answers[0]
    if best.role == "passage":
        return passages[best.name]
    fact = next(one for one in shelf.facts if one.id == best.name)
    return passages[fact.passages[0]]


def plain_choice(
    question: str, best: Candidate, shelf: Shelf, passages: dict[str, Passage]
) -> Choice:
    """Without a facts file the passage itself must be near, and number what is asked for."""
    passage = passages[best.name]
    if best.cosine < MIN_COSINE_PLAIN:
        return Silent("", passage)
    wanted = asked_units(question)
    if wanted and not wanted & stated_units([passage]):
        return Silent("", passage)
    return Evidence(shelf.article, (), (passage,))


def reason_for(question: str, fact: Fact, facts: dict[str, Fact]) -> Fact:
    """A why is answered by the fact that gives the reason, where the article gives one."""
    if fact.why and fact.why != fact.id and WHY.search(question.lower()):
        return facts[fact.why]
    return fact
