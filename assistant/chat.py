"""One message of a conversation to its turn, answered and kept."""

from dataclasses import dataclass

from assistant.answers.reply import Turn
from assistant.app import Assistant
from assistant.conversations.store import ConversationStore, History
from assistant.message import check_message

NEW = History((), 0)


@dataclass(frozen=True)
class Exchange:
    """A turn and where it stands."""

    conversation_id: str
    number: int  # of the turn in its conversation, from 0
    turn: Turn


def converse(
    message: str, conversation_id: str | None, *, assistant: Assistant, store: ConversationStore
) -> Exchange:
    """
    Answer `message` in its conversation, or in a new one, and keep the turn.

    Raises InvalidInput, MessageTooLong, UnknownConversation and StorageError.
    """
    check_message(message)
    history = store.turns(conversation_id) if conversation_id else NEW
    turn = assistant.ask(message, history.turns)
    conversation = conversation_id or store.start()
    number = store.append(conversation, turn, after=history.count)
    return Exchange(conversation, number, turn)
