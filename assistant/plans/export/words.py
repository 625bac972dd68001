"""The numbers of a plan to the words that people read."""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from math import ceil

from assistant.plans.exercise import BlockKind
from assistant.plans.plan import Amount, Item, Origin, Plan, Said
from assistant.plans.profile import Goal, Side

DAYS_OF_WEEK = 7
MINUTE = 60
WHOLE_MINUTES = range(2 * MINUTE, 60 * MINUTE, MINUTE)  # seconds that are said as minutes
NOT_REVIEWED = "No clinician has reviewed these rules."
GOALS: dict[Goal, str] = {
    "knee_rehab": "to help your knee get better",
    "activation": "to wake up your muscles",
    "strength": "to get stronger",
    "mobility": "to move more freely",
    "cool_down": "to wind down",
}
BLOCKS: dict[BlockKind, str] = {
    "warm_up": "Warm up",
    "main": "Main part",
    "cool_down": "Cool down",
}
SIDES: dict[Side, str] = {"left": "Left leg", "right": "Right leg", "both": "Both legs"}
# Not strftime: its names change with the locale of the process.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def dose(item: Item) -> tuple[str, ...]:
    """How much, a short line each; the first says how many."""
    return tuple(chain([how_many(item), how_often(item)], details(item)))


def how_many(item: Item) -> str:
    """As in "2 to 3 sets of 10 to 15 reps"."""
    sets = f"{span(item.sets)} {'set' if item.sets.high == 1 else 'sets'}"
    each = " with each leg" if item.each_side else ""
    if item.reps:
        return f"{sets} of {span(item.reps)} {'rep' if item.reps.high == 1 else 'reps'}{each}"
    if item.duration_s:
        return f"{sets} of {lasting(item.duration_s)}{each}"
    return sets + each


def side(item: Item) -> str:
    return "One leg after the other" if item.each_side else SIDES[item.side]


def how_often(item: Item) -> str:
    """As in "2 times a day, 5 days a week"."""
    return f"{times(item)}, {days(item.days_a_week)}"


def times(item: Item) -> str:
    if item.times_a_day.high == 1:
        return "Once a day"
    return f"{span(item.times_a_day)} times a day"


def days(amount: Amount) -> str:
    if amount.low == amount.high == DAYS_OF_WEEK:
        return "every day"
    return f"{span(amount)} {'day' if amount.high == 1 else 'days'} a week"


def details(item: Item) -> Iterator[str]:
    if item.hold_s:
        yield f"Hold for {lasting(item.hold_s)}"
    if item.tempo:
        there, back = item.tempo
        yield f"Take {lasting(there)} there and {lasting(back)} back"
    if item.rest_s:
        yield f"Rest {lasting(item.rest_s)} after each set"
    yield f"Effort: no more than {number(item.effort.high)} of 10"
    if item.range_deg:
        yield f"Bend your knee to {number(item.range_deg.high)}° at most"
    if item.hip_deg:
        yield f"Bend your hip to {number(item.hip_deg.high)}° at most"
    if item.load:
        yield capital(item.load)


def changed(line: Said, plan: Plan) -> str:
    """Why a sentence is not the exercise's own: a fact, or where its rules are explained."""
    rules = {reason.id for reason in plan.verdict.reasons}
    if rules.issuperset(line.because.split(", ")):
        return f"changed for you, see {line.because}"
    return f"changed for you: {line.because}"


def unsaid(plan: Plan) -> str:
    """What the verdict says beside the lines that are printed on their own."""
    text = plan.verdict.text
    for line in plan.special:
        text = text.replace(line.text, "")
    return " ".join(text.split())


def left_out(plan: Plan) -> dict[str, list[str]]:
    """The names of the exercises that were not taken, by reason."""
    found: dict[str, list[str]] = {}
    for one in plan.left_out:
        found.setdefault(one.reason, []).append(one.name)
    return found


def minutes(seconds: float) -> str:
    rounded = max(1, ceil(seconds / MINUTE))
    return "about 1 minute" if rounded == 1 else f"about {rounded} minutes"


def lasting(amount: Amount) -> str:
    if amount.low == amount.high and amount.high in WHOLE_MINUTES:
        return f"{number(amount.high / MINUTE)} minutes"
    return f"{span(amount)} {'second' if amount.high == 1 else 'seconds'}"


def span(amount: Amount) -> str:
    if amount.low == amount.high:
        return number(amount.low)
    return f"{number(amount.low)} to {number(amount.high)}"


def number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def capital(text: str) -> str:
    """With a capital at the start; `str.capitalize` would make "acl" of "ACL"."""
    return text[:1].upper() + text[1:]


def day(when: date) -> str:
    """As in "30 November 2026"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def items(plan: Plan) -> Iterator[Item]:
    return chain.from_iterable(block.items for block in plan.blocks)


def drawn_from(item: Item) -> tuple[str, ...]:
    """Where each number comes from, as in "Sets, reps: NBT, ARUK"."""
    found: dict[str, list[str]] = {}
    for name, amount in amounts(item):
        found.setdefault(from_words(amount.origin), []).append(name)
    return tuple(f"{capital(', '.join(names))}: {origin}" for origin, names in found.items())


def reasons(item: Item) -> tuple[str, ...]:
    """What of the person decided, about the exercise first and then about its numbers."""
    of_amounts = (amount.because for _, amount in amounts(item) if amount.because)
    found = dict.fromkeys([*item.because, *of_amounts])
    return tuple(one for one in found if not any(other.startswith(f"{one}:") for other in found))


def amounts(item: Item) -> Iterator[tuple[str, Amount]]:
    named = {
        "sets": item.sets,
        "reps": item.reps,
        "time": item.duration_s,
        "hold": item.hold_s,
        "speed": item.tempo[0] if item.tempo else None,
        "speed back": item.tempo[1] if item.tempo else None,
        "rest": item.rest_s,
        "effort": item.effort,
        "knee bend": item.range_deg,
        "hip bend": item.hip_deg,
        "times a day": item.times_a_day,
        "days a week": item.days_a_week,
    }
    return ((name, amount) for name, amount in named.items() if amount)


def from_words(origin: Origin) -> str:
    keys = ", ".join(origin.sources)
    match origin.of:
        case "article":
            return "the article"
        case "source":
            return keys
        case "inference":
            return f"our own choice, after {keys}" if keys else "our own choice"
