"""Generated articles to a large library: how fast it is built, how fast it then answers."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from assistant.app import Assistant, open_assistant
from assistant.library.embed import Embedder
from assistant.library.entries import passage_entries
from assistant.library.ingest import ingest
from assistant.library.library import Library
from assistant.library.sources import find_sources, read_source
from assistant.library.vectors import CHUNK
from evals.bench.generate import SEED, questions_naming, questions_naming_none, write_articles
from evals.bench.ground import Ground, settings_of
from evals.bench.held import held_tutorial, index_for_tutorial
from evals.bench.questions import shipped_questions
from evals.bench.row import Row, Target
from evals.bench.timed import FIRST, ask, blocks

ARTICLES = 1000
TUTORIAL_ARTICLES = 100  # it takes minutes for all
SAMPLE = 4000  # texts for the bare rate
NAMING, NAMING_NONE = 200, 50
OURS = "ingest"


def measure(ground: Ground) -> Iterator[Row]:
    """Build, beside the rate of the embedder alone; then ask, beside the library of one."""
    folder = ground.scratch / "articles"
    paths = write_articles(folder, ground.some(ARTICLES))
    small = open_assistant(ground.settings)
    alone = sample(folder, ground.some(SAMPLE))
    bare = list(batch_seconds(alone, small.embedder))
    started = perf_counter()
    done = ingest([folder], home=ground.scratch / "home", embedder=small.embedder)
    seconds = perf_counter() - started
    bare += batch_seconds(alone, small.embedder)
    passages = sum(record.passages for record in done.manifest.articles.values())
    rate, bare_rate = passages / seconds, sum(n for n, _ in bare) / sum(s for _, s in bare)
    yield Row("ingest", "embedder alone", "passages/s", tuple(n / s for n, s in bare))
    yield Row("ingest", f"all of it, {len(paths)} articles", "passages/s", (rate,))
    share = (rate / bare_rate,)
    yield Row("ingest", "all of it / embedder alone", "×", share, Target(0.8, at_least=True))
    yield Row("ingest", "all of it", "articles/s", (len(paths) / seconds,))
    few = paths[: ground.some(TUTORIAL_ARTICLES)]
    store = ground.scratch / "tutorial-many"
    tutorial_s = index_for_tutorial(few, store, ground)
    yield Row("ingest", f"tutorial, {len(few)} articles", "articles/s", (len(few) / tutorial_s,))
    settings = settings_of(ground.scratch / "home", folder)
    large = Assistant(Library(settings.home, done.manifest), small.embedder, settings)
    titles = [record.title for record in done.manifest.articles.values()]
    yield from latencies(small, large, titles, store, ground)
    small.close()
    large.close()


def sample(folder: Path, count: int) -> list[str]:
    """Texts as they are embedded, drawn from all articles."""
    shelves = [read_source(source) for source in find_sources([folder])]
    texts = [entry.text for shelf in shelves for entry in passage_entries(shelf)]
    return random.Random(SEED).sample(texts, min(count, len(texts)))


def batch_seconds(texts: Sequence[str], embedder: Embedder) -> Iterator[tuple[int, float]]:
    """Texts and seconds of each batch, in the size in which an ingest embeds."""
    embedder.embed_many(texts[:CHUNK])
    for start in range(0, len(texts), CHUNK):
        batch = texts[start : start + CHUNK]
        started = perf_counter()
        embedder.embed_many(batch)
        yield len(batch), perf_counter() - started


def latencies(
    small: Assistant, large: Assistant, titles: Sequence[str], store: Path, ground: Ground
) -> Iterator[Row]:
    naming = questions_naming(titles, FIRST + ground.some(NAMING))
    naming_none = questions_naming_none(FIRST + ground.some(NAMING_NONE))
    to_one = shipped_questions(FIRST + ground.some(NAMING), ground)
    for assistant, questions in ((large, naming), (large, naming_none), (small, to_one)):
        for question in questions[:FIRST]:
            ask(question, assistant)
    one: list[float] = []
    named: list[float] = []
    none: list[float] = []
    tutorial: list[float] = []
    rounds = list(zip(blocks(to_one[FIRST:]), blocks(naming[FIRST:]), strict=True))
    share = -(-len(naming_none[FIRST:]) // len(rounds))
    with held_tutorial(store, ground) as held:
        held.ask(naming[0])
        for number, (block_one, block_named) in enumerate(rounds):
            start = FIRST + number * share
            one += [ask(question, small).total for question in block_one]
            named += [ask(question, large).total for question in block_named]
            none += [ask(text, large).total for text in naming_none[start : start + share]]
            tutorial += [held.ask(question) for question in block_named]
    rows = {
        "a question to one article": one,
        "a question naming one of many": named,
        "a question naming none of many": none,
        "tutorial, a question": tutorial,
    }
    for what, values in rows.items():
        yield Row("ingest", what, "ms", tuple(values))
    base, *others = (Row("", what, "ms", tuple(values)) for what, values in rows.items())
    for other in others[:2]:
        what = f"p95: {other.what} / to one article"
        yield Row("ingest", what, "×", (other.p95 / base.p95,), Target(2.0))
