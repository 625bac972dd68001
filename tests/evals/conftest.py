"""What tests of the evals share: all cases played once, by the shipped library."""

from collections.abc import Iterator

import pytest

from assistant.app import Assistant
from evals.ground import assistants
from evals.read import read_cases
from evals.run import played, run_of
from evals.score import Played, Run


@pytest.fixture(scope="session")
def all_played(shipped: Assistant) -> Iterator[tuple[Played, ...]]:
    """Every case, played. It takes half a minute."""
    cases = read_cases()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_HOME", str(shipped.settings.home))
        with assistants("shipped", cases) as opened:
            yield played(cases, opened)


@pytest.fixture(scope="session")
def run(all_played: tuple[Played, ...]) -> Run:
    return run_of("shipped", all_played, {})
