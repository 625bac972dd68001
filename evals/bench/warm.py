"""Questions to systems that are open: how long each takes, and what of that is embedding."""

from collections.abc import Iterator

from assistant.app import open_assistant
from evals.bench.ground import ARTICLE, Ground
from evals.bench.held import held_tutorial, index_for_tutorial
from evals.bench.questions import shipped_questions
from evals.bench.row import Row, Target
from evals.bench.timed import FIRST, Taken, ask, blocks

QUESTIONS = 240


def measure(ground: Ground) -> Iterator[Row]:
    """Each question is asked of us twice, the second time with its vector cached."""
    questions = shipped_questions(FIRST + ground.some(QUESTIONS), ground)
    article = ground.settings.corpus / ARTICLE / "article.md"
    index_for_tutorial([article], ground.store, ground)
    cold: list[Taken] = []
    cached: list[Taken] = []
    tutorial: list[float] = []
    assistant = open_assistant(ground.settings)
    with held_tutorial(ground.store, ground) as held:
        for question in questions[:FIRST]:
            ask(question, assistant)
            held.ask(question)
        for block in blocks(questions[FIRST:]):
            cold += [ask(question, assistant) for question in block]
            cached += [ask(question, assistant) for question in block]
            tutorial += [held.ask(question) for question in block]
    assistant.close()
    total = tuple(one.total for one in cold)
    yield Row("warm", "a question", "ms", total, Target(25, of="p95"))
    yield Row("warm", "its embedding", "ms", tuple(one.embedding for one in cold))
    rest = tuple(one.rest for one in cold)
    yield Row("warm", "all but its embedding", "ms", rest, Target(6, of="p95"))
    yield Row("warm", "a question asked before", "ms", tuple(one.total for one in cached))
    yield Row("warm", "tutorial, a question", "ms", tuple(tutorial))
