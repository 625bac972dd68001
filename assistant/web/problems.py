"""Errors to RFC 9457 problem documents: one sentence that says what to do."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.errors import (
    AssistantError,
    ConversationBusy,
    InvalidInput,
    MessageTooLong,
    UnknownArticle,
    UnknownConversation,
)

# The most specific class of an error decides; what is not listed is the server's own trouble.
STATUS: Mapping[type[AssistantError], HTTPStatus] = {
    MessageTooLong: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    InvalidInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnknownArticle: HTTPStatus.NOT_FOUND,
    UnknownConversation: HTTPStatus.NOT_FOUND,
    ConversationBusy: HTTPStatus.CONFLICT,
}
MEDIA_TYPE = "application/problem+json"


def add_problem_handlers(app: FastAPI) -> None:
    app.add_exception_handler(AssistantError, of_assistant)
    app.add_exception_handler(RequestValidationError, of_request)
    app.add_exception_handler(HTTPException, of_http)


def problem(status: int, detail: str) -> JSONResponse:
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
    }
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE)


def of_assistant(_: Request, error: Exception) -> JSONResponse:
    status = next(
        (STATUS[kind] for kind in type(error).__mro__ if kind in STATUS),
        HTTPStatus.SERVICE_UNAVAILABLE,
    )
    return problem(status, sentence(str(error)))


def of_request(_: Request, error: Exception) -> JSONResponse:
    """The first thing that is wrong with the body, in words."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:]) or "the body"
    match first["type"]:
        case "json_invalid":
            detail = 'the body is not valid JSON: send an object such as {"message": "…"}'
        case "extra_forbidden":
            detail = f"the field {where!r} is not known: leave it out"
        case "missing":
            detail = f"the field {where!r} is missing: add it"
        case _:
            detail = f"{where!r} can't be used: {first['msg']}"
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, sentence(detail))


def of_http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, sentence(str(error.detail)))


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."
