"""Retrieval to the replies of three simple-minded assistants, which have to score badly."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.answers.reply import Abstention, Answer, Citation, Reply, Sentence
from assistant.library.article import Article
from assistant.safety.rule import NOTHING
from evals.score import Played, Span

Baseline = Callable[[Played, Article], Reply]


def always_abstain(played: Played, article: Article) -> Reply:
    return Abstention("not_in_corpus", "The article does not say that.")


def first_passage(played: Played, article: Article) -> Reply:
    """The passage that retrieval has first, whatever was asked."""
    spans = played.ranked[:1] or (Span(article.slug, 0, len(article.title)),)
    return quoting(spans, article)


def quote_everything(played: Played, article: Article) -> Reply:
    """The whole article."""
    blocks = [one for one in article.spans if one.kind != "heading"]
    return quoting([Span(article.slug, one.body, one.end) for one in blocks], article)


BASELINES: Mapping[str, Baseline] = {
    "always-abstain": always_abstain,
    "first-passage": first_passage,
    "quote-everything": quote_everything,
}


def instead(played: Played, article: Article, baseline: Baseline) -> Played:
    """What was played with a baseline's reply: it hears no red flag and makes no plan."""
    if played.case.profile is not None:
        return Played(played.case)
    return replace(
        played,
        reply=baseline(played, article),
        verdict=NOTHING,
        articles={article.slug: article.text},
    )


def quoting(spans: Sequence[Span], article: Article) -> Answer:
    quotes = [article.text[one.start : one.end] for one in spans]
    citations = tuple(
        Citation(
            n=n, article=article.slug, title=article.title, section="", quote=quote,
            start=span.start, end=span.end, sha256=hashlib.sha256(quote.encode()).hexdigest(),
        )
        for n, (span, quote) in enumerate(zip(spans, quotes, strict=True), 1)
    )  # fmt: skip
    sentences = tuple(Sentence(one.quote, (one.n,)) for one in citations)
    return Answer(" ".join(quotes), sentences, citations)
