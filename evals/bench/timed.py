"""Questions to an assistant that is open, and the milliseconds they take."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from time import perf_counter

from assistant.app import Assistant

BLOCK = 20  # questions to one system before the next has its turn: noise then meets them all
FIRST = 10  # questions that are not counted: they load what is loaded at first use


@dataclass(frozen=True)
class Taken:
    """Milliseconds of one question."""

    total: float
    embedding: float  # as Turn.trace says

    @property
    def rest(self) -> float:
        return self.total - self.embedding


def ask(question: str, assistant: Assistant) -> Taken:
    started = perf_counter()
    turn = assistant.ask(question)
    total = (perf_counter() - started) * 1000
    return Taken(total, turn.trace.ms.get("embed", 0.0))


def blocks(questions: Sequence[str]) -> Iterator[list[str]]:
    left = iter(questions)
    while block := list(islice(left, BLOCK)):
        yield block
