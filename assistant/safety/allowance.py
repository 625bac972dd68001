"""The noun of what a case allows."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.safety.rule import ACTIONS, Action, Cue, Variation


@dataclass(frozen=True)
class Allowance:
    """What a person in a case may do; every "no" with the ids of the rules and limits behind it."""

    action: Action  # the gravest of the rules that hold
    rules: tuple[str, ...]
    limits: tuple[str, ...]
    forbidden: Mapping[Variation, tuple[str, ...]]
    cap_deg: float | None  # of the knee; none where nobody set one
    hip_cap_deg: float | None
    suppressed: frozenset[Cue]
    rewords: Mapping[Cue, str]

    def allows(self, variation: Variation) -> bool:
        return ACTIONS.index(self.action) < ACTIONS.index("clearance") and (
            variation not in self.forbidden
        )
