"""What tests of plans share: a plan written by hand, and profiles that leave nothing open."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.plans.build import build
from assistant.plans.exercise import Pose
from assistant.plans.means import Means
from assistant.plans.open import open_means
from assistant.plans.plan import (
    Ahead,
    Amount,
    Block,
    Decided,
    Item,
    LeftOut,
    Origin,
    Plan,
    Reason,
    Said,
    Verdict,
)  # fmt: skip
from assistant.plans.profile import (
    GOALS,
    RED_FLAGS,
    Answered,
    Cap,
    Clearance,
    Event,
    Flexion,
    Pain,
    Profile,
)

CORPUS = Path(__file__).parents[2] / "corpus"
DAY = date(2026, 6, 15)  # a Monday
NO_FLAGS = {name: Answered(yes=False, on=DAY) for name in RED_FLAGS}
ALL_KIT = ("mat", "bed", "chair", "towel", "slider", "band")


def complete(**changes: Any) -> Profile:  # noqa: ANN401
    """Somebody in good health at home who has answered everything today, with `changes`."""
    told: dict[str, Any] = {
        "goal": "knee_rehab",
        "minutes": 20,
        "kit": ("mat", "chair", "towel"),
        "experience": "some",
        "side": "left",
        "age": "18_to_54",
        "pain": Pain(now=0, usual=0, on=DAY),
        "event": Event(kind="none"),
        "pregnant": False,
        "conditions": ("none",),
        "active": True,
        "steady": True,
        "alone": False,
        "floor": True,
        "anchor": True,
        "red_flags": NO_FLAGS,
    }
    return Profile.model_validate({**told, **changes})


def operated(procedure: str, weeks: float, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """An operation that long ago, cleared by the surgeon: for `complete`."""
    told = {"kind": "surgery", "procedures": (procedure,), "weeks": weeks, **changes}
    event = Event.model_validate(told)
    return {"event": event, "cleared": Clearance(by="surgeon")}


def decided(means: Means, **changes: Any) -> Decided:  # noqa: ANN401
    return build(complete(**changes), today=DAY, means=means)


def planned(means: Means, **changes: Any) -> Plan:  # noqa: ANN401
    plan = decided(means, **changes).plan
    assert plan is not None
    return plan


def items_of(plan: Plan) -> list[Item]:
    return [item for block in plan.blocks for item in block.items]


def exercises_of(plan: Plan) -> list[str]:
    return [item.exercise for item in items_of(plan)]


def varied() -> Iterator[dict[str, Any]]:
    """Thirty cases that differ in goal, time, kit, operation, week, pain, age and limits."""
    yield from ({"goal": goal} for goal in GOALS)
    yield from ({"goal": goal, "kit": ("none",), "experience": "beginner"} for goal in GOALS)
    yield from (
        {"goal": goal, "kit": ALL_KIT, "experience": "experienced", "minutes": 45} for goal in GOALS
    )
    yield {**operated("aclr", 3, graft="hamstring")}
    yield {**operated("aclr", 7, graft="hamstring"), "goal": "strength"}
    yield {**operated("aclr", 9, graft="patellar"), "goal": "activation"}
    yield {**operated("meniscus_body", 5), "pain": Pain(now=3, usual=2, on=DAY)}
    yield {**operated("tka", 2), "kit": ("bed", "chair"), "age": "70_or_more", "steady": False}
    yield {**operated("tha", 8), "kit": ("bed",), "age": "55_to_69"}
    yield {**operated("quad_or_patellar_tendon", 10), "flexion": Flexion(degrees=70)}
    yield {**operated("arthroscopy", 8), "minutes": 12, "side": "both"}
    yield {"event": Event(kind="injury", injury="hamstring_strain", weeks=2), "goal": "mobility"}
    yield {"pregnant": True, "pregnancy_weeks": 20, "goal": "mobility"}
    yield {"cap": Cap(degrees=60, by="surgeon"), "side": None}
    yield {"conditions": ("heart_disease",), "goal": "strength", "kit": ALL_KIT}
    yield {"floor": False, "steady": False, "kit": ("chair",), "goal": "cool_down"}
    yield {"pain": Pain(now=4, on=DAY), "experience": None, "goal": "strength"}
    yield {"age": "70_or_more", "minutes": 10, "goal": "mobility", "kit": ("bed", "chair")}


VARIED = tuple(varied())
each_case = pytest.mark.parametrize(
    "changes", VARIED, ids=[f"case-{n}" for n in range(len(VARIED))]
)


@pytest.fixture(scope="session")
def means() -> Means:
    return open_means(CORPUS, number="112")


ARTICLE = Origin(of="article", article="heel-drag-back")
ARUK = Origin(of="source", sources=("ARUK",))
NBT = Origin(of="source", sources=("NBT",))
NEMEX = Origin(of="source", sources=("NEMEX",))
OURS = Origin(of="inference")


def amount(low: float, high: float, unit: str, origin: Origin, because: str = "") -> Amount:
    return Amount(low=low, high=high, unit=unit, origin=origin, because=because)


def said(*texts: str, origin: Origin = ARTICLE) -> tuple[Said, ...]:
    return tuple(Said(text=text, origin=origin) for text in texts)


CHAIR = Item(
    exercise="chair",
    name="Chair slide",
    article="heel-drag-back",
    side="right",
    sets=amount(1, 1, "sets", ARUK),
    reps=amount(10, 10, "reps", ARUK),
    hold_s=amount(3, 3, "s", ARUK),
    tempo=None,
    rest_s=None,
    duration_s=None,
    effort=amount(2, 2, "of 10", OURS),
    range_deg=amount(0, 110, "°", OURS),
    hip_deg=None,
    load="no weight",
    times_a_day=amount(2, 2, "a day", NBT),
    days_a_week=amount(7, 7, "days a week", NBT),
    steps=said(
        "Sit on a firm chair with a sock on your right foot.",
        "Slide the foot back under the chair until it feels tight.",
        "Hold, then slide it forward again.",
        origin=ARUK,
    ),
    faults=said("Do not lift your hip off the seat.", origin=ARUK),
    easier="assisted",
    easier_text="Let a towel do the work.",
    why="It gets the knee moving before the main part.",
    because=("You can bend your knee to 110°.",),
    seconds=75,
    start=Pose(hip=90, knee=75, other_hip=90, other_knee=90),
    end=Pose(hip=90, knee=110, other_hip=90, other_knee=90),
)
BASIC = Item(
    exercise="basic",
    name="Heel drag back",
    article="heel-drag-back",
    side="right",
    sets=amount(2, 2, "sets", ARTICLE, "Your pain is 3 of 10: the smaller number."),
    reps=amount(10, 12, "reps", ARTICLE),
    hold_s=None,
    tempo=(amount(3, 3, "s", OURS), amount(3, 3, "s", OURS)),
    rest_s=amount(45, 60, "s", OURS),
    duration_s=None,
    effort=amount(4, 4, "of 10", OURS),
    range_deg=amount(0, 90, "°", ARTICLE),
    hip_deg=None,
    load="no weight",
    times_a_day=amount(1, 1, "a day", OURS),
    days_a_week=amount(3, 5, "days a week", OURS),
    steps=(
        *said(
            "Lie on your back on a mat or bed. Both legs are straight.",
            "Breathe out. Drag your right heel slowly towards you.",
        ),
        Said(
            text="Go only as far as it does not hurt, to a right angle at most.",
            origin=OURS,
            because="M05",
        ),
        *said("Breathe in. Slide the heel back slowly until the leg is straight."),
    ),
    faults=said("Keep your hips down and your lower back still.", "Do not let the leg flop."),
    easier="assisted",
    easier_text="Loop a towel round your foot and pull with your arms.",
    why="It trains the back of the thigh and does not load the knee.",
    because=("You had a knee arthroscopy 8 weeks ago.",),
    seconds=200,
    start=Pose(hip=0, knee=0),
    end=Pose(hip=45, knee=90),
)
STANDING = Item(
    exercise="standing",
    name="Standing heel drag",
    article="heel-drag-back",
    side="right",
    sets=amount(2, 2, "sets", OURS),
    reps=amount(8, 10, "reps", NBT),
    hold_s=amount(2, 2, "s", OURS),
    tempo=None,
    rest_s=amount(60, 60, "s", OURS),
    duration_s=None,
    effort=amount(5, 5, "of 10", OURS),
    range_deg=amount(0, 90, "°", OURS),
    hip_deg=None,
    load="no weight",
    times_a_day=amount(1, 1, "a day", OURS),
    days_a_week=amount(3, 5, "days a week", OURS),
    steps=said(
        "Stand behind a firm chair and hold its back.",
        "Bend your right knee and bring the heel up behind you.",
        "Hold, then lower the foot slowly.",
    ),
    faults=said("Keep both knees side by side.", "Do not lean forward."),
    easier="basic",
    easier_text="Do the heel drag on your back instead.",
    why="It trains the same muscles on your feet, with balance.",
    because=("You stand safely.",),
    seconds=190,
    start=Pose(hip=0, knee=0),
    end=Pose(hip=0, knee=85),
)
ASSISTED = Item(
    exercise="assisted",
    name="Assisted heel drag",
    article="heel-drag-back",
    side="right",
    sets=amount(2, 2, "sets", ARUK),
    reps=None,
    hold_s=None,
    tempo=None,
    rest_s=amount(30, 30, "s", OURS),
    duration_s=amount(20, 30, "s", OURS),
    effort=amount(2, 2, "of 10", OURS),
    range_deg=amount(0, 110, "°", OURS),
    hip_deg=None,
    load="a towel helps",
    times_a_day=amount(1, 1, "a day", OURS),
    days_a_week=amount(3, 5, "days a week", OURS),
    steps=said(
        "Lie on your back. Loop a towel round your right foot.",
        "Pull the towel with your arms until the knee feels tight.",
        "Hold it there. Breathe.",
    ),
    faults=said("Do not pull into pain."),
    easier="",
    easier_text="Bend the knee less.",
    why="It eases the knee at the end.",
    because=(),
    seconds=120,
    start=Pose(hip=0, knee=0),
    end=Pose(hip=55, knee=110),
)


@pytest.fixture
def plan() -> Plan:
    """Eight weeks after a knee arthroscopy, right side, pain 3 of 10, on a mat with a chair."""
    return Plan(
        id="p-5f1c0a7be2d94c11",
        version=2,
        goal="knee_rehab",
        made_on=date(2026, 11, 30),  # a Monday
        review_on=date(2026, 12, 14),
        minutes=15,
        seconds=585,
        verdict=Verdict(
            level="modify",
            text="You can train with care. Keep to the easy end while your pain is above 2 of 10.",
            reasons=(
                Reason(
                    id="M05",
                    label="pain above 2 of 10",
                    text="With this much pain we pick the easier move and the smaller number.",
                    sources=("NEMEX",),
                ),
            ),
        ),
        stop_signs=said(
            "Chest pain, or you feel faint or short of breath: call 112.",
            "A calf that is newly sore, swollen or warm.",
            "A hot, red knee, or a fever.",
            "A knee that locks or gives way.",
            "Sharp pain during a move. Stop for the day.",
            "New numbness in the leg or foot.",
            origin=OURS,
        ),
        purpose=said("They help you bend the knee with control.", "They are gentle on the joint."),
        blocks=(
            Block(kind="warm_up", items=(CHAIR,)),
            Block(kind="main", items=(BASIC, STANDING)),
            Block(kind="cool_down", items=(ASSISTED,)),
        ),
        left_out=(
            LeftOut(
                exercise="slider",
                name="Heel drag on sliders",
                reason="too hard while pain is above 2 of 10",
                rules=("M05",),
            ),
        ),
        ahead=(
            Ahead(
                when="pain stays at 0 to 2 and all sets went well twice in a row",
                then="add 2 reps to each set",
                kind="progress",
                origin=NEMEX,
            ),
            Ahead(
                when="pain goes above 2 but not above 5",
                then="do the same again next time",
                kind="hold",
                origin=NEMEX,
            ),
            Ahead(
                when="the knee is worse the next morning",
                then="rest for a day, then do the easier move",
                kind="regress",
                origin=NEMEX,
            ),
            Ahead(
                when="pain goes above 5, or is sharp",
                then="stop and call the people who treat you",
                kind="stop",
                origin=NEMEX,
            ),
        ),
        special=said("Hold on to a chair for all that you do on your feet.", origin=OURS),
        sources={
            "NBT": "North Bristol NHS: knee replacement exercises, nbt.nhs.uk",
            "ARUK": "Arthritis Research UK: knee exercise sheet, paperzz.com/doc/8568635",
            "ART": "Heel Drag Back (Hart), retold in heel-drag-back/article.md",
            "NEMEX": "Ageberg 2010: neuromuscular exercise, BMC Musculoskelet Disord 11:126",
        },
        rules_version="2026-11-28",
        catalogue_version="2026-11-28",
        profile_hash="b7e5f0c2a9d1",
        changed=("2 reps more in the heel drag after two good sessions",),
    )
