"""Plans over HTTP: made, read, logged, swapped, taken along, cancelled, forgotten, and refused."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.app import Assistant
from assistant.plans.export import EXPORTERS
from assistant.plans.store import Kept, PlanStore
from assistant.sessions import CANCELLED, SCHEMAS
from assistant.stores import Stores
from assistant.web.api import create_app
from assistant.web.plans import add_plan_routes
from assistant.web.problems import add_problem_handlers

Json = dict[str, Any]
UNKNOWN = "0123456789abcdef"
TOMORROW = (date.today() + timedelta(days=1)).isoformat()
GOOD = {"pain_during": 1, "pain_next_morning": 0, "swelling": "none", "finished": True}


@pytest.fixture
def client(small: Assistant, stores: Stores) -> Iterator[TestClient]:
    with TestClient(create_app(small, stores)) as opened:
        yield opened


@pytest.fixture
def plan(client: TestClient, told: Json) -> Json:
    """A plan that is kept, as it was told when it was made."""
    return dict(client.post("/v1/plans", json=told).json()["plan"])


def log(client: TestClient, plan: Json, **fields: object) -> Any:  # noqa: ANN401
    body = {"on": date.today().isoformat(), **GOOD, **fields}
    return client.post(f"/v1/plans/{plan['id']}/logs", json=body)


def exercises(plan: Json) -> list[str]:
    return [item["exercise"] for block in plan["blocks"] for item in block["items"]]


def test_a_profile_becomes_a_plan_that_is_kept(client: TestClient, told: Json) -> None:
    made = client.post("/v1/plans", json=told)

    body = made.json()
    assert made.status_code == 200
    assert body.keys() == {"verdict", "plan", "asks"}
    assert (body["verdict"]["level"], body["asks"]) == ("none", [])
    assert [block["kind"] for block in body["plan"]["blocks"]] == ["warm_up", "main", "cool_down"]
    assert client.get(f"/v1/plans/{body['plan']['id']}").json() == {
        "plan": body["plan"],
        "logs": [],
        "cancelled": False,
    }


def test_two_who_tell_the_same_have_two_plans(client: TestClient, told: Json) -> None:
    first, second = (client.post("/v1/plans", json=told).json()["plan"] for _ in range(2))

    assert first["id"] != second["id"]
    assert first["blocks"] == second["blocks"]


def test_what_is_left_open_is_asked_and_nothing_is_kept(client: TestClient, told: Json) -> None:
    del told["minutes"], told["red_flags"]["calf"]

    body = client.post("/v1/plans", json=told).json()

    assert body["plan"] is None
    assert [one["id"] for one in body["asks"]] == ["red_flags.calf", "minutes"]
    assert body["asks"][0]["choices"] == ["yes", "no"]
    assert body["verdict"]["not_asked"] == ["red_flags.calf", "minutes"]


def test_a_red_flag_answered_with_yes_gives_a_verdict_and_no_plan_to_take_along(
    client: TestClient, stores: Stores, told: Json
) -> None:
    told["red_flags"]["calf"] = {"yes": True}

    body = client.post("/v1/plans", json=told).json()

    assert (body["plan"], body["asks"]) == (None, [])
    assert body["verdict"]["level"] == "stop"
    assert [one["id"] for one in body["verdict"]["reasons"]] == ["U01"]
    assert body["verdict"]["text"]
    with stores.plans.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM plans").scalar() == 0


def test_two_good_sessions_and_it_goes_on(client: TestClient, plan: Json) -> None:
    first, second = log(client, plan).json(), log(client, plan).json()

    held = client.get(f"/v1/plans/{plan['id']}").json()
    assert (first["move"], first["plan"]) == ("hold", plan)
    assert second["move"] == "progress"
    assert second["plan"]["version"] == plan["version"] + 1
    assert len(second["plan"]["changed"]) == 1
    assert second["sources"]
    assert held["plan"] == second["plan"]
    assert len(held["logs"]) == 2


def test_a_stop_ends_the_plan(client: TestClient, plan: Json) -> None:
    stopped = log(client, plan, sharp=True).json()

    assert (stopped["move"], stopped["plan"]) == ("stop", None)
    assert stopped["verdict"]["level"] == "stop"
    assert client.get(f"/v1/plans/{plan['id']}").json()["cancelled"] is True
    assert log(client, plan).status_code == 422


def test_an_exercise_is_swapped_for_another(client: TestClient, plan: Json) -> None:
    body = {"exercise": "basic", "to": "assisted"}

    swapped = client.post(f"/v1/plans/{plan['id']}/swap", json=body).json()

    assert "basic" in exercises(plan)
    assert exercises(swapped) == ["assisted" if one == "basic" else one for one in exercises(plan)]
    assert swapped["version"] == plan["version"] + 1


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"exercise": "plank", "to": "assisted"}, "holds no 'plank'"),
        ({"exercise": "basic", "to": "plank"}, "no exercise 'plank'"),
        ({"exercise": "basic", "to": "band"}, "can't take its place"),
        ({"exercise": "basic"}, "'to' is missing"),
    ],
)
def test_what_can_not_be_swapped_is_told(
    client: TestClient, plan: Json, body: Json, says: str
) -> None:
    refused = client.post(f"/v1/plans/{plan['id']}/swap", json=body)

    assert refused.status_code == 422
    assert says in refused.json()["detail"]
    assert client.get(f"/v1/plans/{plan['id']}").json()["plan"] == plan


@pytest.mark.parametrize("form", sorted(EXPORTERS))
def test_a_plan_is_taken_along_in_every_format(client: TestClient, plan: Json, form: str) -> None:
    taken = client.get(f"/v1/plans/{plan['id']}/export/{form}")

    assert taken.status_code == 200
    assert taken.headers["content-type"].split(";")[0] == EXPORTERS[form].media_type
    assert f'"plan-{plan["id"]}{EXPORTERS[form].suffix}"' in taken.headers["content-disposition"]
    assert plan["id"] in taken.text


def test_only_the_sheet_may_bring_styles(client: TestClient, plan: Json) -> None:
    allowed = {
        form: "style-src"
        in client.get(f"/v1/plans/{plan['id']}/export/{form}").headers["content-security-policy"]
        for form in EXPORTERS
    }
    missing = client.get(f"/v1/plans/{UNKNOWN}/export/sheet")

    assert allowed == {form: form == "sheet" for form in EXPORTERS}
    assert "style-src" not in missing.headers["content-security-policy"]


def test_the_json_export_is_the_plan(client: TestClient, plan: Json) -> None:
    assert client.get(f"/v1/plans/{plan['id']}/export/json").json() == plan


def test_a_cancelled_plan_is_not_followed(client: TestClient, plan: Json) -> None:
    path = f"/v1/plans/{plan['id']}"

    assert client.post(f"{path}/cancel").status_code == 204
    assert client.post(f"{path}/cancel").status_code == 204
    refused = log(client, plan)
    assert refused.status_code == 422
    assert refused.json()["detail"].lower() == f"{CANCELLED}."
    assert client.post(f"{path}/swap", json={"exercise": "basic", "to": "assisted"}).is_error
    assert "must not be followed" in client.get(f"{path}/export/sheet").json()["detail"]
    assert "CANCELLED" in client.get(f"{path}/export/ics").text
    assert client.get(path).json() == {"plan": plan, "logs": [], "cancelled": True}


def test_a_plan_is_forgotten_for_good(client: TestClient, plan: Json) -> None:
    path = f"/v1/plans/{plan['id']}"
    log(client, plan)

    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
    assert client.delete(path).status_code == 404


@pytest.mark.parametrize("plan_id", [UNKNOWN, "mine", "%00", "..%2F..", UNKNOWN.upper()])
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("DELETE", "", None),
        ("POST", "/cancel", None),
        ("POST", "/logs", {"on": "2026-06-15", "pain_during": 1}),
        ("POST", "/swap", {"exercise": "basic", "to": "assisted"}),
        ("GET", "/export/text", None),
    ],
)
def test_a_plan_that_is_not_there_is_told(
    client: TestClient, plan_id: str, method: str, path: str, body: Json | None
) -> None:
    missing = client.request(method, f"/v1/plans/{plan_id}{path}", json=body)

    assert missing.status_code == 404
    assert missing.headers["content-type"] == "application/problem+json"
    assert missing.json()["detail"].endswith(".")


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"pain": {"now": 14}}, "pain.now", "less than or equal to 10"),
        ({"kit": ["kettlebell"]}, "kit.0", "'towel'"),
        ({"event": {"kind": "surgery", "on": TOMORROW}}, "event.on", "lies ahead"),
        ({"minutes": 0}, "minutes", "greater than or equal to 1"),
        ({"minutes": 3}, "minutes", "at least 5 minutes"),
        ({"kit": ["none", "mat"]}, "kit", "can't be 'none' and something else"),
        ({"red_flags": {"calf": {}}}, "red_flags.calf.yes", "required"),
        ({"weight": 80}, "weight", "not permitted"),
    ],
)
def test_what_can_not_be_is_told_field_by_field(
    client: TestClient, told: Json, change: Json, field: str, says: str
) -> None:
    refused = client.post("/v1/plans", json=told | change)

    body = refused.json()
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    assert body["errors"].keys() == {field}
    assert says in body["errors"][field]
    assert body["errors"][field].endswith(".")
    assert field in body["detail"].lower()


def test_all_that_is_wrong_is_told_at_once(client: TestClient, told: Json) -> None:
    body = client.post("/v1/plans", json=told | {"pain": {"now": 14}, "kit": ["rope"]}).json()

    assert body["errors"].keys() == {"pain.now", "kit.0"}


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"on": TOMORROW, "pain_during": 1}, "lies ahead"),
        ({"on": date.today().isoformat()}, "say how much it hurt"),
        ({"on": date.today().isoformat(), "done": {"plank": 2}}, "no 'plank'"),
        ({"on": date.today().isoformat(), "pain_during": 11}, "'pain_during'"),
        ({"on": "yesterday", "pain_during": 1}, "'on'"),
        ({"pain_during": 1}, "'on' is missing"),
    ],
)
def test_a_log_that_can_not_be_is_not_kept(
    client: TestClient, plan: Json, body: Json, says: str
) -> None:
    refused = client.post(f"/v1/plans/{plan['id']}/logs", json=body)

    assert refused.status_code == 422
    assert says in refused.json()["detail"].lower()
    assert client.get(f"/v1/plans/{plan['id']}").json()["logs"] == []


def test_an_unknown_format_is_told_with_the_known_ones(client: TestClient, plan: Json) -> None:
    refused = client.get(f"/v1/plans/{plan['id']}/export/docx")

    assert refused.status_code == 422
    assert ", ".join(sorted(EXPORTERS)) in refused.json()["detail"]


class Meddling(PlanStore):
    """Another process changes each plan right after it was read."""

    def plan(self, plan_id: str) -> Kept:
        kept = super().plan(plan_id)
        self.replace(kept.plan, after=kept.plan.version)
        return kept


def test_of_two_changes_at_once_one_has_to_be_sent_again(
    small: Assistant, stores: Stores, plan: Json
) -> None:
    app = FastAPI()
    add_problem_handlers(app)
    add_plan_routes(app, lambda: small.means, Meddling(stores.plans.engine))
    body = {"exercise": "basic", "to": "assisted"}

    busy = TestClient(app).post(f"/v1/plans/{plan['id']}/swap", json=body)

    assert busy.status_code == 409
    assert "send yours again" in busy.json()["detail"]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_what_goes_in_and_out_has_a_schema(client: TestClient, name: str) -> None:
    schema = client.get(f"/v1/schemas/{name}").json()

    assert schema == json.loads(json.dumps(SCHEMAS[name].model_json_schema()))
    assert schema["title"].lower() == name


def test_an_unknown_schema_is_told_with_the_known_ones(client: TestClient) -> None:
    refused = client.get("/v1/schemas/person")

    assert refused.status_code == 422
    assert "log, plan, profile" in refused.json()["detail"]


def say(client: TestClient, *messages: str) -> list[Json]:
    """The replies to the messages of one conversation."""
    name: str | None = None
    replies = []
    for message in messages:
        body = {"message": message, "conversation_id": name}
        answered = client.post("/v1/chat", json=body).json()
        name = answered["conversation_id"]
        replies.append(dict(answered["reply"]))
    return replies


def test_a_conversation_leads_from_a_wish_to_a_plan_that_is_kept(client: TestClient) -> None:
    *asked, last = say(
        client,
        "make me a 15 minute session, I have a towel",
        "to loosen my stiff legs",
        "no",
        "no",
        "0",
        "I'm 35",
        "no to both",
        "yes",
    )

    assert [one["kind"] for one in asked] == ["intake"] * 7
    assert [one["asks"][0]["id"] for one in asked] == [
        "goal", "event", "red_flags.chest_breath_faint", "pain.now", "age", "pregnant", "floor",
    ]  # fmt: skip
    assert last["kind"] == "plan"
    assert (last["plan"]["goal"], last["plan"]["minutes"]) == ("mobility", 15)
    assert client.get(f"/v1/plans/{last['plan']['id']}").json()["plan"] == last["plan"]


def test_a_sign_in_an_intake_ends_it_and_there_is_no_plan(client: TestClient) -> None:
    *_, referred, after = say(
        client,
        "make me a 15 minute session, I have a towel",
        "mobility",
        "no",
        "my calf is swollen and sore",
        "make me a session",
    )

    assert (referred["kind"], referred["action"], referred["plan"]) == ("referral", "stop", None)
    assert [flag["rule"] for flag in referred["flags"]] == ["U01"]
    assert (after["kind"], after["plan"]) == ("referral", None)


def test_a_conversation_with_a_plan_is_read_back_with_it(
    client: TestClient, stores: Stores
) -> None:
    said = ["make me a 15 minute session, I have a bed, for mobility", "no", "no", "0", "35", "no"]
    name = stores.conversations.start()
    body = {"conversation_id": name}

    told = [client.post("/v1/chat", json=body | {"message": one}).json()["reply"] for one in said]

    turns = client.get(f"/v1/conversations/{name}").json()["turns"]
    assert told[-1]["kind"] == "plan"
    assert turns == [
        {"message": one, "reply": reply} for one, reply in zip(said, told, strict=True)
    ]
