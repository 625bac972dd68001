"""The nouns of safety: rules, limits by procedure, and the verdict over what a person has said."""

from dataclasses import dataclass, field
from typing import Literal, get_args

Action = Literal["none", "modify", "clearance", "stop", "emergency"]
Grade = Literal["A", "B", "C", "INF"]
Where = Literal[
    "emergency", "emergency_department", "same_day", "surgeon", "midwife", "gp", "physio", "self"
]
Variation = Literal[
    "assisted", "low_friction", "chair", "basic", "single_leg", "bridge", "standing", "slider",
    "band",
]  # fmt: skip
# What the article tells people to do that a restriction may forbid: to pull with the hamstrings, to
# come as close as possible, to press against a flat back, to lie on the back.
Cue = Literal["pull", "full_range", "lift_hips", "lie_flat"]

ACTIONS: tuple[Action, ...] = get_args(Action)  # gravest last
VARIATIONS: tuple[Variation, ...] = get_args(Variation)  # easiest first


@dataclass(frozen=True)
class Basis:
    """A source of a rule, and how far it is to be trusted."""

    key: str  # "NICE158", an entry of corpus/sources.toml
    grade: Grade


@dataclass(frozen=True)
class When:
    """
    A condition over findings; all that is set must hold.

    `weeks_under` holds when the time is not known, too: unknown is not safe.
    """

    procedures: tuple[str, ...] = ()  # any of them
    also: tuple[str, ...] = ()  # and any of these beside it
    grafts: tuple[str, ...] = ()  # any of them; "unknown" for one that was not said
    weeks_under: float | None = None
    weeks_known: bool = False  # hold only where the time was said
    weeks_between: tuple[float, float] | None = None  # both included
    circumstances: tuple[str, ...] = ()  # all of them
    without: tuple[str, ...] = ()  # none of them
    age_under: float | None = None
    age_over: float | None = None
    pregnant_from: float | None = None  # weeks; a pregnancy whose week was not said counts
    pain_over: float | None = None  # 0-10
    pain_up_to: float | None = None
    flexion_under: float | None = None  # degrees reached
    capped: bool = False
    cleared: bool | None = None


@dataclass(frozen=True)
class Rule:
    """What to do when a person reports one of its signs, or is in its case, and why."""

    id: str  # "U01"
    label: str  # "possible blood clot in the leg"
    action: Action
    where: Where  # to whom the person is sent
    first: str  # what to do first, in plain words; {number} is the emergency number
    why: str
    sources: tuple[Basis, ...]
    review_by: str  # "2027-05-22"
    signs: tuple[str, ...] = ()  # names of its signs in signs.toml
    ask: str = ""  # at most one question
    disagreement: str = ""  # both sides, and the choice made
    inference: bool = False  # ours, not a source's
    words: tuple[tuple[str, ...], ...] = ()  # groups of regexes that all match in one sentence
    when: tuple[When, ...] = ()  # cases, any of which is enough
    forbids: tuple[Variation, ...] = ()
    suppresses: tuple[Cue, ...] = ()
    rewords: dict[Cue, str] = field(default_factory=dict)  # what is said instead of a cue
    cap_deg: float | None = None  # knee flexion
    foremost: bool = False  # told before others of the same gravity: help is needed by hand


@dataclass(frozen=True)
class Cap:
    """The most that a knee may bend, up to a week after the operation."""

    until_week: float
    degrees: float


@dataclass(frozen=True)
class Limit:
    """What protocols allow after one procedure, and from which week on."""

    id: str  # "aclr-hamstring"
    label: str  # "ACL reconstruction with a hamstring graft"
    procedures: tuple[str, ...]
    sources: tuple[Basis, ...]
    says: tuple[str, ...]  # what protocols say, each sentence naming its sources
    ours: str  # what is therefore done here
    review_by: str
    operation: str = ""  # "an ACL reconstruction", to ask the article about
    grafts: tuple[str, ...] = ()  # any; "unknown" for one that was not said
    from_week: dict[Variation, float] = field(default_factory=dict)  # absent: a clinician's word
    caps: tuple[Cap, ...] = ()
    hip_cap_deg: float | None = None
    hip_cap_until: float = 52.0  # weeks
    pain_free: tuple[Variation, ...] = ()  # only without more than mild pain
    disagreement: str = ""
    inference: tuple[str, ...] = ()  # which of its values are ours


@dataclass(frozen=True)
class Rulebook:
    """All that safety goes by."""

    rules: tuple[Rule, ...]
    limits: tuple[Limit, ...]


@dataclass(frozen=True)
class Flag:
    """
    A rule that fired, and the words that fired it.

    An unsure one is asked about: a plain denial of it in the next message takes it back.
    """

    rule: str
    label: str
    said: str
    sure: bool = True
    named: bool = True  # an unsure one may be like a report without being clear of what


@dataclass(frozen=True)
class Verdict:
    """How far a person must go, over all that they have said; the gravest flag first."""

    action: Action = "none"
    flags: tuple[Flag, ...] = ()


NOTHING = Verdict()
