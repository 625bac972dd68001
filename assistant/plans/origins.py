"""A plan to its amounts, and to the sources that it names, with their titles."""

from collections.abc import Iterator, Mapping

from assistant.plans.plan import Amount, Item, Plan


def named_sources(plan: Plan, titles: Mapping[str, str]) -> dict[str, str]:
    named = {source for origin in origins(plan) for source in origin}
    return {key: titles[key] for key in sorted(named) if key in titles}


def origins(plan: Plan) -> list[tuple[str, ...]]:
    found = [reason.sources for reason in plan.verdict.reasons]
    said = [*plan.stop_signs, *plan.purpose, *plan.special]
    for item in (item for block in plan.blocks for item in block.items):
        said += [*item.steps, *item.faults]
        found += [amount.origin.sources for amount in amounts(item)]
    return [*found, *(one.origin.sources for one in said), *(a.origin.sources for a in plan.ahead)]


def amounts(item: Item) -> Iterator[Amount]:
    every = (
        item.sets, item.reps, item.hold_s, item.pause_s, *(item.tempo or ()),
        item.rest_s, item.duration_s, item.effort, item.range_deg, item.hip_deg,
        item.times_a_day, item.days_a_week,
    )  # fmt: skip
    yield from (amount for amount in every if amount is not None)
