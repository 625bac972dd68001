"""Drawings from joint angles."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.plans.exercise import Pose, Position
from assistant.plans.export.figure import MARGIN, SCALE, figure, within
from assistant.plans.export.skeleton import FOOT, SHANK, THIGH, body

POSITIONS: tuple[Position, ...] = ("supine", "sitting", "standing")
NOTHING = 1e-9
angles = st.floats(min_value=-180, max_value=180)
poses = st.builds(
    Pose,
    hip=angles,
    knee=st.floats(min_value=-10, max_value=180),
    other_hip=angles,
    other_knee=st.floats(min_value=-10, max_value=180),
    ankle=st.floats(min_value=-90, max_value=90),
    lift=st.floats(min_value=-90, max_value=90),
)


def drawn(svg: str) -> list[tuple[float, float]]:
    """All points of a drawing, with the corners of the square around the head."""
    root = ElementTree.fromstring(svg)
    pairs = [
        (float(x), float(y))
        for part in root
        if "points" in part.attrib
        for x, y in (pair.split(",") for pair in part.attrib["points"].split())
    ]
    head = root.find("circle")
    assert head is not None
    x, y, r = (float(head.attrib[one]) for one in ("cx", "cy", "r"))
    return [*pairs, (x - r, y - r), (x + r, y + r)]


def box(svg: str) -> tuple[float, float, float, float]:
    left, top, width, height = map(float, ElementTree.fromstring(svg).attrib["viewBox"].split())
    return left, top, left + width, top + height


@given(start=poses, end=poses, position=st.sampled_from(POSITIONS))
@settings(max_examples=300, deadline=None)
def test_whatever_the_angles_all_is_within_the_view(
    start: Pose, end: Pose, position: Position
) -> None:
    made = figure(start, end, position=position)

    assert box(made.start) == box(made.end)
    for svg in (made.start, made.end):
        left, top, right, bottom = box(svg)
        assert all(left <= x <= right and top <= y <= bottom for x, y in drawn(svg))


@given(pose=poses, position=st.sampled_from(POSITIONS))
@settings(max_examples=300, deadline=None)
def test_limbs_keep_their_lengths(pose: Pose, position: Position) -> None:
    shown = body(pose, position)

    for leg in (shown.leg, shown.other):
        lengths = [
            abs(leg.knee - leg.hip), abs(leg.heel - leg.knee), abs(leg.toes - leg.heel)
        ]  # fmt: skip
        assert lengths == pytest.approx([THIGH, SHANK, FOOT])


@given(
    hip=st.floats(min_value=0, max_value=120),
    knee=st.floats(min_value=0, max_value=150),
    position=st.sampled_from(POSITIONS),
)
@settings(max_examples=300, deadline=None)
def test_no_heel_is_inside_the_floor(hip: float, knee: float, position: Position) -> None:
    shown = body(Pose(hip=hip, knee=knee), position)

    assert shown.leg.heel.imag > -NOTHING
    assert shown.leg.toes.imag > -NOTHING


@pytest.mark.parametrize("knee", [0, 15, 45, 60, 90, 120, 150])
def test_a_dragged_heel_stays_on_the_floor(knee: float) -> None:
    shown = body(Pose(hip=knee / 2, knee=knee), "supine")

    assert shown.leg.heel.imag == pytest.approx(0, abs=NOTHING)
    assert shown.leg.knee.imag > 0


@pytest.mark.parametrize(
    "pose",
    [
        Pose(hip=0, knee=90, other_hip=0, other_knee=90, lift=24),
        Pose(hip=0, knee=90, other_hip=0, other_knee=90, lift=32),
        Pose(hip=0, knee=0, other_hip=0, other_knee=0, lift=10),
    ],
)
def test_who_lifts_the_pelvis_stands_on_both_heels(pose: Pose) -> None:
    shown = body(pose, "supine")

    assert shown.hip.imag > 0.08
    assert shown.leg.heel.imag == pytest.approx(0, abs=0.01)
    assert shown.other.heel.imag == pytest.approx(0, abs=0.01)


def test_a_raised_leg_is_drawn_raised() -> None:
    assert body(Pose(hip=70, knee=5), "supine").leg.heel.imag > 0.4


def test_who_stands_stands_upright_on_the_other_leg() -> None:
    shown = body(Pose(hip=0, knee=90), "standing")

    assert shown.other.heel.imag == pytest.approx(0, abs=NOTHING)
    assert shown.leg.heel.real < shown.hip.real  # behind
    assert shown.leg.heel.imag == pytest.approx(SHANK)
    assert shown.head.imag > shown.shoulder.imag > shown.hip.imag


def test_who_sits_has_feet_on_the_floor_and_thighs_on_the_seat() -> None:
    shown = body(Pose(hip=90, knee=90, other_hip=90, other_knee=90), "sitting")

    assert shown.leg.knee.imag == pytest.approx(shown.hip.imag)
    assert shown.leg.heel.imag == pytest.approx(0, abs=NOTHING)


def test_who_bends_the_hip_on_a_seat_leans_forward() -> None:
    upright = Pose(hip=90, knee=90, other_hip=90, other_knee=90)
    shown = body(replace(upright, hip=110, other_hip=110), "sitting")

    assert shown.shoulder.real > shown.hip.real
    assert shown.other.knee.imag == pytest.approx(shown.hip.imag)


@pytest.mark.parametrize(
    ("end", "arrow"),
    [
        (Pose(hip=45, knee=90), True),  # the heel
        (Pose(hip=0, knee=0, ankle=45), True),  # the toes
        (Pose(hip=0, knee=2), False),
    ],
)
def test_an_arrow_shows_what_moves(end: Pose, arrow: bool) -> None:
    made = figure(Pose(hip=0, knee=0), end, position="supine")

    assert ("polygon" in made.end) is arrow
    assert "polygon" not in made.start


def test_a_body_has_one_size_in_all_drawings_of_a_position() -> None:
    far = figure(Pose(hip=0, knee=0), Pose(hip=45, knee=90), position="supine")
    near = figure(Pose(hip=0, knee=0), Pose(hip=15, knee=30), position="supine")

    assert box(far.start) == box(near.start)


@pytest.mark.parametrize(
    ("knee", "hip", "reached"),
    [
        (150.0, 150.0, (90.0, 45.0)),
        (60.0, 150.0, (60.0, 30.0)),  # on the same way, so that the heel stays down
        (150.0, 15.0, (30.0, 15.0)),
        (0.0, 150.0, (0.0, 0.0)),
    ],
)
def test_the_way_ends_at_the_limit(knee: float, hip: float, reached: tuple[float, float]) -> None:
    _, end = within(Pose(hip=0, knee=0), Pose(hip=45, knee=90), knee=knee, hip=hip)

    assert (end.knee, end.hip) == reached


def test_a_start_beyond_the_limit_is_limited_too() -> None:
    start, end = within(Pose(hip=90, knee=70), Pose(hip=90, knee=100), knee=60, hip=150)

    assert (start.knee, end.knee) == (60, 60)


def test_lines_are_within_the_margin() -> None:
    thickest_mm, smallest_mm_a_unit = 2.0, 34 / 105  # of the style sheet, in a standing drawing

    assert thickest_mm / 2 < MARGIN * SCALE * smallest_mm_a_unit
