"""Every combination of case and wish, and many random profiles, to what their plans keep."""

import os
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice, product
from pathlib import Path
from typing import get_args

from assistant.errors import InvalidProfile, PlanRefused
from assistant.plans.build import build
from assistant.plans.check import CHECKS
from assistant.plans.means import Means
from assistant.plans.open import open_means
from assistant.plans.plan import Decided
from assistant.plans.profile import (
    GOALS,
    GRAFTS,
    PROCEDURES,
    RED_FLAGS,
    AgeBand,
    Answered,
    Cap,
    Clearance,
    Condition,
    Event,
    Experience,
    Flexion,
    Goal,
    Kit,
    Pain,
    Profile,
    Side,
)
from assistant.plans.second import NAMES, promises

DAY = date(2026, 6, 15)
WEEKS = (
    0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 11.0, 12.0, 13.0, 20.0, 30.0, 60.0,
)  # fmt: skip
PAINS = (0.0, 2.0, 3.0, 6.0)
KITS: tuple[tuple[Kit, ...], ...] = (
    ("none",), ("bed",), ("chair",), ("mat", "towel"), ("mat", "chair", "towel", "slider", "band"),
)  # fmt: skip
CAPS = (None, 60.0)
RANDOM_PROFILES = 10_000
TWICE_EACH = 50  # a fiftieth is built a second time
SAME = "the same profile gives the same bytes"
REFUSED = "no plan is refused by the last check"
NO_FLAGS = {name: Answered(yes=False, on=DAY) for name in RED_FLAGS}


@dataclass(frozen=True)
class Tried:
    """What came of some profiles."""

    outcomes: Counter[str]  # "plan", "clearance", "asks", …
    broken: Counter[str]  # by promise
    first: dict[str, str]  # by promise, the first profile that broke it


def grid() -> Iterator[Profile]:
    """Procedure × graft × week × pain × kit × goal × cap, cleared or not."""
    for procedure in (None, *PROCEDURES):
        grafts = GRAFTS if procedure == "aclr" else (None,)
        weeks = WEEKS if procedure else (None,)
        for graft, week, pain, kit, goal, cap, cleared in product(
            grafts, weeks, PAINS, KITS, GOALS, CAPS, (False, True)
        ):
            event = Event(kind="none")
            if procedure:
                event = Event(kind="surgery", procedures=(procedure,), graft=graft, weeks=week)
            yield Profile(
                goal=goal,
                minutes=20,
                kit=kit,
                experience="some",
                side="left",
                age="18_to_54",
                pain=Pain(now=pain, on=DAY),
                cap=Cap(degrees=cap, by="surgeon") if cap else None,
                event=event,
                cleared=Clearance(by="surgeon") if cleared else None,
                pregnant=False,
                conditions=("none",),
                active=True,
                steady=True,
                floor=True,
                anchor=True,
                red_flags=NO_FLAGS,
            )


def at_random(count: int, *, seed: int = 0) -> Iterator[Profile]:
    """Profiles in which everything varies, the unknown and the impossible among it."""
    pick = random.Random(seed)
    for _ in range(count):
        yield random_profile(pick)


def random_profile(pick: random.Random) -> Profile:
    procedure = pick.choice((None, *PROCEDURES))
    event = pick.choice((None, Event(kind="none"), Event(kind="injury", injury="hamstring_strain")))
    if procedure:
        event = Event(
            kind="surgery",
            procedures=tuple({procedure, pick.choice(PROCEDURES)}),
            graft=pick.choice((None, *GRAFTS)),
            weeks=pick.choice((None, *WEEKS)),
            healed=pick.choice((None, True, False)),
        )
    things = [one for one in get_args(Kit) if one != "none"]
    kit = tuple(pick.sample(things, pick.randint(0, len(things)))) or ("none",)
    flags = {
        name: Answered(yes=pick.random() < 0.02, on=DAY)  # noqa: PLR2004
        for name in RED_FLAGS
        if pick.random() < 0.98  # noqa: PLR2004
    }
    goals: tuple[Goal | None, ...] = (None, *GOALS, *GOALS)
    bands: tuple[AgeBand, ...] = get_args(AgeBand)
    return Profile(
        goal=pick.choice(goals),
        minutes=pick.choice((None, 3, 5, 8, 10, 15, 20, 30, 45, 60, 120)),
        kit=pick.choice((None, kit, kit, kit)),
        experience=pick.choice((None, *get_args(Experience))),
        side=pick.choice((None, *get_args(Side))),
        age=pick.choice((None, *bands, *bands)),
        pain=Pain(now=pick.choice((None, *range(11))), usual=pick.choice((None, 1, 4)), on=DAY),
        flexion=pick.choice((None, Flexion(degrees=pick.choice((20, 60, 95, 140))))),
        cap=pick.choice((None, Cap(degrees=pick.choice((10, 30, 70, 90)), by="surgeon"))),
        event=event,
        cleared=pick.choice((None, Clearance(by="physio"))),
        pregnant=pick.choice((None, False, False, True)),
        pregnancy_weeks=pick.choice((None, None, 8, 20, 38)),
        conditions=pick.choice((None, ("none",), (pick.choice(get_args(Condition)),))),
        active=pick.choice((None, True, False)),
        steady=pick.choice((None, True, False)),
        alone=pick.choice((None, True, False)),
        floor=pick.choice((None, True, False)),
        anchor=pick.choice((None, True, False)),
        red_flags=flags,
    )


def tried(profiles: Iterable[Profile], means: Means) -> Tried:
    """
    Build each and look at what came out a second time, by promises that read the stages apart from
    the rule files.
    """
    outcomes: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    first: dict[str, str] = {}
    for profile in profiles:
        try:
            decided = build(profile, today=DAY, means=means)
        except InvalidProfile:
            outcomes["impossible, said field by field"] += 1
            continue
        except PlanRefused as error:
            outcomes["refused by the last check"] += 1
            broken[REFUSED] += 1
            first.setdefault(REFUSED, f"{error} {told(profile)}")
            continue
        outcomes[outcome(decided)] += 1
        kept_ones = [
            *promises(profile, decided, means),
            (SAME, same_again(profile, decided, means)),
        ]
        for name, kept in kept_ones:
            if not kept:
                broken[name] += 1
                first.setdefault(name, told(profile))
    return Tried(outcomes, broken, first)


def same_again(profile: Profile, decided: Decided, means: Means) -> bool:
    """Every fiftieth is built twice: a plan is decided by nothing but profile, seed and day."""
    if decided.plan is None or int(decided.plan.profile_hash, 16) % TWICE_EACH:
        return True
    again = build(profile, today=DAY, means=means)
    return again.model_dump_json() == decided.model_dump_json()


def outcome(decided: Decided) -> str:
    if decided.plan is not None:
        return "a plan"
    return "questions" if decided.asks else f"no plan: {decided.verdict.level}"


def told(profile: Profile) -> str:
    return profile.model_dump_json(exclude_none=True, exclude={"red_flags"})


def try_chunk(profiles: Sequence[Profile], *, corpus: Path) -> Tried:
    return tried(profiles, open_means(corpus, number="112"))


def report(
    corpus: Path, *, random_profiles: int = RANDOM_PROFILES, every: int = 1
) -> tuple[str, bool]:
    """
    The table, and whether every promise was kept; on all cores.

    Of the grid each `every`-th profile is tried: all of them take minutes.
    """
    profiles = [*islice(grid(), 0, None, every), *at_random(random_profiles)]
    size = -(-len(profiles) // (4 * (os.cpu_count() or 1)))
    chunks = [profiles[at : at + size] for at in range(0, len(profiles), size)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        done = list(pool.map(partial(try_chunk, corpus=corpus), chunks))
    outcomes = sum((one.outcomes for one in done), Counter[str]())
    broken = sum((one.broken for one in done), Counter[str]())
    first = {name: text for one in reversed(done) for name, text in one.first.items()}
    table = lines(len(profiles), random_profiles, outcomes, broken, first)
    return "\n".join(table), not broken


def lines(
    count: int,
    random_profiles: int,
    outcomes: Counter[str],
    broken: Counter[str],
    first: dict[str, str],
) -> Iterator[str]:
    yield f"{count:,} profiles were tried, {random_profiles:,} of them at random."
    yield ""
    yield from (f"- {name}: {number:,}" for name, number in outcomes.most_common())
    yield ""
    for name in (*CHECKS, *NAMES, SAME, REFUSED):
        yield f"- {name}: broken {broken[name]:,} times" + (
            f", first by {first[name]}" if name in first else ""
        )
