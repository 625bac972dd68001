"""Databases of any age are brought to the newest tables, and lose nothing on the way."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text

from assistant.answers.reply import Notice, Turn
from assistant.conversations.store import TURNS, ConversationStore
from assistant.errors import StorageError
from assistant.storage.engine import open_engine
from assistant.storage.migrate import MIGRATIONS, NEWEST, REVISIONS
from assistant.storage.tables import metadata

ROOT = Path(__file__).parents[2]
TALK = "5d2f0c1e-7d0a-4b53-9d0c-2f8a6f9f4a11"
TURN = Turn("How many sets?", "how many sets?", Notice("greeting", "Hello 🦵."), "squat")
BEFORE_REVISIONS = [
    "CREATE TABLE conversations (id VARCHAR(36) NOT NULL, started_at {time} NOT NULL, "
    "PRIMARY KEY (id))",
    "CREATE TABLE turns (conversation VARCHAR(36) NOT NULL, number INTEGER NOT NULL, "
    "at {time} NOT NULL, turn JSON NOT NULL, PRIMARY KEY (conversation, number), "
    "FOREIGN KEY(conversation) REFERENCES conversations (id))",
]
OPEN_AT_A_SIGN = """
import sys
from assistant.storage.engine import open_engine
print("ready", flush=True)
sys.stdin.readline()
open_engine(sys.argv[1]).dispose()
print("alembic" in sys.modules)
"""


@pytest.fixture
def raw(url: str, tmp_path: Path) -> Iterator[Engine]:
    """The same database, past all that the assistant does."""
    (tmp_path / "made" / "on the way").mkdir(parents=True)
    engine = create_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def old(raw: Engine) -> Engine:
    """A database of an assistant from before there were revisions, with one conversation."""
    time = "DATETIME" if raw.dialect.name == "sqlite" else "TIMESTAMP WITH TIME ZONE"
    now, said = str(datetime.now(UTC)), TURNS.dump_json(TURN).decode()
    with raw.begin() as connection:
        for table in BEFORE_REVISIONS:
            connection.exec_driver_sql(table.format(time=time))
        connection.execute(
            text("INSERT INTO conversations VALUES (:id, :at)"), {"id": TALK, "at": now}
        )
        connection.execute(
            text("INSERT INTO turns VALUES (:id, 0, :at, :turn)"),
            {"id": TALK, "at": now, "turn": said},
        )
    return raw


def test_an_old_database_is_upgraded_and_keeps_its_conversations(url: str, old: Engine) -> None:
    store = ConversationStore(url)

    assert store.turns(TALK).turns == (TURN,)
    assert recorded(old) == [NEWEST]
    assert {*metadata.tables} <= tables(old)
    store.close()


def test_an_upgraded_database_differs_in_nothing_from_the_tables(url: str, old: Engine) -> None:
    open_engine(url).dispose()

    with old.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_new_database_differs_in_nothing_from_the_tables(url: str, raw: Engine) -> None:
    open_engine(url).dispose()

    with raw.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_an_old_database_that_was_not_finished_is_made_whole(url: str, raw: Engine) -> None:
    with raw.begin() as connection:
        connection.exec_driver_sql(BEFORE_REVISIONS[0].format(time="TIMESTAMP"))

    open_engine(url).dispose()

    assert {*metadata.tables} <= tables(raw)


def test_a_database_of_the_first_revision_is_upgraded(url: str, raw: Engine) -> None:
    open_engine(url).dispose()
    with raw.begin() as connection:
        for table in ("logs", "plan_versions", "plans"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{REVISIONS[0]}'")

    open_engine(url).dispose()

    assert recorded(raw) == [NEWEST]
    assert {*metadata.tables} <= tables(raw)


def test_opening_a_database_again_changes_nothing_in_it(url: str, raw: Engine) -> None:
    first = ConversationStore(url)
    name = first.start()
    first.append(name, TURN, after=0)
    first.close()

    again = ConversationStore(url)

    assert again.turns(name).turns == (TURN,)
    assert recorded(raw) == [NEWEST]
    again.close()


def test_processes_that_start_at_the_same_moment_upgrade_once(url: str, old: Engine) -> None:
    assert opened_by_processes(url, count=3).count("True") >= 1

    store = ConversationStore(url)
    assert store.turns(TALK).turns == (TURN,)
    assert recorded(old) == [NEWEST]
    store.close()


def test_processes_that_start_at_the_same_moment_make_one_database(url: str, raw: Engine) -> None:
    opened_by_processes(url, count=3)

    assert recorded(raw) == [NEWEST]
    assert {*metadata.tables} <= tables(raw)


def test_alembic_is_not_imported_for_a_database_that_is_up_to_date(url: str) -> None:
    open_engine(url).dispose()

    assert opened_by_processes(url, count=1) == ["False"]


@pytest.mark.parametrize("newer", ["0003", "5f1c0a7be2d9"])
def test_a_database_of_a_newer_version_is_refused_and_left_alone(
    url: str, raw: Engine, newer: str
) -> None:
    store = ConversationStore(url)
    store.start()
    store.close()
    with raw.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{newer}'")

    with pytest.raises(StorageError, match=rf"version '{newer}'.*install the newer assistant"):
        open_engine(url)
    with raw.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM conversations")) == 1
    assert recorded(raw) == [newer]


def test_an_upgrade_that_fails_changes_nothing(url: str, old: Engine) -> None:
    with old.begin() as connection:  # somebody else's table, in the way of ours
        connection.exec_driver_sql("CREATE TABLE logs (line INTEGER)")
    before = tables(old)

    with pytest.raises(StorageError, match=r"logs.*already exists"):
        open_engine(url)

    assert tables(old) == before


def test_the_scripts_are_the_revisions_in_their_order() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS)).walk_revisions()

    assert tuple(script.revision for script in scripts) == REVISIONS[::-1]


@pytest.mark.parametrize(
    "path", sorted((MIGRATIONS / "versions").glob("*.py")), ids=lambda p: p.stem
)
def test_no_script_drops_anything(path: Path) -> None:
    words = path.read_text(encoding="utf-8").lower()

    assert not [word for word in ("drop", "delete from", "truncate", "downgrade") if word in words]


def tables(engine: Engine) -> set[str]:
    return {*inspect(engine).get_table_names()}


def recorded(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return [*connection.scalars(text("SELECT version_num FROM alembic_version"))]


def opened_by_processes(url: str, *, count: int) -> list[str]:
    """What each of them says, of whether it imported Alembic."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN_AT_A_SIGN, url],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(count)
    ]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[0].strip() for process in processes]
    assert [process.returncode for process in processes] == [0] * count
    return said
