"""The nouns of the catalogue: an exercise, its dose, and where each value comes from."""

from dataclasses import dataclass
from typing import Literal

from assistant.plans.profile import Goal, Kit
from assistant.safety.rule import Cue, Variation

Intent = Literal["circulation", "range", "activation", "strength", "eccentric", "stretch", "calm"]
Position = Literal["supine", "sitting", "standing"]
Hamstring = Literal["none", "passive", "assisted", "active", "loaded", "eccentric"]
BlockKind = Literal["warm_up", "main", "cool_down"]
Of = Literal["article", "source", "inference"]


@dataclass(frozen=True)
class Basis:
    """Where a value comes from; an inference may still name what it was drawn from."""

    of: Of
    sources: tuple[str, ...] = ()  # keys of corpus/sources.toml
    quote: str = ""  # the sentence of the article that states it
    note: str = ""  # "two leaflets differ: the smaller number"


@dataclass(frozen=True)
class Value:
    """A number, or the two ends of a range."""

    low: float
    high: float
    unit: str  # "reps", "sets", "s", "a day", "days a week", "of 10", "°"
    basis: Basis


@dataclass(frozen=True)
class Dose:
    """How much of an exercise: FITT-VP without the F's and T's that the session decides."""

    sets: Value
    reps: Value | None  # None where it is timed
    hold_s: Value | None
    pause_s: Value | None  # between two holds
    lift_s: Value | None  # of a repetition: the way there …
    lower_s: Value | None  # … and back
    rest_s: Value | None  # between sets
    duration_s: Value | None  # of a timed set
    times_a_day: Value
    days_a_week: Value
    effort: Value  # RPE, of 10


@dataclass(frozen=True)
class Line:
    """Something to do or not to do in an exercise, and the cues that a rule may forbid in it."""

    text: str
    cues: tuple[Cue, ...]
    basis: Basis


@dataclass(frozen=True)
class Needs:
    """What an exercise asks of the body and the room."""

    flexion_deg: float = 0.0  # to which the knee has to bend
    hip_deg: float = 0.0  # to which the hip bends
    target_deg: float = 0.0  # to which the knee is bent, where nothing caps it
    floor: bool = False  # done on the floor, unless there is a bed
    floor_only: bool = False  # a bed will not do
    balance: bool = False
    anchor: bool = False
    range_basis: Basis = Basis("inference")


@dataclass(frozen=True)
class Pose:
    """Joint angles of a drawing, in degrees; 0 is lying or standing straight."""

    hip: float
    knee: float
    other_hip: float = 0.0
    other_knee: float = 0.0
    ankle: float = 0.0  # of the moving leg, toes up
    lift: float = 0.0  # of the pelvis


@dataclass(frozen=True)
class Exercise:
    """One move of the catalogue."""

    id: str  # "basic"
    name: str  # "Heel drag back"
    article: str  # "heel-drag-back": where it can be read and asked about
    gated_as: tuple[Variation, ...]  # one that the rules and limits allow is enough
    gate_basis: Basis
    blocks: tuple[BlockKind, ...]
    goals: tuple[Goal, ...]
    intent: Intent
    position: Position
    kit: tuple[tuple[Kit, ...], ...]  # any one of each; () for none
    load: int  # 0-4 (our scale)
    hamstring: Hamstring
    needs: Needs
    dose: Dose
    per_side: bool
    easier: tuple[str, ...]
    harder: tuple[str, ...]
    steps: tuple[Line, ...]
    faults: tuple[Line, ...]
    start: Pose
    end: Pose
    load_basis: Basis = Basis("inference")
