"""A question's words and vector to what its article says of it: dense, lexical and learnt."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import NamedTuple, TypeVar

import numpy as np

from assistant.library.article import Hit
from assistant.library.embed import Vectors
from assistant.library.entries import Role, label, target
from assistant.library.lexical import Scores
from assistant.library.library import ALL, SCOPE, Library, asks_of

LIMIT = 120  # hits taken from each search; 60 loses a point of success@1, 200 gains none
RRF_K = 5  # small, since only the first few matter; 2 to 10 do the same on the dev questions
BEST, MEAN, AMONG = 0.7, 0.3, 3  # a thing scores .7 of its best entry and .3 of its best three
LOGIT_WEIGHT = 0.2  # of the classifier's log odds against the cosine margin

T = TypeVar("T")


class Candidate(NamedTuple):
    """
    Something a question may be about, with the evidence of each search for it.

    No dataclass: each search makes two hundred, and a frozen one takes three times as long.
    """

    role: Role  # "fact", "passage", "silence" or "scope"
    name: str  # "palms-down"
    fused: float  # reciprocal rank fusion; comparable within one search only
    cosine: float
    bm25: float
    log_p: float  # by the classifier; 0 where there is none
    near: str  # its entry with the highest cosine, or ""


@dataclass(frozen=True)
class Found:
    """What one search gave, best first, and how far the article seems to answer."""

    answers: tuple[Candidate, ...]  # facts, or passages of an article without a facts file
    silences: tuple[Candidate, ...]
    scopes: tuple[Candidate, ...]
    support: float  # cosine margin of the best answer over all else, plus weighted log odds
    # By a fact's name how it is asked, see Reading.sides: worked out only for the one that answers.
    sides: Callable[[str], Mapping[str, float]] = field(default=lambda _: {}, compare=False)


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
    lexical = library.lexical(collection)
    words = best_words(lexical.scores(question))
    reading = library.classifier(slug).read(vector)
    near = grouped((label(hit.entry), hit) for hit in hits)
    cosine = cosines(near)
    bm25 = scored(grouped((lexical.labels[row], value) for row, value in words))
    fused = fuse(ranked(cosine), ranked(bm25), ranked(reading.log_p)[:LIMIT])
    found = candidates(fused, cosine=cosine, bm25=bm25, log_p=reading.log_p, near=near)
    odds = math.log((reading.answered + 1e-6) / (1 - reading.answered + 1e-6))
    return replace(
        sorted_by_role(found, extra=LOGIT_WEIGHT * odds),
        sides=lambda name: reading.sides(f"fact/{name}"),
    )


def search_passages(question: str, vector: Vectors, *, slug: str, library: Library) -> Found:
    hits = library.index.search(vector, collection=ALL, limit=LIMIT)
    lexical = library.lexical(ALL)
    words = best_words(lexical.scores(question), rows=lexical.rows.get(f"passage/{slug}", range(0)))
    near = grouped((label(hit.entry), hit) for hit in hits if article_of(hit.entry) == slug)
    cosine = cosines(near)
    bm25 = scored(grouped((label(lexical.ids[row]), value) for row, value in words))
    fused = fuse(ranked(cosine), ranked(bm25))
    hits = library.index.search(vector, collection=SCOPE, limit=AMONG * AMONG)
    outside = grouped((label(hit.entry), hit) for hit in hits)
    found = candidates(
        fused | dict.fromkeys(outside, 0.0),
        cosine=cosine | cosines(outside),
        bm25=bm25,
        log_p={},
        near=near | outside,
    )
    return sorted_by_role(found, extra=0.0)


def candidates(
    fused: Mapping[str, float],
    *,
    cosine: Mapping[str, float],
    bm25: Mapping[str, float],
    log_p: Mapping[str, float],
    near: Mapping[str, Sequence[Hit]],
) -> Iterator[Candidate]:
    for thing, value in fused.items():
        role, _, name = thing.partition("/")
        yield Candidate(
            role,  # type: ignore[arg-type]  # labels are ours
            name,
            value,
            cosine.get(thing, 0.0),
            bm25.get(thing, 0.0),
            log_p.get(thing, 0.0),
            near[thing][0].entry if thing in near else "",
        )


def sorted_by_role(candidates: Iterable[Candidate], *, extra: float) -> Found:
    best_first = sorted(candidates, key=attrgetter("name"))
    best_first.sort(key=attrgetter("fused", "cosine"), reverse=True)  # keeps equal ones by name
    answers = tuple(one for one in best_first if one.role in ("fact", "passage"))
    silences = tuple(one for one in best_first if one.role == "silence")
    scopes = tuple(one for one in best_first if one.role == "scope")
    best = max((one.cosine for one in answers), default=0.0)
    rival = max((one.cosine for one in (*silences, *scopes)), default=0.0)
    return Found(answers, silences, scopes, best - rival + extra)


def best_words(scores: Scores, *, rows: range | None = None) -> list[tuple[int, float]]:
    """Entries' rows with the highest BM25 scores, best first, those without a score left out."""
    start, stop = (rows.start, rows.stop) if rows is not None else (0, len(scores))
    found = np.flatnonzero(scores[start:stop] != 0) + start  # of floats it takes six times as long
    if len(found) > LIMIT:  # ties at the end are all kept, and cut in their order
        found = found[scores[found] >= np.partition(scores[found], -LIMIT)[-LIMIT]]
    order = found[(-scores[found]).argsort(kind="stable")[:LIMIT]]
    return list(zip(order.tolist(), scores[order].tolist(), strict=True))


def grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for thing, value in pairs:
        groups[thing].append(value)
    return groups


def cosines(near: Mapping[str, Sequence[Hit]]) -> dict[str, float]:
    return {thing: score([hit.score for hit in hits[:AMONG]]) for thing, hits in near.items()}


def scored(things: Mapping[str, Sequence[float]]) -> dict[str, float]:
    return {thing: score(values) for thing, values in things.items()}


def score(values: Sequence[float]) -> float:
    """Of a thing's entries, best first: the best counts most, then how many more are near."""
    first = [*values[:AMONG]]
    first += [first[-1]] * (AMONG - len(first))
    return BEST * first[0] + MEAN * sum(first) / AMONG


def ranked(scores: Mapping[str, float]) -> list[str]:
    """Best first, equal ones by name."""
    return sorted(sorted(scores), key=scores.__getitem__, reverse=True)


def fuse(*rankings: Sequence[str]) -> dict[str, float]:
    fused: dict[str, float] = defaultdict(float)
    for ranking in rankings:
        for rank, name in enumerate(ranking):
            fused[name] += 1 / (RRF_K + rank)
    return fused


def article_of(entry_id: str) -> str:
    return target(entry_id).name.partition("#")[0]
