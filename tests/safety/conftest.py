"""What the tests of safety share: what the shipped assistant notices in many messages at once."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest

from assistant.app import Assistant
from assistant.building import hearing_for
from assistant.safety.notice import notice, sense_by
from assistant.safety.rule import Flag, Rule

Flags = tuple[Flag, ...]
Hear = Callable[[Sequence[str], Sequence[Rule]], list[Flags]]
Noticed = Callable[[Sequence[str]], list[Flags]]
Raised = Callable[[Sequence[str]], list[bool]]


@pytest.fixture(scope="session")
def hear(shipped: Assistant) -> Hear:
    """`notice` by given rules and the shipped likeness, over many messages on all cores."""
    encode, heard = hearing_for(shipped.embedder, shipped.settings)
    sense = sense_by(heard, encode, shipped.ground.rulebook.rules)
    held = cache(sense)

    def hear_all(messages: Sequence[str], rules: Sequence[Rule]) -> list[Flags]:
        def hear_one(message: str) -> Flags:
            return notice(message, rules=rules, sense=lambda text, spans: held(text, tuple(spans)))

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(hear_one, messages))

    return hear_all


@pytest.fixture(scope="session")
def noticed(shipped: Assistant, hear: Hear) -> Noticed:
    """What `shipped.ground.screen` notices in each of many messages that stand alone."""
    held: dict[str, Flags] = {}

    def notice_all(messages: Sequence[str]) -> list[Flags]:
        new = [message for message in dict.fromkeys(messages) if message not in held]
        held.update(zip(new, hear(new, shipped.ground.rulebook.rules), strict=True))
        return [held[message] for message in messages]

    return notice_all


@pytest.fixture(scope="session")
def raised(noticed: Noticed) -> Raised:
    """Whether each of many messages raises anything."""
    return lambda messages: [bool(flags) for flags in noticed(messages)]
