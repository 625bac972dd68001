"""The nouns of safety: rules, and the verdict over what a person has said."""

from dataclasses import dataclass
from typing import Literal

Action = Literal["none", "modify", "clearance", "stop", "emergency"]
Grade = Literal["A", "B", "C", "INF"]
Where = Literal[
    "emergency", "emergency_department", "same_day", "surgeon", "midwife", "gp", "physio", "self"
]

# Gravest last.
ACTIONS: tuple[Action, ...] = ("none", "modify", "clearance", "stop", "emergency")


@dataclass(frozen=True)
class Basis:
    """A source of a rule, and how far it is to be trusted."""

    key: str  # "NICE158", an entry of corpus/sources.toml
    grade: Grade


@dataclass(frozen=True)
class Rule:
    """What to do when a person reports one of its signs, and why."""

    id: str  # "U01"
    label: str  # "possible blood clot in the leg"
    action: Action
    where: Where  # to whom the person is sent
    first: str  # what to do first, in plain words; {number} is the emergency number
    why: str
    sources: tuple[Basis, ...]
    signs: tuple[str, ...]  # the names of its signs in the cases
    review_by: str  # "2027-05-22"
    ask: str = ""  # at most one question
    disagreement: str = ""  # both sides, and the choice made
    inference: bool = False  # ours, not a source's
    words: tuple[tuple[str, ...], ...] = ()  # groups of regexes that all match in one sentence


@dataclass(frozen=True)
class Flag:
    """A rule that fired, and the words that fired it."""

    rule: str
    label: str
    said: str


@dataclass(frozen=True)
class Verdict:
    """How far a person must go, over all that they have said; the gravest flag first."""

    action: Action = "none"
    flags: tuple[Flag, ...] = ()


NOTHING = Verdict()
