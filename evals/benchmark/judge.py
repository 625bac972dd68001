"""Replies to queries to whether each is right, and what share of them is."""

import re
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

from assistant.answers.guidance import SLUG
from assistant.answers.reply import (
    Abstention,
    Answer,
    Intake,
    Notice,
    Referral,
    Reply,
    Session,
    Turn,
)
from evals.benchmark.material import Document, Query
from evals.case import Case
from evals.measures import mean_of
from evals.risk import MAX_RISK, coverage_at, curve
from evals.score import Measure, Result

Kind = Literal["answer", "open", "asked back", "referred", "session"]
LEFT_OPEN: frozenset[Kind] = frozenset({"open", "asked back"})

LEADING = re.compile(r"\b(?:a|an|the)\b")
NO_PUNCTUATION = str.maketrans("", "", string.punctuation)


@dataclass(frozen=True)
class Judged:
    """A query, what kind of reply it got, and whether that is right."""

    query: Query
    kind: Kind
    cites: bool  # a document that is relevant
    right: bool
    support: float  # how far an article seemed to answer


def judge(query: Query, turn: Turn, documents: Mapping[str, Document]) -> Judged:
    """
    `documents` are by slug. An answer is right that cites a relevant document and, where the
    wording of the answer is known, holds it; to a query without either, what leaves it open is.
    """
    kind = kind_of(turn.reply)
    answer = turn.reply if isinstance(turn.reply, Answer) and kind == "answer" else None
    cited = [documents.get(one.article) for one in answer.citations] if answer else []
    cites = any(one.id in query.relevant for one in cited if one)
    if answer and query.golds:
        right = cites and any(holds(answer.text, gold) for gold in query.golds)
    else:
        right = cites if query.relevant else kind in LEFT_OPEN
    return Judged(query, kind, cites, right, turn.trace.support)


def kind_of(reply: Reply) -> Kind:
    """A word from the safety rules is theirs, whether they refer or explain."""
    match reply:
        case Answer(citations=citations):
            return "referred" if {one.article for one in citations} == {SLUG} else "answer"
        case Abstention(reason):
            return "asked back" if reason == "unclear" else "open"
        case Notice():
            return "open"
        case Referral():
            return "referred"
        case Intake() | Session():
            return "session"
        case _:
            assert_never(reply)


def holds(text: str, gold: str) -> bool:
    """Whether `gold` stands in `text` as whole words, both as SQuAD's own script compares them."""
    wanted = normalised(gold)
    return f" {wanted} " in f" {normalised(text)} " if wanted else gold in text


def normalised(text: str) -> str:
    """Lower case, without punctuation, articles and needless blanks."""
    return " ".join(LEADING.sub(" ", text.lower().translate(NO_PUNCTUATION)).split())


def summed(judged: Sequence[Judged]) -> Iterator[Measure]:
    """
    The measures over replies, each with its denominator.

    A reply by the safety rules is neither an answer nor left open: it stays in every denominator,
    and is counted apart besides.
    """
    answerable = [one for one in judged if one.query.relevant]
    if any(one.query.golds for one in answerable):
        yield from share("answers that hold the gold answer", answerable, lambda one: one.right)
    yield from share("relevant document cited", answerable, lambda one: one.cites)
    yield from abstentions(judged)
    points = curve([as_result(one) for one in judged])
    yield Measure(f"coverage at {MAX_RISK:.0%} risk", coverage_at(points, MAX_RISK), len(judged))
    yield from share("answered", judged, lambda one: one.kind == "answer")
    yield from share("left open", judged, lambda one: one.kind in LEFT_OPEN)
    yield from share("asked back", judged, lambda one: one.kind == "asked back")
    yield from share("referred by safety", judged, lambda one: one.kind == "referred")


def abstentions(judged: Sequence[Judged]) -> Iterator[Measure]:
    """Precision, recall and F1 of leaving open, where there is a query that has to be."""
    wanted = [one for one in judged if not one.query.relevant]
    left_open = [one for one in judged if one.kind in LEFT_OPEN]
    if not wanted:
        return
    yield from share("abstention precision", left_open, lambda one: not one.query.relevant)
    yield from share("abstention recall", wanted, lambda one: one.right)
    hits = sum(one.right for one in wanted)
    f1 = 2 * hits / (len(left_open) + len(wanted))
    yield Measure("abstention F1", f1, len(judged))


def share(name: str, among: Sequence[Judged], holds: Callable[[Judged], bool]) -> Iterator[Measure]:
    """Nothing where there is nothing to take a share of."""
    if among:
        values = {one.query.id: float(holds(one)) for one in among}
        yield mean_of(name, values, {one.query.id: one.query.cluster for one in among})


def as_result(one: Judged) -> Result:
    """As a case of the evals, so that risk and coverage mean the same here and there."""
    case = Case(
        id="query",
        category="fact" if one.query.relevant else "near",
        split="test",
        cluster=one.query.cluster,
        expect="answer" if one.query.relevant else "abstain",
        turns=(one.query.text or one.query.id,),
    )
    return Result(
        case=case,
        status="pass" if one.right else "fail",
        why="",
        scores={},
        kind="answer" if one.kind == "answer" else "",
        support=one.support,
    )
