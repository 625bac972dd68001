"""The noun of what a person said about the body that is to exercise."""

from dataclasses import dataclass
from typing import Literal

Side = Literal["left", "right", "both", ""]


@dataclass(frozen=True)
class Symptom:
    """One complaint, as it was put."""

    name: str  # "swelling"
    site: str = ""  # "calf"
    side: Side = ""
    quality: str = ""  # "sharp"
    since: str = ""  # "since tuesday"


@dataclass(frozen=True)
class Findings:
    """What was said of the person who is to exercise; empty where nothing was."""

    procedures: tuple[str, ...] = ()  # ("aclr", "meniscus_body")
    graft: str = ""  # "hamstring"
    weeks: float | None = None  # since the operation or injury
    side: Side = ""
    pain: float | None = None  # now, 0-10
    pain_usual: float | None = None
    cap_deg: float | None = None  # the most that somebody allows the knee to bend
    cap_by: str = ""  # "surgeon"
    flexion_deg: float | None = None  # reached
    temperature_c: float | None = None
    age: float | None = None
    pregnant: bool = False
    pregnancy_weeks: float | None = None
    kit: tuple[str, ...] = ()  # ("towel", "band")
    cleared: bool = False  # by a professional, for exercise
    circumstances: tuple[str, ...] = ()  # names of the lexicon: "diabetes", "no_floor"
    symptoms: tuple[Symptom, ...] = ()


NO_FINDINGS = Findings()
