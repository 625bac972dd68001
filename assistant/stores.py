"""The database's address to the stores in it: conversations and plans."""

from dataclasses import dataclass

from assistant.conversations.store import ConversationStore
from assistant.plans.store import PlanStore


@dataclass(frozen=True)
class Stores:
    """Both on one engine; whoever opened them closes them."""

    conversations: ConversationStore
    plans: PlanStore

    def close(self) -> None:
        self.conversations.close()


def open_stores(url: str) -> Stores:
    """Raises StorageError with the remedy."""
    conversations = ConversationStore(url)
    return Stores(conversations, PlanStore(conversations.engine))
