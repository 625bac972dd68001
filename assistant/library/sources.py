"""Folders and files to the articles of a library, each with its facts file if it has one."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.errors import InvalidFacts, InvalidInput, UnreadableArticle
from assistant.library.article import FACTS_FILE, Shelf, Source
from assistant.library.chunk import passages
from assistant.library.facts import Facts, read_facts
from assistant.library.read import READERS, read_article, slug_of
from assistant.library.vocabulary import vocabulary


def find_sources(places: Sequence[Path]) -> list[Source]:
    """
    All articles in `places`: files, folders of files, and folders that hold one folder an article.

    Hidden files and files of other kinds beside articles are passed over; a path that is given
    itself has to be readable. Raises UnreadableArticle and InvalidInput.
    """
    found: dict[Path, Source] = {}
    for place in places:
        try:
            if not place.exists():
                raise UnreadableArticle(f"{str(place)!r} does not exist: give a file or a folder")
            files = list(article_files(place))
        except OSError as error:
            raise UnreadableArticle(f"{str(place)!r} can't be read: {error.strerror}") from error
        for path in files:
            found.setdefault(path.resolve(), source(path))
    return sorted(found.values(), key=lambda one: str(one.article))


def article_files(place: Path) -> Iterable[Path]:
    if not place.is_dir():
        return [place]
    inside = [path for path in sorted(place.iterdir()) if not path.name.startswith(".")]
    files = [path for path in inside if path.is_file() and path.suffix.lower() in READERS]
    for folder in inside:
        if folder.is_dir():
            named = sorted(folder.glob("article.*"))
            files += [path for path in named if path.suffix.lower() in READERS]
    return files


def source(path: Path) -> Source:
    facts = path.parent / FACTS_FILE if path.stem == "article" else path.with_suffix(".facts.toml")
    digest = hashlib.sha256(slug_of(path).encode())
    for part in (path, facts):
        digest.update(str(part.name).encode())
        try:
            digest.update(part.read_bytes() if part.is_file() else b"")
        except OSError as error:
            raise UnreadableArticle(f"{str(part)!r} can't be read: {error.strerror}") from error
    return Source(path, facts if facts.is_file() else None, digest.hexdigest())


def read_source(one: Source, *, skip_bad_facts: bool = False) -> Shelf:
    """The article with its passages, facts and silences. Raises what the readers raise."""
    article = read_article(one.article)
    parts = passages(article)
    facts = Facts()
    if one.facts is not None:
        try:
            facts = read_facts(one.facts, parts)
        except InvalidFacts:
            if not skip_bad_facts:
                raise
    return Shelf(
        article,
        parts,
        facts.facts,
        facts.silences,
        vocabulary(article, facts.facts, facts.silences),
        facts.instructions,
    )


def without_bad_facts(one: Source) -> Source:
    """`one`, or its article alone when the facts file can't be used."""
    try:
        read_source(one)
    except InvalidFacts:
        return replace(one, facts=None)
    return one


def check_slugs(sources: Sequence[Source]) -> None:
    """Raises InvalidInput when two files would be the same article."""
    seen: dict[str, Path] = {}
    for one in sources:
        slug = slug_of(one.article)
        if slug in seen:
            raise InvalidInput(
                f"{str(seen[slug])!r} and {str(one.article)!r} would both be the article "
                f"{slug!r}: rename one of them"
            )
        seen[slug] = one.article
