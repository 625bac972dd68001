"""The start and end of an exercise to two line drawings in SVG."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, floor, inf

from assistant.plans.exercise import Pose, Position
from assistant.plans.export.skeleton import (
    HEAD,
    SHANK,
    Body,
    Leg,
    Point,
    body,
)  # fmt: skip

SCALE = 100  # units of a drawing to the height of a body
MARGIN = 0.05  # around all that is drawn, more than half of the thickest line
SEAT = 0.035  # the middle of a thigh above the seat
STEPS = 16  # of the way that is shown by an arrow
LEAST_WAY = 0.08  # no arrow for less: it would be all head
AWAY = 0.07  # of an arrow along the floor, below it
BEYOND = 1.5  # lengths of a foot: an arrow that goes past the toes
HEAD_OF_ARROW = 0.04

LYING: dict[Position, str] = {
    "supine": "lying on the back",
    "sitting": "sitting on a chair",
    "standing": "standing behind a chair",
}
# The least that is shown, so that a body has one size in all drawings of a position.
LEAST: dict[Position, tuple[Point, Point]] = {
    "supine": (Point(-0.22, -0.12), Point(0.88, 0.27)),
    "sitting": (Point(-0.16, -0.12), Point(0.55, 0.75)),
    "standing": (Point(-0.31, -0.06), Point(0.55, 0.99)),
}
# What a person lies, sits or leans on, as lines.
FURNITURE: dict[Position, tuple[tuple[Point, ...], ...]] = {
    "supine": (),
    "sitting": (
        (Point(-0.1, SHANK + 0.28), Point(-0.1, 0)),
        (Point(-0.1, SHANK - SEAT), Point(0.1, SHANK - SEAT), Point(0.1, 0)),
    ),
    "standing": (
        (Point(0.24, 0.6), Point(0.24, 0)),
        (Point(0.24, 0.26), Point(0.5, 0.26), Point(0.5, 0)),
    ),
}


@dataclass(frozen=True)
class Figure:
    """Two drawings of one size and scale, each an `<svg>` element without any foreign text."""

    start: str
    end: str


@dataclass(frozen=True)
class View:
    """The part of the plane that is shown."""

    low: Point  # left and bottom
    high: Point


def figure(
    start: Pose, end: Pose, *, position: Position, knee: float = inf, hip: float = inf
) -> Figure:
    """
    The moving leg is black and the other one grey; an arrow goes along with what moves most.

    `knee` and `hip` are the most that the moving leg may bend, in degrees: the way to the end stops
    there, since a person does what a drawing shows.
    """
    first, last = within(start, end, knee=knee, hip=hip)
    bodies = [body(between(first, last, step / STEPS), position) for step in range(STEPS + 1)]
    way = moved(bodies)
    view = around([*points(bodies[0]), *points(bodies[-1]), *way], position)
    return Figure(
        start=svg(bodies[0], (), position=position, view=view, label=f"Start: {LYING[position]}"),
        end=svg(bodies[-1], way, position=position, view=view, label=f"End: {LYING[position]}"),
    )


def within(start: Pose, end: Pose, *, knee: float, hip: float) -> tuple[Pose, Pose]:
    share = min(allowed(start.knee, end.knee, knee), allowed(start.hip, end.hip, hip))
    first, last = (
        replace(pose, knee=min(pose.knee, knee), hip=min(pose.hip, hip))
        for pose in (start, between(start, end, share))
    )
    return first, last


def allowed(start: float, end: float, most: float) -> float:
    """The share of the way from one angle to the other."""
    if end <= most:
        return 1.0
    return max(0.0, (most - start) / (end - start)) if end > start else 0.0


def between(start: Pose, end: Pose, share: float) -> Pose:
    return Pose(
        **{
            joint: (1 - share) * angle + share * vars(end)[joint]
            for joint, angle in vars(start).items()
        }
    )


def moved(bodies: Sequence[Body]) -> list[Point]:
    """The way of the heel or the pelvis, whichever moves more, or else of the toes."""
    way = max([one.leg.heel for one in bodies], [one.hip for one in bodies], key=length)
    if length(way) < LEAST_WAY:
        way = [one.leg.heel + (one.leg.toes - one.leg.heel) * BEYOND for one in bodies]
    if length(way) < LEAST_WAY:
        return []
    along_floor = all(point.imag < MARGIN for point in way)
    # Short of both ends, where the body itself is drawn.
    return [point - AWAY * 1j if along_floor else point for point in way[1:-3]]


def length(way: Sequence[Point]) -> float:
    return sum(abs(after - before) for before, after in pairwise(way))


def points(shown: Body) -> Iterator[Point]:
    yield from (shown.head - HEAD * (1 + 1j), shown.head + HEAD * (1 + 1j))
    yield from (shown.shoulder, shown.elbow, shown.hand, shown.hip)
    for leg in (shown.leg, shown.other):
        yield from joints(leg)


def joints(leg: Leg) -> tuple[Point, ...]:
    return leg.hip, leg.knee, leg.heel, leg.toes


def around(shown: Sequence[Point], position: Position) -> View:
    low, high = LEAST[position]
    across = [low.real + MARGIN, high.real - MARGIN, *(point.real for point in shown)]
    up = [low.imag + MARGIN, high.imag - MARGIN, *(point.imag for point in shown)]
    return View(
        Point(whole(floor, min(across) - MARGIN), whole(floor, min(up) - MARGIN)),
        Point(whole(ceil, max(across) + MARGIN), whole(ceil, max(up) + MARGIN)),
    )


def whole(towards: Callable[[float], int], value: float) -> float:
    """To a whole unit of the drawing, so that the edges of the view are not rounded again."""
    return towards(round(value * SCALE, 6)) / SCALE


def svg(shown: Body, way: Sequence[Point], *, position: Position, view: View, label: str) -> str:
    size = view.high - view.low
    left, top = xy(Point(view.low.real, view.high.imag))
    ground = [Point(view.low.real, 0), Point(view.high.real, 0)]
    parts = [
        line(ground, "floor"),
        *(line(piece, "chair") for piece in FURNITURE[position]),
        line(joints(shown.other), "other"),
        line([shown.shoulder, shown.elbow, shown.hand], "arm"),
        line([shown.head, shown.shoulder, shown.hip], "trunk"),
        line(joints(shown.leg), "leg"),
        head(shown.head),
        *arrow(way),
    ]
    width, height = number(size.real * SCALE), number(size.imag * SCALE)
    return (
        f'<svg class="{position}" role="img" aria-label="{label}" '
        f'viewBox="{left} {top} {width} {height}">{"".join(parts)}</svg>'
    )


def arrow(way: Sequence[Point]) -> Iterator[str]:
    if not way:
        return
    yield line(way, "way")
    tip, back = way[-1], way[-3]
    ahead = (tip - back) / abs(tip - back) * HEAD_OF_ARROW if tip != back else Point(0, 0)
    corners = [tip + ahead, tip + ahead * 0.6j, tip - ahead * 0.6j]
    yield f'<polygon class="tip" points="{written(corners)}"/>'


def head(middle: Point) -> str:
    x, y = xy(middle)
    return f'<circle class="head" cx="{x}" cy="{y}" r="{number(HEAD * SCALE)}"/>'


def line(through: Sequence[Point], kind: str) -> str:
    return f'<polyline class="{kind}" points="{written(through)}"/>'


def written(through: Sequence[Point]) -> str:
    return " ".join(",".join(xy(point)) for point in through)


def xy(point: Point) -> tuple[str, str]:
    """A point as SVG has it: y goes down."""
    return number(point.real * SCALE), number(-point.imag * SCALE)


def number(value: float) -> str:
    return f"{round(value, 1) + 0:g}"  # + 0 makes the zero of -0.04 a plain one
