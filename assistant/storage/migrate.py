"""Any database to the newest tables: a new one, one from before, one that is up to date."""

import threading
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection, Engine

from assistant.errors import StorageError

REVISIONS = ("0001", "0002")  # of the scripts in migrations/versions, oldest first
NEWEST = REVISIONS[-1]
MIGRATIONS = Path(__file__).parent / "migrations"

# What makes other processes wait, until the transaction ends, that start at the same moment.
LOCKS = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": "SELECT pg_advisory_xact_lock(2071423605)",  # any number that is ours alone
}
one_thread = threading.Lock()  # what a script calls as `op` is one for the whole process


def bring_up_to_date(engine: Engine) -> None:
    """
    Make the tables that are missing, all or none; nothing is ever dropped.

    A database from before there were revisions holds the tables of the first one, whose script
    leaves them as they are. Raises StorageError for a database of a newer version.
    """
    with engine.connect() as connection:
        if revision(connection) == NEWEST:
            return
    with one_thread, engine.begin() as connection:
        if lock := LOCKS.get(engine.dialect.name):
            connection.exec_driver_sql(lock)
        if revision(connection) != NEWEST:  # another may have been faster
            upgrade(connection)


def revision(connection: Connection) -> str | None:
    """What the database says of itself: None before there were revisions. Raises StorageError."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    query = text("SELECT version_num FROM alembic_version")
    found: str | None = connection.scalar(query)
    if found is not None and found not in REVISIONS:
        raise StorageError(
            f"the database is of version {found!r} and this assistant knows none after {NEWEST!r}: "
            "install the newer assistant that wrote it, or set ASSISTANT_DATABASE_URL to another "
            "database"
        )
    return found


def upgrade(connection: Connection) -> None:
    """Alembic takes as long to import as all else here: few databases need it, and only once."""
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")  # Alembic warns where it is left out
    command.upgrade(config, NEWEST)
