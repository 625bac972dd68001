"""Replies to the JSON that goes over the wire, and to the text a terminal shows."""

from dataclasses import asdict
from typing import Any, Literal, TypedDict, assert_never

from assistant.answers.reply import Abstention, Answer, Citation, Notice, Reply, Turn


class WireCitation(TypedDict):
    """See Citation."""

    n: int
    article: str
    title: str
    section: str
    quote: str
    start: int
    end: int
    sha256: str


class WireSentence(TypedDict):
    """See Sentence."""

    text: str
    citations: list[int]


class WireReply(TypedDict, total=False):
    """The Reply of the wire contract; `explain` only if it was asked for."""

    kind: Literal["answer", "abstention", "referral", "intake", "plan", "notice"]
    text: str
    sentences: list[WireSentence]
    citations: list[WireCitation]
    reason: Literal["not_in_corpus", "out_of_scope", "unclear", "language"] | None
    action: Literal["none", "stop", "refer", "emergency"]
    flags: list[dict[str, str]]
    asks: list[dict[str, Any]]
    plan: None
    writer: str
    explain: dict[str, Any]


def to_wire(turn: Turn, *, explain: bool = False) -> WireReply:
    wire = reply_to_wire(turn.reply)
    if explain:
        wire["explain"] = asdict(turn.trace)
    return wire


def reply_to_wire(reply: Reply) -> WireReply:
    wire: WireReply = {
        "kind": "notice",
        "text": reply.text,
        "sentences": [],
        "citations": [],
        "reason": None,
        "action": "none",
        "flags": [],
        "asks": [],
        "plan": None,
        "writer": "quote",
    }
    match reply:
        case Answer(_, sentences, citations, _, writer):
            wire["kind"] = "answer"
            wire["sentences"] = [
                {"text": one.text, "citations": list(one.citations)} for one in sentences
            ]
            wire["citations"] = [citation_to_wire(one) for one in citations]
            wire["writer"] = writer
        case Abstention(reason, _, citations):
            wire["kind"] = "abstention"
            wire["reason"] = reason
            wire["citations"] = [citation_to_wire(one) for one in citations]
        case Notice():
            pass
        case _:
            assert_never(reply)
    return wire


def citation_to_wire(citation: Citation) -> WireCitation:
    return {
        "n": citation.n,
        "article": citation.article,
        "title": citation.title,
        "section": citation.section,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "sha256": citation.sha256,
    }


def to_text(turn: Turn) -> str:
    """The answer with its numbers, then the numbered sources: what a terminal shows."""
    reply = turn.reply
    if isinstance(reply, Notice):
        return reply.text
    text = numbered(reply) if isinstance(reply, Answer) else reply.text
    if not reply.citations:
        return text
    sources = [f"  [{one.n}] {one.title} › {one.section}: {one.quote}" for one in reply.citations]
    return "\n".join([text, "", "Sources", *sources])


def numbered(answer: Answer) -> str:
    """The answer's text with the number of its citation behind each sentence."""
    text, at = answer.text, 0
    for sentence in answer.sentences:
        found = text.find(sentence.text, at)
        end = found + len(sentence.text)
        marks = "".join(f" [{n}]" for n in sentence.citations)
        if sentence.text in {"Yes.", "No.", "In part."}:  # shares the citation of what follows
            marks = ""
        text = f"{text[:end]}{marks}{text[end:]}"
        at = end + len(marks)
    return text
