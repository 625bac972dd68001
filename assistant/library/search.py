"""A question's words and vector to what its article says of it: dense, lexical and learnt."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from assistant.library.article import Hit
from assistant.library.embed import Vectors
from assistant.library.entries import Role, label, target
from assistant.library.lexical import Lexical
from assistant.library.library import ALL, SCOPE, Library, asks_of

LIMIT = 120  # hits taken from each search; 60 loses a point of success@1, 200 gains none
RRF_K = 5  # small, since only the first few matter; 2 to 10 do the same on the dev questions
BEST, MEAN, AMONG = 0.7, 0.3, 3  # a thing scores .7 of its best entry and .3 of its best three
LOGIT_WEIGHT = 0.2  # of the classifier's log odds against the cosine margin


@dataclass(frozen=True)
class Candidate:
    """Something a question may be about, with the evidence of each search for it."""

    role: Role  # "fact", "passage", "silence" or "scope"
    name: str  # "palms-down"
    fused: float  # reciprocal rank fusion; comparable within one search only
    cosine: float
    bm25: float
    log_p: float  # by the classifier; 0 where there is none
    near: tuple[Hit, ...]  # its best entries, by cosine
    sides: dict[str, float] = field(default_factory=dict)  # of a fact: how it is asked, see Reading


@dataclass(frozen=True)
class Found:
    """What one search gave, best first, and how far the article seems to answer."""

    answers: tuple[Candidate, ...]  # facts, or passages of an article without a facts file
    silences: tuple[Candidate, ...]
    scopes: tuple[Candidate, ...]
    support: float  # cosine margin of the best answer over all else, plus weighted log odds


def search(question: str, vector: Vectors, *, slug: str, library: Library) -> Found:
    """
    Search one article. `question` has its subject taken out already (see entries.neutral).

    With a facts file the wordings, quotes and silences are searched and each fact or silence is
    scored by its best entries; without one, the passages are. Fusion is by rank (Cormack et al.,
    SIGIR 2009) over cosine, BM25 and the classifier.
    """
    if library.has_facts(slug):
        return search_asks(question, vector, slug=slug, library=library)
    return search_passages(question, vector, slug=slug, library=library)


def search_asks(question: str, vector: Vectors, *, slug: str, library: Library) -> Found:
    collection = asks_of(slug)
    hits = library.index.search(vector, collection=collection, limit=LIMIT)
    near = by_label(hits)
    cosine = scored(near)
    bm25 = scored(by_label(best_words(library.lexical(collection), question)))
    reading = library.classifier(slug).read(vector)
    log_p = reading.log_p
    fused = fuse(ranked(cosine), ranked(bm25), ranked(log_p)[:LIMIT])
    candidates = [
        Candidate(
            role=name.partition("/")[0],  # type: ignore[arg-type]  # labels are ours
            name=name.partition("/")[2],
            fused=value,
            cosine=cosine.get(name, 0.0),
            bm25=bm25.get(name, 0.0),
            log_p=log_p[name],
            near=tuple(near.get(name, ())[:AMONG]),
            sides=reading.sides.get(name, {}),
        )
        for name, value in fused.items()
    ]
    answered = sum(math.exp(value) for name, value in log_p.items() if name.startswith("fact/"))
    odds = math.log((answered + 1e-6) / (1 - answered + 1e-6))
    return sorted_by_role(candidates, extra=LOGIT_WEIGHT * odds)


def search_passages(question: str, vector: Vectors, *, slug: str, library: Library) -> Found:
    hits = library.index.search(vector, collection=ALL, limit=LIMIT)
    near = {target(hit.entry).name: [hit] for hit in hits if article_of(hit.entry) == slug}
    words = best_words(library.lexical(ALL), question, article=slug)
    cosine = scored(near)
    bm25 = scored({target(hit.entry).name: [hit] for hit in words})
    fused = fuse(ranked(cosine), ranked(bm25))
    passages = [
        Candidate(
            role="passage",
            name=name,
            fused=value,
            cosine=cosine.get(name, 0.0),
            bm25=bm25.get(name, 0.0),
            log_p=0.0,
            near=tuple(near.get(name, ())),
        )
        for name, value in fused.items()
    ]
    outside = by_label(library.index.search(vector, collection=SCOPE, limit=AMONG * AMONG))
    scopes = [
        Candidate("scope", name.partition("/")[2], 0.0, score(found), 0.0, 0.0, tuple(found))
        for name, found in outside.items()
    ]
    return sorted_by_role([*passages, *scopes], extra=0.0)


def sorted_by_role(candidates: Sequence[Candidate], *, extra: float) -> Found:
    def of(*roles: str) -> tuple[Candidate, ...]:
        wanted = [one for one in candidates if one.role in roles]
        return tuple(sorted(wanted, key=lambda one: (-one.fused, -one.cosine, one.name)))

    answers, silences, scopes = of("fact", "passage"), of("silence"), of("scope")
    best = max((one.cosine for one in answers), default=0.0)
    rival = max((one.cosine for one in (*silences, *scopes)), default=0.0)
    return Found(answers, silences, scopes, best - rival + extra)


def best_words(lexical: Lexical, question: str, *, article: str = "") -> list[Hit]:
    """The entries with the highest BM25 scores, best first; all, or one article's passages."""
    scores = lexical.scores(question)
    rows = lexical.rows.get(f"passage/{article}", range(0)) if article else range(len(scores))
    part = scores[rows.start : rows.stop]
    matched = np.flatnonzero(part)
    order = matched[(-part[matched]).argsort(kind="stable")[:LIMIT]]
    return [Hit(lexical.ids[rows.start + int(row)], float(part[row])) for row in order]


def by_label(hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    grouped: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        grouped[label(hit.entry)].append(hit)
    return grouped


def scored(things: Mapping[str, Sequence[Hit]]) -> dict[str, float]:
    return {name: score(hits) for name, hits in things.items()}


def score(hits: Sequence[Hit]) -> float:
    """Of a thing's entries, best first: the best counts most, then how many more are near."""
    first = [hit.score for hit in hits[:AMONG]]
    first += [first[-1]] * (AMONG - len(first))
    return BEST * first[0] + MEAN * sum(first) / AMONG


def ranked(scores: dict[str, float]) -> list[str]:
    return sorted(scores, key=lambda name: (-scores[name], name))


def fuse(*rankings: Sequence[str]) -> dict[str, float]:
    fused: dict[str, float] = defaultdict(float)
    for ranking in rankings:
        for rank, name in enumerate(ranking):
            fused[name] += 1 / (RRF_K + rank)
    return fused


def article_of(entry_id: str) -> str:
    return target(entry_id).name.partition("#")[0]
