"""Articles of a user to copies in the data folder, from which the index can always be rebuilt."""

import shutil
from collections.abc import Callable
from pathlib import Path

from assistant.errors import UnknownArticle
from assistant.library.generation import translated
from assistant.library.read import slug_of
from assistant.library.sources import FACTS_FILE, Source


def keep(source: Source, added: Path) -> Callable[[], None]:
    """Copy an article and its facts file into `added`. Returns what undoes it."""
    folder = added / slug_of(source.article)
    before = folder.with_name(f".{folder.name}.before")
    with translated(added.parent):
        added.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(before, ignore_errors=True)
        if folder.exists():
            folder.rename(before)
        folder.mkdir(parents=True)
        shutil.copyfile(source.article, folder / f"article{source.article.suffix.lower()}")
        if source.facts:
            shutil.copyfile(source.facts, folder / FACTS_FILE)

    def undo() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        if before.exists():
            before.rename(folder)

    return undo


def drop(slug: str, added: Path) -> None:
    """Delete an added article. Raises UnknownArticle; a shipped one can't be removed."""
    folder = added / slug
    if not slug or folder.parent != added or not folder.is_dir():
        raise UnknownArticle(
            f"no article {slug!r} was added: `assistant articles` lists all, shipped ones stay"
        )
    shutil.rmtree(folder)
