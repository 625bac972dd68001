"""Articles of a user to copies in the data folder, from which the index can always be rebuilt."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.errors import UnknownArticle
from assistant.library.article import FACTS_FILE, Source
from assistant.library.generation import translated
from assistant.library.read import slug_of, slugged

ASIDE = ".aside"  # hidden, so that no half-made copy is ever taken for an article


@contextmanager
def kept(source: Source, added: Path) -> Iterator[None]:
    """
    Copy an article and its facts file into `added`, in the place of an earlier copy.

    If the block fails, everything is as it was. Only for a holder of the right to build.
    """
    folder = added / slug_of(source.article)
    draft = added / ASIDE / f"{folder.name}.draft"
    try:
        with translated(added.parent):
            clear(draft)
            draft.mkdir(parents=True)
            # Copied before the earlier one moves: that may be the file that was given.
            shutil.copyfile(source.article, draft / f"article{source.article.suffix.lower()}")
            if source.facts:
                shutil.copyfile(source.facts, draft / FACTS_FILE)
        with set_aside(folder):
            with translated(added.parent):
                draft.rename(folder)
            yield
    finally:
        clear(draft)


@contextmanager
def dropped(slug: str, added: Path) -> Iterator[None]:
    """
    Delete an added article; if the block fails, it is there again.

    Raises UnknownArticle; a shipped one can't be removed.
    """
    folder = added / slug
    if not slug or slug != slugged(slug) or not folder.is_dir():  # ".." is no slug
        raise UnknownArticle(
            f"no article {slug!r} was added: `assistant articles` lists all, shipped ones stay"
        )
    with set_aside(folder):
        yield


@contextmanager
def set_aside(folder: Path) -> Iterator[None]:
    """Move a folder, if it is there, out of the way: for good if the block ends well."""
    before = folder.parent / ASIDE / folder.name
    with translated(folder.parent.parent):
        clear(before)
        before.parent.mkdir(exist_ok=True)
        if folder.exists():
            folder.rename(before)
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        if before.exists():
            before.rename(folder)
        raise
    finally:
        clear(before)


def clear(folder: Path) -> None:
    """Delete what is aside, and the place for it once it is empty."""
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        folder.parent.rmdir()
