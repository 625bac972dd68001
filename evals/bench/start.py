"""One question to a new process, from its start to its exit."""

from collections.abc import Iterator
from time import perf_counter

from assistant.app import open_assistant
from evals.bench.ground import ARTICLE, Ground, run_python
from evals.bench.held import MODULE, index_for_tutorial
from evals.bench.row import Row, Target

QUESTION = "How many sets should I do?"
RUNS = 7
MIN_RUNS = 3
# What the same process would take if questions were embedded by sentence-transformers.
WITH_TORCH = (
    "import sentence_transformers, sys; from assistant.cli import main; "
    "sys.argv = ['assistant', 'ask', sys.argv[1]]; main()"
)
OURS, TORCH, TUTORIAL = (
    "`assistant ask`, whole process",
    "the same, sentence-transformers imported first",
    "tutorial, whole process",
)


def measure(ground: Ground) -> Iterator[Row]:
    """The three take turns, after one round that is not counted."""
    open_assistant(ground.settings).close()
    article = ground.settings.corpus / ARTICLE / "article.md"
    index_for_tutorial([article], ground.store, ground)
    commands = {
        OURS: ("-m", "assistant", "ask", QUESTION),
        TORCH: ("-c", WITH_TORCH, QUESTION),
        TUTORIAL: ("-m", MODULE, str(ground.store), QUESTION),
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(1 + (MIN_RUNS if ground.quick else RUNS)):
        for name, command in commands.items():
            started = perf_counter()
            run_python(*command, ground=ground)
            if number:
                seconds[name].append(perf_counter() - started)
    yield Row("start", OURS, "s", tuple(seconds[OURS]), Target(2.5))
    yield Row("start", TORCH, "s", tuple(seconds[TORCH]))
    yield Row("start", TUTORIAL, "s", tuple(seconds[TUTORIAL]))
    for other, target in ((TORCH, Target(0.45)), (TUTORIAL, None)):
        pairs = zip(seconds[OURS], seconds[other], strict=True)
        yield Row("start", f"ours / {other}", "×", tuple(one / two for one, two in pairs), target)
