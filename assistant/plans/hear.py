"""A message, and what it was asked, to what it adds to a profile."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from assistant.plans.counts import Count, count_of, minutes_of, weeks_in
from assistant.plans.known import band_of, known
from assistant.plans.profile import RED_FLAGS, Event, Experience, Goal, Graft, Profile
from assistant.plans.signs import signs
from assistant.plans.yes_no import NO, YES, is_unsure, plain, says_no, says_yes
from assistant.safety.extract import corrects
from assistant.safety.finding import Findings
from assistant.safety.numbers import with_digits

THING = r"(?:session|plan|programme|program|routine|workout)"
WANTED = re.compile(
    r"\b(?:make|build|create|give|design|write|draw up|put together|prepare|set up|suggest|do|"
    rf"need|want|like)(?: me| us| him| her| my \w+)? (?:a|an|my|some|another|\d+)\b"
    rf"(?: [\w'-]+){{0,5}}? {THING}\b|"
    rf"^\s*(?:a )?(?:[\w-]+ )?(?:\d+[ -]?min\w* )?{THING}(?: please| pls)?\W*$|"
    rf"^\s*(?:plan|build|design) (?:me |my )(?:a )?(?:[\w-]+ ){{0,4}}{THING}\b"
)
# "How do I fit it into my routine?" asks about the article, and a gym plan is none of ours.
NOT_WANTED = re.compile(
    r"\b(?:fit (?:it|this|them)|where (?:does|do)|(?:into|in|before|after|to|of|at|for|with) "
    rf"(?:my|a|the) (?:\w+ )?{THING}|what is|what's|what does|why|which|how often|when|who|"
    r"do i need|how do i)\b|"
    r"\b(?:gym|hiit|marathon|business|back pain|diet|meal|weight loss|abs|arms?|upper.body|chest|"
    r"shoulders?|cardio|running|[1-9]0?k|swim\w*|cycling|bodybuilding|payment)\b"
)
# "I forget" and "I was told to stop running" are answers.
LEAVES = re.compile(
    r"\b(?:cancel|never ?mind|forget (?:it|that|about)|no (?:plan|session)|"
    r"don't want (?:a|the|any|this) (?:plan|session))\b|"
    r"^\W*(?:(?:ok|okay|please|let's|i want to|i'd like to)\W+)*(?:stop|quit|leave)"
    r"(?: (?:it|this|that|here|now|please|the (?:session|questions)))*\W*$"
)
GOALS: Sequence[tuple[Goal, re.Pattern[str]]] = (
    ("cool_down", re.compile(r"\bcool(?:ing)?.?down|after (?:my |a )?(?:workout|training|run)\b")),
    (
        "knee_rehab",
        re.compile(
            r"\brehab\w*|\brecover\w*|\bget (?:my )?bend back|"
            r"\bafter (?:my )?(?:op|surgery|operation|knee)|"
            r"\bbend (?:it |my knee )?(?:again|better|more)\b"
        ),
    ),
    (
        "activation",
        re.compile(
            r"\bactivat\w*|\bwake up|\bwarm.?up\b|"
            r"\bbefore (?:my |a )?(?:workout|run|squats?|training)\b"
        ),
    ),
    ("strength", re.compile(r"\bstrength\w*|\bstrong\w*|\bbuild (?:up )?muscle|\bharder\b")),
    (
        "mobility",
        re.compile(r"\bmobil\w*|\bloosen\w*|\bflexib\w*|\bstiff\w*|\bstretch\w*|\brange\b"),
    ),
)
MOST_PAIN = 10
NO_KIT = re.compile(r"\b(?:no kit|no equipment|nothing|none|no gear)\b")
EXPERIENCES: Sequence[tuple[Experience, re.Pattern[str]]] = (
    ("beginner", re.compile(r"\bbeginner|\bnew to (?:this|it|exercise)|\bnever (?:did|trained)\b")),
    ("experienced", re.compile(r"\bexperienced|\badvanced|\bathlete|\btrain (?:every|most|\d)\b")),
)  # fmt: skip
GRAFT_WORDS: Sequence[tuple[Graft, re.Pattern[str]]] = (
    ("hamstring", re.compile(r"\bham(?:string|my)\w*")),
    ("patellar", re.compile(r"\bpatell\w*|\bknee ?cap\b|\bbtb\b|\bbptb\b")),
    ("quad", re.compile(r"\bquad\w*")),
    ("allograft", re.compile(r"\ballograft\b|\bdonor\b|\bcadaver\b")),
)
INJURED = re.compile(
    r"\b(?:injur\w*|sprain\w*|strain\w*|torn?|tore|tear|twist\w*|hurt|dislocat\w*)\b"
)
KNEE = re.compile(r"\b(?:knee\w*|meniscus|ligament|[amlp]cl)\b")
NEGATED = re.compile(r"\b(?:no|not|never|without)\b|n't\b")
NOT_PREGNANT = re.compile(r"\bnot pregnant\b|\b(?:i'm|i am) (?:a )?(?:man|male|guy|bloke)\b")
NO_CONDITION = re.compile(
    r"\bno (?:\w+ )?(?:conditions?|diseases?|illness\w*|health (?:problems?|issues?))\b"
)


def wants_plan(message: str) -> bool:
    text = plain(message)
    return bool(WANTED.search(text)) and not NOT_WANTED.search(text)


def leaves(message: str) -> bool:
    return bool(LEAVES.search(plain(message)))


def is_bare(message: str) -> bool:
    """Whether a message is no more than a number, a yes or a no."""
    text = with_digits(plain(message))
    return count_of(text) is not None or (
        len(text.split()) == 1 and bool(YES.search(text) or NO.search(text))
    )


def heard(
    profile: Profile, message: str, said: Findings, *, asked: Collection[str], today: date
) -> Profile:
    """
    `profile` with what `message` adds. `said` are its findings; `asked` the ids of the questions
    that it answers: a bare "no" is one to all of them, a bare number one to the only number asked.
    """
    text = with_digits(plain(message))
    told: dict[str, Any] = {}
    told |= wishes(text, asked, profile, anew=wants_plan(message))
    told |= known(said, profile, today=today, corrects=corrects(message))
    if says_no(text):  # "no to both" is no side
        told.pop("side", None)
    told |= answers(text, asked, profile, told, today=today)
    return profile.model_copy(update=told)


def wishes(text: str, asked: Collection[str], profile: Profile, *, anew: bool) -> dict[str, Any]:
    """A wish for a session takes the place of the one before; else only what is open is heard."""
    told: dict[str, Any] = {}
    goal = next((name for name, pattern in GOALS if pattern.search(text)), None)
    if goal and (profile.goal is None or "goal" in asked or anew):
        told["goal"] = goal
    minutes = minutes_of(text, asked="minutes" in asked)
    if minutes is not None and (profile.minutes is None or "minutes" in asked or anew):
        told["minutes"] = minutes
    if "kit" in asked and NO_KIT.search(text):
        told["kit"] = ("none",)
    level = next((name for name, pattern in EXPERIENCES if pattern.search(text)), None)
    if level:
        told["experience"] = level
    return told


def answers(
    text: str, asked: Collection[str], profile: Profile, told: dict[str, Any], *, today: date
) -> dict[str, Any]:
    """What an answer means for what was asked and not told otherwise."""
    found: dict[str, Any] = {}
    if (count := count_of(text)) is not None:
        found |= numbered(count, asked, profile, told, today=today)
    flags = [name for name in RED_FLAGS if f"red_flags.{name}" in asked]
    if flags and (answered := signs(text, flags, today=today)):
        found["red_flags"] = {**profile.red_flags, **answered}
    if says_no(text):
        found |= denied(asked, profile, told, today=today)
    elif says_yes(text) and len(asked) == 1:
        found |= affirmed(next(iter(asked)))
    if "pregnant" in asked and "pregnant" not in told and NOT_PREGNANT.search(text):
        found["pregnant"] = False
    if "conditions" in asked and "conditions" not in told and NO_CONDITION.search(text):
        found["conditions"] = ("none",)
    weeks = weeks_in(text)
    if weeks is not None and "pregnancy_weeks" in asked and "pregnancy_weeks" not in told:
        found["pregnancy_weeks"] = weeks
    event = event_answered(text, asked, profile, {**told, **found}, weeks=weeks)
    return found if event is None else {**found, "event": event}


def numbered(
    count: Count, asked: Collection[str], profile: Profile, told: dict[str, Any], *, today: date
) -> dict[str, Any]:
    """Of "2 to 3" the careful end: more pain, less time."""
    open_numbers = [
        name
        for name in ("minutes", "pain.now", "age", "pregnancy_weeks", "event.on")
        if name in asked
    ]
    if len(open_numbers) != 1:
        return {}
    match open_numbers[0]:
        case "minutes":
            return {"minutes": int(count.low)}
        case "pain.now":
            pain = told.get("pain", profile.pain)
            return (
                {"pain": pain.model_copy(update={"now": count.high, "on": today})}
                if count.high <= MOST_PAIN
                else {}
            )
        case "age":
            return {"age": band_of(count.low)}
        case "pregnancy_weeks":
            return {"pregnancy_weeks": count.high}
        case _:
            event = told.get("event", profile.event)
            return {"event": event.model_copy(update={"weeks": count.low})} if event else {}


def event_answered(
    text: str,
    asked: Collection[str],
    profile: Profile,
    told: dict[str, Any],
    *,
    weeks: float | None,
) -> Event | None:
    """What the answer adds to the operation or injury, or None."""
    event: Event | None = told.get("event", profile.event)
    if event is None and "event" in asked and INJURED.search(text) and not NEGATED.search(text):
        event = Event(kind="injury", injury="knee_injury" if KNEE.search(text) else "other")
    if event is None or event.kind == "none":
        return event
    changes: dict[str, Any] = {}
    if weeks is not None and event.weeks is None and {"event", "event.on"} & set(asked):
        changes["weeks"] = weeks
    if "event.procedures" in asked and not event.procedures and is_unsure(text):
        changes["procedures"] = ("unknown",)
    if "event.graft" in asked and profile.event is not None:
        graft = next((name for name, pattern in GRAFT_WORDS if pattern.search(text)), None)
        if graft is None and (says_no(text) or is_unsure(text)):
            graft = "unknown"
        if graft is not None:  # "the patellar tendon" is no operation on that tendon here
            changes |= {"graft": graft, "procedures": profile.event.procedures}
    return event.model_copy(update=changes)


def denied(
    asked: Collection[str], profile: Profile, told: dict[str, Any], *, today: date
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "event" in asked and "event" not in told:
        found["event"] = Event(kind="none")
    if "pregnant" in asked and "pregnant" not in told:
        found["pregnant"] = False
    if "conditions" in asked and "conditions" not in told:
        found["conditions"] = ("none",)
    if "pain.now" in asked and "pain" not in told:
        found["pain"] = profile.pain.model_copy(update={"now": 0.0, "on": today})
    if "kit" in asked and "kit" not in told:
        found["kit"] = ("none",)
    for name in ("floor", "active"):
        if name in asked and name not in told:
            found[name] = False
    return found


def affirmed(asked: str) -> dict[str, Any]:
    return {asked: True} if asked in ("floor", "active", "pregnant") else {}
