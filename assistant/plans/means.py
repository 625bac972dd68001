"""The noun of what plans are made from."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.plans.exercise import Exercise
from assistant.safety.rule import Rulebook


@dataclass(frozen=True)
class Means:
    """What plans are made from; the same for everybody."""

    exercises: Mapping[str, Exercise]
    catalogue_version: str
    rulebook: Rulebook
    rules_version: str  # the hash of the rule files
    sources: Mapping[str, str]  # key -> title and address
    number: str  # the emergency number
