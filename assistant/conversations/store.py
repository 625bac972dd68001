"""Conversations to a database and back: SQLite by default, any SQLAlchemy URL otherwise."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from assistant.answers.reply import Turn
from assistant.errors import ConversationBusy, StorageError, UnknownConversation
from assistant.storage.engine import open_engine, unusable
from assistant.storage.tables import conversations, turns

MAX_TURNS = 500  # of a conversation that are read back and screened
TURNS = TypeAdapter(Turn)


@dataclass(frozen=True)
class History:
    """What a conversation holds."""

    turns: tuple[Turn, ...]  # the last ones, oldest first
    count: int  # of all


class ConversationStore:
    """Holds a database open; safe to share between threads."""

    def __init__(self, where: str | Engine) -> None:
        """`where` is a SQLAlchemy URL, or an engine that other stores use too."""
        self.engine = open_engine(where)

    def start(self) -> str:
        """A new, empty conversation. Returns its id, a random UUID."""
        name = str(uuid.uuid4())
        self.write(insert(conversations).values(id=name, started_at=datetime.now(UTC)))
        return name

    def turns(self, conversation: str) -> History:
        """The last `MAX_TURNS` turns and the number of all. Raises UnknownConversation."""
        check_name(conversation)
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
            raise unknown(conversation)
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
        check_name(conversation)
        deleted = self.write(
            delete(turns).where(turns.c.conversation == conversation),
            delete(conversations).where(conversations.c.id == conversation),
        )
        if not deleted:
            raise unknown(conversation)

    def write(self, *statements: Any) -> int:  # noqa: ANN401  (SQLAlchemy's, kept in this module)
        """All of the statements or none; how many rows the last one changed."""
        changed = 0
        try:
            with self.engine.begin() as connection:
                for statement in statements:
                    changed = connection.execute(statement).rowcount
        except SQLAlchemyError as error:
            raise unusable(error) from error
        return changed

    def close(self) -> None:
        self.engine.dispose()


def check_name(conversation: str) -> None:
    """Databases disagree on what they do with text that is none; ours is always a UUID."""
    try:
        uuid.UUID(conversation)
    except ValueError as error:
        raise unknown(conversation) from error


def unknown(conversation: str) -> UnknownConversation:
    return UnknownConversation(
        f"there is no conversation {conversation!r}: leave its id out to start one"
    )


def read_turn(stored: Any, conversation: str) -> Turn:  # noqa: ANN401
    try:
        return TURNS.validate_python(stored)
    except ValidationError as error:
        raise StorageError(
            f"a turn of conversation {conversation!r} can't be read: it was written by another "
            "version; start a new conversation"
        ) from error
