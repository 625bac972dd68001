"""The settings to what a command works on, opened for as long as it runs."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.progress import shown_progress
from assistant.streams import tell

if TYPE_CHECKING:
    from assistant.app import Assistant
    from assistant.plans.means import Means
    from assistant.plans.store import PlanStore
    from assistant.settings import Settings
    from assistant.stores import Stores


@contextmanager
def opened() -> "Iterator[Assistant]":
    from assistant.app import open_assistant  # noqa: PLC0415

    with shown_progress() as progress:
        assistant = open_assistant(load(), progress=progress, say=tell)
    try:
        yield assistant
    finally:
        assistant.close()


def load() -> "Settings":
    from assistant.settings import load_settings  # noqa: PLC0415

    return load_settings()


def exercises() -> Path:
    """The folder with what plans are made from: the shipped one, whichever articles are served."""
    from assistant.settings import shipped_corpus  # noqa: PLC0415

    return shipped_corpus()


@contextmanager
def conversing() -> "Iterator[tuple[Assistant, Stores]]":
    """An assistant, and where conversations and plans are kept; Ctrl-C ends it quietly."""
    from assistant.stores import open_stores  # noqa: PLC0415

    with (
        opened() as assistant,
        closing(open_stores(assistant.settings.database)) as stores,
        suppress(KeyboardInterrupt),
    ):
        yield assistant, stores


@contextmanager
def opened_plans() -> "Iterator[tuple[Means, PlanStore]]":
    """Plans need rules, catalogue and database, and neither model nor index."""
    from assistant.plans.open import open_means  # noqa: PLC0415
    from assistant.stores import open_stores  # noqa: PLC0415

    settings = load()
    means = open_means(exercises(), number=settings.emergency_number)
    with closing(open_stores(settings.database)) as stores:
        yield means, stores.plans
