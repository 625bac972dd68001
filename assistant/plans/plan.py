"""The nouns of a session: what is to be done, how much, why, and what leads on from it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.plans.exercise import BlockKind, Of, Pose
from assistant.plans.profile import Goal, Side
from assistant.safety.rule import Action, Where

SCHEMA_VERSION: Literal[1] = 1  # of a stored or exported plan; raise it with a migration


class Part(BaseModel):  # pydantic asks for a subclass
    """A part of a plan: JSON goes both ways without loss."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Origin(Part):
    """Where a value or sentence comes from."""

    of: Of
    sources: tuple[str, ...] = ()  # ("NBT", "ARUK")
    article: str = ""  # with an article's own sentence, the article …
    quote: str = ""  # … and the sentence
    note: str = ""


class Amount(Part):
    """A number of the plan; `high` is the end of a range, or the same as `low`."""

    low: float
    high: float
    unit: str
    origin: Origin
    because: str = ""  # the fact of the profile that changed it: "pain 4 of 10: the smaller number"


class Said(Part):
    """A sentence to the person."""

    text: str
    origin: Origin
    because: str = ""  # the rule that re-worded it: "C08"


class Item(Part):
    """One exercise of a session."""

    exercise: str  # "basic"
    name: str  # "Heel drag back"
    article: str
    side: Side
    each_side: bool = False  # one leg after the other: the sets are for each
    sets: Amount
    reps: Amount | None
    hold_s: Amount | None
    pause_s: Amount | None = None  # between two holds
    tempo: tuple[Amount, Amount] | None  # seconds there and back
    rest_s: Amount | None
    duration_s: Amount | None
    effort: Amount  # the most, RPE of 10
    range_deg: Amount | None  # the knee: from 0 to at most `high`
    hip_deg: Amount | None  # the most that the hip may bend
    load: str  # "no weight", "light band", "towel helps"
    times_a_day: Amount
    days_a_week: Amount
    steps: tuple[Said, ...]
    faults: tuple[Said, ...]
    easier: str  # the id of what to do where this is too much; "" for less of the same
    easier_text: str  # in words
    why: str  # why this one
    because: tuple[str, ...]  # the facts of the profile that decided
    seconds: float  # for all sets, rests and sides
    start: Pose
    end: Pose


class Block(Part):
    """Warm-up, main part or cool-down."""

    kind: BlockKind
    items: tuple[Item, ...]


class LeftOut(Part):
    """An exercise that was not taken, and why not."""

    exercise: str
    name: str
    reason: str  # "not before week 12 after a hamstring graft"
    rules: tuple[str, ...] = ()  # ids of rules and limits


class Ahead(Part):
    """A rule of what happens next, shown as it will be applied to the logs."""

    when: str
    then: str
    kind: Literal["progress", "hold", "regress", "stop"]
    origin: Origin


class Reason(Part):
    """A rule or limit that holds for the person."""

    id: str  # "C08"
    label: str
    text: str
    sources: tuple[str, ...]
    inference: bool = False


class Asked(Part):
    """A question that has to be answered before there is a plan."""

    id: str  # "red_flags.calf"
    question: str
    choices: tuple[str, ...] = ()


class Verdict(Part):
    """Whether the person may train, as the rules see it."""

    level: Action
    text: str  # what to do; for "none" and "modify" what to heed
    where: Where | Literal[""] = ""
    reasons: tuple[Reason, ...] = ()
    not_asked: tuple[str, ...] = ()  # ids of questions left open


class Plan(Part):
    """A session that is somebody's, and how it goes on."""

    schema_version: Literal[1] = SCHEMA_VERSION
    id: str  # of its first version's content, and constant over its versions
    seed: str = ""  # makes two people's plans two, however alike they are
    version: Annotated[int, Field(ge=1)] = 1  # raised by each change
    goal: Goal
    made_on: date
    review_on: date
    minutes: int  # the time budget
    seconds: float  # what the session takes
    verdict: Verdict
    stop_signs: tuple[Said, ...]
    purpose: tuple[Said, ...]  # what it is good for
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...]
    ahead: tuple[Ahead, ...]
    special: tuple[Said, ...]  # what to heed for this person
    sources: dict[str, str]  # key -> title and address
    rules_version: str
    catalogue_version: str
    profile_hash: str
    changed: tuple[str, ...] = ()  # what the logs changed, newest last


class Decided(Part):
    """What a profile comes to: a plan, or a verdict without one, or questions."""

    verdict: Verdict
    plan: Plan | None = None
    asks: tuple[Asked, ...] = ()
