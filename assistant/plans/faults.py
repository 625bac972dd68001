"""A profile to what is impossible in it, a sentence a field."""

from collections.abc import Iterator
from datetime import date

from assistant.plans.profile import Profile

LEAST_MINUTES = 5  # a warm-up, one exercise and a cool-down do not fit in less (our inference)
MOST_MINUTES = 240  # as in a profile
LEAST_CAP = 20.0  # °; a heel slide below that is no movement to speak of (our inference)
ROUNDING = 2.0  # weeks between a date and a number of weeks that are still the same
LONGEST_PREGNANCY = 43.0  # weeks
YEAR = 52  # weeks
OLDEST = 100  # years back that a date may lie


def faults(profile: Profile, *, today: date) -> dict[str, str]:
    """By field, a sentence that says what can't be and what to do. Empty for a possible profile."""
    return dict(found(profile, today=today))


def found(profile: Profile, *, today: date) -> Iterator[tuple[str, str]]:
    if profile.minutes is not None and profile.minutes < LEAST_MINUTES:
        yield "minutes", f"A session takes at least {LEAST_MINUTES} minutes: give it that much."
    if profile.minutes is not None and profile.minutes > MOST_MINUTES:
        yield "minutes", f"A session takes at most {MOST_MINUTES} minutes: give it less."
    if profile.kit and "none" in profile.kit and len(set(profile.kit)) > 1:
        yield "kit", "The kit can't be 'none' and something else: name what there is."
    if profile.conditions and "none" in profile.conditions and len(set(profile.conditions)) > 1:
        yield "conditions", "The conditions can't be 'none' and something else: name what there is."
    if profile.cap is not None and profile.cap.degrees < LEAST_CAP:
        yield (
            "cap",
            f"A knee that may bend {profile.cap.degrees:g}° can't do heel slides: ask your "
            "surgeon's team what you may do instead.",
        )
    yield from of_event(profile, today=today)
    yield from of_pregnancy(profile)
    for field, when in dates(profile):
        if when > today:
            yield field, f"The date {when} lies ahead: give the day on which it was."
        elif when.year < today.year - OLDEST:
            yield field, f"The date {when} is too long ago: check its year."


def of_event(profile: Profile, *, today: date) -> Iterator[tuple[str, str]]:
    event = profile.event
    if event is None:
        return
    if event.kind != "surgery" and (event.procedures or event.graft):
        yield "event.kind", "An operation is named, so the kind has to be 'surgery'."
    if event.kind == "none" and (event.on or event.weeks is not None or event.injury):
        yield "event.kind", "Something happened, so the kind has to be 'injury' or 'surgery'."
    if event.graft and event.procedures and "aclr" not in event.procedures:
        yield "event.graft", "Only an ACL reconstruction has a graft: leave the graft out."
    if event.weeks is not None and event.weeks > OLDEST * YEAR:
        yield "event.weeks", f"{event.weeks:g} weeks are too long ago: check the number."
    if event.on is not None and event.weeks is not None and event.on <= today:
        weeks = (today - event.on).days / 7
        if abs(weeks - event.weeks) > ROUNDING:
            yield (
                "event.weeks",
                f"The date {event.on} is {weeks:.0f} weeks ago, not {event.weeks:g}: give one of "
                "the two.",
            )


def of_pregnancy(profile: Profile) -> Iterator[tuple[str, str]]:
    weeks = profile.pregnancy_weeks
    if weeks is not None and not profile.pregnant:
        yield "pregnancy_weeks", "Weeks of a pregnancy are given, so 'pregnant' has to be true."
    if weeks is not None and weeks > LONGEST_PREGNANCY:
        yield "pregnancy_weeks", "A pregnancy does not last that long: check the weeks."
    if profile.pregnant and profile.age == "70_or_more":
        yield "pregnant", "Pregnant at 70 or more can't be: check the age."


def dates(profile: Profile) -> Iterator[tuple[str, date]]:
    pairs = [
        ("event.on", profile.event.on if profile.event else None),
        ("cleared.on", profile.cleared.on if profile.cleared else None),
        ("pain.on", profile.pain.on),
        *((f"red_flags.{name}.on", answer.on) for name, answer in profile.red_flags.items()),
    ]
    yield from ((field, when) for field, when in pairs if when is not None)
