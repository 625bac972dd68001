"""A profile to a session: the recipe, and the only way to one."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import ceil

from assistant.errors import InvalidProfile
from assistant.plans.check import kept
from assistant.plans.choose import Choice, choose, why_not
from assistant.plans.exercise import BlockKind, Exercise
from assistant.plans.faults import faults
from assistant.plans.fit import fit
from assistant.plans.gate import Gate, gate
from assistant.plans.means import Means
from assistant.plans.origins import named_sources
from assistant.plans.plan import Block, Decided, Item, Plan, Verdict
from assistant.plans.prescribe import Person, person_of, prescribe
from assistant.plans.profile import Profile
from assistant.plans.texts import AHEAD, PURPOSE, REVIEW_DAYS, special, stop_signs
from assistant.safety.allowance import Allowance

NOTHING_FITS = (
    "No exercise for the {block} is allowed for you with what you have. Ask your physio for a "
    "plan, or say what else is at hand: a bed, a chair or a towel."
)
BLOCKS: tuple[BlockKind, ...] = ("warm_up", "main", "cool_down")


def build(profile: Profile, *, today: date, means: Means, seed: str = "") -> Decided:
    """
    faults → gate → choose → prescribe → fit → check.

    The same profile and seed on the same day give the same plan, byte for byte. Raises
    InvalidProfile with a sentence for each field that can't be, and PlanRefused if a plan does not
    keep a promise: none is given then.
    """
    if wrong := faults(profile, today=today):
        raise InvalidProfile(wrong)
    gated = gate(profile, today=today, rulebook=means.rulebook, number=means.number)
    if not gated.open:
        return Decided(verdict=gated.verdict, asks=gated.asks)
    person = person_of(profile, gated.allowance, today=today)
    for hurry in (False, True):  # what is quick, where time is short
        choice = choose(profile, gated.allowance, exercises=means.exercises, hurry=hurry)
        if choice.missing:
            return Decided(verdict=nothing_for(choice, gated))
        fitted = fitted_to(profile, choice, person, means)
        if isinstance(fitted, list):
            break
        least = ceil(fitted / 60)
    else:
        raise InvalidProfile(
            {"minutes": f"The shortest session for you takes {least} minutes: give it that long."}
        )
    plan = plan_of(profile, gated, choice, fitted, today=today, means=means, seed=seed)
    return Decided(verdict=gated.verdict, plan=kept(plan, profile, gated.allowance, means))


def fitted_to(profile: Profile, choice: Choice, person: Person, means: Means) -> list[Item] | float:
    """The items that fit into the time, or the seconds that they take at the least."""
    items = prescribe(
        choice.taken,
        person,
        easier=easier_of(choice, profile, person.allowance, means.exercises),
        names={name: one.name for name, one in means.exercises.items()},
    )
    assert profile.minutes is not None
    return fit(choice.taken, items, seconds=profile.minutes * 60, grow=not person.careful)


def nothing_for(choice: Choice, gated: Gate) -> Verdict:
    block = choice.missing[0].replace("_", "-")
    return gated.verdict.model_copy(
        update={"level": "clearance", "where": "physio", "text": NOTHING_FITS.format(block=block)}
    )


def easier_of(
    choice: Choice, profile: Profile, allowance: Allowance, exercises: Mapping[str, Exercise]
) -> dict[str, str]:
    """By exercise the nearest easier one that nothing speaks against, and that is not in use."""
    used = {exercise.id for _, exercise in choice.taken}
    return {
        exercise.id: next(
            (
                name
                for name in ladder_down(exercise, exercises)
                if name not in used and why_not(exercises[name], profile, allowance) is None
            ),
            "",
        )
        for _, exercise in choice.taken
    }


def ladder_down(exercise: Exercise, exercises: Mapping[str, Exercise]) -> Sequence[str]:
    """All easier ones, the nearest first."""
    found: dict[str, None] = {}
    waiting = list(exercise.easier)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            waiting += exercises[name].easier
    return list(found)


def plan_of(
    profile: Profile,
    gated: Gate,
    choice: Choice,
    items: Sequence[Item],
    *,
    today: date,
    means: Means,
    seed: str,
) -> Plan:
    block_of = {exercise.id: slot.block for slot, exercise in choice.taken}
    blocks = tuple(
        Block(kind=kind, items=tuple(item for item in items if block_of[item.exercise] == kind))
        for kind in BLOCKS
    )
    assert profile.goal is not None
    assert profile.minutes is not None
    plan = Plan(
        id="",
        seed=seed,
        goal=profile.goal,
        made_on=today,
        review_on=today + timedelta(days=REVIEW_DAYS),
        minutes=profile.minutes,
        seconds=sum(item.seconds for item in items),
        verdict=gated.verdict,
        stop_signs=tuple(stop_signs(number=means.number, pregnant=bool(profile.pregnant))),
        purpose=(PURPOSE[profile.goal],),
        blocks=blocks,
        left_out=choice.left_out,
        ahead=AHEAD,
        special=tuple(special(profile, gated.allowance, means.rulebook)),
        sources={},
        rules_version=means.rules_version,
        catalogue_version=means.catalogue_version,
        profile_hash=hash_of(profile.model_dump_json()),
    )
    plan = plan.model_copy(update={"sources": named_sources(plan, means.sources)})
    return plan.model_copy(update={"id": hash_of(plan.model_dump_json())})


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
