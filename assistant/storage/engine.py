"""A database's address to an engine over the newest tables, which all stores share."""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from assistant.errors import StorageError
from assistant.storage.migrate import bring_up_to_date

WAIT_S = 5.0  # for another writer; each holds its lock for milliseconds
PAUSE_S = 0.01


def open_engine(where: str | Engine, *, holds: str = "conversations") -> Engine:
    """
    `where` is a SQLAlchemy URL, or an engine that is open already and stays as it is.

    Raises StorageError with the remedy; it says that what the database `holds` can't be stored.
    """
    if isinstance(where, Engine):
        return where
    try:
        address = make_url(where)
        if address.get_backend_name() == "sqlite":
            make_folder(address.database)
        return up_to_date(address)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as error:
        raise StorageError(
            f"ASSISTANT_DATABASE_URL can't be used ({error}): write a SQLAlchemy URL such as "
            "sqlite:////data/conversations.sqlite3, and install its driver"
        ) from error
    except (SQLAlchemyError, OSError) as error:
        raise unusable(error, holds=holds) from error


def make_folder(database: str | None) -> None:
    if not database or database == ":memory:":  # each thread would have conversations of its own
        raise ArgumentError("conversations in memory are lost")
    if not database.startswith("file:"):
        Path(database).parent.mkdir(parents=True, exist_ok=True)


def up_to_date(address: URL) -> Engine:
    engine = create_engine(address, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", careful_sqlite)
    try:
        bring_up_to_date(engine)
    except BaseException:  # nobody else holds it
        engine.dispose()
        raise
    return engine


def careful_sqlite(connection: Any, _: Any) -> None:  # noqa: ANN401  (the driver's)
    """Readers never wait for a writer, and a second writer waits instead of failing."""
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={WAIT_S * 1000:.0f}")
    write_ahead(cursor)
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def write_ahead(cursor: sqlite3.Cursor) -> None:
    """The one lock that SQLite itself does not wait for: others may open a new file just now."""
    until = time.monotonic() + WAIT_S
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(PAUSE_S)


def unusable(error: Exception, *, holds: str = "conversations") -> StorageError:
    reason = str(getattr(error, "orig", None) or error).split("\n")[0]
    return StorageError(
        f"the {holds} can't be stored ({reason}): check the data folder, or ASSISTANT_DATABASE_URL"
    )
