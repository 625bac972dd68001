"""A request to one whose body stops being read where no message can go on."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.message import MAX_BYTES

MAX_BODY = 7 * MAX_BYTES  # JSON may write each byte as \u0061, and there are other fields


def bounded(app: ASGIApp) -> ASGIApp:
    """
    `app`, refusing a body of over `MAX_BODY` bytes, whatever length it says it has, if any.

    FastAPI's own `max_body_size` counts as well, but answers in plain text.
    """

    async def limited(scope: Scope, receive: Receive, send: Send) -> None:
        held = 0

        async def counted() -> Message:
            nonlocal held
            message = await receive()
            held += len(message.get("body", b""))
            if held > MAX_BODY:
                raise HTTPException(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                    f"the body is over {MAX_BODY} bytes: ask in fewer words",
                )
            return message

        await app(scope, counted, send)

    return limited
