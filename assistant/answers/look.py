"""A question to the article it is about, and what a search finds there."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

from assistant.answers.spell import spelled
from assistant.library.article import Shelf
from assistant.library.embed import Embed, Vectors
from assistant.library.entries import neutral, subject_pattern, target
from assistant.library.library import ALL, Library
from assistant.library.names import named
from assistant.library.search import Found, search

ARTICLES_TRIED = 3  # when a question names none
CLOSE = 0.05  # support within which two articles answer alike, and the user is asked
NEIGHBOURS = 30  # passages over all articles that vote for the article to try


@dataclass(frozen=True)
class Looked:
    """A question that stands alone, with what the library holds on it."""

    question: str  # as it was searched, its subject taken out
    shelf: Shelf
    found: Found
    names: str  # the article's name, if the question says it
    rivals: tuple[str, ...]  # titles of other articles that answer as well
    embed_ms: float
    search_ms: float

    def passages(self) -> list[str]:
        """The ids of the passages found, best first, none twice."""
        facts = {fact.id: fact.passages for fact in self.shelf.facts}
        found = [facts.get(one.name, (one.name,)) for one in self.found.answers]
        return list(dict.fromkeys(name for names in found for name in names))


def look(question: str, slug: str, *, library: Library, embed: Embed) -> Looked:
    """
    Search the article that `question` names; else the conversation's; else the only one; else
    those whose passages are nearest, of which the best supported is taken.
    """
    subject = named(question, library.names)
    chosen = subject.slug or slug or only(library)
    if chosen:
        return inside(question, chosen, subject.name, library=library, embed=embed)
    started = perf_counter()
    (vector,) = embed([question])
    embed_ms = milliseconds(started)
    tried = [
        inside(question, one, "", library=library, embed=embed)
        for one in nearest_articles(vector, library)
    ]
    best = max(tried, key=lambda one: one.found.support)
    close = best.found.support - CLOSE
    rivals = [one.shelf.article.title for one in tried if one.found.support > close]
    return Looked(
        question=best.question,
        shelf=best.shelf,
        found=best.found,
        names="",
        rivals=tuple(rivals) if len(rivals) > 1 else (),
        embed_ms=embed_ms + sum(one.embed_ms for one in tried),
        search_ms=sum(one.search_ms for one in tried),
    )


def inside(question: str, slug: str, name: str, *, library: Library, embed: Embed) -> Looked:
    shelf = library.shelf(slug)
    plain = neutral(spelled(question, shelf), subject_pattern(shelf.article))
    started = perf_counter()
    text = plain if shelf.facts else f"{shelf.article.title}. {plain}"
    (vector,) = embed([text])
    embedded = perf_counter()
    found = search(plain, vector, slug=slug, library=library)
    return Looked(
        question=plain,
        shelf=shelf,
        found=found,
        names=name,
        rivals=(),
        embed_ms=(embedded - started) * 1000,
        search_ms=milliseconds(embedded),
    )


def nearest_articles(vector: Vectors, library: Library) -> Sequence[str]:
    hits = library.index.search(vector, collection=ALL, limit=NEIGHBOURS)
    order = dict.fromkeys(target(hit.entry).name.partition("#")[0] for hit in hits)
    return list(order)[:ARTICLES_TRIED]


def only(library: Library) -> str:
    articles = list(library.manifest.articles)
    return articles[0] if len(articles) == 1 else ""


def milliseconds(started: float) -> float:
    return (perf_counter() - started) * 1000
