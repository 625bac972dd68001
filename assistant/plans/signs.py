"""An answer to the questions about signs to which of them it denies and which it reports."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from assistant.plans.profile import Answered, RedFlag
from assistant.plans.yes_no import EXCEPT, NO, is_unsure, says_no

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
MOST_WORDS = 8  # of an answer that names a sign; more is a tale or a question
NEGATED = re.compile(r"\b(?:no|not|never|without|fine|ok|okay|normal|good)\b|n't\b")
# What somebody says who points at one of the questions. A sign that is told in a whole sentence is
# noticed by the rules before this is read.
NAMES: Mapping[RedFlag, re.Pattern[str]] = {
    "chest_breath_faint": re.compile(r"\b(?:chest|breath\w*|faint\w*)\b"),
    "calf": re.compile(r"\b(?:calf|calves|thigh)\b"),
    "fever": re.compile(r"\b(?:fever\w*|temperature|ill|unwell|sick)\b"),
    "hot_knee": re.compile(r"\b(?:hot|warm|red|swollen|swell\w*)\b"),
    "locks_or_gives_way": re.compile(r"\b(?:lock\w*|stuck|giv(?:es?|ing) way|gave way|buckl\w+)\b"),
    "numbness": re.compile(r"\b(?:numb\w*|tingl\w+|pins and needles|weak\w*)\b"),
    "new_injury": re.compile(r"\b(?:fall|fell|fallen|twist\w*|popp?\w*)\b"),
    "pregnancy_warning": re.compile(r"\b(?:bleed\w*|fluid|leak\w*|contractions?|baby)\b"),
}


def signs(text: str, asked: Sequence[RedFlag], *, today: date) -> dict[RedFlag, Answered]:
    """
    A bare "no" denies all that was `asked`, one that names signs only those; "no, but the calf"
    and "the calf" report one. Whatever is less plain than that answers nothing.
    """
    if says_no(text):
        return answered(named(text, asked) or asked, yes=False, today=today)
    if is_unsure(text) or "?" in text:
        return {}
    if (apart := EXCEPT.search(text)) and NO.search(text):
        return answered(named(text[apart.end() :], asked), yes=True, today=today)
    if NEGATED.search(text) or len(text.split()) > MOST_WORDS:
        return {}
    return answered(named(text, asked), yes=True, today=today)


def named(text: str, asked: Sequence[RedFlag]) -> list[RedFlag]:
    """By what they are called, or by their place among those that were `asked`."""
    places = dict(zip(asked, ORDINALS, strict=False))
    return [
        flag for flag in asked if NAMES[flag].search(text) or places.get(flag, "-") in text.split()
    ]


def answered(flags: Sequence[RedFlag], *, yes: bool, today: date) -> dict[RedFlag, Answered]:
    return {flag: Answered(yes=yes, on=today) for flag in flags}
