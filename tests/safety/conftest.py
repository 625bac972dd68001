"""What the tests of safety share: what the shipped assistant notices in many messages at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest

from assistant.app import Assistant
from assistant.building import likeness_for
from assistant.library.embed import Embed, Vectors
from assistant.library.vectors import VectorCache
from assistant.safety.notice import Likely, notice, sense_by
from assistant.safety.rule import Flag, Rule

Flags = tuple[Flag, ...]
Hear = Callable[[Sequence[str], Sequence[Rule]], list[Flags]]
Noticed = Callable[[Sequence[str]], list[Flags]]
Raised = Callable[[Sequence[str]], list[bool]]

UNLIKE = Likely(-9.0, "", 0.0)  # nothing is like a report: only the words raise flags


@pytest.fixture(scope="session")
def vectors_of(shipped: Assistant, pytestconfig: pytest.Config) -> Iterator[Embed]:
    """The vectors of what these tests try, kept between runs like the model: they are a cache."""
    name, size = shipped.embedder.sha256[:16], shipped.embedder.dimension
    home = pytestconfig.cache.mkdir("safety-vectors")  # type: ignore[union-attr]
    index = VectorCache(shipped.settings.home / "vectors" / name, dimension=size)
    ours = VectorCache(home / name, dimension=size)

    def embed(texts: Sequence[str]) -> Vectors:
        return ours.vectors(texts, lambda new: index.vectors(new, shipped.embedder.embed_many))

    yield embed
    for key, row in ours.rows.items():  # what only the other test files ask for stays
        ours.live.setdefault(key, ours.known[row])
    ours.save()


@pytest.fixture(scope="session")
def hear(shipped: Assistant, vectors_of: Embed) -> Hear:
    """
    `notice` by given rules and the shipped assistant's likeness, over many messages.

    They are embedded together, on all cores: message by message, the wordings would take minutes.
    """
    vectors: dict[str, Vectors] = {}
    sense = sense_by(
        likeness_for(shipped.embedder, shipped.settings),
        lambda texts: np.stack([vectors[text] for text in texts]),
        shipped.ground.rulebook.rules,
    )

    def hear_all(messages: Sequence[str], rules: Sequence[Rule]) -> list[Flags]:
        texts: dict[str, None] = {}

        def record(asked: Sequence[str]) -> Likely:
            texts.update(dict.fromkeys(asked))
            return UNLIKE

        for message in messages:
            notice(message, rules=(), sense=record)
        if new := [text for text in texts if text not in vectors]:
            vectors.update(zip(new, vectors_of(new), strict=True))
        return [notice(message, rules=rules, sense=sense) for message in messages]

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
def raised(shipped: Assistant, hear: Hear) -> Raised:
    """Whether each of many messages raises anything; what the words raise needs no embedding."""
    rules = shipped.ground.rulebook.rules
    wordless = [replace(rule, words=()) for rule in rules]
    held: dict[str, bool] = {}

    def raise_all(messages: Sequence[str]) -> list[bool]:
        for message in messages:
            if message not in held:
                held[message] = bool(notice(message, rules=rules, sense=lambda texts: UNLIKE))
        quiet = [message for message in dict.fromkeys(messages) if not held[message]]
        held.update(zip(quiet, map(bool, hear(quiet, wordless)), strict=True))
        return [held[message] for message in messages]

    return raise_all
