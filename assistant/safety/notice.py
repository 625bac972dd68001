"""One message to the flags that it raises, by the words of the rules and by likeness."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.library.embed import Encode, Places
from assistant.safety.context import SYMPTOM, general, reports_nothing
from assistant.safety.likeness import Hear, Heard
from assistant.safety.mend import plain
from assistant.safety.rule import Flag, Rule
from assistant.safety.sentences import Span, sentences


@dataclass(frozen=True)
class Likely:
    """How much a text is like a report, and of what."""

    score: float  # log odds
    rule: str  # "U01", the rule whose sign it shows if it is one; "" where nothing is known
    share: float  # the probability of that sign among all


# A text and sentences of it -> the part, or the whole, that is most like a report.
Sense = Callable[[str, Sequence[Span]], Likely]

# Evidence is the log odds of the likeness model, and more where the words of a rule match as well.
# Set on messages that the model had not seen; see evals/NOTES.md.
WORDS = 2.0
SURE = 2.5  # it is a report: 18 of 132 twins of reports are above, 0.2 % of the article's wordings
GRAVE = 3.5  # it is one of an emergency: nobody is sent there on less, but told in an "if"
ASKED = -2.5  # it may be one, and the person is asked: as low as 5 % of ordinary messages allow
# However it seems to be meant (denied, past, of another): context is read wrongly too.
CERTAIN = 2.0
ALARM = 0.4  # probability of all emergencies together from which on one is named
NAMED = 0.5  # probability of a sign from which on it is named to somebody who is asked
UNNAMED = "something that may have to be looked at first"
SEVERAL = 2
LETTERS = re.compile(r"[a-z]{2}")  # without them the model reads nothing


def notice(message: str, *, rules: Sequence[Rule], sense: Sense) -> tuple[Flag, ...]:
    """
    The rules whose signs `message` reports as present: those whose words stand in it, in the order
    of the rules, else the one that the likeness model names.

    An unsure flag is asked about. A sign may be spread over sentences, or stand beside much else:
    the words are looked for in each sentence that reports something and in all of them together,
    and the model judges the whole message and each of them in it.
    """
    text = plain(message)
    parts = list(sentences(text))
    telling = [span for span in parts if not reports_nothing(text[slice(*span)])]
    likely = (
        sense(text, telling if len(parts) >= SEVERAL else ())
        if LETTERS.search(text)
        else Likely(ASKED - WORDS, "", 0.0)
    )
    if likely.score + WORDS < ASKED:  # whatever its words are
        return ()
    reporting = [text[start:end] for start, end in telling]
    spans = reporting if len(reporting) < SEVERAL else [*reporting, " ".join(reporting)]
    found = tuple(by_words(spans, rules))
    evidence = likely.score + (WORDS if found else 0.0)
    if evidence < ASKED or (not reporting and evidence < CERTAIN):
        return ()
    grave = {rule.id for rule in rules if rule.action == "emergency"}
    if found:
        return tuple(replace(flag, sure=is_sure(flag.rule, evidence, grave)) for flag in found)
    sure = is_sure(likely.rule, evidence, grave)
    return (flag_of(likely, message, rules, sure=sure),) if likely.rule else ()


def is_sure(rule: str, evidence: float, grave: Collection[str]) -> bool:
    return evidence >= (GRAVE if rule in grave else SURE)


def flag_of(likely: Likely, message: str, rules: Sequence[Rule], *, sure: bool) -> Flag:
    rule = next(rule for rule in rules if rule.id == likely.rule)
    named = sure or likely.share >= NAMED
    label = rule.label if named else UNNAMED
    return Flag(rule.id, label, message.strip(), sure=sure, named=named)


def asked_signs(message: str, *, rules: Sequence[Rule], sense: Sense) -> tuple[Flag, ...]:
    """The rules whose signs a question for knowledge is about: nobody is said to have them."""
    text = plain(message)
    said = [text[start:end] for start, end in sentences(text)]
    parts = [part for part in said if general(part)]
    if found := tuple(by_words(parts, rules)):
        return found
    likely = sense(" ".join(parts), ()) if parts and names_sign(text) else None
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


def sense_by(hear: Hear, encode: Encode, rules: Sequence[Rule]) -> Sense:
    """
    The likeness of the part of a text, or of the whole, that is most like a report, and the rule
    whose sign it shows.

    What is longer than the model reads at once is read in pieces, each from a new sentence on.
    """
    rule_of = {sign: rule for rule in rules for sign in rule.signs}
    grave = {sign for sign, rule in rule_of.items() if rule.action == "emergency"}

    def sense(text: str, spans: Sequence[Span]) -> Likely:
        heard = max(heard_in(text, spans), key=lambda one: one.score)
        shares = {sign: share for sign, share in heard.shares.items() if sign in rule_of}
        alarming = sum(shares[sign] for sign in grave & shares.keys()) >= ALARM
        name = max((one for one in shares if (one in grave) == alarming), key=shares.__getitem__)
        return Likely(heard.score, rule_of[name].id, shares[name])

    def heard_in(text: str, spans: Sequence[Span]) -> Iterator[Heard]:
        (read,) = encode([text])
        yield from hear(read, spans)
        if cut := behind(text, read.places):
            left = [(max(0, start - cut), end - cut) for start, end in spans if end > cut]
            yield from heard_in(text[cut:], left)

    return sense


def behind(text: str, places: Places) -> int:
    """
    Where that begins which was not read with the tokens at `places`: with the sentence that was
    cut, or where it was cut if it is the only one. 0 if all was read.
    """
    read = max(end for _, end in places)
    if read >= len(text.rstrip()):
        return 0
    return next((start for start, end in sentences(text) if 0 < start < read < end), read)


def senseless(text: str, spans: Sequence[Span]) -> Likely:
    """No likeness: only the words of the rules raise flags, and those are sure."""
    return Likely(GRAVE - WORDS, "", 0.0)
