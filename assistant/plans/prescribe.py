"""The exercises of a session to items: how much, how far, in which words, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.plans.choose import PAINFUL, Slot
from assistant.plans.exercise import Basis, Dose, Exercise, Intent, Line, Value
from assistant.plans.gate import weeks_of
from assistant.plans.plan import Amount, Item, Origin, Said
from assistant.plans.pose import drawn
from assistant.plans.profile import Profile, Side
from assistant.plans.questions import FRESH
from assistant.safety.allowance import Allowance

# Of 10, in the first weeks after an operation and with more than mild pain: light work (inference).
LIGHT_EFFORT = 4.0
SETTLE_S = 20.0  # to get into position (our inference); it makes the time come out on the safe side
BETWEEN_S = 2.0  # between two repetitions (our inference)
WHY: Mapping[Intent, str] = {
    "circulation": "It warms you up and moves the blood.",
    "range": "It trains how far the knee bends and straightens.",
    "activation": "It wakes up the muscles that you need next.",
    "strength": "It makes the muscles of the leg and hip stronger.",
    "eccentric": "It makes the hamstrings strong while they get longer.",
    "stretch": "It eases tight muscles after the work.",
    "calm": "It lets your breath and pulse come down.",
}
LESS = "Do fewer of them, make the move smaller, or leave it out."
OURS = Origin(of="inference")


@dataclass(frozen=True)
class Person:
    """What decides how much and in which words; the same for all exercises of a session."""

    profile: Profile
    allowance: Allowance
    weeks: float | None  # since an operation or injury
    operated: bool

    @property
    def careful(self) -> str:
        """Why the smaller amounts are taken, or ""."""
        pain = self.profile.pain.now or 0.0
        if pain > PAINFUL:
            return f"pain {pain:g} of 10: the smaller amount"
        if self.operated and (self.weeks is None or self.weeks <= FRESH):
            return "operated a short time ago: the smaller amount"
        if self.profile.experience in (None, "beginner"):
            return "new to this: the smaller amount"
        return ""


def prescribe(
    chosen: Sequence[tuple[Slot, Exercise]],
    person: Person,
    *,
    easier: Mapping[str, str],
    names: Mapping[str, str],
) -> list[Item]:
    """`easier` gives, by exercise, the easier one that is allowed, or ""."""
    return [item_of(one, person, easier=easier[one.id], names=names) for _, one in chosen]


def item_of(exercise: Exercise, person: Person, *, easier: str, names: Mapping[str, str]) -> Item:
    dose, careful = exercise.dose, person.careful
    side: Side = (person.profile.side or "both") if exercise.per_side else "both"
    target = range_of(exercise, person)
    most = target.high if target is not None else person.allowance.cap_deg
    tempo = None
    if dose.lift_s and dose.lower_s:
        tempo = (lower(dose.lift_s), lower(dose.lower_s))
    item = Item(
        exercise=exercise.id,
        name=exercise.name,
        article=exercise.article,
        side=side,
        each_side=exercise.per_side and side == "both",
        sets=lower(dose.sets, careful),
        reps=(lower(dose.reps, careful) if careful else whole(dose.reps)) if dose.reps else None,
        hold_s=lower(dose.hold_s) if dose.hold_s else None,
        pause_s=lower(dose.pause_s) if dose.pause_s else None,
        tempo=tempo,
        rest_s=longer(dose.rest_s, careful) if dose.rest_s else None,
        duration_s=lower(dose.duration_s) if dose.duration_s else None,
        effort=effort_of(dose, person),
        range_deg=target,
        hip_deg=hip_of(exercise, person.allowance),
        load=load_of(exercise),
        times_a_day=lower(dose.times_a_day),
        days_a_week=whole(dose.days_a_week),
        steps=(
            *worded(exercise.steps, person.allowance),
            *limits_of(exercise, target, person.allowance),
        ),
        faults=tuple(worded(exercise.faults, person.allowance, reword=False)),
        easier=easier,
        easier_text=f"{names[easier]}." if easier else LESS,
        why=WHY[exercise.intent],
        because=tuple(facts_of(exercise, person)),
        seconds=0.0,
        start=drawn(exercise.start, exercise, most=most, side=side),
        end=drawn(exercise.end, exercise, most=most, side=side),
    )
    return item.model_copy(update={"seconds": seconds_of(item)})


def lower(value: Value, because: str = "") -> Amount:
    changed = because if value.high != value.low else ""
    return Amount(
        low=value.low, high=value.low, unit=value.unit, origin=origin_of(value.basis),
        because=changed,
    )  # fmt: skip


def longer(value: Value, because: str) -> Amount:
    """A rest: the longer one is the gentler one."""
    if not because or value.high == value.low:
        return lower(value)
    return Amount(
        low=value.high, high=value.high, unit=value.unit, origin=origin_of(value.basis),
        because=because.replace("smaller amount", "longer rest"),
    )  # fmt: skip


def whole(value: Value) -> Amount:
    return Amount(low=value.low, high=value.high, unit=value.unit, origin=origin_of(value.basis))


def origin_of(basis: Basis, article: str = "heel-drag-back") -> Origin:
    return Origin(
        of=basis.of,
        sources=basis.sources,
        article=article if basis.quote else "",
        quote=basis.quote,
        note=basis.note,
    )


def effort_of(dose: Dose, person: Person) -> Amount:
    most = whole(dose.effort).model_copy(update={"low": dose.effort.high})
    if person.careful and most.high > LIGHT_EFFORT:
        return most.model_copy(
            update={"low": LIGHT_EFFORT, "high": LIGHT_EFFORT, "because": person.careful}
        )
    return most


def range_of(exercise: Exercise, person: Person) -> Amount | None:
    """How far the knee goes: to the exercise's own target, a limit, or what it can do, if less."""
    target = exercise.needs.target_deg
    if not target:
        return None
    degrees, origin, because = target, origin_of(exercise.needs.range_basis), ""
    flexion, cap = person.profile.flexion, person.allowance.cap_deg
    if flexion is not None and flexion.degrees < degrees:
        degrees, because = flexion.degrees, f"your knee bends {flexion.degrees:g}°"
    if cap is not None and cap <= degrees:
        degrees, because = cap, f"your limit of {cap:g}°"
    return Amount(low=0, high=degrees, unit="°", origin=origin, because=because)


def hip_of(exercise: Exercise, allowance: Allowance) -> Amount | None:
    cap = allowance.hip_cap_deg
    if cap is None or not exercise.needs.hip_deg:
        return None
    return Amount(low=0, high=cap, unit="°", origin=OURS, because=f"your hip's limit of {cap:g}°")


def load_of(exercise: Exercise) -> str:
    if exercise.needs.anchor:
        return "a light band"
    return "the towel helps" if exercise.hamstring == "assisted" else "no weight"


def worded(lines: Sequence[Line], allowance: Allowance, *, reword: bool = True) -> Iterator[Said]:
    """
    The sentences, without those whose cue a rule suppresses; to `reword`, the first of each such
    cue gives way to the rule's own words for it, if it has some.
    """
    said: set[str] = set()
    for line in lines:
        cue = next((one for one in line.cues if one in allowance.suppressed), None)
        if cue is None:
            yield Said(text=line.text, origin=origin_of(line.basis))
        elif reword and cue in allowance.rewords and cue not in said:
            said.add(cue)
            yield Said(text=allowance.rewords[cue], origin=OURS, because=", ".join(allowance.rules))


def most_bend(degrees: float) -> str:
    return f"Bend the knee to {degrees:g}° at the most."


def limits_of(exercise: Exercise, target: Amount | None, allowance: Allowance) -> Iterator[Said]:
    if target is not None and allowance.cap_deg is not None:
        yield Said(
            text=most_bend(target.high),
            origin=OURS,
            because=target.because or f"your limit of {allowance.cap_deg:g}°",
        )
    if exercise.needs.hip_deg and allowance.hip_cap_deg is not None:
        yield Said(
            text=f"Keep the hip at {allowance.hip_cap_deg:g}° or less.",
            origin=OURS,
            because=f"your hip's limit of {allowance.hip_cap_deg:g}°",
        )


def facts_of(exercise: Exercise, person: Person) -> Iterator[str]:
    """The facts of the profile that decided for this exercise and its amounts."""
    profile = person.profile
    yield f"goal: {str(profile.goal).replace('_', ' ')}"
    if person.careful:
        yield person.careful.partition(":")[0]
    if exercise.kit:
        has = [kit for any_of in exercise.kit for kit in any_of if kit in (profile.kit or ())]
        yield f"at hand: {', '.join(dict.fromkeys(has))}"
    if person.operated and person.weeks is not None:
        yield f"{person.weeks:.0f} weeks after the operation"


def seconds_of(item: Item) -> float:
    """All sets with rests, for both sides where it is done on both, from getting into position."""
    if item.duration_s is not None:
        work = item.duration_s.high
    else:
        tempo = sum(part.high for part in item.tempo) if item.tempo else 0.0
        hold = item.hold_s.high if item.hold_s else 0.0
        pause = item.pause_s.high if item.pause_s else BETWEEN_S
        work = (item.reps.high if item.reps else 1) * (tempo + hold + pause)
    rest = item.rest_s.high if item.rest_s else 0.0
    sides = 2 if item.each_side else 1
    return SETTLE_S + sides * (item.sets.high * work) + (sides * item.sets.high - 1) * rest


def person_of(profile: Profile, allowance: Allowance, *, today: date) -> Person:
    operated = profile.event is not None and profile.event.kind == "surgery"
    return Person(profile, allowance, weeks_of(profile, today=today), operated)
