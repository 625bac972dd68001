"""Evidence to an answer: whole sentences of the article, each with its citation."""

import hashlib
from collections.abc import Sequence

from assistant.answers.choose import Evidence
from assistant.answers.phrases import OPENINGS
from assistant.answers.reply import Answer, Citation, Sentence
from assistant.library.article import Article, Passage

MAX_WORDS = 90  # of what is quoted for one question, but for lists
MAX_LIST_WORDS = 160


def quote(evidence: Sequence[Evidence], *, unsaid: Sequence[str] = ()) -> Answer:
    """
    The passages of each piece of evidence in its order, one sentence each and none twice.

    An opening ("Yes.") is a sentence that shares the citation of the one behind it. A list shows
    each sentence with its label, on a line of its own. `unsaid` are sentences of ours on what the
    article leaves open; they end the text and are no part of the cited sentences.
    """
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    lines: list[str] = []
    told: set[str] = set()
    for piece in evidence:
        new = [passage for passage in piece.passages if passage.id not in told]
        kept = fitting(new, as_list=piece.as_list)
        if not kept:
            continue
        told |= {passage.id for passage in kept}
        bulleted = piece.as_list and len(kept) > 1
        first = len(citations) + 1
        cited = [
            cite(passage, piece.article, n=number, labelled=bulleted)
            for number, passage in enumerate(kept, first)
        ]
        said = [Sentence(one.quote, (one.n,)) for one in cited]
        if piece.opening:
            said.insert(0, Sentence(OPENINGS[piece.opening], (first,)))
            if bulleted:
                lines.append(OPENINGS[piece.opening])
        if bulleted:
            lines += [f"- {one.quote}" for one in cited]
        else:
            lines.append(" ".join(sentence.text for sentence in said))
        sentences += said
        citations += cited
    facts = tuple(fact for piece in evidence for fact in piece.facts)
    return Answer("\n".join([*lines, *unsaid]), tuple(sentences), tuple(citations), facts)


def cite(passage: Passage, article: Article, *, n: int = 1, labelled: bool = False) -> Citation:
    start = passage.label_start if labelled else passage.start
    text = article.text[start : passage.end]
    return Citation(
        n=n,
        article=article.slug,
        title=article.title,
        section=" › ".join(passage.path),
        quote=text,
        start=start,
        end=passage.end,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def fitting(passages: Sequence[Passage], *, as_list: bool = False) -> list[Passage]:
    """As many passages as stay within the words of an answer or a list, the first one always."""
    limit = MAX_LIST_WORDS if as_list else MAX_WORDS
    kept: list[Passage] = []
    count = 0
    for passage in passages:
        label = passage.label if as_list and passage.label_start < passage.start else ""
        count += len(label.split()) + len(passage.text.split())
        if kept and count > limit:
            break
        kept.append(passage)
    return kept
