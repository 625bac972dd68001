"""An assistant and its conversations to HTTP: the wire contract, the page and the health checks."""

from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, StreamingResponse
from fastapi_offline import FastAPIOffline
from pydantic import BaseModel, ConfigDict

from assistant.app import Assistant
from assistant.chat import converse
from assistant.stores import Stores
from assistant.web.bounds import bounded
from assistant.web.events import events
from assistant.web.headers import careful
from assistant.web.plans import add_plan_routes
from assistant.web.problems import PROBLEMS, add_problem_handlers
from assistant.wire import WireReply, to_wire

PAGE = Path(__file__).with_name("page.html")
ABOUT = (
    "Answers questions about exercise articles, each sentence cited to its exact place, or says "
    "that the article does not say. **Not medical advice**; no clinician has reviewed it."
)


class ChatRequest(BaseModel):
    """A message, and the conversation it belongs to."""

    model_config = ConfigDict(extra="forbid")
    message: str
    conversation_id: str | None = None
    explain: bool = False
    stream: bool = False


class ChatResponse(BaseModel):
    """The reply, and the conversation to go on in."""

    conversation_id: str
    reply: WireReply


def create_app(assistant: Assistant, stores: Stores) -> FastAPI:
    """The application; who opened its parts closes them when it has stopped."""
    # FastAPI's own /docs fetches its script from the network; this one serves it.
    app = FastAPIOffline(
        redoc_url=None,
        title="Exercise assistant",
        description=ABOUT,
        version=version("exercise-assistant"),
        responses=PROBLEMS,
    )
    add_problem_handlers(app)
    app.add_middleware(bounded)
    app.add_middleware(careful)

    @app.post("/v1/chat", response_model=ChatResponse)
    def chat(body: ChatRequest) -> ChatResponse | StreamingResponse:
        """One message of a conversation; with `stream`, server-sent events."""
        exchange = converse(body.message, body.conversation_id, assistant=assistant, stores=stores)
        if body.stream:
            stream = events(exchange, explain=body.explain)
            return StreamingResponse(stream, media_type="text/event-stream")
        reply = to_wire(exchange.turn, explain=body.explain)
        return ChatResponse(conversation_id=exchange.conversation_id, reply=reply)

    @app.get("/v1/conversations/{conversation_id}")
    def conversation(conversation_id: str) -> dict[str, Any]:
        """The latest messages with their replies, oldest first."""
        history = stores.conversations.turns(conversation_id)
        told = [{"message": turn.message, "reply": to_wire(turn)} for turn in history.turns]
        return {"conversation_id": conversation_id, "turns": told}

    @app.delete("/v1/conversations/{conversation_id}", status_code=204)
    def forget(conversation_id: str) -> None:
        """Delete a conversation for good."""
        stores.conversations.forget(conversation_id)

    @app.get("/v1/articles")
    def articles() -> dict[str, Any]:
        """The articles there are."""
        return {"articles": list(listed(assistant))}

    @app.get("/v1/articles/{slug}")
    def article(slug: str) -> dict[str, Any]:
        """One article's text, into which the offsets of citations point, in code points."""
        found = assistant.article(slug)
        return {
            "slug": found.slug,
            "title": found.title,
            "credit": asdict(found.credit),
            "text": found.text,
            "sections": [
                {"path": list(one.path), "start": one.start, "end": one.end}
                for one in found.sections
            ],
        }

    add_plan_routes(app, lambda: assistant.means, stores.plans)

    @app.head("/healthz", include_in_schema=False)
    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        """The process runs."""
        return {"status": "ok"}

    @app.get("/readyz")
    def readyz() -> dict[str, Any]:
        """The model is loaded, the index is that of the articles, and one query has been run."""
        return {"status": "ready", "entries": assistant.check()}

    @app.head("/", include_in_schema=False)
    @app.get("/", include_in_schema=False)
    def page() -> HTMLResponse:
        return HTMLResponse(PAGE.read_text(encoding="utf-8"))

    return app


def listed(assistant: Assistant) -> Iterator[dict[str, Any]]:
    assistant.refresh()
    for slug, record in assistant.library.manifest.articles.items():
        yield {
            "slug": slug,
            "title": record.title,
            "aliases": list(record.aliases),
            "passages": record.passages,
            "facts": record.facts,
            "silences": record.silences,
        }
