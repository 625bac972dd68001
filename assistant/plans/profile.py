"""The noun of a person who wants a session: what they told, with what they left open unknown."""

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

Goal = Literal["knee_rehab", "activation", "strength", "mobility", "cool_down"]
Kit = Literal["mat", "bed", "chair", "towel", "slider", "band", "none"]
Experience = Literal["beginner", "some", "experienced"]
Side = Literal["left", "right", "both"]
AgeBand = Literal["under_18", "18_to_54", "55_to_69", "70_or_more"]
PainKind = Literal["none", "dull", "stiff", "burning", "throbbing", "sharp"]
Procedure = Literal[
    "aclr", "meniscus_body", "meniscus_root", "pcl", "tka", "tha", "quad_or_patellar_tendon",
    "prox_hamstring", "arthroscopy", "bone", "other", "unknown",
]  # fmt: skip
Injury = Literal["hamstring_strain", "knee_injury", "fracture", "other"]
Graft = Literal["hamstring", "patellar", "quad", "allograft", "unknown"]
Who = Literal["surgeon", "physio", "doctor", "nobody"]
Condition = Literal[
    "heart_disease", "metabolic_disease", "kidney_disease", "new_or_worse_condition",
    "supervised_only", "hamstring_cramp", "back_hurts_in_bridge", "none",
]  # fmt: skip
RedFlag = Literal[
    "chest_breath_faint", "calf", "fever", "hot_knee", "locks_or_gives_way", "numbness",
    "new_injury", "pregnancy_warning",
]  # fmt: skip

GOALS: tuple[Goal, ...] = get_args(Goal)
PROCEDURES: tuple[Procedure, ...] = get_args(Procedure)
GRAFTS: tuple[Graft, ...] = get_args(Graft)
RED_FLAGS: tuple[RedFlag, ...] = get_args(RedFlag)

Score = Annotated[float, Field(ge=0, le=10)]  # pain, 0 for none
Degrees = Annotated[float, Field(ge=0, le=160)]  # the knee's bend, 0 for straight


class Told(BaseModel):  # pydantic asks for a subclass
    """A part of a profile: unknown names are refused, and nothing is changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Answered(Told):
    """The answer to a safety question. It holds for the day on which it was given."""

    yes: bool
    on: date | None = None  # today, if it is left out


class Pain(Told):
    """Pain of 10. `now` holds for the day on which it was asked."""

    now: Score | None = None
    usual: Score | None = None
    kind: PainKind | None = None
    on: date | None = None  # today, if it is left out


class Flexion(Told):
    """How far the knee bends by itself."""

    degrees: Degrees
    how: Literal["goniometer", "phone", "guess"] = "guess"


class Cap(Told):
    """How far the knee may bend, and who said so."""

    degrees: Degrees
    by: Who = "nobody"


class Clearance(Told):
    """A professional's word that these exercises are all right."""

    by: Who
    on: date | None = None
    text: str = Field(default="", max_length=500)


class Event(Told):
    """An injury or an operation, or that there was none."""

    kind: Literal["none", "injury", "surgery"]
    procedures: tuple[Procedure, ...] = Field(default=(), max_length=6)
    injury: Injury | None = None
    graft: Graft | None = None
    on: date | None = None
    weeks: Annotated[float, Field(ge=0, le=5200)] | None = None  # ago, where no date is known
    healed: bool | None = None  # a break, osteotomy or cartilage operation, as a doctor said
    stitches: bool | None = None  # still in
    precautions_over: bool | None = None  # of a hip replacement, as the surgeon said


class Profile(Told):
    """All that a session is built from. What is None is not known, and unknown is not safe."""

    goal: Goal | None = None
    minutes: Annotated[int, Field(ge=1, le=240)] | None = None  # for one session
    kit: tuple[Kit, ...] | None = Field(default=None, max_length=7)
    experience: Experience | None = None
    side: Side | None = None
    age: AgeBand | None = None
    pain: Pain = Pain()
    flexion: Flexion | None = None
    cap: Cap | None = None
    event: Event | None = None
    cleared: Clearance | None = None
    pregnant: bool | None = None
    pregnancy_weeks: Annotated[float, Field(ge=0, le=45)] | None = None
    conditions: tuple[Condition, ...] | None = Field(default=None, max_length=7)
    active: bool | None = None  # exercises on most days
    steady: bool | None = None  # stands safely without help
    alone: bool | None = None  # nobody within call
    floor: bool | None = None  # gets down to the floor and up again
    anchor: bool | None = None  # something that a band can be tied to and that holds
    # Names of the safety lexicon that were told in a conversation and have no field here.
    told: tuple[Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")], ...] = Field(
        default=(), max_length=60
    )
    red_flags: dict[RedFlag, Answered] = Field(default_factory=dict)
