"""A plan to one page of HTML that prints on A4 and needs nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from math import inf
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

import assistant.plans.export.words as words
from assistant.errors import sentence
from assistant.plans.exercise import Position
from assistant.plans.export.figure import figure
from assistant.plans.plan import Ahead, Item, Plan

# What makes one stop comes before what lets one do more.
KINDS: dict[str, str] = {
    "stop": "Stop",
    "regress": "Do less",
    "hold": "Stay as you are",
    "progress": "Do more",
}


@dataclass(frozen=True)
class Row:
    """An exercise as it is printed."""

    number: int
    item: Item
    drawn: Mapping[str, Markup]  # by caption; safe as they are: they hold no words of others
    to_fill: tuple[str, ...]  # a line of empty cells each
    days: int  # of the week; a column each


def page(
    plan: Plan,
    *,
    positions: Mapping[str, Position],
    emergency_number: str,
) -> str:
    """
    Stop signs first, then a row an exercise, with cells to fill in for a week.

    An exercise without a position is not drawn. Every word of the plan is escaped.
    """
    numbers = count(1)
    return template().render(
        plan=plan,
        blocks=[
            (
                words.BLOCKS[block.kind],
                [row(item, number=next(numbers), positions=positions) for item in block.items],
            )
            for block in plan.blocks
        ],
        ahead=sorted(plan.ahead, key=gravity),
        kinds=KINDS,
        emergency_number=emergency_number,
        sentence=sentence,
        words=words,
    )


def row(item: Item, *, number: int, positions: Mapping[str, Position]) -> Row:
    position = positions.get(item.exercise)
    return Row(
        number=number,
        item=item,
        drawn=drawn(item, position) if position else {},
        to_fill=tuple(to_fill(item)),
        days=min(words.DAYS_OF_WEEK, int(item.days_a_week.high)),
    )


def drawn(item: Item, position: Position) -> dict[str, Markup]:
    made = figure(
        item.start,
        item.end,
        position=position,
        knee=item.range_deg.high if item.range_deg else inf,
        hip=item.hip_deg.high if item.hip_deg else inf,
    )
    if item.start == item.end:
        return {"Stay like this": Markup(made.start)}
    return {"Start": Markup(made.start), "End": Markup(made.end)}


def to_fill(item: Item) -> Iterator[str]:
    """As many lines as there are sets, or times a day: an empty cell would invite to do more."""
    unit = "reps" if item.reps else "time"
    yield "Date"
    if item.times_a_day.high > 1:
        yield from (f"Time {n}: {unit}" for n in range(1, int(item.times_a_day.high) + 1))
    else:
        yield from (f"Set {n}: {unit}" for n in range(1, int(item.sets.high) + 1))
    yield "Pain during, 0 to 10"
    yield "Pain next morning"


def gravity(ahead: Ahead) -> int:
    return list(KINDS).index(ahead.kind)


@cache
def template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    path = Path(__file__).with_name("sheet.html")
    return environment.from_string(path.read_text(encoding="utf-8"))
