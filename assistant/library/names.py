"""A question to the article it is about: the one it names, or the only one there is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from assistant.library.generation import Record
from assistant.library.words import words

MAX_NAME = 8  # words of the longest article name looked for


@dataclass(frozen=True)
class Subject:
    """The article a question names; `slug` is empty when it names none."""

    slug: str
    name: str = ""  # as the question says it, in folded words


def name_index(articles: Mapping[str, Record]) -> dict[str, str]:
    """Slug by each name of each article, in folded words; a name that two share is nobody's."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for slug, record in articles.items():
        for name in (record.title, *record.aliases):
            key = " ".join(words(name))
            if found.setdefault(key, slug) != slug:
                shared.add(key)
    return {name: slug for name, slug in found.items() if name and name not in shared}


def main_articles(articles: Mapping[str, Record]) -> list[str]:
    """The slugs of those that can be meant without being named; of all if there are no others."""
    return [slug for slug, one in articles.items() if not one.companion] or list(articles)


def named(question: str, names: Mapping[str, str], mains: Collection[str]) -> Subject:
    """The longest name of an article in `question`; one of the `mains` comes before companions."""
    said = words(question)
    companion = Subject("")
    for length in range(min(MAX_NAME, len(said)), 0, -1):
        for at in range(len(said) - length + 1):
            name = " ".join(said[at : at + length])
            slug = names.get(name, "")
            if slug in mains:
                return Subject(slug, name)
            if slug and not companion.slug:
                companion = Subject(slug, name)
    return companion
