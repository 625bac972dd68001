"""The findings of a conversation to what they say in the words of a profile."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, get_args

from assistant.plans.profile import (
    AgeBand,
    Cap,
    Clearance,
    Condition,
    Event,
    Flexion,
    Pain,
    Procedure,
    Profile,
    Who,
)
from assistant.safety.finding import Findings

CONDITIONS: Mapping[str, Condition] = {
    "heart_disease": "heart_disease",
    "metabolic_disease": "metabolic_disease",
    "kidney_disease": "kidney_disease",
    "condition_new_or_worse": "new_or_worse_condition",
    "supervised_only": "supervised_only",
    "hamstring_cramp": "hamstring_cramp",
    "bridge_hurts_back": "back_hurts_in_bridge",
}
WHO: tuple[Who, ...] = get_args(Who)
# Circumstances that have a field of the profile.
IN_FIELDS = frozenset({
    "active", "inactive", "poor_balance", "alone", "alone_after_surgery", "no_floor", "no_anchor",
    "no_kit", "pregnancy", "hamstring_strain", "healed", "stitches_in", "stitches_out",
    "precautions_over",
})  # fmt: skip
THINGS = frozenset({"mat", "bed", "chair", "towel", "slider", "band"})


def known(
    said: Findings, profile: Profile, *, today: date, corrects: bool = False
) -> dict[str, Any]:
    """
    What the conversation's findings say, in the words of a profile. Operations add up, unless they
    are told to correct the ones before.
    """
    told: dict[str, Any] = {}
    kit = tuple(one for one in said.kit if one in THINGS)
    if kit:
        held = [one for one in profile.kit or () if one != "none"]
        told["kit"] = tuple(dict.fromkeys([*held, *kit]))
    if said.pain is not None or said.pain_usual is not None:
        told["pain"] = Pain(
            now=said.pain if said.pain is not None else profile.pain.now,
            usual=said.pain_usual if said.pain_usual is not None else profile.pain.usual,
            kind=profile.pain.kind,
            on=today if said.pain is not None else profile.pain.on,
        )
    if said.cap_deg is not None:
        by: Who = "nobody"
        by = next((one for one in WHO if one == said.cap_by), by)
        told["cap"] = Cap(degrees=said.cap_deg, by=by)
    if said.flexion_deg is not None:
        told["flexion"] = Flexion(degrees=said.flexion_deg)
    if said.age is not None:
        told["age"] = band_of(said.age)
    if said.side:
        told["side"] = said.side
    if said.pregnant:
        told["pregnant"] = True
    if said.pregnancy_weeks is not None:
        told["pregnancy_weeks"] = said.pregnancy_weeks
    if said.cleared:
        told["cleared"] = profile.cleared or Clearance(by="doctor", text="as told")
    if (event := event_of(said, profile, corrects=corrects)) is not None:
        told["event"] = event
    elsewhere = set(CONDITIONS) | IN_FIELDS
    more = [one for one in said.circumstances if one not in elsewhere and one not in profile.told]
    if more:
        told["told"] = (*profile.told, *more)
    return told | circumstances(said, profile)


def reconciled(profile: Profile, said: Findings, *, today: date) -> Profile:
    """
    `profile` with what the whole conversation says against it, where that is the stricter: an
    operation, a condition or a pregnancy that was told is not taken back by a bare "no".
    """
    told = known(said, profile, today=today)
    stricter: dict[str, Any] = {}
    if (profile.event is None or profile.event.kind == "none") and "event" in told:
        stricter["event"] = told["event"]
    for name in ("conditions", "told"):
        if name in told:
            stricter[name] = told[name]
    if said.pregnant:
        stricter["pregnant"] = True
    if said.cap_deg is not None and (profile.cap is None or said.cap_deg < profile.cap.degrees):
        stricter["cap"] = told["cap"]
    return profile.model_copy(update=stricter)


def circumstances(said: Findings, profile: Profile) -> dict[str, Any]:
    told: dict[str, Any] = {}
    named = set(said.circumstances)
    conditions = [CONDITIONS[one] for one in said.circumstances if one in CONDITIONS]
    if conditions:
        held = [one for one in profile.conditions or () if one != "none"]
        told["conditions"] = tuple(dict.fromkeys([*held, *conditions]))
    for name, (field, value) in {
        "active": ("active", True),
        "inactive": ("active", False),
        "poor_balance": ("steady", False),
        "alone": ("alone", True),
        "no_floor": ("floor", False),
        "no_anchor": ("anchor", False),
    }.items():
        if name in named:
            told[field] = value
    return told


def event_of(said: Findings, profile: Profile, *, corrects: bool) -> Event | None:
    """ "An operation" says that there was one, and not that nobody knows which."""
    known = get_args(Procedure)
    procedures = tuple(one for one in said.procedures if one in known)
    before = profile.event if profile.event and profile.event.kind != "none" else None
    held = before.procedures if before and not corrects else ()
    strained = "hamstring_strain" in said.circumstances
    if not (procedures or strained or before):
        return None
    event = before or Event(kind="surgery" if procedures else "injury")
    changes: dict[str, Any] = {}
    if procedures:
        both = dict.fromkeys([*held, *procedures])
        named = tuple(one for one in both if one != "unknown")
        changes |= {"kind": "surgery", "procedures": named or held}
    elif strained:
        changes["injury"] = "hamstring_strain"
    if said.graft:
        changes["graft"] = said.graft
    if said.weeks is not None:
        changes["weeks"] = round(said.weeks, 1)
    for name, field in (("healed", "healed"), ("stitches_in", "stitches"),
                        ("precautions_over", "precautions_over")):  # fmt: skip
        if name in said.circumstances:
            changes[field] = True
    return event.model_copy(update=changes)


def band_of(age: float) -> AgeBand:
    bands: Sequence[tuple[float, AgeBand]] = (
        (18, "under_18"), (55, "18_to_54"), (70, "55_to_69"),
    )  # fmt: skip
    return next((band for below, band in bands if age < below), "70_or_more")
