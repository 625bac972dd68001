"""A query to the documents near it, by each search, and how good their order is."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from ir_measures import RR, P, Qrel, R, ScoredDoc, iter_calc, nDCG
from ir_measures import Measure as TrecMeasure

from assistant.app import Assistant
from assistant.library.lexical import Lexical
from assistant.library.library import ALL
from assistant.library.search import article_of, cosines, fuse, grouped, ranked, scored
from evals.benchmark.material import Document, Layout, Query
from evals.measures import mean_of
from evals.score import Measure

# Passages taken from each search. The shipped 120 are enough to answer from, but hold too few
# documents for recall@100.
DEPTH = 1000
MEASURES: Mapping[Layout, tuple[TrecMeasure, ...]] = {
    "BEIR": (nDCG @ 10, RR @ 10, R @ 100, P @ 1),
    "SQuAD": (R @ 1, R @ 5, RR),  # one paragraph answers each question
}

Ranking = Sequence[str]  # ids of documents, best first


def rank(
    query: Query, assistant: Assistant, documents: Mapping[str, Document]
) -> Mapping[str, Ranking]:
    """
    By name of the search the documents, scored by their best passages as things of an article are.

    A document with the query's own id is passed over unless it is judged, as in BEIR: some of its
    queries are documents themselves, and would find themselves first.
    """
    library = assistant.refresh()
    (vector,) = assistant.embed([query.text])
    hits = library.index.search(vector, collection=ALL, limit=DEPTH)
    lexical = library.lexical(ALL)
    words = best_rows(lexical, query.text)
    dense = ranked(cosines(grouped((article_of(hit.entry), hit) for hit in hits)))
    sparse = ranked(scored(grouped((article_of(lexical.ids[row]), value) for row, value in words)))
    orders = {"fused": ranked(fuse(dense, sparse)), "dense": dense, "lexical": sparse}
    own = query.id if query.id not in query.judged else None
    return {
        name: [documents[slug].id for slug in order if documents[slug].id != own]
        for name, order in orders.items()
    }


def best_rows(lexical: Lexical, text: str) -> Iterator[tuple[int, float]]:
    """As `search.best_words`, which stops at 120: entries that share a word, best first."""
    scores = lexical.scores(text)
    for row in (-scores).argsort(kind="stable")[: min(DEPTH, np.count_nonzero(scores))]:
        yield int(row), float(scores[row])


def rated(
    queries: Sequence[Query], rankings: Mapping[str, Ranking], measures: Sequence[TrecMeasure]
) -> Iterator[Measure]:
    """
    The mean of each measure, as trec_eval has it with `-c`: a query that finds nothing scores 0.

    Over the queries to which there is a relevant document: no order is right for the others.
    """
    asked = [query for query in queries if query.relevant]
    if not asked:
        return
    qrels = [Qrel(one.id, name, score) for one in asked for name, score in one.judged.items()]
    run = [
        ScoredDoc(one.id, name, float(-place))
        for one in asked
        for place, name in enumerate(rankings.get(one.id, ()))
    ]
    values = {str(measure): dict.fromkeys((one.id for one in asked), 0.0) for measure in measures}
    for found in iter_calc(list(measures), qrels, run):
        values[str(found.measure)][found.query_id] = float(found.value)
    clusters = {one.id: one.cluster for one in asked}
    for name, by_query in values.items():
        yield mean_of(name, by_query, clusters)
