"""Every combination of operation, graft, week, pain, clearance and cap to what is allowed in it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

from assistant.safety.allowance import Allowance
from assistant.safety.finding import Findings
from assistant.safety.judge import judge
from assistant.safety.rule import VARIATIONS, Action, Cue, Rulebook, Variation

Judge = Callable[[Findings], Allowance]

# The names of the lexicon, and the one for an operation that was not named. Written down here, so
# that one which loses its limit is still tried.
PROCEDURES = (
    "aclr", "pcl", "meniscus_root", "meniscus_body", "arthroscopy", "tka", "tha",
    "quad_or_patellar_tendon", "prox_hamstring", "bone", "other", "unknown",
)  # fmt: skip
TOGETHER = (("aclr", "meniscus_body"), ("aclr", "meniscus_root"), ("aclr", "pcl"))
OPERATIONS: tuple[tuple[str, ...], ...] = (*((name,) for name in PROCEDURES), *TOGETHER)
GRAFTS = ("", "hamstring", "patellar", "quad", "allograft")  # only an ACL has one
WEEKS = (None, *map(float, range(54)), 104.0, 520.0)
PAINS = (None, *map(float, range(11)))
CAPS = ((None, ""), (40.0, "surgeon"), (70.0, "surgeon"), (90.0, "surgeon"), (90.0, ""))
# Choosing a variation looks at what there is at home; judging does not, and a test keeps it so.
# Each combination therefore stands for five.
KITS = ((), ("towel",), ("slider",), ("band",), ("towel", "slider", "band"))


@dataclass(frozen=True, slots=True)
class Case:
    """One combination."""

    procedures: tuple[str, ...] = ()  # ("aclr", "meniscus_body")
    graft: str = ""  # "" for one that was not said
    weeks: float | None = None
    pain: float | None = None
    cleared: bool = False
    cap_deg: float | None = None
    cap_by: str = ""  # "surgeon"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is allowed in a case; equal ones are one object."""

    action: Action
    allowed: frozenset[Variation]
    forbidden: frozenset[Variation]  # by a rule or limit; an action may forbid the rest
    cap_deg: float | None
    hip_cap_deg: float | None
    suppressed: frozenset[Cue]
    rewords: tuple[tuple[Cue, str], ...]
    rules: tuple[str, ...]
    limits: tuple[str, ...]


Grid = Mapping[Case, Outcome]


def grid_of(rulebook: Rulebook) -> Grid:
    return tried(every_case(), partial(judge, rulebook=rulebook))


def tried(cases: Iterable[Case], judge: Judge) -> Grid:
    known: dict[Outcome, Outcome] = {}
    grid = {}
    for case in cases:
        outcome = outcome_of(judge(findings_of(case)))
        grid[case] = known.setdefault(outcome, outcome)
    return grid


def every_case(
    operations: Sequence[tuple[str, ...]] = ((), *OPERATIONS),
) -> Iterator[Case]:
    for procedures in operations:
        grafts = GRAFTS if "aclr" in procedures else GRAFTS[:1]
        for graft, weeks, pain, cleared, (cap_deg, cap_by) in product(
            grafts, WEEKS, PAINS, (False, True), CAPS
        ):
            yield Case(procedures, graft, weeks, pain, cleared, cap_deg, cap_by)


def findings_of(case: Case) -> Findings:
    return Findings(
        procedures=case.procedures,
        graft=case.graft,
        weeks=case.weeks,
        pain=case.pain,
        cleared=case.cleared,
        cap_deg=case.cap_deg,
        cap_by=case.cap_by,
    )


def outcome_of(allowance: Allowance) -> Outcome:
    return Outcome(
        action=allowance.action,
        allowed=frozenset(one for one in VARIATIONS if allowance.allows(one)),
        forbidden=frozenset(allowance.forbidden),
        cap_deg=allowance.cap_deg,
        hip_cap_deg=allowance.hip_cap_deg,
        suppressed=allowance.suppressed,
        rewords=tuple(sorted(allowance.rewords.items())),
        rules=allowance.rules,
        limits=allowance.limits,
    )
