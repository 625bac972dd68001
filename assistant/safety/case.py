"""A message to the question in it, without the parts that only tell of the person's case."""

import re
from dataclasses import replace
from datetime import date

from assistant.safety.extract import extract
from assistant.safety.finding import NO_FINDINGS

PART = re.compile(
    r"(?<=[.!?;,\n])\s+|\s+(?:and|but|so)\s+(?=(?:how|what|which|when|where|can|do|is)\b)"
)
MIN_WORDS = 2  # of a question that is worth asking alone


def without_case(message: str, *, today: date) -> str:
    """
    "Knee replaced 9 weeks ago, how many sets?" to "how many sets?"; else `message` as it is.

    What is told of kit and complaints stays: questions are often about them.
    """
    parts = PART.split(message)
    kept = [part for part in parts if not tells_case(part, today=today)]
    if len(kept) in (0, len(parts)) or len(" ".join(kept).split()) < MIN_WORDS:
        return message
    return " ".join(kept)


def tells_case(part: str, *, today: date) -> bool:
    found = replace(extract(part, today=today), kit=(), symptoms=(), side="", cap_by="")
    return found != NO_FINDINGS
