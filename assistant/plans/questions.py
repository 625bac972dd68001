"""A profile to the questions that it leaves open and that have to be answered before a plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.plans.profile import GOALS, GRAFTS, PROCEDURES, RED_FLAGS, Profile, RedFlag

FRESH = 12.0  # weeks after an operation in which its kind and graft decide [MGBACL, MLKI]
DISEASES = frozenset({"heart_disease", "metabolic_disease", "kidney_disease"})


@dataclass(frozen=True)
class Question:
    """What is asked, under the name of the profile's field."""

    id: str  # "red_flags.calf"
    text: str
    choices: tuple[str, ...] = ()


YES_NO = ("yes", "no")
# Their topics are those of clinical-facts.md, section 3; the sentences are ours.
RED_FLAG_QUESTIONS: Mapping[RedFlag, str] = {
    "chest_breath_faint": "Do you get chest pain, get badly short of breath, or faint?",
    "calf": "Is one calf or thigh painful, swollen, warm or red?",
    "fever": "Do you have a fever or feel ill today?",
    "hot_knee": "Is the knee hot, red, or more swollen than yesterday?",
    "locks_or_gives_way": "Does your knee lock, get stuck or give way?",
    "numbness": "Is any part of your foot or leg newly numb, tingling or weak?",
    "new_injury": "Have you had a fall, twist or pop in the last week?",
    "pregnancy_warning": "Do you bleed, leak fluid, have contractions, or feel the baby move less?",
}
QUESTIONS: Mapping[str, Question] = {
    one.id: one
    for one in (
        Question("goal", "What is the session for?", GOALS),
        Question("minutes", "How many minutes do you have?"),
        Question(
            "kit",
            "What do you have at hand?",
            ("mat", "bed", "chair", "towel", "slider", "band", "none"),
        ),
        Question(
            "event",
            "Have you had an operation on a knee, hip or hamstring, or an injury there? If so, "
            "what was it, and when?",
            ("none", "injury", "surgery"),
        ),
        Question("event.on", "When was that? A date, or how many weeks ago."),
        Question("event.procedures", "Which operation was it?", PROCEDURES),
        Question("event.graft", "Which graft was used for the new ligament?", GRAFTS),
        Question("pain.now", "How much does it hurt right now, from 0 to 10?"),
        Question("pregnant", "Are you pregnant?", YES_NO),
        Question("pregnancy_weeks", "How many weeks pregnant are you?"),
        Question("age", "How old are you?", ("under_18", "18_to_54", "55_to_69", "70_or_more")),
        Question(
            "conditions",
            "Do you have heart, kidney or metabolic disease such as diabetes, or a condition that "
            "is new or getting worse? Were you told to exercise only under supervision?",
            (*sorted(DISEASES), "new_or_worse_condition", "supervised_only", "none"),
        ),
        Question("active", "Are you active on most days of the week?", YES_NO),
        Question("floor", "Can you get down to the floor and up again?", YES_NO),
        *(Question(f"red_flags.{name}", text, YES_NO) for name, text in RED_FLAG_QUESTIONS.items()),
    )
}


def left_open(profile: Profile, *, today: date) -> tuple[str, ...]:
    """
    The ids of the questions that are open, in the order in which they are asked.

    Unknown is not safe: each of them keeps a plan back. An answer about today's pain or signs
    holds for the day on which it was given.
    """
    return tuple(open_ids(profile, today=today))


def open_ids(profile: Profile, *, today: date) -> Iterator[str]:
    if profile.event is None:
        yield "event"
    elif profile.event.kind != "none":
        yield from open_of_event(profile)
    for name in RED_FLAGS:
        if name == "pregnancy_warning" and not profile.pregnant:
            continue
        answer = profile.red_flags.get(name)
        if answer is None or (answer.on or today) != today:
            yield f"red_flags.{name}"
    if profile.pain.now is None or (profile.pain.on or today) != today:
        yield "pain.now"
    if profile.age is None:
        yield "age"
    if profile.pregnant is None and profile.age in (None, "under_18", "18_to_54"):
        yield "pregnant"
    if profile.pregnant and profile.pregnancy_weeks is None:
        yield "pregnancy_weeks"
    if profile.conditions is None:
        yield "conditions"
    elif profile.active is None and (
        DISEASES & set(profile.conditions) or profile.age == "70_or_more"
    ):
        yield "active"
    for wish in ("goal", "minutes", "kit"):
        if getattr(profile, wish) is None:
            yield wish
    if profile.floor is None and profile.kit is not None and "bed" not in profile.kit:
        yield "floor"


def open_of_event(profile: Profile) -> Iterator[str]:
    event = profile.event
    assert event is not None
    if event.on is None and event.weeks is None:
        yield "event.on"
    if event.kind == "surgery" and not event.procedures:
        yield "event.procedures"
    if "aclr" in event.procedures and event.graft is None:
        yield "event.graft"
