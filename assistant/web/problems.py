"""Errors to RFC 9457 problem documents: one sentence that says what to do."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from assistant.errors import (
    AssistantError,
    ConversationBusy,
    InvalidInput,
    InvalidProfile,
    MessageTooLong,
    PlanBusy,
    UnknownArticle,
    UnknownConversation,
    UnknownPlan,
    sentence,
)
from assistant.sessions import sentences, words_of

# The most specific class of an error decides; what is not listed is the server's own trouble.
STATUS: Mapping[type[AssistantError], HTTPStatus] = {
    MessageTooLong: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    InvalidInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnknownArticle: HTTPStatus.NOT_FOUND,
    UnknownConversation: HTTPStatus.NOT_FOUND,
    ConversationBusy: HTTPStatus.CONFLICT,
    UnknownPlan: HTTPStatus.NOT_FOUND,
    PlanBusy: HTTPStatus.CONFLICT,
}
MEDIA_TYPE = "application/problem+json"
NO_JSON = "the body is not valid JSON: send an object, as /docs shows it"


class Problem(BaseModel):
    """What went wrong, as RFC 9457 writes it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: dict[str, str] | None = None  # a sentence for each field, where fields are wrong


# The same for every path of the API's description.
PROBLEMS: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "What is wrong, and what to do, in a sentence.",
        "content": {MEDIA_TYPE: {"schema": Problem.model_json_schema()}},
    }
}


def add_problem_handlers(app: FastAPI) -> None:
    app.add_exception_handler(AssistantError, of_assistant)
    app.add_exception_handler(RequestValidationError, of_request)
    app.add_exception_handler(HTTPException, of_http)
    app.add_exception_handler(Exception, of_fault)


def problem(
    status: int,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    errors: dict[str, str] | None = None,
) -> JSONResponse:
    body = Problem(
        title=HTTPStatus(status).phrase, status=status, detail=sentence(detail), errors=errors
    )
    return JSONResponse(
        body.model_dump(exclude_none=True),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers=headers,
    )


def of_assistant(_: Request, error: Exception) -> JSONResponse:
    kinds = (STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    fields = error.fields if isinstance(error, InvalidProfile) else None
    return problem(next(kinds, HTTPStatus.SERVICE_UNAVAILABLE), str(error), errors=fields)


def of_request(_: Request, error: Exception) -> JSONResponse:
    """The first thing that is wrong with the body, in words, and all that is by field."""
    assert isinstance(error, RequestValidationError)
    errors = error.errors()
    first = errors[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    match first["type"], where:
        case "json_invalid", _:
            detail = NO_JSON
        case "value_error", "":  # what only the fields together say
            detail = words_of(first)
        case _, "":
            detail = (
                "the body is no JSON object: send one, as /docs shows it, with the header "
                "Content-Type: application/json"
            )
        case "extra_forbidden", _:
            detail = f"the field {where!r} is not known: leave it out"
        case "missing", _:
            detail = f"the field {where!r} is missing: add it"
        case _:
            detail = f"the field {where!r} can't be used: {words_of(first)}"
    fields = sentences({**one, "loc": one["loc"][1:]} for one in errors)
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors=fields if where else None)


def of_http(request: Request, error: Exception) -> JSONResponse:
    """What the framework refuses, with the headers that belong to it (Allow, with a 405)."""
    assert isinstance(error, HTTPException)
    match error.status_code:
        case HTTPStatus.BAD_REQUEST:  # JSON that no reader gets through: not UTF-8, too deep
            return problem(HTTPStatus.UNPROCESSABLE_ENTITY, NO_JSON)
        case HTTPStatus.NOT_FOUND:
            detail = f"there is nothing at {request.url.path!r}: see /docs"
        case HTTPStatus.METHOD_NOT_ALLOWED:
            detail = f"{request.method} is not possible at {request.url.path!r}: see /docs"
        case _:
            detail = error.detail
    return problem(error.status_code, detail, headers=error.headers)


def of_fault(_: Request, __: Exception) -> JSONResponse:
    """A fault of ours; the server logs its traceback and goes on."""
    return problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "the assistant failed on this: try again, and report it if it happens again",
    )
