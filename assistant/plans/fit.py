"""Items that were prescribed to those that fit into the time there is."""

from collections.abc import Sequence

from assistant.plans.choose import Slot
from assistant.plans.exercise import Exercise
from assistant.plans.plan import Amount, Item
from assistant.plans.prescribe import seconds_of

Pairs = list[tuple[tuple[Slot, Exercise], Item]]

ROOMY = 0.75  # of the time: where less is used, main exercises get the sets of the upper end


def fit(
    chosen: Sequence[tuple[Slot, Exercise]], items: Sequence[Item], *, seconds: float, grow: bool
) -> list[Item] | float:
    """
    What fits: optional exercises go first, then sets and repetitions; where there is time
    left and nothing speaks against it, the main ones get more sets. Or the seconds that it takes
    at the least.
    """
    pairs = list(zip(chosen, items, strict=True))
    while total(pairs) > seconds and (at := last_optional(pairs)) is not None:
        del pairs[at]
    if total(pairs) > seconds:
        pairs = [(pair, least(item, "to fit your time")) for pair, item in pairs]
    if total(pairs) > seconds:
        return total(pairs)
    if grow and total(pairs) < ROOMY * seconds:
        pairs = grown(pairs, seconds)
    return [item for _, item in pairs]


def total(pairs: Pairs) -> float:
    return sum(item.seconds for _, item in pairs)


def last_optional(pairs: Pairs) -> int | None:
    return next(
        (at for at in reversed(range(len(pairs))) if pairs[at][0][0].optional),
        None,
    )


def grown(pairs: Pairs, seconds: float) -> Pairs:
    for at, ((slot, exercise), item) in enumerate(pairs):
        sets = exercise.dose.sets
        if slot.block == "main" and sets.high > item.sets.high:
            more = with_sets(item, sets.high, "there is time for it")
            if total(pairs) - item.seconds + more.seconds <= seconds:
                pairs = [*pairs[:at], ((slot, exercise), more), *pairs[at + 1 :]]
    return pairs


def least(item: Item, because: str) -> Item:
    """One set, at the lower end of its repetitions."""
    item = with_sets(item, 1, because)
    if item.reps is None or item.reps.high == item.reps.low:
        return item
    fewer = item.reps.model_copy(update={"high": item.reps.low, "because": because})
    changed = item.model_copy(update={"reps": fewer})
    return changed.model_copy(update={"seconds": seconds_of(changed)})


def with_sets(item: Item, sets: float, because: str) -> Item:
    if item.sets.high == sets:
        return item
    amount: Amount = item.sets.model_copy(update={"low": sets, "high": sets, "because": because})
    changed = item.model_copy(update={"sets": amount})
    return changed.model_copy(update={"seconds": seconds_of(changed)})
