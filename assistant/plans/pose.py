"""A position of an exercise to one that is bent no further than the person may."""

from dataclasses import replace

from assistant.plans.exercise import Exercise, Pose
from assistant.plans.profile import Side


def drawn(pose: Pose, exercise: Exercise, *, most: float | None, side: Side) -> Pose:
    """
    `pose` of `exercise` with the knee bent no further than `most` degrees; with `side` "both",
    both knees. Lying down, the hip follows the knee, since the heel slides along the floor.
    """
    deepest = max(exercise.start.knee, exercise.end.knee)
    part = 1.0 if most is None or deepest <= most else most / deepest
    along = part if exercise.position == "supine" else 1.0
    moved = replace(pose, knee=pose.knee * part, hip=pose.hip * along)
    if side != "both" or most is None or pose.other_knee <= most:
        return moved
    return replace(moved, other_knee=most, other_hip=pose.other_hip * along)
