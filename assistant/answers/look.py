"""A question to the article it is about, and what a search finds there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter

from assistant.answers.spell import spelled
from assistant.library.article import Shelf
from assistant.library.embed import Embed, Vectors
from assistant.library.entries import neutral, subject_pattern
from assistant.library.library import ALL, SCOPE, Library
from assistant.library.names import main_articles, named
from assistant.library.search import Found, article_of, search

Search = Callable[..., Found]  # as `search`: the evals put others in its place

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


def look(
    question: str, slug: str, *, library: Library, embed: Embed, search: Search = search
) -> Looked:
    """
    Search the article that `question` names; else the conversation's; else the only one; else
    those whose passages are nearest, of which the best supported is taken. A companion is meant
    only where it is named.
    """
    subject = named(question, library.names, main_articles(library.manifest.articles))
    held = slug if slug in library.manifest.articles else ""  # it may have been removed since
    chosen = subject.slug or held or only(library)
    if chosen:
        return inside(question, chosen, subject.name, library=library, embed=embed, search=search)
    started = perf_counter()
    (vector,) = embed([question])
    embedded = perf_counter()
    supports = nearest_articles(question, vector, library=library, embed=embed, search=search)
    best = max(supports, key=lambda one: supports[one])
    close = supports[best] - CLOSE
    rivals = [library.shelf(one).article.title for one in supports if supports[one] > close]
    searched = perf_counter()
    looked = inside(question, best, "", library=library, embed=embed, search=search)
    return replace(
        looked,
        rivals=tuple(rivals) if len(rivals) > 1 else (),
        embed_ms=(embedded - started) * 1000 + looked.embed_ms,
        search_ms=(searched - embedded) * 1000 + looked.search_ms,
    )


def nearest_articles(
    question: str, vector: Vectors, *, library: Library, embed: Embed, search: Search
) -> dict[str, float]:
    """
    How far each of a few articles seems to answer, those with the nearest passages first.

    With a facts file the article is searched. Without one its nearest passage is held against
    what is out of scope: one search for all of them, where a search in each would cost as much
    as a question to each.
    """
    records = library.manifest.articles
    found = library.index.search(vector, collection=ALL, limit=NEIGHBOURS)
    hits = [hit for hit in found if not records[article_of(hit.entry)].companion] or found
    outside = library.index.search(vector, collection=SCOPE, limit=1)
    nearest: dict[str, float] = {}
    for hit in hits:
        nearest.setdefault(article_of(hit.entry), hit.score - outside[0].score)
    return {
        slug: inside(question, slug, "", library=library, embed=embed, search=search).found.support
        if library.has_facts(slug)
        else nearest[slug]
        for slug in list(nearest)[:ARTICLES_TRIED]
    }


def inside(
    question: str, slug: str, name: str, *, library: Library, embed: Embed, search: Search
) -> Looked:
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


def only(library: Library) -> str:
    """The only article that can be meant without being named."""
    articles = main_articles(library.manifest.articles)
    return articles[0] if len(articles) == 1 else ""


def milliseconds(started: float) -> float:
    return (perf_counter() - started) * 1000
