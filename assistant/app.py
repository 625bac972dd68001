"""Settings to an assistant: the only place that puts the parts together."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.answers.look import Looked, look
from assistant.answers.reply import Turn
from assistant.answers.respond import respond
from assistant.errors import AssistantError, IndexDamaged
from assistant.library.added import drop, keep
from assistant.library.embed import Embed, Embedder, Vectors, open_embedder
from assistant.library.generation import read_manifest
from assistant.library.ingest import Ingested, ingest
from assistant.library.library import ALL, Library
from assistant.library.need import EMBEDDED
from assistant.library.sources import find_sources, read_source
from assistant.library.vectors import Progress, silent
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

    def ask(self, message: str, history: Sequence[Turn] = ()) -> Turn:
        """Answer one message; `history` are the turns of the conversation so far, oldest first."""
        self.refresh()
        return respond(message, history, look=self.look, titles=self.titles)

    def look(self, question: str, slug: str = "") -> Looked:
        """What a search finds for a question that stands alone, in one article or in the best."""
        return look(question, slug, library=self.library, embed=self.embed)

    @property
    def titles(self) -> list[str]:
        return [record.title for record in self.library.manifest.articles.values()]

    def refresh(self) -> None:
        """Go over to a newer generation, if another process has built one."""
        if not self.library.is_current():
            with self.lock:
                if not self.library.is_current():
                    newer = read_manifest(self.settings.home)
                    if newer is not None:
                        self.library = Library(self.settings.home, newer)

    def check(self) -> int:
        """
        Try the whole path: the index is the articles' own, and one question is embedded and found.

        Returns how many entries the index holds. Raises AssistantError.
        """
        self.refresh()
        counts = self.library.manifest.collections
        (vector,) = self.embedder.embed(["Is everything ready?"])
        for name, count in counts.items():
            if self.library.index.count(name) != count:
                raise IndexDamaged(f"{name!r} is incomplete: run `assistant ingest`")
        if not self.library.index.search(vector, collection=ALL, limit=1):
            raise IndexDamaged("the index finds nothing: run `assistant ingest`")
        return sum(counts.values())

    def close(self) -> None:
        self.library.close()


def open_assistant(
    settings: Settings | None = None, *, progress: Progress = silent, say: Say = lambda _: None
) -> Assistant:
    """
    Open the library of `settings` (by default from the environment), building what is missing.

    A missing, stale or damaged index is built from the articles; `say` is told why in one line.
    Raises AssistantError.
    """
    settings = settings or load_settings()
    done, embedder = build_library(settings, progress=progress, say=say, wait_s=WAIT_S)
    try:
        library = Library(settings.home, done.manifest)
    except IndexDamaged:
        (settings.home / "manifest.json").unlink(missing_ok=True)
        done, embedder = build_library(settings, progress=progress, say=say, wait_s=WAIT_S)
        library = Library(settings.home, done.manifest)
    return Assistant(library, embedder, settings)


def build_library(
    settings: Settings,
    *,
    progress: Progress = silent,
    say: Say = lambda _: None,
    wait_s: float = 0,
    skip_bad_facts: bool = False,
) -> tuple[Ingested, Embedder]:
    """Bring the index up to date with the articles; nothing is written when it is."""
    embedder = open_embedder(settings.embedding, models=settings.home / "models")
    done = ingest(
        places(settings),
        home=settings.home,
        embedder=embedder,
        store=settings.chroma_url or EMBEDDED,
        skip_bad_facts=skip_bad_facts,
        wait_s=wait_s,
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
    kept = [keep(source, settings.added) for source in new]
    try:
        done, _ = build_library(settings, progress=progress, say=say, skip_bad_facts=skip_bad_facts)
    except AssistantError:
        for undo in kept:
            undo()
        raise
    return done


def remove_article(
    slug: str, settings: Settings, *, progress: Progress = silent, say: Say = lambda _: None
) -> Ingested:
    """Remove an added article. Raises UnknownArticle; a shipped one can't be removed."""
    drop(slug, settings.added)
    return build_library(settings, progress=progress, say=say)[0]
