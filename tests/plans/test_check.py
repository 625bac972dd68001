"""The last look: each promise goes red for a fault that is planted, and nothing is given then."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from assistant.errors import PlanRefused
from assistant.plans.check import CHECKS, Checked, broken, kept
from assistant.plans.gate import allowance_of
from assistant.plans.means import Means
from assistant.plans.plan import Amount, Block, Item, Origin, Plan, Said
from assistant.plans.profile import Cap, Profile
from assistant.safety.allowance import Allowance
from tests.plans.conftest import DAY, complete, each_case, items_of, operated, planned

OURS = Origin(of="inference", note="ours")
BARE = Origin(of="inference")
Plant = Callable[[Plan], Plan]


def amount(high: float, origin: Origin = OURS) -> Amount:
    return Amount(low=0, high=high, unit="°", origin=origin)


def in_main(**update: Any) -> Plant:  # noqa: ANN401
    """The first main exercise with something else in it, its time left as it was."""

    def plant(plan: Plan) -> Plan:
        warm_up, main, cool_down = plan.blocks
        item = main.items[0].model_copy(update=update)
        blocks = (warm_up, Block(kind="main", items=(item, *main.items[1:])), cool_down)
        return plan.model_copy(update={"blocks": blocks})

    return plant


def in_plan(**update: Any) -> Plant:  # noqa: ANN401
    return lambda plan: plan.model_copy(update=update)


def one_step_more(text: str) -> Plant:
    def plant(plan: Plan) -> Plan:
        item = plan.blocks[1].items[0]
        return in_main(steps=(*item.steps, Said(text=text, origin=OURS)))(plan)

    return plant


def drawn(place: str, **angles: float) -> Plant:
    def plant(plan: Plan) -> Plan:
        pose = getattr(plan.blocks[1].items[0], place)
        return in_main(**{place: replace(pose, **angles)})(plan)

    return plant


def without_block(kind: str) -> Plant:
    return lambda plan: in_plan(blocks=tuple(block for block in plan.blocks if block.kind != kind))(
        plan
    )


def main_doubled(plan: Plan) -> Plan:
    warm_up, main, cool_down = plan.blocks
    twice = Block(kind="main", items=(*main.items, *main.items))
    seconds = plan.seconds + sum(item.seconds for item in main.items)
    blocks = (warm_up, twice, cool_down)
    return plan.model_copy(update={"blocks": blocks, "seconds": seconds, "minutes": 60})


def emptied(kind: str) -> Plant:
    return lambda plan: in_plan(
        blocks=tuple(
            block.model_copy(update={"items": ()}) if block.kind == kind else block
            for block in plan.blocks
        ),
        seconds=sum(item.seconds for b in plan.blocks if b.kind != kind for item in b.items),
    )(plan)


def verdict(**update: Any) -> Plant:  # noqa: ANN401
    return lambda plan: in_plan(verdict=plan.verdict.model_copy(update=update))(plan)


# A knee that may bend to 60°, so that there is a limit to go past and a cue to suppress.
PLANTED: list[tuple[str, Plant]] = [
    ("nobody who has to wait has a plan", verdict(level="clearance")),
    ("nobody who has to wait has a plan", verdict(level="emergency")),
    ("nobody who has to wait has a plan", verdict(not_asked=("red_flags.calf",))),
    ("no range is past a limit", in_main(range_deg=amount(61))),
    ("no range is past a limit", drawn("end", knee=90.0)),
    ("no range is past a limit", drawn("start", knee=70.0)),
    (
        "no suppressed cue is in it",
        one_step_more("Stop at about a right angle, or sooner if it is not comfortable."),
    ),
    ("every number has a source", in_main(sets=amount(2, BARE))),
    ("every number has a source", one_step_more("Do it 77 times.")),
    ("it fits the time", in_main(seconds=9999.0)),
    ("it fits the time", in_plan(seconds=10.0)),
    ("it fits the time", in_plan(minutes=1)),
    ("it warms up first and cools down last", without_block("warm_up")),
    ("it warms up first and cools down last", without_block("cool_down")),
    ("it warms up first and cools down last", emptied("cool_down")),
    (
        "it warms up first and cools down last",
        lambda plan: in_plan(blocks=tuple(reversed(plan.blocks)))(plan),
    ),
    ("a rehabilitation plan is short", main_doubled),
    ("each item says what to do if it is too much", in_main(easier_text="")),
    ("no effort is more than moderate", in_main(effort=amount(8))),
    ("it says when to stop", lambda plan: in_plan(stop_signs=plan.stop_signs[2:])(plan)),
    (
        "it says when to stop",
        lambda plan: in_plan(stop_signs=(*plan.stop_signs, Said(text="Go on.", origin=OURS)))(plan),
    ),
    ("it names what the person told", in_main(because=())),
    ("it names what the person told", in_main(why="")),
    ("every source is listed", in_plan(sources={})),
    ("every source is listed", in_main(hip_deg=amount(45, Origin(of="source", sources=("X",))))),
]


@pytest.fixture(scope="module")
def profile() -> Profile:
    return complete(cap=Cap(degrees=60, by="surgeon"))


@pytest.fixture(scope="module")
def allowance(profile: Profile, means: Means) -> Allowance:
    return allowance_of(profile, today=DAY, rulebook=means.rulebook)


@pytest.fixture(scope="module")
def sound(means: Means) -> Plan:
    return planned(means, cap=Cap(degrees=60, by="surgeon"))


@pytest.mark.parametrize(("name", "plant"), PLANTED, ids=[name for name, _ in PLANTED])
def test_a_planted_fault_is_found_by_its_check_and_the_plan_is_not_given(
    name: str, plant: Plant, sound: Plan, profile: Profile, allowance: Allowance, means: Means
) -> None:
    faulty = plant(sound)

    assert CHECKS[name](Checked(sound, profile, allowance, means.exercises))
    assert name in broken(Checked(faulty, profile, allowance, means.exercises))
    with pytest.raises(PlanRefused, match=name):
        kept(faulty, profile, allowance, means)


@pytest.mark.parametrize(("name", "update"), [
    ("nothing forbidden is in it", {"exercise": "basic"}),
    ("nothing forbidden is in it", {"exercise": "bridge"}),
    ("easier ones are allowed too", {"easier": "low_friction"}),
])  # fmt: skip
def test_what_the_rules_forbid_is_found(name: str, update: dict[str, Any], means: Means) -> None:
    changes = operated("aclr", 3, graft="hamstring")
    profile = complete(**changes)
    allowance = allowance_of(profile, today=DAY, rulebook=means.rulebook)
    faulty = in_main(**update)(planned(means, **changes))

    assert name in broken(Checked(faulty, profile, allowance, means.exercises))


@pytest.mark.parametrize("plant", [in_main(hip_deg=amount(100)), drawn("end", hip=95.0)])
def test_a_hip_that_is_bent_past_its_limit_is_found(plant: Plant, means: Means) -> None:
    changes = operated("tha", 8)
    profile = complete(**changes)
    allowance = allowance_of(profile, today=DAY, rulebook=means.rulebook)

    faulty = plant(planned(means, **changes))

    assert "no range is past a limit" in broken(
        Checked(faulty, profile, allowance, means.exercises)
    )


def test_a_rehabilitation_plan_of_one_exercise_is_too_short(
    sound: Plan, profile: Profile, allowance: Allowance, means: Means
) -> None:
    item: Item = items_of(sound)[0]
    one = in_plan(blocks=(Block(kind="main", items=(item,)),), seconds=item.seconds)(sound)

    assert "a rehabilitation plan is short" in broken(
        Checked(one, profile, allowance, means.exercises)
    )


def test_each_check_has_a_fault_that_was_planted_for_it() -> None:
    planted = {name for name, _ in PLANTED}

    assert set(CHECKS) - planted == {"nothing forbidden is in it", "easier ones are allowed too"}


@each_case
def test_a_plan_that_was_built_keeps_every_promise(changes: dict[str, Any], means: Means) -> None:
    profile = complete(**changes)
    allowance = allowance_of(profile, today=DAY, rulebook=means.rulebook)
    plan = planned(means, **changes)

    assert broken(Checked(plan, profile, allowance, means.exercises)) == []
    assert kept(plan, profile, allowance, means) is plan
