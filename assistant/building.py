"""Settings to an index that is up to date, and to what hears red flags."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from assistant.errors import EmbeddingUnavailable
from assistant.library.added import dropped, kept
from assistant.library.embed import DEFAULT_MODEL, Embedder, Encode
from assistant.library.exported import open_session
from assistant.library.generation import translated, writing
from assistant.library.ingest import Ingested, ingest
from assistant.library.model import open_embedder
from assistant.library.need import EMBEDDED
from assistant.library.sources import (
    check_slugs,
    find_sources,
    read_source,
    without_bad_facts,
)
from assistant.library.vectors import Progress, silent
from assistant.safety.likeness import Hear, open_likeness
from assistant.settings import Settings

Say = Callable[[str], None]


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


def hearing_for(embedder: Embedder, settings: Settings) -> tuple[Encode, Hear]:
    """
    What hears red flags in messages. It stands on the packaged embedding model: with another one
    in the settings, that is opened besides.
    """
    encode = embedder.encode
    if embedder.name != DEFAULT_MODEL:
        with translated(settings.home):
            encode = open_embedder(DEFAULT_MODEL, models=settings.home / "models").encode
    if encode is None:
        raise EmbeddingUnavailable(
            "the packaged embedding model could not be exported on this machine, and nothing else "
            "hears red flags: please report it"
        )
    return encode, open_likeness(open_session)


def places(settings: Settings) -> list[Path]:
    return [settings.corpus, *([settings.added] if settings.added.is_dir() else [])]


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
