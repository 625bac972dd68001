"""Replies to the JSON that goes over the wire, and to the text a terminal shows."""

from dataclasses import asdict
from itertools import zip_longest
from typing import Any, Literal, NotRequired, assert_never

# pydantic reads only these, not those of `typing`, below Python 3.12
from typing_extensions import TypedDict

from assistant.answers.reply import (
    Abstention,
    Answer,
    Citation,
    Intake,
    Notice,
    Referral,
    Reply,
    Session,
    Turn,
)
from assistant.plans.plan import Asked
from assistant.safety.rule import Action


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


class WireReply(TypedDict):
    """The Reply of the wire contract; `explain` only if it was asked for."""

    kind: Literal["answer", "abstention", "referral", "intake", "plan", "notice"]
    text: str
    sentences: list[WireSentence]
    citations: list[WireCitation]
    reason: Literal["not_in_corpus", "out_of_scope", "unclear", "language"] | None
    action: Literal["none", "stop", "refer", "emergency"]
    flags: list[dict[str, str]]
    asks: list[dict[str, Any]]
    plan: dict[str, Any] | None  # a Plan; its schema is at /v1/schemas/plan
    writer: str
    explain: NotRequired[dict[str, Any]]


# How far the user must go, in the words of the wire contract.
WIRE_ACTIONS: dict[Action, Literal["none", "stop", "refer", "emergency"]] = {
    "none": "none",
    "modify": "none",
    "clearance": "refer",
    "stop": "stop",
    "emergency": "emergency",
}


def to_wire(turn: Turn, *, explain: bool = False) -> WireReply:
    wire = reply_to_wire(turn.reply)
    wire["action"] = WIRE_ACTIONS[turn.verdict.action]
    wire["flags"] = [
        {"rule": flag.rule, "label": flag.label, "said": flag.said} for flag in turn.verdict.flags
    ]
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
        case Referral(_, action):
            wire["kind"] = "referral"
            wire["action"] = WIRE_ACTIONS[action]
        case Intake(_, asks):
            wire["kind"] = "intake"
            wire["asks"] = [asdict_of(one) for one in asks]
        case Session(_, plan):
            wire["kind"] = "plan"
            wire["plan"] = plan.model_dump(mode="json")
        case Notice():
            pass
        case _:
            assert_never(reply)
    return wire


def asdict_of(asked: Asked) -> dict[str, Any]:
    wire: dict[str, Any] = {"id": asked.id, "question": asked.question}
    return {**wire, "choices": list(asked.choices)} if asked.choices else wire


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
    if isinstance(reply, Notice | Referral | Intake | Session):
        return reply.text
    text = numbered(reply) if isinstance(reply, Answer) else reply.text
    if not reply.citations:
        return text
    sources = [f"  [{one.n}] {one.title} › {one.section}: {one.quote}" for one in reply.citations]
    return "\n".join([text, "", "Sources", *sources])


def numbered(answer: Answer) -> str:
    """The answer with the number of its citation behind each sentence; an opening needs none."""
    text, at = answer.text, 0
    for sentence, following in zip_longest(answer.sentences, answer.sentences[1:]):
        end = text.index(sentence.text, at) + len(sentence.text)
        shared = following is not None and following.citations == sentence.citations
        marks = "" if shared else "".join(f" [{n}]" for n in sentence.citations)
        text = f"{text[:end]}{marks}{text[end:]}"
        at = end + len(marks)
    return text
