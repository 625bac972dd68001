"""All eval cases to how long they take in a process that is warm, and whether memory grows."""

from collections.abc import Iterator
from time import perf_counter

from psutil import Process

from evals.bench.ground import Ground
from evals.bench.row import Row, Target
from evals.ground import assistants
from evals.measures import measured
from evals.read import only, read_cases
from evals.run import played, run_of

ROUNDS = 4  # the first loads what is loaded at first use, and is not counted
MB = 1e6


def measure(ground: Ground) -> Iterator[Row]:
    cases = only(read_cases(), limit=4 if ground.quick else None)
    seconds: list[float] = []
    held: list[float] = []
    with assistants("shipped", cases) as opened:
        for _ in range(ROUNDS):
            started = perf_counter()
            measured(run_of("shipped", played(cases, opened), opened).results)
            seconds.append(perf_counter() - started)
            held.append(float(Process().memory_info().rss) / MB)
    yield Row(
        "public", f"all {len(cases)} cases, vectors known", "s", tuple(seconds[1:]), Target(10)
    )
    yield Row("public", "the first time", "s", (seconds[0],))
    yield Row("public", "memory, last round over the second", "×", (held[-1] / held[1],))
