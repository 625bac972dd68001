"""The wire contract, as a client meets it."""

import hashlib
import json
import re
from collections.abc import Iterator
from types import NoneType
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.app import Assistant
from assistant.stores import Stores
from assistant.web.api import create_app

SHAPE: dict[str, tuple[type, ...]] = {
    "kind": (str,),
    "text": (str,),
    "sentences": (list,),
    "citations": (list,),
    "reason": (str, NoneType),
    "action": (str,),
    "flags": (list,),
    "asks": (list,),
    "plan": (NoneType,),
    "writer": (str,),
}
CITATION: dict[str, type] = {
    "n": int,
    "article": str,
    "title": str,
    "section": str,
    "quote": str,
    "start": int,
    "end": int,
    "sha256": str,
}
MESSAGES = [
    ("how many reps?", "answer", None),
    ("may my heels come up?", "answer", None),
    ("how do I hold the weight and how many reps?", "answer", None),
    ("how long do I rest between sets?", "abstention", "not_in_corpus"),
    ("what is the weather like", "abstention", "out_of_scope"),
    ("Wie viele Wiederholungen soll ich machen?", "abstention", "language"),
    ("hello", "notice", None),
    ("I have crushing chest pain and can't breathe", "referral", None),
]


@pytest.fixture
def client(small: Assistant, stores: Stores) -> Iterator[TestClient]:
    with TestClient(create_app(small, stores)) as opened:
        yield opened


def say(client: TestClient, message: str, **fields: object) -> dict[str, Any]:
    response = client.post("/v1/chat", json={"message": message, **fields})
    assert response.status_code == 200, response.text
    return dict(response.json())


def parsed(stream: str) -> list[dict[str, str]]:
    """Server-sent events as a browser reads them: fields by name."""
    blocks = [block for block in stream.split("\n\n") if block]
    return [dict(line.split(": ", 1) for line in block.split("\n")) for block in blocks]


@pytest.mark.parametrize(("message", "kind", "reason"), MESSAGES)
def test_every_kind_of_reply_has_all_keys_of_the_contract(
    client: TestClient, message: str, kind: str, reason: str | None
) -> None:
    told = say(client, message)

    reply = told["reply"]
    assert told.keys() == {"conversation_id", "reply"}
    assert reply.keys() == SHAPE.keys()
    assert {key for key, types in SHAPE.items() if not isinstance(reply[key], types)} == set()
    assert (reply["kind"], reply["reason"]) == (kind, reason)
    assert reply["writer"] == "quote"
    assert reply["action"] == ("emergency" if kind == "referral" else "none")
    assert bool(reply["flags"]) == (kind == "referral")
    assert all(flag.keys() == {"rule", "label", "said"} for flag in reply["flags"])


@pytest.mark.parametrize(("message", "kind", "reason"), MESSAGES)
def test_sentences_are_cited_and_stand_in_the_text_in_their_order(
    client: TestClient, message: str, kind: str, reason: str | None
) -> None:
    reply = say(client, message)["reply"]

    numbers = [citation["n"] for citation in reply["citations"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert bool(reply["sentences"]) == (kind == "answer")
    at = 0
    for sentence in reply["sentences"]:
        assert sentence.keys() == {"text", "citations"}
        assert sentence["citations"]
        assert {*sentence["citations"]} <= {*numbers}
        at = reply["text"].index(sentence["text"], at) + len(sentence["text"])
    for citation in reply["citations"]:
        assert {key: type(value) for key, value in citation.items()} == CITATION


@pytest.mark.parametrize("message", [message for message, _, reason in MESSAGES if not reason])
def test_offsets_into_the_served_article_give_the_quotes(client: TestClient, message: str) -> None:
    for citation in say(client, message)["reply"]["citations"]:
        text = client.get(f"/v1/articles/{citation['article']}").json()["text"]

        assert text[citation["start"] : citation["end"]] == citation["quote"]
        assert hashlib.sha256(citation["quote"].encode()).hexdigest() == citation["sha256"]


@pytest.mark.parametrize(("message", "kind", "reason"), MESSAGES)
def test_explain_adds_the_trace_and_changes_nothing_else(
    client: TestClient, message: str, kind: str, reason: str | None
) -> None:
    plain = say(client, message)["reply"]
    reply = say(client, message, explain=True)["reply"]

    trace = reply.pop("explain")
    assert reply == plain
    assert trace.keys() == {"question", "article", "considered", "support", "why", "ms"}
    assert trace["considered"] or kind == "referral" or reason == "language"  # not searched


@pytest.mark.parametrize(("message", "kind", "reason"), MESSAGES)
def test_a_stream_gives_the_sentences_then_the_whole_reply(
    client: TestClient, message: str, kind: str, reason: str | None
) -> None:
    response = client.post("/v1/chat", json={"message": message, "stream": True})

    *sentences, done = parsed(response.text)
    told = json.loads(done["data"])
    assert response.headers["content-type"].startswith("text/event-stream")
    assert [one["event"] for one in sentences] == ["reply.sentence"] * len(sentences)
    assert [json.loads(one["data"]) for one in sentences] == told["reply"]["sentences"]
    assert done["event"] == "reply.done"
    assert told["reply"] == say(client, message)["reply"]


def test_stream_ids_name_conversation_turn_and_sentence(client: TestClient) -> None:
    name = say(client, "hello")["conversation_id"]
    body = {"message": "may my heels come up?", "conversation_id": name, "stream": True}

    events = parsed(client.post("/v1/chat", json=body).text)

    assert [one["id"] for one in events] == [f"{name}:1:0", f"{name}:1:1", f"{name}:1:done"]


def test_a_conversation_is_read_back_in_order_and_deleted_for_good(client: TestClient) -> None:
    first = say(client, "how many reps?")
    name = first["conversation_id"]
    second = say(client, "hello", conversation_id=name)

    told = client.get(f"/v1/conversations/{name}").json()
    assert second["conversation_id"] == name
    assert told == {
        "conversation_id": name,
        "turns": [
            {"message": "how many reps?", "reply": first["reply"]},
            {"message": "hello", "reply": second["reply"]},
        ],
    }

    assert client.delete(f"/v1/conversations/{name}").status_code == 204
    assert client.get(f"/v1/conversations/{name}").status_code == 404
    assert client.delete(f"/v1/conversations/{name}").status_code == 404


def test_conversations_without_an_id_do_not_know_each_other(client: TestClient) -> None:
    names = {say(client, "how many reps?")["conversation_id"] for _ in range(3)}

    assert len(names) == 3
    for name in names:
        assert len(client.get(f"/v1/conversations/{name}").json()["turns"]) == 1


def test_articles_are_listed_and_served_with_credit_and_sections(client: TestClient) -> None:
    (listed,) = client.get("/v1/articles").json()["articles"]
    article = client.get(f"/v1/articles/{listed['slug']}").json()

    assert listed["title"] == article["title"] == "Goblet Squat"
    assert (listed["facts"], listed["silences"], listed["aliases"]) == (3, 1, ["cup squat"])
    assert article["credit"]["author"] == "Tester"
    assert [one["path"][-1] for one in article["sections"]][-1] == "Common mistakes to avoid"
    for section in article["sections"]:
        assert article["text"][section["start"] :].startswith(section["path"][-1])


def test_health_and_readiness_are_told(client: TestClient) -> None:
    health, ready = client.get("/healthz"), client.get("/readyz")

    assert health.json() == {"status": "ok"}
    assert ready.json()["status"] == "ready"
    assert ready.json()["entries"] > 0


@pytest.mark.parametrize("path", ["/", "/healthz"])
def test_who_asks_for_the_head_gets_what_get_has_without_the_body(
    client: TestClient, path: str
) -> None:
    head, whole = client.head(path), client.get(path)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == whole.headers


@pytest.mark.parametrize("path", ["/", "/docs", "/openapi.json", "/healthz", "/v1/articles", "/no"])
def test_every_response_tells_the_browser_to_be_careful(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    policy = headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy  # no other host


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_pages_load_nothing_from_another_host(client: TestClient, path: str) -> None:
    page = client.get(path).text

    parts = re.findall(r"""(?:src|href)=["']([^"'#]+)["']""", page)
    assert "//" not in "".join(parts)
    assert {part: client.get(part).status_code for part in parts} == dict.fromkeys(parts, 200)


def test_the_description_names_every_path_and_how_errors_look(client: TestClient) -> None:
    about = client.get("/openapi.json").json()

    operations = [one for path in about["paths"].values() for one in path.values()]
    assert "no clinician has reviewed it" in about["info"]["description"]
    assert about["paths"].keys() >= {"/v1/chat", "/v1/conversations/{conversation_id}"}
    for operation in operations:
        assert "application/problem+json" in operation["responses"]["default"]["content"]
        assert "422" not in operation["responses"]  # FastAPI's own shape, which is never sent
