"""A turn to server-sent events: its sentences, then the whole reply."""

import json
from collections.abc import Iterator
from typing import Any

from assistant.chat import Exchange
from assistant.wire import to_wire


def events(exchange: Exchange, *, explain: bool = False) -> Iterator[str]:
    """
    `reply.sentence` for each sentence, then `reply.done` with the whole reply.

    An id names conversation, turn and sentence: who lost the stream reads the turn again at
    /v1/conversations/{id}.
    """
    place = f"{exchange.conversation_id}:{exchange.number}"
    reply = to_wire(exchange.turn, explain=explain)
    for number, sentence in enumerate(reply["sentences"]):
        yield event("reply.sentence", dict(sentence), name=f"{place}:{number}")
    done = {"conversation_id": exchange.conversation_id, "reply": reply}
    yield event("reply.done", done, name=f"{place}:done")


def event(kind: str, data: dict[str, Any], *, name: str) -> str:
    return f"id: {name}\nevent: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
