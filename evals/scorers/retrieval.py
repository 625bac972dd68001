"""The passages that retrieval found to how well they hold the gold evidence."""

from collections.abc import Sequence

from ir_measures import RR, Measure, Qrel, ScoredDoc, iter_calc, nDCG

from evals.case import Evidence
from evals.score import Played, Score, Span

DEEP = 5  # how far down "recall" looks where no other depth is named
NO_GOLD = Score(None, "nothing in an article answers it")


def recall_at_1(played: Played) -> Score:
    return recall(played, depth=1)


def recall_at_5(played: Played) -> Score:
    return recall(played, depth=DEEP)


def recall(played: Played, *, depth: int) -> Score:
    """
    The share of the gold evidence's characters that the first passages hold.

    By characters, so that another chunking is measured with the same gold. Where another sentence
    is as good as the evidence, the better of the two counts.
    """
    case = played.case
    if not case.evidence:
        return NO_GOLD
    found = played.ranked[:depth]
    best = max(
        covered(case.evidence, found, case.article),
        *(covered([one], found, case.article) for one in case.also),
        0.0,
    )
    return Score(best, f"{best:.0%} of the evidence is in the first {depth}")


def covered(gold: Sequence[Evidence], found: Sequence[Span], article: str) -> float:
    wanted = {at for one in gold for at in range(one.start, one.end)}
    held = {at for span in found if span.article == article for at in range(span.start, span.end)}
    return len(wanted & held) / len(wanted)


def mrr(played: Played) -> Score:
    """Reciprocal rank of the first passage that holds gold, as trec_eval has it."""
    return by_trec(played, RR)


def ndcg_at_10(played: Played) -> Score:
    """nDCG@10 as trec_eval has it: linear gain, each sentence of the evidence worth 1."""
    return by_trec(played, nDCG @ 10)


def by_trec(played: Played, measure: Measure) -> Score:
    """What finds nothing scores 0, as in trec_eval's `-c`."""
    case = played.case
    if not case.evidence:
        return NO_GOLD
    wanted = [*case.evidence, *case.also]
    qrels = [Qrel("q", key(Span(case.article, one.start, one.end)), 1) for one in wanted]
    names = {span: sentence_of(span, wanted, case.article) for span in played.ranked}
    ranked = list(dict.fromkeys(names[span] for span in played.ranked))
    run = [ScoredDoc("q", name, float(-place)) for place, name in enumerate(ranked)]
    value = next((one.value for one in iter_calc([measure], qrels, run)), 0.0) if run else 0.0
    return Score(float(value), f"{measure}")


def sentence_of(span: Span, wanted: Sequence[Evidence], article: str) -> str:
    """The name of the gold sentence that a passage holds most of, or of the passage itself."""
    best = max(wanted, key=lambda one: min(one.end, span.end) - max(one.start, span.start))
    shared = min(best.end, span.end) - max(best.start, span.start)
    if span.article == article and 2 * shared > best.end - best.start:
        return key(Span(article, best.start, best.end))
    return key(span)


def key(span: Span) -> str:
    return f"{span.article}:{span.start}-{span.end}"


def context_precision(played: Played) -> Score:
    """The share of gold among the characters of the first passages: little means noise."""
    case = played.case
    if not case.evidence:
        return NO_GOLD
    found = played.ranked[:DEEP]
    total = sum(span.end - span.start for span in found)
    gold = {at for one in (*case.evidence, *case.also) for at in range(one.start, one.end)}
    held = sum(
        at in gold
        for span in found
        if span.article == case.article
        for at in range(span.start, span.end)
    )
    return Score(held / total if total else 0.0, f"{held} of {total} characters")
