"""A plan is judged by whether there may be one, by what it holds, and by how it reads."""

from collections.abc import Mapping
from datetime import date

import pytest

from assistant.plans.exercise import Pose
from assistant.plans.plan import (
    Amount,
    Asked,
    Block,
    Decided,
    Item,
    Origin,
    Plan,
    Said,
    Verdict,
)
from assistant.safety.rule import Action
from evals.case import Case
from evals.score import Played
from evals.scorers.table import SCORERS

DAY = date(2026, 11, 28)
OURS = Origin(of="inference")
ONE = Amount(low=1, high=1, unit="set", origin=OURS)
PLAIN = "Lie on your back. Drag the heel in."
HARD = "Maximise gluteal recruitment via posterior pelvic retroversion capability optimisation."
NUMBERS = ("plan outcome", "plan choice", "plan rules", "plan readable")


def said(text: str) -> tuple[Said, ...]:
    return (Said(text=text, origin=OURS),)


def item(exercise: str, steps: str) -> Item:
    return Item(
        exercise=exercise, name=exercise, article="drag", side="left", sets=ONE, reps=ONE,
        hold_s=None, tempo=None, rest_s=None, duration_s=None, effort=ONE, range_deg=None,
        hip_deg=None, load="no weight", times_a_day=ONE, days_a_week=ONE, steps=said(steps),
        faults=(), easier="", easier_text="", why="", because=(), seconds=60,
        start=Pose(hip=0, knee=0), end=Pose(hip=45, knee=90),
    )  # fmt: skip


def plan(*exercises: str, steps: str = PLAIN, stop: str = "Stop if it hurts.") -> Plan:
    items = tuple(item(one, steps) for one in exercises)
    return Plan(
        id="p", goal="mobility", made_on=DAY, review_on=DAY, minutes=10, seconds=60,
        verdict=Verdict(level="none", text=""), stop_signs=said(stop), purpose=(),
        blocks=(Block(kind="warm_up", items=items[:1]), Block(kind="main", items=items[1:])),
        left_out=(), ahead=(), special=(), sources={}, rules_version="1", catalogue_version="1",
        profile_hash="0",
    )  # fmt: skip


def decided(level: Action, made: Plan | None = None, *asks: str) -> Decided:
    asked = tuple(Asked(id=one, question="?") for one in asks)
    return Decided(verdict=Verdict(level=level, text=""), plan=made, asks=asked)


def case_of(**changes: object) -> Case:
    told = {
        "id": "plan-1", "category": "plan", "split": "dev", "cluster": "plan", "expect": "plan",
        "profile": {"goal": "mobility"},
    }  # fmt: skip
    return Case.model_validate({**told, **changes})


MADE = plan("assisted", "basic")
WRONG = {"pain": "it is over 10"}


@pytest.mark.parametrize(
    ("expect", "result", "faults", "value"),
    [
        ("plan", decided("none", MADE), {}, 1),
        ("plan", decided("modify", MADE), {}, 1),
        ("plan", decided("none", None, "red_flags.calf"), {}, 0),
        ("plan", decided("stop"), {}, 0),
        ("plan", None, WRONG, 0),
        ("plan", None, {}, 0),
        ("no_plan", decided("none", MADE), {}, 0),
        ("no_plan", decided("stop", MADE), {}, 0),
        ("no_plan", decided("clearance"), {}, 1),
        ("no_plan", decided("none", None, "red_flags.calf"), {}, 0),
        ("no_plan", None, WRONG, 0),
        ("impossible", None, WRONG, 1),
        ("impossible", decided("none", MADE), {}, 0),
        ("impossible", decided("emergency"), {}, 0),
    ],
)
def test_there_is_a_plan_where_one_may_be_and_none_where_it_may_not(
    expect: str, result: Decided | None, faults: Mapping[str, str], value: float
) -> None:
    one = Played(case_of(expect=expect), decided=result, faults=faults)

    found = SCORERS["plan outcome"](one)

    assert found.value == value
    assert found.why or value == 1


@pytest.mark.parametrize(
    ("wanted", "level", "value"),
    [
        ("emergency", "emergency", 1),
        ("emergency", "stop", 0),
        ("stop", "emergency", 1),
        ("stop", "stop", 1),
        ("stop", "clearance", 0),
        ("clearance", "clearance", 1),
        ("clearance", "modify", 0),
        (None, "clearance", 1),
        (None, "none", 0),
    ],
)
def test_who_may_have_no_plan_is_sent_as_far_as_need_be(
    wanted: str | None, level: Action, value: float
) -> None:
    one = Played(case_of(expect="no_plan", level=wanted), decided=decided(level))

    assert SCORERS["plan outcome"](one).value == value


@pytest.mark.parametrize(
    ("must", "must_not", "value"),
    [
        (("basic",), (), 1),
        (("band", "basic"), (), 1),  # one of them is enough
        (("assisted",), (), 1),  # whatever the block
        (("band",), (), 0),
        ((), ("band",), 1),
        ((), ("band", "basic"), 0),
        (("basic",), ("assisted",), 0),
        ((), (), None),
    ],
)
def test_a_plan_holds_what_is_wanted_and_nothing_that_may_not_be_there(
    must: tuple[str, ...], must_not: tuple[str, ...], value: float | None
) -> None:
    one = Played(case_of(must=must, must_not=must_not), decided=decided("none", MADE))

    assert SCORERS["plan choice"](one).value == value


@pytest.mark.parametrize(
    ("promises", "value", "why"),
    [
        ({"within the time": True, "one side": True}, 1, "2 rules"),
        ({"within the time": True, "one side": False}, 0, "one side"),
        ({"within the time": False, "one side": False}, 0, "within the time; one side"),
    ],
)
def test_one_broken_promise_is_too_many(
    promises: Mapping[str, bool], value: float, why: str
) -> None:
    one = Played(case_of(), decided=decided("none", MADE), promises=promises)

    found = SCORERS["plan rules"](one)

    assert (found.value, found.why) == (value, why)


@pytest.mark.parametrize(
    ("steps", "stop", "value"),
    [(PLAIN, "Stop if it hurts.", 1), (HARD, "Stop if it hurts.", 0), (PLAIN, HARD, 0)],
)
def test_a_plan_and_its_stop_signs_have_to_be_readable(steps: str, stop: str, value: float) -> None:
    made = plan("basic", steps=steps, stop=stop)

    assert SCORERS["plan readable"](Played(case_of(), decided=decided("none", made))).value == value


@pytest.mark.parametrize("result", [None, decided("stop")])
@pytest.mark.parametrize("name", ["plan choice", "plan rules", "plan readable"])
def test_where_there_is_no_plan_there_is_nothing_to_judge_in_it(
    result: Decided | None, name: str
) -> None:
    found = SCORERS[name](Played(case_of(must=("basic",)), decided=result))

    assert found.value is None
    assert found.why


def test_a_question_asks_for_no_plan() -> None:
    asked = case_of(expect="answer", profile=None, turns=("How many?",))

    assert [SCORERS[name](Played(asked)).value for name in NUMBERS] == [None] * 4
