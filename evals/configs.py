"""Names of configurations to the search that each asks with: the shipped one, and less of it."""

import math
from collections.abc import Mapping
from dataclasses import replace

from assistant.answers.look import Search
from assistant.library.embed import Vectors
from assistant.library.entries import label, target
from assistant.library.library import Library, asks_of
from assistant.library.search import (
    LIMIT,
    LOGIT_WEIGHT,
    Found,
    best_words,
    candidates,
    cosines,
    fuse,
    grouped,
    ranked,
    scored,
    search,
    sorted_by_role,
)

WORDINGS = frozenset({"fact"})  # roles of entries that are wordings, and not an article's own text


def dense(question: str, vector: Vectors, *, slug: str, library: Library) -> Found:
    """Cosine alone, over wordings, quotes and silences; support is the margin of cosines."""
    if not library.has_facts(slug):
        return search(question, vector, slug=slug, library=library)
    return by_cosine(vector, slug, library)


def by_cosine(vector: Vectors, slug: str, library: Library, *, wordings: bool = True) -> Found:
    hits = library.index.search(vector, collection=asks_of(slug), limit=LIMIT)
    kept = [hit for hit in hits if wordings or target(hit.entry).role not in WORDINGS]
    near = grouped((label(hit.entry), hit) for hit in kept)
    cosine = cosines(near)
    fused = fuse(ranked(cosine))
    return sorted_by_role(candidates(fused, cosine=cosine, bm25={}, log_p={}, near=near), extra=0.0)


def lexical(question: str, vector: Vectors, *, slug: str, library: Library) -> Found:
    """BM25 alone; support is the margin of the best scores, as a share of the better one."""
    if not library.has_facts(slug):
        return search(question, vector, slug=slug, library=library)
    words = library.lexical(asks_of(slug))
    found = best_words(words.scores(question))
    bm25 = scored(grouped((words.labels[row], value) for row, value in found))
    made = sorted_by_role(
        candidates(fuse(ranked(bm25)), cosine={}, bm25=bm25, log_p={}, near={}), extra=0.0
    )
    best = max((one.bm25 for one in made.answers), default=0.0)
    rival = max((one.bm25 for one in (*made.silences, *made.scopes)), default=0.0)
    return replace(made, support=(best - rival) / max(best, rival, 1e-9) if best else -math.inf)


def no_wordings(question: str, vector: Vectors, *, slug: str, library: Library) -> Found:
    """
    Cosine and BM25 over the article's own sentences and the silences: no way of asking is known.
    """
    if not library.has_facts(slug):
        return search(question, vector, slug=slug, library=library)
    hits = library.index.search(vector, collection=asks_of(slug), limit=10 * LIMIT)
    kept = [hit for hit in hits if target(hit.entry).role not in WORDINGS][:LIMIT]
    near = grouped((label(hit.entry), hit) for hit in kept)
    cosine = cosines(near)
    words = library.lexical(asks_of(slug))
    found = [
        (row, value)
        for row, value in best_words(words.scores(question))
        if target(words.ids[row]).role not in WORDINGS
    ]
    bm25 = scored(grouped((words.labels[row], value) for row, value in found))
    fused = fuse(ranked(cosine), ranked(bm25))
    return sorted_by_role(
        candidates(fused, cosine=cosine, bm25=bm25, log_p={}, near=near), extra=0.0
    )


def no_fusion(question: str, vector: Vectors, *, slug: str, library: Library) -> Found:
    """The order is that of cosine alone; support is as shipped, the classifier's odds included."""
    if not library.has_facts(slug):
        return search(question, vector, slug=slug, library=library)
    found = by_cosine(vector, slug, library)
    reading = library.classifier(slug).read(vector)
    odds = math.log((reading.answered + 1e-6) / (1 - reading.answered + 1e-6))
    return replace(
        found,
        support=found.support + LOGIT_WEIGHT * odds,
        sides=lambda name: reading.sides(f"fact/{name}"),
    )


CONFIGS: Mapping[str, Search] = {
    "shipped": search,
    "dense": dense,
    "lexical": lexical,
    "no-wordings": no_wordings,
    "no-fusion": no_fusion,
}
