"""One message of a conversation to its turn, answered and kept."""

from dataclasses import dataclass

from assistant.answers.reply import Session, Turn
from assistant.app import Assistant
from assistant.conversations.store import History
from assistant.message import check_message
from assistant.stores import Stores

NEW = History((), 0)


@dataclass(frozen=True)
class Exchange:
    """A turn and where it stands."""

    conversation_id: str
    number: int  # of the turn in its conversation, from 0
    turn: Turn


def converse(
    message: str,
    conversation_id: str | None,
    *,
    assistant: Assistant,
    stores: Stores,
) -> Exchange:
    """
    Answer `message` in its conversation, or in a new one, and keep the turn, and a plan it made.

    Raises InvalidInput, MessageTooLong, UnknownConversation and StorageError.
    """
    check_message(message)
    history = stores.conversations.turns(conversation_id) if conversation_id else NEW
    turn = assistant.ask(message, history.turns)
    conversation = conversation_id or stores.conversations.start()
    if isinstance(turn.reply, Session):
        stores.plans.keep(turn.reply.plan, turn.reply.profile)
    number = stores.conversations.append(conversation, turn, after=history.count)
    return Exchange(conversation, number, turn)
