"""Settings to an assistant: the only place that puts the parts together."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import TracebackType

from assistant.answers.guard import guarded
from assistant.answers.look import Looked, look
from assistant.answers.reply import Turn
from assistant.answers.respond import respond
from assistant.errors import IndexDamaged, StorageError
from assistant.library.added import dropped, kept
from assistant.library.embed import Embed, Embedder, Vectors
from assistant.library.generation import translated, writing
from assistant.library.ingest import Ingested, ingest
from assistant.library.library import ALL, Library, open_library
from assistant.library.model import open_embedder
from assistant.library.need import EMBEDDED
from assistant.library.sources import (
    check_slugs,
    find_sources,
    read_source,
    without_bad_facts,
)
from assistant.library.vectors import Progress, silent
from assistant.safety.load import load_rules
from assistant.safety.screen import screener
from assistant.settings import Settings, load_settings

Say = Callable[[str], None]
MAX_CACHED = 4096  # question vectors held, 1.5 kB each
WAIT_S = 600.0  # for another process that is building the same index


class Assistant:
    """Answers questions from a library; safe to share between threads."""

    def __init__(self, library: Library, embedder: Embedder, settings: Settings) -> None:
        self.library = library
        self.embedder = embedder
        self.settings = settings
        self.embed = cached(embedder.embed)
        self.lock = threading.Lock()
        rules = load_rules()
        self.rules = {rule.id: rule for rule in rules}
        self.screen = screener(rules)

    def ask(self, message: str, history: Sequence[Turn] = ()) -> Turn:
        """Answer one message; `history` are the turns of the conversation so far, oldest first."""
        library = self.refresh()
        try:
            return self.answer(message, history, library)
        except IndexDamaged:
            if library.is_current():
                raise
        return self.answer(message, history, self.refresh())  # it was swapped away meanwhile

    def answer(self, message: str, history: Sequence[Turn], library: Library) -> Turn:
        titles = [record.title for record in library.manifest.articles.values()]
        held = partial(look, library=library, embed=self.embed)
        return guarded(
            message,
            history,
            screen=self.screen,
            respond=partial(respond, message, history, look=held, titles=titles),
            rules=self.rules,
            number=self.settings.emergency_number,
        )

    def look(self, question: str, slug: str = "") -> Looked:
        """What a search finds for a question that stands alone, in one article or in the best."""
        return look(question, slug, library=self.refresh(), embed=self.embed)

    def refresh(self) -> Library:
        """Go over to a newer generation, if another process has built one."""
        if not self.library.is_current():
            with self.lock:
                if not self.library.is_current():
                    self.library = library_for(self.embedder, self.settings)
        return self.library

    def check(self) -> int:
        """
        Try the whole path: the index is the articles' own, and one question is embedded and found.

        Returns how many entries the index holds. Raises AssistantError.
        """
        library = self.refresh()
        counts = library.manifest.collections
        (vector,) = self.embedder.embed(["Is everything ready?"])
        for name, count in counts.items():
            if library.index.count(name) != count:
                raise IndexDamaged(f"{name!r} is incomplete: run `assistant ingest`")
        if not library.index.search(vector, collection=ALL, limit=1):
            raise IndexDamaged("the index finds nothing: run `assistant ingest`")
        return sum(counts.values())

    def close(self) -> None:
        self.library.close()

    def __enter__(self) -> "Assistant":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_assistant(
    settings: Settings | None = None, *, progress: Progress = silent, say: Say = lambda _: None
) -> Assistant:
    """
    Open the library of `settings` (by default from the environment), building what is missing.

    A missing, stale or damaged index is built from the articles; `say` is told why in one line.
    Raises AssistantError.
    """
    settings = settings or load_settings()
    build = partial(build_library, settings, progress=progress, say=say, wait_s=WAIT_S)
    _, embedder = build()
    try:
        library = library_for(embedder, settings)
    except IndexDamaged as error:
        _, embedder = build(damage=str(error))
        library = library_for(embedder, settings)
    return Assistant(library, embedder, settings)


def library_for(embedder: Embedder, settings: Settings) -> Library:
    """
    The library that serves. Raises IndexDamaged, and StorageError when another process built it
    with a model whose vectors can't be compared with those of `embedder`.
    """
    library = open_library(settings.home)
    built = library.manifest.fingerprint
    if built.model_sha256 != embedder.sha256:
        raise StorageError(
            f"another process built the index in {str(settings.home)!r} with the embedding model "
            f"{built.model!r}: start this one again with the same ASSISTANT_EMBEDDING"
        )
    return library


def build_library(
    settings: Settings,
    *,
    progress: Progress = silent,
    say: Say = lambda _: None,
    wait_s: float = 0,
    damage: str = "",
    skip_bad_facts: bool = False,
) -> tuple[Ingested, Embedder]:
    """Bring the index up to date with the articles; nothing is written when it is."""
    with translated(settings.home):
        settings.home.mkdir(parents=True, exist_ok=True)  # fails before a model is loaded for it
        embedder = open_embedder(settings.embedding, models=settings.home / "models")
    done = ingest(
        places(settings),
        home=settings.home,
        embedder=embedder,
        store=settings.chroma_url or EMBEDDED,
        skip_bad_facts=skip_bad_facts,
        wait_s=wait_s,
        damage=damage,
        progress=progress,
        say=say,
    )
    return done, embedder


def places(settings: Settings) -> list[Path]:
    return [settings.corpus, *([settings.added] if settings.added.is_dir() else [])]


def cached(embed: Embed) -> Embed:
    """`embed` with the vectors of the last `MAX_CACHED` single texts held."""
    held: OrderedDict[str, Vectors] = OrderedDict()

    def embed_cached(texts: Sequence[str]) -> Vectors:
        if len(texts) != 1:
            return embed(texts)
        (text,) = texts
        if (found := held.get(text)) is None:
            found = held[text] = embed(texts)
            while len(held) > MAX_CACHED:
                held.popitem(last=False)
        return found

    return embed_cached


def add_articles(
    paths: Sequence[Path],
    settings: Settings,
    *,
    progress: Progress = silent,
    say: Say = lambda _: None,
    skip_bad_facts: bool = False,
) -> Ingested:
    """
    Keep copies of the articles in `paths` in the data folder and bring the index up to date.

    Every file is read first: a faulty one leaves library and index as they were. Raises
    AssistantError; IndexBusy when another process is building.
    """
    new = find_sources(paths)
    for source in new:
        read_source(source, skip_bad_facts=skip_bad_facts)
    if skip_bad_facts:
        new = [without_bad_facts(source) for source in new]
    check_slugs([*find_sources([settings.corpus]), *new])
    with writing(settings.home), ExitStack() as copies:
        for source in new:
            copies.enter_context(kept(source, settings.added))
        return build_library(settings, progress=progress, say=say, skip_bad_facts=skip_bad_facts)[0]


def remove_article(
    slug: str, settings: Settings, *, progress: Progress = silent, say: Say = lambda _: None
) -> Ingested:
    """Remove an added article. Raises UnknownArticle; a shipped one can't be removed."""
    with writing(settings.home), dropped(slug, settings.added):
        return build_library(settings, progress=progress, say=say)[0]
