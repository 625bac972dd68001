"""Conversations to a database and back: SQLite by default, any SQLAlchemy URL otherwise."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    event,
    insert,
    select,
)
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from assistant.answers.reply import Turn
from assistant.errors import ConversationBusy, StorageError, UnknownConversation

MAX_TURNS = 200  # of a conversation that are read back; older ones decide nothing

metadata = MetaData()
conversations = Table(
    "conversations",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("started_at", DateTime(timezone=True), nullable=False),
)
turns = Table(
    "turns",
    metadata,
    Column("conversation", String(36), ForeignKey("conversations.id"), primary_key=True),
    Column("number", Integer, primary_key=True),  # from 0; two writers of one number: one fails
    Column("at", DateTime(timezone=True), nullable=False),
    Column("turn", JSON, nullable=False),
)
TURNS = TypeAdapter(Turn)


@dataclass(frozen=True)
class History:
    """What a conversation holds."""

    turns: tuple[Turn, ...]  # the last ones, oldest first
    count: int  # of all


class ConversationStore:
    """Holds a database open; safe to share between threads."""

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)

    def start(self) -> str:
        """A new, empty conversation. Returns its id, a random UUID."""
        name = str(uuid.uuid4())
        self.write(insert(conversations).values(id=name, started_at=datetime.now(UTC)))
        return name

    def turns(self, conversation: str) -> History:
        """The last `MAX_TURNS` turns and the number of all. Raises UnknownConversation."""
        query = (
            select(turns.c.turn, turns.c.number)
            .where(turns.c.conversation == conversation)
            .order_by(turns.c.number.desc())
            .limit(MAX_TURNS)
        )
        try:
            with self.engine.connect() as connection:
                rows = connection.execute(query).all()
                known = (
                    rows
                    or connection.execute(
                        select(conversations.c.id).where(conversations.c.id == conversation)
                    ).first()
                )
        except SQLAlchemyError as error:
            raise unusable(error) from error
        if not known:
            raise UnknownConversation(
                f"there is no conversation {conversation!r}: leave out conversation_id to start one"
            )
        return History(
            tuple(read_turn(row.turn, conversation) for row in reversed(rows)),
            rows[0].number + 1 if rows else 0,
        )

    def append(self, conversation: str, turn: Turn, *, after: int) -> int:
        """
        Add `turn` behind the first `after` turns and return its number, counted from 0.

        Raises ConversationBusy when another turn was added meanwhile: it was answered without
        knowledge of this one, and the other way round.
        """
        row = insert(turns).values(
            conversation=conversation,
            number=after,
            at=datetime.now(UTC),
            turn=TURNS.dump_python(turn, mode="json"),
        )
        try:
            with self.engine.begin() as connection:
                connection.execute(row)
        except IntegrityError as error:
            raise ConversationBusy(
                "another message of this conversation was answered meanwhile: send yours again"
            ) from error
        except SQLAlchemyError as error:
            raise unusable(error) from error
        return after

    def forget(self, conversation: str) -> None:
        """Delete a conversation with all its turns. Raises UnknownConversation."""
        self.turns(conversation)
        self.write(
            delete(turns).where(turns.c.conversation == conversation),
            delete(conversations).where(conversations.c.id == conversation),
        )

    def write(self, *statements: Any) -> None:  # noqa: ANN401  (SQLAlchemy's, kept in this module)
        try:
            with self.engine.begin() as connection:
                for statement in statements:
                    connection.execute(statement)
        except SQLAlchemyError as error:
            raise unusable(error) from error

    def close(self) -> None:
        self.engine.dispose()


def open_engine(url: str) -> Engine:
    """Raises StorageError with the remedy."""
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite" and address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(address, pool_pre_ping=True)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", careful_sqlite)
        metadata.create_all(engine)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StorageError(
            f"ASSISTANT_DATABASE_URL can't be used ({error}): write a SQLAlchemy URL such as "
            "sqlite:////data/conversations.sqlite3, and install its driver"
        ) from error
    except (SQLAlchemyError, OSError) as error:
        raise unusable(error) from error
    return engine


def careful_sqlite(connection: Any, _: Any) -> None:  # noqa: ANN401
    """Readers never wait for a writer, and a second writer waits instead of failing."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def read_turn(stored: Any, conversation: str) -> Turn:  # noqa: ANN401
    try:
        return TURNS.validate_python(stored)
    except ValidationError as error:
        raise StorageError(
            f"a turn of conversation {conversation!r} can't be read: it was written by another "
            "version; start a new conversation"
        ) from error


def unusable(error: Exception) -> StorageError:
    reason = str(getattr(error, "orig", None) or error).split("\n")[0]
    return StorageError(
        f"the conversations can't be stored ({reason}): check the data folder, or "
        "ASSISTANT_DATABASE_URL"
    )
