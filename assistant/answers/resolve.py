"""A message and the conversation before it to the questions it may stand for, standing alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answers.reply import Answer, Turn

CHATTER = re.compile(
    r"^(?:(?:ok(?:ay)?|thanks?(?: you)?|cheers|great|cool|nice|perfect|got it|i see|right|sure|"
    r"fine|good|alright|ah|oh|hm+|lol|ta|no|nah|sorry|wait|actually|(?:no,? )?i mean[t]?|"
    r"different (?:thing|question|topic)|new question|another (?:one|question|thing)|"
    r"one more(?: thing| question)?|next(?: question)?)"
    r"(?:\s*[,.!;:–-]+\s*|\s+(?=(?:and|so|but|different|another|one more|how|what|which|who|"
    r"where|when|why|is|are|do|does|can|should)\b)))+",
    re.IGNORECASE,
)
JOINER = re.compile(
    r"^(?:(?:and|but|so|or|also|plus|then|what about|how about|what if|and if)\s+)+", re.IGNORECASE
)
WHY_ALONE = re.compile(
    r"^(?:and |but |so |ok )?(?:why(?: not| so| is (?:that|it)(?: so)?| that|"
    r" does (?:it|that) matter)?"
    r"|how come|what for|what['’]?s the reason|for what reason|reason)\s*[?!.]*$",
    re.IGNORECASE,
)
QUESTION_WORD = re.compile(
    r"\b(?:how|what|which|who|when|where|why|is|are|do|does|can|should|will|would|must)\b",
    re.IGNORECASE,
)
PREPOSITION = re.compile(r"^(?:with|without|for|on|in|at|during|after|before|from|as)\b", re.I)
OPPOSITES = (
    ("in", "out"), ("up", "down"), ("reps", "sets"), ("repetitions", "sets"), ("before", "after"),
    ("warm-up", "cool-down"), ("warm up", "cool down"), ("inhale", "exhale"), ("arms", "legs"),
    ("easier", "harder"), ("start", "return"), ("drag", "return"), ("primary", "stabilising"),
)  # fmt: skip
SENTENCE = re.compile(r"(?<=[.!?])\s+")
WORD = re.compile(r"[^\W\d_]{2,}")
MAX_FRAGMENT = 4  # words: a message as short as this may lean on the one before


@dataclass(frozen=True)
class Reading:
    """A question that the message may stand for."""

    question: str
    leans: bool = False  # made with the question before
    story: bool = False  # only what is asked, without the story around it
    reason_for: tuple[str, ...] = ()  # facts whose reason is asked for, by a bare "why?"


def readings(message: str, history: Sequence[Turn]) -> tuple[Reading, ...]:
    """
    The message as it stands first, then as a follow-up of the question before, if it may be one.

    A message that names its topic by itself inherits nothing; of a story with a question in it the
    question is a reading, too. Which reading holds is decided by what the search finds for each.
    There is none for a message without a word ("?!", "👍"), but a
    number may follow a question ("12?").
    """
    bare = CHATTER.sub("", message.strip()) or message.strip()
    before = last_question(history)
    if not (WORD.search(bare) or (before and re.search(r"\d", bare))):
        return ()
    story = tuple(Reading(text, story=True) for text in asking(bare))
    if before is None:
        return (Reading(bare), *story)
    if WHY_ALONE.match(bare):
        reply = before.reply
        facts = reply.facts if isinstance(reply, Answer) else ()
        return (Reading(f"why: {before.question}", leans=True, reason_for=facts),)
    fragment = JOINER.sub("", bare)
    joined = fragment != bare
    alone = Reading(fragment if joined and QUESTION_WORD.search(fragment) else bare)
    if joined and not is_whole(fragment):
        return Reading(fragment), Reading(combine(before.question, fragment), leans=True)
    if len(bare.split()) <= MAX_FRAGMENT and not is_whole(bare):
        return alone, Reading(combine(before.question, bare), leans=True)
    return (alone, *story)


def asking(text: str) -> Iterator[str]:
    """What is asked at the end of a story, without the story; nothing where all of it asks."""
    parts = [part for part in SENTENCE.split(text) if part.strip()]
    asked = [part for part in parts if part.rstrip().endswith("?")]
    if 0 < len(asked) < len(parts):
        yield " ".join(asked)


def last_question(history: Sequence[Turn]) -> Turn | None:
    """The last turn that asked something; thanks and greetings lie between."""
    return next((turn for turn in reversed(history) if turn.question), None)


def is_whole(text: str) -> bool:
    """Whether `text` reads as a question of its own: a question word and something after it."""
    match = QUESTION_WORD.search(text)
    return bool(match) and len(text.split()) > MAX_FRAGMENT - 1


def combine(before: str, fragment: str) -> str:
    """The question before, with `fragment` in the place of what it contrasts with."""
    fragment = fragment.strip(" ?!.,")
    stem = before.strip(" ?!.,")
    for one, other in (*OPPOSITES, *((b, a) for a, b in OPPOSITES)):
        if re.search(rf"\b{re.escape(one)}\b", fragment, re.I) and (
            match := re.search(rf"\b{re.escape(other)}\b", stem, re.I)
        ):
            return f"{stem[: match.start()]}{fragment}{stem[match.end() :]}?"
    if preposition := PREPOSITION.match(fragment):
        found = list(re.finditer(rf"\b{preposition[0]}\b", stem, re.I))
        if found:
            return f"{stem[: found[-1].start()]}{fragment}?"
    return f"{stem} {fragment}?"
