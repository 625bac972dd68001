"""The nouns of a run: what was replied, how each scorer judged it, and what came of it all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from assistant.answers.reply import Reply
from assistant.plans.plan import Decided
from assistant.safety.rule import NOTHING, Verdict
from evals.case import Case

Status = Literal["pass", "fail", "na"]


@dataclass(frozen=True)
class Span:
    """A place in an article's text."""

    article: str  # "heel-drag-back"
    start: int
    end: int


@dataclass(frozen=True)
class Played:
    """What the assistant made of a case."""

    case: Case
    reply: Reply | None = None  # to the last message; None for a profile
    verdict: Verdict = NOTHING
    support: float = 0.0  # how far the article seemed to answer
    ranked: tuple[Span, ...] = ()  # what retrieval found, best first
    articles: Mapping[str, str] = field(default_factory=dict)  # text by slug, of what is cited
    decided: Decided | None = None  # of a profile
    promises: Mapping[str, bool] = field(default_factory=dict)  # of a plan, by name
    faults: Mapping[str, str] = field(default_factory=dict)  # of a profile that can't be, by field
    ms: Mapping[str, float] = field(default_factory=dict)  # by step; never part of a result


@dataclass(frozen=True)
class Score:
    """How far something holds, 0 to 1 (-1 to 1 for truthfulness), and why; None: not applicable."""

    value: float | None
    why: str = ""


@dataclass(frozen=True)
class Result:
    """A case with all its scores. It holds no time and no chance: two runs give the same bytes."""

    case: Case
    status: Status
    why: str  # what failed, or why it does not apply
    scores: Mapping[str, Score]
    kind: str = ""  # of the reply: "answer"
    text: str = ""  # of the reply
    quotes: tuple[str, ...] = ()  # that it cites
    support: float = 0.0


@dataclass(frozen=True)
class Interval:
    """A 95 % interval, in the unit of what it is of."""

    low: float
    high: float


@dataclass(frozen=True)
class Measure:
    """A headline measure over the cases to which it applies."""

    name: str  # "answers correct"
    value: float
    n: int
    interval: Interval | None = None
    how: str = ""  # "cluster bootstrap", "Wilson"; "" where there is no interval
    values: Mapping[str, float] = field(default_factory=dict)  # by case id, where it is a mean


@dataclass(frozen=True)
class Run:
    """All results of one configuration, and what they were made from."""

    config: str  # "shipped"
    cases_sha256: str
    corpus: str  # fingerprint of the index
    results: tuple[Result, ...]
