"""The nouns of an answer: what a user gets back, and what was decided on the way."""

from dataclasses import dataclass, field
from typing import Literal

from assistant.plans.plan import Asked, Plan
from assistant.plans.profile import Profile
from assistant.safety.rule import NOTHING, Action, Verdict

Reason = Literal["not_in_corpus", "out_of_scope", "unclear", "language"]
NoticeKind = Literal["greeting", "thanks", "goodbye", "capability", "session_left"]


@dataclass(frozen=True)
class Citation:
    """The exact place a sentence comes from: `text[start:end] == quote` in the served article."""

    n: int  # 1, as the answer's [1]
    article: str  # "heel-drag-back"
    title: str  # "Heel Drag Back"
    section: str  # "Step-by-step guide › Breathing"
    quote: str
    start: int
    end: int
    sha256: str  # of the quote, UTF-8


@dataclass(frozen=True)
class Sentence:
    """One sentence of an answer, and the numbers of the citations that carry it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True)
class Answer:
    """What the article says; never empty, and every sentence is cited."""

    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    facts: tuple[str, ...] = ()  # what it was about, for the questions that follow
    writer: str = "quote"


@dataclass(frozen=True)
class Abstention:
    """That no article says it, why, and the nearest thing that one does say."""

    reason: Reason
    text: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Notice:
    """A short word that is neither: a greeting, thanks, what the assistant can do."""

    kind: NoticeKind
    text: str


@dataclass(frozen=True)
class Referral:
    """A red flag: see a person, and what to do first. It holds no exercise instruction."""

    text: str
    action: Action
    rule: str  # "U01", the gravest that fired


@dataclass(frozen=True)
class Intake:
    """Questions that have to be answered before there is a session, and what is known so far."""

    text: str
    asks: tuple[Asked, ...]
    profile: Profile


@dataclass(frozen=True)
class Session:
    """A plan, and whom it is for."""

    text: str
    plan: Plan
    profile: Profile


Reply = Answer | Abstention | Notice | Referral | Intake | Session


@dataclass(frozen=True)
class Considered:
    """A thing that the search held up, for `explain`."""

    role: str  # "fact"
    name: str  # "palms-down"
    cosine: float
    bm25: float
    log_p: float
    near: str  # the wording or passage nearest to the question


@dataclass(frozen=True)
class Trace:
    """What was searched, found, chosen and why, with milliseconds a step."""

    question: str = ""  # as it was searched, standing alone
    article: str = ""
    considered: tuple[Considered, ...] = ()
    support: float = 0.0
    why: str = ""  # "answers by palms-down, opening 'no'", "does not mention 'kettlebell'", …
    ms: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Turn:
    """One message of a conversation and what became of it."""

    message: str
    question: str  # the message, standing alone
    reply: Reply
    article: str = ""
    kinds: tuple[str, ...] = ()  # of the facts that an answer quotes: "muscle"
    verdict: Verdict = NOTHING  # over all that was said up to here
    trace: Trace = Trace()
