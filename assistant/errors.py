"""
Every error that a user of the assistant can meet.

AssistantError
├── InvalidInput            a message, a file of questions or a setting that can't be used as it is
│   ├── MessageTooLong      a message of more bytes than are read
│   └── InvalidProfile      a profile that can't be, with a sentence for each field
├── UnreadableArticle       an article file that can't be read as an article
├── InvalidFacts            a facts file that does not fit its article
├── UnknownArticle          an article that the library does not hold
├── UnknownPlan             a plan that the store does not hold
├── PlanBusy                a plan that was changed twice at once
├── PlanRefused             a plan that does not keep what is promised of plans
├── UnknownConversation     a conversation that the store does not hold
├── ConversationBusy        two messages of one conversation were answered at once
├── InvalidRules            a safety rule file without which nothing may run
├── EmbeddingUnavailable    an embedding model that can't be loaded or exported
└── StorageError            a data folder, index or database that can't be used
    ├── IndexBusy           another process is writing the index
    └── IndexDamaged        an index that can't be read and has to be rebuilt

Each message is one sentence that says what is wrong and what to do.
"""


class AssistantError(Exception):
    """The parent of all: catch it at the edge and show its sentence."""


class InvalidInput(AssistantError):
    """A message, a file of questions or a setting that can't be used as it is."""


class MessageTooLong(InvalidInput):
    """A message of more bytes than are read."""


class InvalidProfile(InvalidInput):
    """A profile that can't be: `fields` holds a sentence for each."""

    def __init__(self, fields: dict[str, str]) -> None:
        self.fields = fields
        super().__init__(" ".join(f"{field}: {text}" for field, text in fields.items()))


class UnknownPlan(AssistantError):
    """A plan that the store does not hold."""


class PlanBusy(AssistantError):
    """A plan was changed meanwhile; the second change has to be made again."""


class PlanRefused(AssistantError):
    """A plan that does not keep a promise: none is given."""


class UnreadableArticle(AssistantError):
    """An article file that can't be read as an article."""


class InvalidFacts(AssistantError):
    """A facts file that does not fit its article, or is not one."""


class UnknownArticle(AssistantError):
    """An article that the library does not hold."""


class UnknownConversation(AssistantError):
    """A conversation that the store does not hold."""


class ConversationBusy(AssistantError):
    """Two messages of one conversation were answered at once; the second has to be sent again."""


class InvalidRules(AssistantError):
    """A safety rule file that can't be used: nothing runs without rules."""


class EmbeddingUnavailable(AssistantError):
    """An embedding model that can't be loaded, exported or trusted."""


class StorageError(AssistantError):
    """A data folder, index or database that can't be used."""


class IndexBusy(StorageError):
    """Another process is writing the index."""


class IndexDamaged(StorageError):
    """An index that can't be read and has to be rebuilt."""


def sentence(text: str) -> str:
    """A message as it is shown: on one line, with a capital and a full stop."""
    line = " ".join(text.split())
    return line[:1].upper() + line[1:].rstrip(".") + "."
