"""The joint angles of a pose to the points of a body that is seen from its right side."""

from cmath import rect
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, inf, radians, sin
from typing import assert_never

from assistant.plans.exercise import Pose, Position

# Lengths of the parts of a body, as shares of its height: D. A. Winter, Biomechanics and Motor
# Control of Human Movement, after Drillis and Contini. The foot is from the heel to the toes.
TRUNK = 0.288
THIGH = 0.245
SHANK = 0.246
FOOT = 0.12
UPPER_ARM = 0.186
FOREARM = 0.16
HEAD = 0.065  # its radius
NECK = 0.1  # from the shoulders to the middle of the head
BACK = 0.045  # the middle of a trunk above the floor it lies on

UPRIGHT = -90.0  # degrees of the way from the shoulders to the hips; 0 is to the right
# A foot that a pose puts less than this above the floor is on it: a catalogue gives whole degrees.
NEAR_FLOOR = 0.06
MOST_LIFT = 40.0  # degrees; above it no leg reaches the floor
SEATED = 90.0  # of a hip, in degrees
MOST_LEAN = 60.0

# A point is a complex number: to the right, where the toes of who stands point, and up.
Point = complex


@dataclass(frozen=True)
class Leg:
    """The points of a leg, from the hip down."""

    hip: Point
    knee: Point
    heel: Point
    toes: Point


@dataclass(frozen=True)
class Body:
    """The points of a body; the floor is at height 0."""

    head: Point
    shoulder: Point
    elbow: Point
    hand: Point
    hip: Point
    leg: Leg
    other: Leg


def body(pose: Pose, position: Position) -> Body:
    """
    Forward kinematics from the trunk down, with a floor that stops feet.

    Angles that don't quite agree (a heel inside the floor, or just above it while the person is
    lying) are mended at the hip. Who lifts the pelvis stands on both heels.
    """
    trunk = trunk_of(pose, position)
    hip = pelvis(pose, position)
    shoulder = hip - turned(TRUNK, trunk)
    elbow, hand = arm(shoulder, position)
    stops = (inf if pose.lift > 0 else NEAR_FLOOR) if position == "supine" else 0.0
    return Body(
        head=head_above(shoulder, trunk, position),
        shoulder=shoulder,
        elbow=elbow,
        hand=hand,
        hip=hip,
        leg=leg(hip, trunk + pose.hip, pose.knee, pose.ankle, stops=stops),
        other=leg(hip, trunk + pose.other_hip, pose.other_knee, 0.0, stops=stops),
    )


def trunk_of(pose: Pose, position: Position) -> float:
    match position:
        case "supine":
            return within(pose.lift, MOST_LIFT)
        case "sitting":
            # The other thigh stays on the seat: a hip bent further is a trunk that leans forward.
            return UPRIGHT - within(pose.other_hip - SEATED, MOST_LEAN)
        case "standing":
            return UPRIGHT
        case _:
            assert_never(position)


def pelvis(pose: Pose, position: Position) -> Point:
    match position:
        case "supine":
            return Point(0, BACK) + turned(TRUNK, trunk_of(pose, position))
        case "sitting":
            return Point(0, SHANK)
        case "standing":
            leg = reach(pose.knee).below(UPRIGHT + pose.hip)
            other = reach(pose.other_knee).below(UPRIGHT + pose.other_hip)
            return Point(0, max(leg, other))
        case _:
            assert_never(position)


def head_above(shoulder: Point, trunk: float, position: Position) -> Point:
    # The head of who lies rests on the floor.
    return Point(-NECK, HEAD) if position == "supine" else shoulder - turned(NECK, trunk)


def arm(shoulder: Point, position: Position) -> tuple[Point, Point]:
    """Elbow and hand: beside the body, on the seat, or on the chair that one stands behind."""
    match position:
        case "supine":
            elbow = Point(shoulder.real + UPPER_ARM, BACK / 3)
            return elbow, elbow + FOREARM
        case "sitting":
            elbow = shoulder + turned(UPPER_ARM, UPRIGHT - 10)
            return elbow, elbow + turned(FOREARM, UPRIGHT + 45)
        case "standing":
            elbow = shoulder + turned(UPPER_ARM, UPRIGHT + 25)
            return elbow, elbow + turned(FOREARM, 10)
        case _:
            assert_never(position)


def leg(hip: Point, thigh: float, knee: float, ankle: float, *, stops: float) -> Leg:
    """`thigh` is its direction; the knee bends the shank back, and the ankle the toes up."""
    thigh = on_floor(hip, thigh, knee, stops=stops)
    shank = thigh - knee
    middle = hip + turned(THIGH, thigh)
    heel = middle + turned(SHANK, shank)
    toes = heel + turned(FOOT, shank - UPRIGHT + ankle)
    if toes.imag < 0:  # the floor bends them up
        sunk = min(max(heel.imag, 0.0), FOOT)
        toes = heel + turned(FOOT, -degrees(asin(sunk / FOOT)))
    return Leg(hip, middle, heel, toes)


def on_floor(hip: Point, thigh: float, knee: float, *, stops: float) -> float:
    """The direction of the thigh, or one that sets the heel down if it is below `stops`."""
    stretch = reach(knee)
    if hip.imag > stretch.length:
        return thigh
    if hip.imag - stretch.below(thigh) < stops:
        return stretch.bend - degrees(asin(hip.imag / stretch.length))
    return thigh


@dataclass(frozen=True)
class Reach:
    """The straight way from the hip to the heel."""

    length: float
    bend: float  # degrees between it and the thigh

    def below(self, thigh: float) -> float:
        """How far the heel is below the hip."""
        return -self.length * sin(radians(thigh - self.bend))


def reach(knee: float) -> Reach:
    along = THIGH + SHANK * cos(radians(knee))
    across = SHANK * sin(radians(knee))
    return Reach(hypot(along, across), degrees(atan2(across, along)))


def within(angle: float, most: float) -> float:
    return min(max(angle, 0.0), most)


def turned(length: float, angle: float) -> Point:
    return rect(length, radians(angle))
