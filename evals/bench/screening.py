"""Conversations of twenty turns to what screening costs beyond the one embedding of the last."""

from collections.abc import Iterator
from time import perf_counter

from assistant.app import open_assistant
from evals.bench.ground import Ground
from evals.bench.questions import shipped_questions
from evals.bench.row import Row, Target

TURNS = 20
CONVERSATIONS = 60


def measure(ground: Ground) -> Iterator[Row]:
    count = ground.some(CONVERSATIONS)
    questions = shipped_questions(TURNS + count, ground)
    before = questions[: TURNS - 1]
    rest: list[float] = []
    with open_assistant(ground.settings) as assistant:
        assistant.ground.screen(before)
        for question in questions[TURNS:]:
            started = perf_counter()
            assistant.embedder.encode([question])
            embedded = perf_counter()
            assistant.ground.screen([*before, question])
            whole = perf_counter() - embedded
            rest.append((whole - (embedded - started)) * 1000)
    yield Row("screening", f"{TURNS} turns, beyond an embedding", "ms", tuple(rest), Target(5))
