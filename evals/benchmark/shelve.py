"""Documents to an assistant whose library holds them, each as an article."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.app import Assistant, open_assistant
from assistant.library.assemble import collapse
from assistant.library.generation import translated
from assistant.library.vectors import Progress
from assistant.settings import Settings
from evals.benchmark.material import Document

LETTER = re.compile(r"[^\W\d_]")  # an article without one is refused as holding no sentence


@contextmanager
def shelved(
    documents: Sequence[Document], settings: Settings, *, progress: Progress
) -> Iterator[Assistant]:
    """
    write → index, if they are not yet → open.

    The articles are read by the same code as any other; the index is kept in the data folder of
    `settings` under the documents' hash, so that it is built once.
    """
    home = settings.home / "evals" / "benchmarks" / hash_of(documents)[:16]
    share_models(settings.home / "models", home)
    with TemporaryDirectory(prefix="benchmark-") as folder:
        write_articles(documents, Path(folder))
        here = settings.model_copy(update={"home": home, "corpus": Path(folder)})
        with open_assistant(here, progress=progress) as assistant:
            yield assistant


def hash_of(documents: Sequence[Document]) -> str:
    lines = (json.dumps([one.id, one.title, one.text]) for one in documents)
    return sha256("\n".join(lines).encode()).hexdigest()


def share_models(models: Path, home: Path) -> None:
    """The exported model is the same for all: another export takes twenty seconds and 90 MB."""
    with translated(home):
        models.mkdir(parents=True, exist_ok=True)
        home.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):  # it is there, or links are not allowed: then it is exported anew
        (home / "models").symlink_to(models.resolve(), target_is_directory=True)


def write_articles(documents: Sequence[Document], folder: Path) -> None:
    with translated(folder):
        for slug, document in by_slug(documents).items():
            (folder / f"{slug}.html").write_text(page(document), encoding="utf-8")


def by_slug(documents: Sequence[Document]) -> Mapping[str, Document]:
    """By the slug of their article, those that can be one: an id may be unfit for a file's name."""
    return {
        f"doc-{number:07}": one for number, one in enumerate(documents, 1) if can_be_article(one)
    }


def can_be_article(document: Document) -> bool:
    """Whether it holds a word: some corpora have a few empty documents, which nobody can find."""
    return bool(LETTER.search(document.title + document.text))


def page(document: Document) -> str:
    """
    A document with a title alone is its title.

    One without a title is named by its id, and not by the bare one: a question with the number 7
    in it would otherwise be taken to name the article "7".
    """
    title = collapse(document.title) or f"Document {collapse(document.id)}"
    paragraphs = [text for text in map(collapse, document.text.split("\n")) if text]
    if not LETTER.search(document.text):
        paragraphs = [title, *paragraphs]
    body = "".join(f"<p>{escape(text)}</p>\n" for text in paragraphs)
    return f"<h1>{escape(title)}</h1>\n{body}"
