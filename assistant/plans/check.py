"""A plan to whether it keeps what was promised: the last look, which fails closed."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from assistant.errors import PlanRefused
from assistant.plans.exercise import Exercise
from assistant.plans.means import Means
from assistant.plans.origins import amounts
from assistant.plans.plan import Amount, Item, Plan, Said
from assistant.plans.profile import Profile
from assistant.plans.texts import SHARP
from assistant.safety.allowance import Allowance

NUMBER = re.compile(r"\d+(?:\.\d+)?")
MOST_EXERCISES = 4  # in a home plan of rehabilitation [ARENS]
EFFORT = 6.0  # of 10, the most in a plan for the home (our inference)


@dataclass(frozen=True)
class Checked:
    """A plan beside what it was made from."""

    plan: Plan
    profile: Profile
    allowance: Allowance
    exercises: Mapping[str, Exercise]

    def items(self) -> Iterator[Item]:
        yield from (item for block in self.plan.blocks for item in block.items)


Check = Callable[[Checked], bool]


def nothing_forbidden_is_in_it(made: Checked) -> bool:
    return all(may_do(made, item.exercise) for item in made.items())


def easier_ones_are_allowed_too(made: Checked) -> bool:
    return all(may_do(made, item.easier) for item in made.items() if item.easier)


def may_do(made: Checked, exercise: str) -> bool:
    return any(made.allowance.allows(one) for one in made.exercises[exercise].gated_as)


def no_range_is_past_a_limit(made: Checked) -> bool:
    knee, hip = made.allowance.cap_deg, made.allowance.hip_cap_deg
    return all(
        (knee is None or most_knee(item) <= knee) and (hip is None or most_hip(item) <= hip)
        for item in made.items()
    )


def most_knee(item: Item) -> float:
    """As told and as drawn."""
    told = item.range_deg.high if item.range_deg else 0.0
    return max(told, item.start.knee, item.end.knee)


def most_hip(item: Item) -> float:
    told = item.hip_deg.high if item.hip_deg else 0.0
    return max(told, item.start.hip, item.end.hip)


def no_suppressed_cue_is_in_it(made: Checked) -> bool:
    cut = made.allowance.suppressed
    return not any(
        said.text == line.text
        for item in made.items()
        for line in (
            *made.exercises[item.exercise].steps, *made.exercises[item.exercise].faults,
        )
        if cut & set(line.cues)
        for said in (*item.steps, *item.faults)
    )  # fmt: skip


def every_number_has_a_source(made: Checked) -> bool:
    """Each amount names where it is from, and each number in a sentence stands in an amount."""
    return all(is_sourced(amount) for item in made.items() for amount in amounts(item)) and all(
        numbers(said) <= ledger(made, item)
        for item in made.items()
        for said in (*item.steps, *item.faults)
    )


def is_sourced(amount: Amount) -> bool:
    origin = amount.origin
    return bool(origin.sources or origin.quote or origin.note or amount.because)


def numbers(said: Said) -> set[float]:
    return {float(number) for number in NUMBER.findall(said.text)}


def ledger(made: Checked, item: Item) -> set[float]:
    """The numbers that may be said of an item: its own, its exercise's, and the person's limits."""
    caps = {made.allowance.cap_deg, made.allowance.hip_cap_deg} - {None}
    mine = {number for amount in amounts(item) for number in (amount.low, amount.high)}
    dose = made.exercises[item.exercise].dose
    values = [value for value in vars(dose).values() if value is not None]
    return (
        mine
        | {number for value in values for number in (value.low, value.high)}
        | {float(cap) for cap in caps if cap is not None}
        | {number for text in made.allowance.rewords.values() for number in numbers_in(text)}
    )


def numbers_in(text: str) -> Iterator[float]:
    yield from map(float, NUMBER.findall(text))


def it_fits_the_time(made: Checked) -> bool:
    spent = sum(item.seconds for item in made.items())
    return spent <= made.plan.minutes * 60 and abs(spent - made.plan.seconds) < 1


def it_warms_up_first_and_cools_down_last(made: Checked) -> bool:
    kinds = [block.kind for block in made.plan.blocks]
    return kinds == ["warm_up", "main", "cool_down"] and all(
        block.items for block in made.plan.blocks
    )


def a_rehabilitation_plan_is_short(made: Checked) -> bool:
    count = sum(1 for _ in made.items())
    return made.plan.goal != "knee_rehab" or 2 <= count <= MOST_EXERCISES  # noqa: PLR2004


def each_item_says_what_to_do_if_it_is_too_much(made: Checked) -> bool:
    return all(item.easier_text for item in made.items())


def no_effort_is_more_than_moderate(made: Checked) -> bool:
    return all(item.effort.high <= EFFORT for item in made.items())


def it_says_when_to_stop(made: Checked) -> bool:
    return SHARP in made.plan.stop_signs and all(
        "stop" in said.text.lower() for said in made.plan.stop_signs
    )


def it_names_what_the_person_told(made: Checked) -> bool:
    return all(item.because and item.why for item in made.items())


def every_source_is_listed(made: Checked) -> bool:
    origins = [
        *(amount.origin for item in made.items() for amount in amounts(item)),
        *(said.origin for item in made.items() for said in (*item.steps, *item.faults)),
        *(said.origin for said in (*made.plan.stop_signs, *made.plan.special, *made.plan.purpose)),
        *(one.origin for one in made.plan.ahead),
    ]
    named = {source for origin in origins for source in origin.sources}
    return named <= made.plan.sources.keys()


def nobody_who_has_to_wait_has_a_plan(made: Checked) -> bool:
    return made.plan.verdict.level in ("none", "modify") and not made.plan.verdict.not_asked


CHECKS: Mapping[str, Check] = {
    check.__name__.replace("_", " "): check
    for check in (
        nobody_who_has_to_wait_has_a_plan,
        nothing_forbidden_is_in_it,
        easier_ones_are_allowed_too,
        no_range_is_past_a_limit,
        no_suppressed_cue_is_in_it,
        every_number_has_a_source,
        it_fits_the_time,
        it_warms_up_first_and_cools_down_last,
        a_rehabilitation_plan_is_short,
        each_item_says_what_to_do_if_it_is_too_much,
        no_effort_is_more_than_moderate,
        it_says_when_to_stop,
        it_names_what_the_person_told,
        every_source_is_listed,
    )
}


def broken(made: Checked) -> list[str]:
    """The promises that a plan does not keep; none of them may be given to anybody."""
    return [name for name, check in CHECKS.items() if not check(made)]


def kept(plan: Plan, profile: Profile, allowance: Allowance, means: Means) -> Plan:
    """`plan`, if it keeps every promise. Raises PlanRefused."""
    if names := broken(Checked(plan, profile, allowance, means.exercises)):
        raise PlanRefused(
            f"the plan that came out is not safe to give ({'; '.join(names)}): please report it, "
            "and ask your physio meanwhile"
        )
    return plan
