"""What a client is told when it can't be served: problem documents of one sentence."""

import asyncio
import json
import re
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.app import Assistant
from assistant.library.embed import Embedder, Vectors
from assistant.stores import Stores
from assistant.web.api import create_app
from assistant.web.bounds import MAX_BODY

UNKNOWN = "5d2f0c1e-7d0a-4b53-9d0c-2f8a6f9f4a11"


@pytest.fixture
def client(small: Assistant, stores: Stores) -> Iterator[TestClient]:
    with TestClient(create_app(small, stores)) as opened:
        yield opened


def is_problem(response: Any, status: int) -> str:  # noqa: ANN401
    """Checks that a response is a problem document, and returns its sentence."""
    body = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    assert (response.status_code, body["status"]) == (status, status)
    assert body.keys() - {"errors"} == {"type", "title", "status", "detail"}
    assert re.fullmatch(r"[A-Z'][^\n]*\.", body["detail"])
    assert "Traceback" not in body["detail"]
    return str(body["detail"])


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        (b"", 422, "JSON object"),
        (b"{", 422, "not valid JSON"),
        (b"\x89PNG\r\n\x1a\n\x00", 422, "not valid JSON"),
        (b'{"message": "\xff\xfe"}', 422, "not valid JSON"),
        (b"[" * 50_000, 422, "not valid JSON"),
        (b"[]", 422, "JSON object"),
        (b"null", 422, "JSON object"),
        (b'"how many reps?"', 422, "JSON object"),
        (b"{}", 422, "'message' is missing"),
        (b'{"message": null}', 422, "'message'"),
        (b'{"message": 12}', 422, "'message'"),
        (b'{"message": ["how many reps?"]}', 422, "'message'"),
        (b'{"message": "hello", "mesage": "hello"}', 422, "'mesage' is not known"),
        (b'{"message": "hello", "explain": "perhaps"}', 422, "'explain'"),
        (b'{"message": "hello", "conversation_id": 7}', 422, "'conversation_id'"),
        (b'{"message": ""}', 422, "empty"),
        (b'{"message": " \\n\\t\\u00a0 "}', 422, "empty"),
        (b'{"message": "a\\u0000b"}', 422, "no text"),
        (b'{"message": "a\\u001b[31mb"}', 422, "no text"),
        (b'{"message": "\\ud800"}', 422, "no text"),
        (json.dumps({"message": "a" * 10_001}).encode(), 413, "10001 bytes"),
        (json.dumps({"message": "ü" * 5_001}).encode(), 413, "10002 bytes"),
        (json.dumps({"message": "a" * MAX_BODY}).encode(), 413, "fewer words"),
        (b" " * (MAX_BODY + 1), 413, "fewer words"),
        (b'{"message": "hi", "conversation_id": "mine"}', 404, "'mine'"),
        (b'{"message": "hi", "conversation_id": "a\\u0000b"}', 404, "no conversation"),
        (json.dumps({"message": "hi", "conversation_id": UNKNOWN}).encode(), 404, UNKNOWN),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_a_bad_message_is_refused_with_a_sentence(
    client: TestClient, body: bytes, status: int, says: str, stream: bool
) -> None:
    if stream:
        body = body.replace(b'{"message"', b'{"stream": true, "message"')
    response = client.post("/v1/chat", content=body, headers={"content-type": "application/json"})

    assert says in is_problem(response, status)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_that_is_not_called_json_is_refused(client: TestClient, kind: str) -> None:
    response = client.post("/v1/chat", content=b'{"message": "hi"}', headers={"content-type": kind})

    assert "Content-Type: application/json" in is_problem(response, 422)


def test_the_longest_message_is_read_however_it_is_escaped(client: TestClient) -> None:
    escaped = "".join(f"\\u{ord(char):04x}" for char in "how many reps? " * 660)
    body = b'{"message": "%s"}' % escaped.encode()

    response = client.post("/v1/chat", content=body, headers={"content-type": "application/json"})

    assert response.status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/chat", 405),
        ("PUT", "/v1/chat", 405),
        ("DELETE", "/v1/articles", 405),
        ("POST", "/healthz", 405),
        ("POST", "/", 405),
        ("GET", "/v1/nothing", 404),
        ("GET", "/v1/articles/nothing", 404),
        ("GET", "/v1/articles/..%2F..%2Fmanifest", 404),
        ("GET", "/v1/conversations/nothing", 404),
        ("GET", "/v1/conversations/%00", 404),
        ("GET", f"/v1/conversations/{UNKNOWN}", 404),
        ("DELETE", f"/v1/conversations/{UNKNOWN}", 404),
        ("GET", "/redoc", 404),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(
    client: TestClient, method: str, path: str, status: int
) -> None:
    response = client.request(method, path)

    is_problem(response, status)
    assert ("allow" in response.headers) == (status == 405)


def test_a_body_that_never_ends_is_not_read_for_long(small: Assistant, stores: Stores) -> None:
    chunk = b"x" * 4_096
    read = 0
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        nonlocal read
        read += len(chunk)
        assert read < 100 * MAX_BODY, "it would be read for ever"
        return {"type": "http.request", "body": chunk, "more_body": True}

    async def send(message: Any) -> None:  # noqa: ANN401
        sent.append(dict(message))

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "path": "/v1/chat",
        "raw_path": b"/v1/chat",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json"), (b"transfer-encoding", b"chunked")],
    }
    asyncio.run(create_app(small, stores)(scope, receive, send))

    assert sent[0]["status"] == 413
    assert read <= MAX_BODY + len(chunk)
    assert json.loads(sent[1]["body"])["title"] == "Request Entity Too Large"


def test_of_two_messages_at_once_one_is_answered_and_one_is_to_be_sent_again(
    small: Assistant, embedder: Embedder, stores: Stores
) -> None:
    both = threading.Barrier(2, timeout=20)
    waited: set[int] = set()

    def embed(texts: Sequence[str]) -> Vectors:
        """Goes on when both messages are being answered, so that neither knows of the other."""
        if threading.get_ident() not in waited:
            waited.add(threading.get_ident())
            both.wait()
        return embedder.embed(texts)

    slow = Embedder("slow", "0" * 64, embedder.dimension, embed, embed)
    name = stores.conversations.start()
    asked = ["how many reps?", "how do I hold the weight?"]
    with TestClient(create_app(Assistant(small.library, slow, small.settings), stores)) as client:
        told: dict[str, Any] = {}

        def ask(message: str) -> None:
            told[message] = client.post(
                "/v1/chat", json={"message": message, "conversation_id": name}
            )

        threads = [threading.Thread(target=ask, args=(message,)) for message in asked]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        (kept,) = (message for message in asked if told[message].status_code == 200)
        (other,) = {*asked} - {kept}

        assert "send yours again" in is_problem(told[other], 409)
        ask(other)
        turns = client.get(f"/v1/conversations/{name}").json()["turns"]

    assert told[other].status_code == 200
    assert [turn["message"] for turn in turns] == [kept, other]


def test_a_broken_index_is_not_ready_and_says_so(client: TestClient, small: Assistant) -> None:
    name = small.library.manifest.generation
    small.library.index.client.delete_collection(f"{name}.asks-goblet-squat")

    is_problem(client.get("/readyz"), 503)
    is_problem(client.post("/v1/chat", json={"message": "how many reps?"}), 503)
    assert client.get("/healthz").status_code == 200


def test_a_store_that_is_gone_is_told_in_a_sentence(client: TestClient, stores: Stores) -> None:
    with stores.conversations.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE turns")

    detail = is_problem(client.post("/v1/chat", json={"message": "hello"}), 503)

    assert "conversations can't be stored" in detail


def test_a_fault_of_ours_is_a_problem_document_too(small: Assistant, stores: Stores) -> None:
    def embed(texts: Sequence[str]) -> Vectors:
        raise ZeroDivisionError(f"secret of {texts}")

    faulty = Embedder("faulty", "0" * 64, small.embedder.dimension, embed, embed)
    app = create_app(Assistant(small.library, faulty, small.settings), stores)
    with TestClient(app, raise_server_exceptions=False) as client:
        response = client.post("/v1/chat", json={"message": "how many reps?"})

    assert "secret" not in is_problem(response, 500)
