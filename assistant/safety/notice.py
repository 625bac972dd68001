"""One message to the flags that it raises, by the words of the rules and by likeness."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from assistant.library.embed import Embed
from assistant.safety.context import SYMPTOM, general, reports_nothing
from assistant.safety.likeness import Likeness, meaning_score, sign_shares, words_score
from assistant.safety.mend import mend
from assistant.safety.rule import Flag, Rule


@dataclass(frozen=True)
class Likely:
    """How much a text is like a report, and of what."""

    score: float  # log odds
    rule: str  # "U01", the rule whose sign it shows if it is one; "" where nothing is known
    share: float  # the probability of that sign among all


Sense = Callable[[Sequence[str]], Likely]  # texts -> the one that is most like a report

# Log odds of the likeness model, set by cross-validation over the wordings; see evals/NOTES.md.
SURE = 2.0  # it is a report: 0.4 % of plain questions are above
ASKED = 0.0  # it may be one, and the person is asked: 1.5 % are above
DOUBTED = -1.0  # words that match below this are asked about, too
CERTAIN = (
    3.0  # however it seems to be meant (denied, past, of another): context is read wrongly too
)
ALARM = 0.4  # probability of all emergencies together from which on one is named
NAMED = 0.5  # probability of a sign from which on it is named to somebody who is asked
UNNAMED = "something that may have to be looked at first"
SENTENCE = re.compile(r"(?<=[.!?;\n])\s+|,? but |,? though |,\s+(?=my )")
MAX_SENTENCES = 6  # of a message that are also scored one by one and by two
PAIR = 2
PART_COST = 0.5  # of the score of a part beside that of the whole message


def notice(message: str, *, rules: Sequence[Rule], sense: Sense) -> tuple[Flag, ...]:
    """
    The rules whose signs `message` reports as present: those whose words stand in it, in the order
    of the rules, else the one that the likeness model names.

    Either may raise a flag; an unsure one is asked about. A sign may be spread over sentences, or
    stand beside much else, so the whole message is tried beside its parts.
    """
    text = mend(message.lower().replace("’", "'"))
    sentences = [part.strip() for part in SENTENCE.split(text) if part.strip()]
    reporting = [part for part in sentences if not reports_nothing(part)]
    spans = reporting if len(reporting) < PAIR else [*reporting, " ".join(reporting)]
    found = tuple(by_words(spans, rules))
    likely = sense([message, *parts(sentences)])
    if found:
        return tuple(replace(flag, sure=likely.score >= DOUBTED) for flag in found)
    if not likely.rule or likely.score < ASKED or (not reporting and likely.score < CERTAIN):
        return ()
    return (flag_of(likely, message, rules, sure=likely.score >= SURE),)


def parts(sentences: Sequence[str]) -> list[str]:
    """The sentences of a message of several, one by one and by two."""
    if len(sentences) < PAIR:
        return []
    held = sentences[:MAX_SENTENCES]
    return [*held, *(f"{first} {second}" for first, second in pairwise(held))]


def flag_of(likely: Likely, message: str, rules: Sequence[Rule], *, sure: bool) -> Flag:
    rule = next(rule for rule in rules if rule.id == likely.rule)
    named = sure or likely.share >= NAMED
    label = rule.label if named else UNNAMED
    return Flag(rule.id, label, message.strip(), sure=sure, named=named)


def asked_signs(message: str, *, rules: Sequence[Rule], sense: Sense) -> tuple[Flag, ...]:
    """The rules whose signs a question for knowledge is about: nobody is said to have them."""
    text = mend(message.lower().replace("’", "'"))
    parts = [part for part in SENTENCE.split(text) if general(part)]
    if found := tuple(by_words(parts, rules)):
        return found
    likely = sense(parts) if parts and names_sign(text) else None
    if likely is None or not likely.rule or likely.share < NAMED:
        return ()
    return (flag_of(likely, message, rules, sure=False),)


def names_sign(text: str) -> bool:
    return bool(SYMPTOM.search(text))


def by_words(spans: Sequence[str], rules: Sequence[Rule]) -> Iterator[Flag]:
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


def sense_by(likeness: Likeness, embed: Embed, rules: Sequence[Rule]) -> Sense:
    """The likeness of the text that is most like a report, and the rule whose sign it shows."""
    rule_of = {sign: rule for rule in rules for sign in rule.signs}
    signs = [sign for sign in likeness.signs if sign in rule_of]

    def sense(texts: Sequence[str]) -> Likely:
        vectors = embed(texts)
        scores = [
            words_score(text, likeness) + meaning_score(vector, likeness)
            for text, vector in zip(texts, vectors, strict=True)
        ]
        # A torn sentence is read with less of what it means: more is asked of it.
        scores = [score - PART_COST * bool(at) for at, score in enumerate(scores)]
        best = max(range(len(texts)), key=lambda at: scores[at])
        shares = sign_shares(vectors[best], likeness)
        grave = [sign for sign in signs if rule_of[sign].action == "emergency"]
        alarming = sum(shares[sign] for sign in grave) >= ALARM
        among = grave if alarming else [sign for sign in signs if sign not in grave]
        name = max(among, key=lambda sign: shares[sign])
        return Likely(scores[best], rule_of[name].id, shares[name])

    return sense


def senseless(texts: Sequence[str]) -> Likely:
    """No likeness: only the words of the rules raise flags, and those are sure."""
    return Likely(ASKED, "", 0.0)
