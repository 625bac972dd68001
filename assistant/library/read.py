"""Turns an article file into an article, by the reader for its format."""

import re
from collections.abc import Callable
from pathlib import Path

from assistant.errors import UnreadableArticle
from assistant.library.article import Article, Draft
from assistant.library.assemble import assemble


def read_markdown(text: str) -> Draft:
    from assistant.library import markdown  # noqa: PLC0415  (parsers are imported when needed)

    return markdown.read_markdown(text)


def read_plain(text: str) -> Draft:
    from assistant.library import plain  # noqa: PLC0415

    return plain.read_plain(text)


def read_html(text: str) -> Draft:
    from assistant.library import html  # noqa: PLC0415

    return html.read_html(text)


# To support a new format, write one reader and add it here.
READERS: dict[str, Callable[[str], Draft]] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_plain,
    ".html": read_html,
    ".htm": read_html,
}
MAX_BYTES = 5_000_000  # a long book is about 1 MB: what is larger is not one article


def read_article(path: Path) -> Article:
    """
    The article in the file `path`; its slug is the file's name, or that of the folder around it
    when the file is called "article".

    Raises `UnreadableArticle`, with a sentence that says what to do.
    """
    name = str(path)
    content = bytes_of(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise UnreadableArticle(
            f"{name!r} is not one of the known formats: save it as one of {known}"
        )
    text = text_of(content, name)
    try:
        draft = reader(text)
    except UnreadableArticle as error:
        raise UnreadableArticle(f"{name!r}: {error}") from error
    if not has_sentence(draft):
        raise UnreadableArticle(
            f"{name!r} holds no sentence: write the article below its title and read it again"
        )
    return assemble(slug_of(path), draft)


def read_text(slug: str, text: str) -> Article:
    """An article from Markdown that is not in a file."""
    return assemble(slug, read_markdown(text))


def bytes_of(path: Path) -> bytes:
    name = str(path)
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableArticle(f"{name!r} does not exist: check the path") from error
    except IsADirectoryError as error:
        raise UnreadableArticle(
            f"{name!r} is a folder: name the article file that is in it"
        ) from error
    except OSError as error:
        raise UnreadableArticle(
            f"{name!r} can't be opened ({error.strerror}): check the path and its permissions"
        ) from error


def text_of(content: bytes, name: str) -> str:
    if len(content) > MAX_BYTES:
        raise UnreadableArticle(
            f"{name!r} is larger than {MAX_BYTES:,} bytes: split it into one file per article"
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableArticle(
            f"{name!r} is not UTF-8 (byte {error.start + 1:,}): save it as UTF-8 text"
        ) from error
    if "\0" in text:
        raise UnreadableArticle(
            f"{name!r} holds NUL bytes, so it is a binary file: save it as UTF-8 text"
        )
    return text


def has_sentence(draft: Draft) -> bool:
    return any(
        block.kind != "heading" and re.search(r"[^\W\d_]", block.text) for block in draft.blocks
    )


def slug_of(path: Path) -> str:
    if slug := slugged(path.stem):
        return (slugged(path.parent.resolve().name) or slug) if slug == "article" else slug
    raise UnreadableArticle(
        f"{str(path)!r} has no letter from a to z and no digit in its name: rename the file"
    )


def slugged(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
