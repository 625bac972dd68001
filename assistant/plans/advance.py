"""What was logged to the next step: progress, hold, step back or stop, and one change for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.plans.exercise import Exercise
from assistant.plans.log import Log
from assistant.plans.plan import Amount, Item
from assistant.plans.pose import drawn
from assistant.plans.prescribe import most_bend

Move = Literal["progress", "hold", "regress", "stop"]

# The zones of NEMEX (clinical-facts, section 6), of 10.
MILD, BEARABLE = 2.0, 5.0
RUNNING = 2  # sessions in a row: all sets done to go on, or missed to step back (design of apps)
ROUNDING = 0.5  # of 10: pain that is back to usual may be told that much higher
RANGE_STEP = 5.0  # degrees that a limit below the target is worked towards (our inference)
REPS_STEP = 2.0  # repetitions (our inference)


@dataclass(frozen=True)
class Step:
    """What the logs ask for, and why; the most restrictive of all signals wins."""

    move: Move
    why: str
    sources: tuple[str, ...]  # ("NEMEX",)


def judge_logs(logs: Sequence[Log], *, usual: float | None) -> Step:
    """
    Pain in the session, pain the next morning, swelling and what was done, in this precedence.

    It fails closed: without an answer about pain in the session nothing goes up, and a sharp pain
    stops whatever the number. `usual` is the pain of an ordinary day, of 10.
    """
    if not logs:
        return Step("hold", "nothing was logged yet", ())
    last = logs[-1]
    for signal in (stops(last, logs), steps_back(last, logs, usual), holds(last, usual)):
        if signal is not None:
            return signal
    return goes_on(logs, usual)


def stops(last: Log, logs: Sequence[Log]) -> Step | None:
    pains = [one for one in (last.pain_during, last.pain_after) if one is not None]
    if last.sharp:
        return Step("stop", "you felt sharp pain", ("ART", "NEMEX"))
    if pains and max(pains) > BEARABLE:
        return Step("stop", f"pain went up to {max(pains):g} of 10", ("NEMEX",))
    before = logs[-RUNNING:-1]
    if last.swelling == "a_lot" and any(one.swelling == "a_lot" for one in before):
        return Step("stop", "the knee swelled a lot two times in a row", ("ADAMS",))
    return None


def steps_back(last: Log, logs: Sequence[Log], usual: float | None) -> Step | None:
    recent = logs[-RUNNING:]
    if len(recent) == RUNNING and all(raised_next_day(one, usual) for one in recent):
        return Step("regress", "pain stayed up the next morning two times in a row", ("NEMEX",))
    if len(recent) == RUNNING and all(one.finished is False for one in recent):
        return Step("regress", "the sets could not be finished two times in a row", ())
    return None


def raised_next_day(log: Log, usual: float | None) -> bool:
    before = usual if usual is not None else log.pain_before
    if log.pain_next_morning is None or before is None:
        return False
    return log.pain_next_morning > before + ROUNDING


def holds(last: Log, usual: float | None) -> Step | None:
    if last.pain_during is None:
        return Step("hold", "pain in the session was not told", ("NEMEX",))
    if last.pain_during > MILD:
        return Step("hold", f"pain in the session was {last.pain_during:g} of 10", ("NEMEX",))
    if last.pain_after is not None and last.pain_after > MILD:
        return Step("hold", f"pain after the session was {last.pain_after:g} of 10", ("NEMEX",))
    if last.swelling is None or last.swelling != "none":
        why = "how swollen the knee was is not told" if last.swelling is None else "it swelled"
        return Step("hold", why, ("ADAMS",))
    if last.pain_next_morning is None:
        return Step("hold", "the next morning's pain was not told", ("NEMEX",))
    if usual is None and last.pain_before is None and last.pain_next_morning > ROUNDING:
        return Step("hold", "what pain is usual for you was not told", ("NEMEX",))
    if raised_next_day(last, usual):
        return Step("hold", "pain was still up the next morning", ("NEMEX",))
    if last.finished is not True:
        return Step("hold", "not all sets were done", ())
    return None


def goes_on(logs: Sequence[Log], usual: float | None) -> Step:
    """All is well with the last one; it takes as many in a row as `RUNNING`."""
    recent = logs[-RUNNING:]
    well = [stops(one, [one]) is None and holds(one, usual) is None for one in recent]
    if len(recent) < RUNNING or not all(well):
        return Step("hold", "one more session like this, then it goes on", ())
    return Step("progress", "all sets done two times in a row with little pain", ("NEMEX",))


@dataclass(frozen=True)
class Change:
    """One item changed in one way, or another in its place."""

    instead_of: str  # the id of the exercise whose place it takes
    item: Item
    what: str  # "Heel drag back: 12 repetitions"


def harder(item: Item, *, exercise: Exercise, cap_deg: float | None) -> Change | None:
    """
    The next thing of one exercise, in the order range, repetitions, sets; None at the top of all.

    The range only grows towards the exercise's own target and never past a limit.
    """
    if (wider := wider_range(item, exercise, cap_deg)) is not None:
        return wider
    if (more := more_reps(item, exercise)) is not None:
        return more
    sets = exercise.dose.sets
    if item.sets.high < sets.high:
        amount = changed(item.sets, item.sets.high + 1)
        return Change(
            item.exercise,
            item.model_copy(update={"sets": amount}),
            f"{item.name}: {amount.high:g} sets",
        )
    return None


def wider_range(item: Item, exercise: Exercise, cap_deg: float | None) -> Change | None:
    reach = min(exercise.needs.target_deg, cap_deg if cap_deg is not None else 180.0)
    if item.range_deg is None or item.range_deg.high >= reach:
        return None
    degrees = min(item.range_deg.high + RANGE_STEP, reach)
    amount = item.range_deg.model_copy(update={"high": degrees, "because": "the last sessions"})
    before, now = most_bend(item.range_deg.high), most_bend(degrees)
    steps = tuple(
        said.model_copy(update={"text": now, "because": amount.because})
        if said.text == before
        else said
        for said in item.steps
    )
    wider = {
        "range_deg": amount,
        "steps": steps,
        "start": drawn(exercise.start, exercise, most=degrees, side=item.side),
        "end": drawn(exercise.end, exercise, most=degrees, side=item.side),
    }
    return Change(
        item.exercise, item.model_copy(update=wider), f"{item.name}: bend to {degrees:g}°"
    )


def more_reps(item: Item, exercise: Exercise) -> Change | None:
    reps = exercise.dose.reps
    if item.reps is None or reps is None or item.reps.low >= reps.high:
        return None
    amount = changed(item.reps, min(item.reps.low + REPS_STEP, reps.high))
    return Change(
        item.exercise,
        item.model_copy(update={"reps": amount}),
        f"{item.name}: {amount.high:g} repetitions",
    )


def changed(amount: Amount, to: float) -> Amount:
    return amount.model_copy(update={"low": to, "high": to, "because": "the last sessions"})


def easier_dose(item: Item, *, exercise: Exercise) -> Change | None:
    """One step down within the exercise: a set less, or the fewest repetitions."""
    if item.sets.high > 1:
        amount = changed(item.sets, item.sets.high - 1)
        return Change(
            item.exercise,
            item.model_copy(update={"sets": amount}),
            f"{item.name}: {amount.high:g} sets",
        )
    reps = exercise.dose.reps
    if item.reps is not None and reps is not None and item.reps.high > reps.low:
        amount = changed(item.reps, reps.low)
        return Change(
            item.exercise,
            item.model_copy(update={"reps": amount}),
            f"{item.name}: {amount.high:g} repetitions",
        )
    return None
