"""An assistant and its conversations to HTTP: the wire contract, the page and the health checks."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict
from starlette.middleware.base import RequestResponseEndpoint

from assistant.app import Assistant
from assistant.chat import Exchange, converse
from assistant.conversations.store import ConversationStore
from assistant.errors import AssistantError, MessageTooLong
from assistant.message import MAX_BYTES, check_message
from assistant.web.events import events
from assistant.web.problems import add_problem_handlers, of_assistant
from assistant.wire import WireReply, reply_to_wire, to_wire

PAGE = Path(__file__).with_name("page.html")
MAX_BODY = 4 * MAX_BYTES  # JSON may escape each byte of a message
PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
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


Open = Callable[[], tuple[Assistant, ConversationStore]]


def create_app(open_parts: Open) -> FastAPI:
    """`open_parts` is called once, when the server starts; what it opens is closed at the end."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.assistant, app.state.store = open_parts()
        yield
        app.state.store.close()
        app.state.assistant.close()

    app = FastAPI(
        title="Exercise assistant",
        description=ABOUT,
        version=version("exercise-assistant"),
        lifespan=lifespan,
    )
    add_problem_handlers(app)
    app.middleware("http")(bounded)

    @app.post("/v1/chat", response_model=ChatResponse)
    def chat(body: ChatRequest, request: Request) -> Any:  # noqa: ANN401
        """One message of a conversation; with `stream`, server-sent events."""
        state = request.app.state
        if body.stream:
            check_message(body.message)

        def answer() -> Exchange:
            return converse(
                body.message, body.conversation_id, assistant=state.assistant, store=state.store
            )

        if body.stream:
            return StreamingResponse(
                events(answer, explain=body.explain), media_type="text/event-stream"
            )
        exchange = answer()
        reply = to_wire(exchange.turn, explain=body.explain)
        return ChatResponse(conversation_id=exchange.conversation_id, reply=reply)

    @app.get("/v1/conversations/{conversation_id}")
    def conversation(conversation_id: str, request: Request) -> dict[str, Any]:
        """Every message with its reply, oldest first."""
        history = request.app.state.store.turns(conversation_id)
        told = [
            {"message": turn.message, "reply": reply_to_wire(turn.reply)} for turn in history.turns
        ]
        return {"conversation_id": conversation_id, "turns": told}

    @app.delete("/v1/conversations/{conversation_id}", status_code=204)
    def forget(conversation_id: str, request: Request) -> None:
        """Delete a conversation for good."""
        request.app.state.store.forget(conversation_id)

    @app.get("/v1/articles")
    def articles(request: Request) -> dict[str, Any]:
        """The articles there are."""
        return {"articles": list(listed(request.app.state.assistant))}

    @app.get("/v1/articles/{slug}")
    def article(slug: str, request: Request) -> dict[str, Any]:
        """One article's text, into which the offsets of citations point, in code points."""
        assistant: Assistant = request.app.state.assistant
        assistant.refresh()
        found = assistant.library.shelf(slug).article
        credit = found.credit
        return {
            "slug": found.slug,
            "title": found.title,
            "credit": {
                "title": credit.title,
                "author": credit.author,
                "site": credit.site,
                "note": credit.note,
            },
            "text": found.text,
            "sections": [
                {"path": list(one.path), "start": one.start, "end": one.end}
                for one in found.sections
            ],
        }

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        """The process runs."""
        return {"status": "ok"}

    @app.get("/readyz")
    def readyz(request: Request) -> Response:
        """The model is loaded, the index is that of the articles, and one query has been run."""
        assistant: Assistant = request.app.state.assistant
        try:
            entries = assistant.check()
        except AssistantError as error:
            return of_assistant(request, error)
        return JSONResponse({"status": "ready", "entries": entries})

    @app.get("/", include_in_schema=False)
    def page() -> HTMLResponse:
        return HTMLResponse(
            PAGE.read_text(encoding="utf-8"), headers={"Content-Security-Policy": PAGE_POLICY}
        )

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


async def bounded(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """Refuse a body that no message can fill before it is read, and keep types as they are sent."""
    length = request.headers.get("content-length", "0")
    if length.isdigit() and int(length) > MAX_BODY:
        return of_assistant(
            request, MessageTooLong(f"the body is over {MAX_BODY} bytes: ask in fewer words")
        )
    response = await call_next(request)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
