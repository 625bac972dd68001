"""
A conversational assistant that answers from exercise articles, each sentence cited.

    from assistant import open_assistant

    with open_assistant() as assistant:
        print(assistant.ask("How many sets?").reply.text)
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answers.reply import Abstention, Answer, Notice, Turn
    from assistant.app import Assistant, open_assistant
    from assistant.errors import AssistantError
    from assistant.settings import Settings

__all__ = [
    "Abstention",
    "Answer",
    "Assistant",
    "AssistantError",
    "Notice",
    "Settings",
    "Turn",
    "open_assistant",
]

# What is asked for is imported then: `import assistant` itself stays below a tenth of a second.
PLACES = {
    "Abstention": "assistant.answers.reply",
    "Answer": "assistant.answers.reply",
    "Assistant": "assistant.app",
    "AssistantError": "assistant.errors",
    "Notice": "assistant.answers.reply",
    "Settings": "assistant.settings",
    "Turn": "assistant.answers.reply",
    "open_assistant": "assistant.app",
}


def __getattr__(name: str) -> object:
    if name not in PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(PLACES[name]), name)
