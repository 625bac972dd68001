"""A message to findings: what it says of the operation, stage and circumstances of a person."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from assistant.safety.bend import cap_of, flexion_of
from assistant.safety.circumstances import circumstances_of
from assistant.safety.finding import NO_FINDINGS, Findings, Side, Symptom
from assistant.safety.lexicon import CLAUSE, found, lexicon, says
from assistant.safety.measures import (
    age_of,
    pain_of,
    pregnancy_of,
    temperature_of,
    usual_pain_of,
)
from assistant.safety.mend import mend
from assistant.safety.numbers import with_digits
from assistant.safety.operations import SAYS_MORE, done, graft_of, procedures
from assistant.safety.when import weeks_since
from assistant.safety.whose import whose

BARE_NOT = re.compile(
    r"\b(do|does|did|is|are|was|were|have|has|had|ca|could|should|would|wo|must|ai)nt\b"
)
HAMMY = re.compile(r"\bhamm(?:y|ie|ies|ys)\b")
ABBREVIATED = re.compile(r"\b([a-z])[. ]([a-z])[. ]([a-z])\b\.?")
ABBREVIATIONS = {"acl", "pcl", "mcl", "lcl", "tkr", "tka", "thr", "tha", "plc"}
CORRECTION = re.compile(
    r"\b(?:actually|i meant|correction|i was wrong|that's wrong|that was wrong|"
    r"not the|turns out|it was)\b|"
    r"\bsorry,? (?:it|i meant|not|the|wrong|my mistake|that)\b"
)
ADDITION = re.compile(r"\b(?:also|too|as well|both|and they|additionally|on top)\b")
SIDES: tuple[tuple[Side, re.Pattern[str]], ...] = (
    ("both", re.compile(r"\b(?:both|bilateral\w*|either side)\b")),
    ("left", re.compile(r"\b(?:left|lt|l knee|l hip|l leg)\b")),
    (
        "right",
        re.compile(
            r"\b(?<!all )(?:right|rt|r knee|r hip|r leg)\b(?! (?:now|away|off|after|from|there|on))"
        ),
    ),
)
SINCE = re.compile(r"\b(?:since \w+|for (?:\d+|the last|a few) \w+|\d+ \w+ ago)\b")
# A text that speaks as the system, or quotes one, clears nobody.
SPOKEN_FOR = re.compile(
    r"\b(?:system|assistant|admin|developer)\s*:|\bthe user\b|```|\bignore (?:all|your)\b"
)
QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
# What a later word takes back.
ENDED = {"stitches_out": "stitches_in", "precautions_over": "precautions"}


def extract(message: str, *, today: date) -> Findings:
    """
    What `message` says of the person who is to exercise: the writer, or somebody else if the
    question is about them. Dates are counted back from `today`. A question for knowledge, what is
    only planned, and what is denied give nothing.
    """
    return read(whose(plain(message)).own, today=today)


def extract_asked(message: str, *, today: date) -> Findings:
    """What the questions for knowledge in `message` are about; none of it holds of the person."""
    return read(whose(plain(message)).asked, today=today)


def plain(message: str) -> str:
    """Lower case, apostrophes straight, typos mended, numbers in digits, "a.c.l." closed up."""
    text = message.lower().replace("’", "'").replace("‘", "'").replace("`", "'")
    text = BARE_NOT.sub(r"\1n't", text)
    text = HAMMY.sub("hamstring", text)
    text = ABBREVIATED.sub(close_up, text)
    return with_digits(mend(text))


def close_up(match: re.Match[str]) -> str:
    letters = "".join(match.groups())
    return letters if letters in ABBREVIATIONS else match[0]


def read(text: str, *, today: date) -> Findings:
    if not text.strip():
        return NO_FINDINGS
    told = done(text)
    operations = procedures(told)
    graft = graft_of(told)
    weeks = weeks_since(told, today=today, operated=bool(operations) or says("operated", told))
    circumstances = circumstances_of(text, operations, graft=graft, weeks=weeks)
    cap, by = (None, "") if says("limits", text, "lifted") else cap_of(text)
    pregnant = "pregnancy" in circumstances
    return Findings(
        procedures=operations,
        graft=graft,
        weeks=weeks,
        side=side_of(text),
        pain=pain_of(text),
        pain_usual=usual_pain_of(text),
        cap_deg=cap,
        cap_by=by,
        flexion_deg=flexion_of(text),
        temperature_c=temperature_of(text),
        age=age_of(text, today=today),
        pregnant=pregnant,
        pregnancy_weeks=pregnancy_of(text) if pregnant else None,
        kit=tuple(found("kit", text)),
        cleared=is_cleared(text),
        circumstances=tuple(name for name in lexicon()["circumstances"] if name in circumstances)
        + (("alone_after_surgery",) if "alone_after_surgery" in circumstances else ()),
        symptoms=tuple(symptoms(text)),
    )


def is_cleared(text: str) -> bool:
    if SPOKEN_FOR.search(text):
        return False
    text = QUOTED.sub(" ", text)
    before, behind = lexicon()["cleared"]["before"][0], lexicon()["cleared"]["behind"][0]
    return any(
        not before.search(CLAUSE.split(text[: match.start()])[-1] + match[0])
        and not behind.search(text[match.end() :])
        for pattern in lexicon()["cleared"]["words"]
        for match in pattern.finditer(text)
    )


def side_of(text: str) -> Side:
    found_sides = [name for name, pattern in SIDES if pattern.search(text)]
    return found_sides[0] if len(found_sides) == 1 else ""


def symptoms(text: str) -> Iterable[Symptom]:
    if not any(found("symptoms", text)):
        return
    for part in CLAUSE.split(text):
        names = list(found("symptoms", part))
        if not names:
            continue
        site = next(found("sites", part), "")
        quality = next(found("qualities", part), "")
        since = match[0] if (match := SINCE.search(part)) else ""
        for name in names:
            yield Symptom(name, site, side_of(part), quality, since)


def merged(earlier: Findings, later: Findings, *, corrects: bool) -> Findings:
    """
    What holds after a later message: what it says anew holds, the rest stays.

    Operations add up, unless the message corrects ("actually it was the PCL"); one that was not
    named gives way to the name. Of two times the more recent holds unless corrected: a later
    "diabetes for 10 years" must not age an operation.
    """
    operations = later.procedures or earlier.procedures
    if later.procedures and not corrects:
        both = dict.fromkeys([*earlier.procedures, *later.procedures])
        general = {"unknown"} if len(both) > 1 else set()
        general |= {name for name in both if any(o in both for o in SAYS_MORE.get(name, ()))}
        operations = tuple(name for name in both if name not in general)
    said = {
        name: getattr(later, name)
        for name in Findings.__dataclass_fields__
        if getattr(later, name) != getattr(NO_FINDINGS, name)
    }
    weeks = [one for one in (earlier.weeks or None, later.weeks) if one is not None]
    if weeks and not (corrects and later.weeks is not None):  # 0 is "just had", until it is said
        said["weeks"] = min(weeks)
    if "told_not" in later.circumstances and not later.cleared:  # a later no takes a clearance back
        said["cleared"] = False
    circumstances = dict.fromkeys([*earlier.circumstances, *later.circumstances])
    for name in later.circumstances:
        circumstances.pop(ENDED.get(name, ""), None)
    if "alone" in circumstances and operations:
        circumstances["alone_after_surgery"] = None
    return replace(
        earlier,
        **said
        | {
            "procedures": operations,
            "circumstances": tuple(circumstances),
            "symptoms": (*earlier.symptoms, *later.symptoms),
            "kit": tuple(dict.fromkeys([*earlier.kit, *later.kit])),
        },
    )


def corrects(message: str) -> bool:
    text = message.lower().replace("’", "'")
    return CORRECTION.search(text) is not None and ADDITION.search(text) is None
