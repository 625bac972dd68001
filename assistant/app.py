"""Settings to an assistant: the only place that puts the parts together."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from datetime import date
from functools import cached_property, partial
from types import TracebackType
from uuid import uuid4

from assistant.answers.guard import Ground, guarded, standing
from assistant.answers.guidance import guidance
from assistant.answers.look import Looked, Search, look
from assistant.answers.reply import Turn
from assistant.answers.respond import respond
from assistant.building import Say, build_library, hearing_for
from assistant.errors import IndexDamaged, StorageError
from assistant.library.article import Article, Shelf
from assistant.library.embed import Embedder, Encode, Vectors
from assistant.library.library import ALL, Library, open_library
from assistant.library.memory import cached, remembered
from assistant.library.names import main_articles
from assistant.library.search import search
from assistant.library.vectors import Progress, silent
from assistant.plans.means import Means
from assistant.plans.open import open_means
from assistant.plans.talk import Talk, talked
from assistant.safety.case import without_case
from assistant.safety.extract import extract, extract_asked
from assistant.safety.likeness import Hear
from assistant.safety.load import load_rulebook, load_source_titles
from assistant.safety.notice import Sense, asked_signs, sense_by, senseless
from assistant.safety.screen import screener
from assistant.settings import Settings, load_settings, shipped_corpus

SOURCES_FILE = "sources.toml"
WAIT_S = 600.0  # for another process that is building the same index


class Assistant:
    """Answers questions from a library; safe to share between threads."""

    def __init__(
        self,
        library: Library,
        embedder: Embedder,
        settings: Settings,
        hearing: tuple[Encode, Hear] | None = None,
        search: Search = search,
    ) -> None:
        """Without `hearing` only the words of rules raise flags: `open_assistant` gives one."""
        self.search = search
        self.library = library
        self.embedder = embedder
        self.settings = settings
        held: OrderedDict[str, Vectors] = OrderedDict()
        self.embed = cached(embedder.embed, held)
        self.lock = threading.Lock()
        if hearing and hearing[0] is embedder.encode:  # a message is embedded while it is screened
            hearing = (remembered(hearing[0], held), hearing[1])
        self.ground = ground_for(settings, hearing)

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
        held = library.manifest.articles
        titles = [held[slug].title for slug in main_articles(held)]
        looked = partial(look, library=library, embed=self.embed, search=self.search)
        turn = guarded(
            message,
            history,
            respond=lambda text: respond(text, history, look=looked, titles=titles),
            ground=self.ground,
            shelf_of=partial(shelf_of, library),
        )
        said = [*(one.message for one in history), message]
        return talked(turn, history, lambda: self.talk(said))

    def talk(self, said: Sequence[str]) -> Talk:
        """What a session is talked of with, after all that was `said`."""
        screened = self.ground.screen(said)
        today = date.today()
        return Talk(
            means=self.means,
            today=today,
            extract=partial(extract, today=today),
            findings=screened.findings,
            seed=uuid4().hex,
            standing=standing(screened, self.ground),
        )

    @cached_property
    def means(self) -> Means:
        """What plans are made from, read when the first one is asked for."""
        return open_means(shipped_corpus(), number=self.settings.emergency_number)

    def article(self, slug: str) -> Article:
        """An article of the library, or the safety rules as one. Raises UnknownArticle."""
        if slug == self.ground.guide.article.slug:
            return self.ground.guide.article
        return self.refresh().shelf(slug).article

    def look(self, question: str, slug: str = "") -> Looked:
        """What a search finds for a question that stands alone, in one article or in the best."""
        return look(question, slug, library=self.refresh(), embed=self.embed, search=self.search)

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
    settings: Settings | None = None,
    *,
    progress: Progress = silent,
    say: Say = lambda _: None,
    search: Search = search,
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
    return Assistant(library, embedder, settings, hearing_for(embedder, settings), search)


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


def ground_for(settings: Settings, hearing: tuple[Encode, Hear] | None) -> Ground:
    """What the guard stands on. Raises InvalidRules: there is no running without rules."""
    rulebook = load_rulebook()
    titles = load_source_titles(shipped_corpus() / SOURCES_FILE)
    sense: Sense = senseless
    if hearing:
        encode, hear = hearing
        sense = sense_by(hear, encode, rulebook.rules)
    return Ground(
        rulebook=rulebook,
        rules={rule.id: rule for rule in rulebook.rules},
        guide=guidance(rulebook, sources=titles, number=settings.emergency_number),
        number=settings.emergency_number,
        screen=screener(rulebook, sense=sense),
        question=lambda message: without_case(message, today=date.today()),
        asked=lambda message: extract_asked(message, today=date.today()),
        signs=partial(asked_signs, rules=rulebook.rules, sense=sense),
    )


def shelf_of(library: Library, slug: str) -> Shelf | None:
    """The conversation's article, or the only one there is."""
    held = library.manifest.articles
    mains = main_articles(held)
    name = slug or (mains[0] if len(mains) == 1 else "")
    return library.shelf(name) if name in held else None
