"""Plans in a real database: what is kept comes back, and what can't be read is never dropped."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import text

from assistant.answers.reply import Notice, Turn
from assistant.conversations.store import ConversationStore
from assistant.errors import PlanBusy, StorageError, UnknownPlan
from assistant.plans.log import Log
from assistant.plans.plan import SCHEMA_VERSION, Origin, Plan, Said
from assistant.plans.profile import Answered, Event, Pain, Profile
from assistant.plans.store import Kept, PlanStore
from assistant.storage.engine import open_engine

ID, OTHER = "5f1c0a7be2d94c11", "0123456789abcdef"
STRANGE_IDS = [
    "",
    "mine",
    "../x",
    ID.upper(),
    f"{ID}\n",
    f"{ID}0",
    "a\x00b",
    "\ud800",
    "5" * 10_000,
]
PROFILE = Profile(
    goal="knee_rehab",
    minutes=15,
    kit=("mat", "chair"),
    side="right",
    pain=Pain(now=3, usual=1.5, kind="dull", on=date(2026, 11, 30)),
    event=Event(kind="surgery", procedures=("arthroscopy",), on=date(2026, 10, 5)),
    red_flags={"fever": Answered(yes=False, on=date(2026, 11, 30))},
)
LOG = Log(on=date(2026, 12, 1), done={"basic": 2, "chair": 0}, pain_during=2.5, note="zäh 🦵")


@pytest.fixture
def made(plan: Plan) -> Plan:
    return plan.model_copy(update={"id": ID, "version": 1})


@pytest.fixture
def kept(url: str) -> Iterator[PlanStore]:
    opened = PlanStore(url)
    yield opened
    opened.close()


def test_a_plan_is_read_back_as_it_was(kept: PlanStore, made: Plan) -> None:
    assert kept.keep(made, PROFILE) == ID

    assert kept.plan(ID) == Kept(made, PROFILE, (), cancelled=False)
    assert kept.plan(ID).plan.model_dump_json() == made.model_dump_json()


def test_a_plan_survives_a_restart(url: str, made: Plan) -> None:
    before = PlanStore(url)
    before.keep(made, PROFILE)
    before.log(ID, LOG)
    before.close()

    after = PlanStore(url)
    assert after.plan(ID) == Kept(made, PROFILE, (LOG,), cancelled=False)
    after.close()


def test_a_plan_that_is_kept_again_stays_as_it_is(kept: PlanStore, made: Plan) -> None:
    kept.keep(made, PROFILE)
    kept.log(ID, LOG)
    kept.cancel(ID)
    before = kept.plan(ID)

    assert kept.keep(changed(made, "other"), Profile(goal="strength")) == ID
    assert kept.plan(ID) == before


def test_a_next_version_is_the_plan_and_the_ones_before_are_still_there(
    kept: PlanStore, made: Plan
) -> None:
    kept.keep(made, PROFILE)
    second = kept.replace(changed(made, "second"), after=1)
    third = kept.replace(changed(second, "third"), after=2)

    assert (second.version, third.version) == (2, 3)
    assert kept.plan(ID).plan == third
    assert [kept.version(ID, number) for number in (1, 2, 3)] == [made, second, third]


@pytest.mark.parametrize("number", [-1, 0, 2, 2**31, 10**40])
def test_a_version_that_is_not_there_is_unknown(kept: PlanStore, made: Plan, number: int) -> None:
    kept.keep(made, PROFILE)

    with pytest.raises(UnknownPlan, match=f"no version {number} of plan '{ID}'"):
        kept.version(ID, number)


@pytest.mark.parametrize("after", [0, 1, 3, 10**40])
def test_a_version_that_was_made_from_another_one_is_refused(
    kept: PlanStore, made: Plan, after: int
) -> None:
    kept.keep(made, PROFILE)
    second = kept.replace(changed(made, "second"), after=1)

    with pytest.raises(PlanBusy, match="changed meanwhile"):
        kept.replace(changed(made, "late"), after=after)
    assert kept.plan(ID).plan == second


def test_of_many_changes_at_once_one_is_taken(kept: PlanStore, made: Plan) -> None:
    kept.keep(made, PROFILE)
    refused: list[int] = []

    def change(number: int) -> None:
        try:
            kept.replace(changed(made, f"change {number}"), after=1)
        except PlanBusy:
            refused.append(number)

    in_threads(change)
    (taken,) = {*range(8)} - {*refused}
    assert kept.plan(ID).plan.changed == (f"change {taken}",)


def test_logs_are_numbered_and_keep_their_order(kept: PlanStore, made: Plan) -> None:
    kept.keep(made, PROFILE)
    late_told = LOG.model_copy(update={"on": date(2026, 11, 30), "session": 1})

    assert [kept.log(ID, log) for log in (LOG, late_told)] == [1, 2]
    assert kept.plan(ID).logs == (LOG, late_told)


def test_of_many_logs_at_once_none_is_lost(kept: PlanStore, made: Plan) -> None:
    kept.keep(made, PROFILE)
    numbers: list[int] = []

    in_threads(
        lambda number: numbers.append(kept.log(ID, LOG.model_copy(update={"session": number + 1})))
    )
    assert sorted(numbers) == list(range(1, 9))
    assert {log.session for log in kept.plan(ID).logs} == {*range(1, 9)}


def test_of_many_who_keep_one_plan_at_once_all_have_it(kept: PlanStore, made: Plan) -> None:
    ids: list[str] = []

    in_threads(lambda _: ids.append(kept.keep(made, PROFILE)))
    assert ids == [ID] * 8
    assert kept.plan(ID).plan == made


def test_a_cancelled_plan_says_so_and_can_still_be_read(kept: PlanStore, made: Plan) -> None:
    kept.keep(made, PROFILE)
    kept.log(ID, LOG)
    for _ in range(2):
        kept.cancel(ID)

    assert kept.plan(ID) == Kept(made, PROFILE, (LOG,), cancelled=True)


def test_a_forgotten_plan_is_gone_with_all_that_belongs_to_it_and_no_other(
    kept: PlanStore, made: Plan
) -> None:
    other = made.model_copy(update={"id": OTHER})
    for plan in (made, other):
        kept.keep(plan, PROFILE)
        kept.log(plan.id, LOG)
    kept.forget(ID)

    with kept.engine.connect() as connection:
        for table in ("plans", "plan_versions", "logs"):
            assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 1
    assert kept.plan(OTHER) == Kept(other, PROFILE, (LOG,), cancelled=False)


@pytest.mark.parametrize("name", [*STRANGE_IDS, OTHER])
def test_a_plan_that_is_not_there_is_unknown(kept: PlanStore, made: Plan, name: str) -> None:
    nowhere = made.model_copy(update={"id": name})

    for action in (
        lambda: kept.plan(name),
        lambda: kept.version(name, 1),
        lambda: kept.replace(nowhere, after=1),
        lambda: kept.log(name, LOG),
        lambda: kept.cancel(name),
        lambda: kept.forget(name),
    ):
        with pytest.raises(UnknownPlan, match="there is no"):
            action()


@pytest.mark.parametrize("name", STRANGE_IDS)
def test_a_plan_whose_id_is_none_is_not_kept(kept: PlanStore, made: Plan, name: str) -> None:
    with pytest.raises(UnknownPlan):
        kept.keep(made.model_copy(update={"id": name}), PROFILE)


def test_a_plan_of_an_older_schema_is_brought_up_to_date(url: str, made: Plan) -> None:
    def from_0(old: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in old.items() if key != "time"} | {
            "minutes": old["time"] // 60
        }

    store = PlanStore(url, migrations={0: from_0})
    store.keep(made, PROFILE)
    plant(store, "plan_versions", "body", {"schema_version": 0, "minutes": None, "time": 900})

    assert store.plan(ID).plan == made
    assert store.version(ID, 1) == made
    store.close()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"schema_version": SCHEMA_VERSION + 1}, "install the newer assistant"),
        ({"schema_version": 0}, "nothing leads on from its schema_version 0"),
        ({"schema_version": None}, "schema_version is missing"),
        ({"schema_version": True}, "schema_version is missing"),
        ({"schema_version": "1"}, "schema_version is missing"),
        ({"minutes": "many"}, "minutes: "),
        ({"blocks": [{"kind": "main"}]}, "blocks.0.items: "),
        ({"unheard": 1}, "unheard: "),
        ({"version": 2}, "version 1 calls itself 2"),
        ({"id": OTHER}, f"of '{OTHER}'"),
        ([], "schema_version is missing"),
        (None, "schema_version is missing"),
    ],
)
def test_a_plan_that_can_not_be_read_is_refused_by_name_and_left_as_it_is(
    kept: PlanStore, made: Plan, change: object, says: str
) -> None:
    kept.keep(made, PROFILE)
    planted = plant(kept, "plan_versions", "body", change)

    for action in (lambda: kept.plan(ID), lambda: kept.version(ID, 1)):
        with pytest.raises(StorageError) as caught:
            action()
        assert f"plan '{ID}'" in str(caught.value)
        assert says in str(caught.value)
    assert stored(kept, "plan_versions", "body") == planted


@pytest.mark.parametrize(
    ("table", "column", "name"),
    [("plans", "profile", "the profile of plan"), ("logs", "log", "log 1 of plan")],
)
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"schema_version": 2}, "install the newer assistant"),
        ({"schema_version": 0}, "nothing leads on"),
        ({"unheard": 1}, "unheard: "),
        (None, "schema_version is missing"),
    ],
)
def test_a_profile_or_log_that_can_not_be_read_is_refused_by_name(
    kept: PlanStore, made: Plan, table: str, column: str, name: str, change: object, says: str
) -> None:
    kept.keep(made, PROFILE)
    kept.log(ID, LOG)
    planted = plant(kept, table, column, change)

    with pytest.raises(StorageError, match=f"{name} '{ID}'") as caught:
        kept.plan(ID)
    assert says in str(caught.value)
    assert stored(kept, table, column) == planted


def test_an_older_plan_that_its_migration_can_not_read_is_refused(url: str, made: Plan) -> None:
    store = PlanStore(url, migrations={0: lambda old: old["nowhere"]})
    store.keep(made, PROFILE)
    plant(store, "plan_versions", "body", {"schema_version": 0})

    with pytest.raises(StorageError, match="no plan of schema_version 0"):
        store.plan(ID)
    store.close()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)  # PostgreSQL stores no broken JSON
def test_a_plan_cut_off_in_the_middle_is_refused_and_can_still_be_forgotten(
    kept: PlanStore, made: Plan
) -> None:
    kept.keep(made, PROFILE)
    with kept.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE plan_versions SET body = substr(body, 1, 100)")

    for action in (lambda: kept.plan(ID), lambda: kept.version(ID, 1)):
        with pytest.raises(StorageError, match=f"plan '{ID}' can't be read"):
            action()
    kept.forget(ID)
    with pytest.raises(UnknownPlan):
        kept.plan(ID)


def test_plans_and_conversations_share_one_engine(url: str, made: Plan) -> None:
    engine = open_engine(url)
    talks, sessions = ConversationStore(engine), PlanStore(engine)
    turn = Turn("Hello", "hello", Notice("greeting", "Hello."), "")
    name = talks.start()
    talks.append(name, turn, after=0)
    sessions.keep(made, PROFILE)
    talks.close()

    assert sessions.plan(ID).plan == made  # whoever closes first leaves it to the other
    assert ConversationStore(engine).turns(name).turns == (turn,)
    engine.dispose()


def test_a_database_that_can_not_be_used_is_told_of_plans() -> None:
    with pytest.raises(StorageError, match="the plans can't be stored"):
        PlanStore("postgresql+psycopg://tester:secret@127.0.0.1:1/x")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"pain_before": 3, "effort": 4, "finished": True},
        {"pain_during": 11},
        {"pain_during": -0.5},
        {"pain_during": float("nan")},
        {"pain_during": 1, "done": {"basic": 21}},
        {"done": {"basic": -1}},
        {"done": {"": 1}},
        {"done": {f"exercise-{n}": 1 for n in range(51)}},
        {"pain_during": 1, "flexion_deg": 161},
        {"pain_during": 1, "effort": 10.5},
        {"pain_during": 1, "note": "x" * 501},
        {"pain_during": 1, "session": 0},
        {"pain_during": 1, "swelling": "huge"},
        {"pain_during": 1, "swelled": "none"},
        {"pain_during": 1, "on": None},
    ],
)
def test_a_log_that_can_not_be_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Log.model_validate({"on": "2026-12-01"} | fields)


@pytest.mark.parametrize("fields", [{"pain_during": 0}, {"done": {"basic": 0}}])
def test_a_log_tells_the_pain_or_what_was_done_and_may_leave_out_the_rest(
    fields: dict[str, Any],
) -> None:
    log = Log.model_validate({"on": "2026-12-01"} | fields)

    assert (log.sharp, log.swelling, log.finished, log.note) == (False, None, None, "")


def changed(plan: Plan, what: str) -> Plan:
    return plan.model_copy(update={"changed": (what,), "purpose": (said(what),)})


def said(what: str) -> Said:
    return Said(text=what, origin=Origin(of="inference"))


def stored(store: PlanStore, table: str, column: str) -> object:
    with store.engine.connect() as connection:
        found = connection.scalar(text(f"SELECT CAST({column} AS TEXT) FROM {table}"))
    return json.loads(found)


def plant(store: PlanStore, table: str, column: str, change: object) -> object:
    """Write past the store: fields of what is stored, or something else in its place."""
    new = stored(store, table, column)
    if isinstance(change, dict) and isinstance(new, dict):
        new = {key: value for key, value in {**new, **change}.items() if value is not None}
    else:
        new = change
    cast = "CAST(:new AS JSON)" if store.engine.dialect.name == "postgresql" else ":new"
    with store.engine.begin() as connection:
        connection.execute(text(f"UPDATE {table} SET {column} = {cast}"), {"new": json.dumps(new)})
    return new


def in_threads(work: Callable[[int], object]) -> None:
    together = threading.Barrier(8)

    def run(number: int) -> None:
        together.wait()
        work(number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
