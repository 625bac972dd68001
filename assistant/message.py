"""A message as it arrives to one that can be answered, or the reason why not."""

import unicodedata

from assistant.errors import InvalidInput, MessageTooLong

MAX_BYTES = 10_000  # of one message; a question is a hundredth of it
# Control characters and halves of characters. Others that can't be seen are pasted in good faith:
# soft hyphens, joiners of emoji, blanks of no width.
NO_TEXT = {"Cc", "Cs"}


def check_message(message: str) -> None:
    """Raises InvalidInput or MessageTooLong, with what to do."""
    size = len(message.encode("utf-8", errors="replace"))
    if size > MAX_BYTES:
        raise MessageTooLong(
            f"the message has {size} bytes and at most {MAX_BYTES} can be read: ask in fewer words"
        )
    if not message.strip():
        raise InvalidInput("the message is empty: write a question")
    if any(unicodedata.category(char) in NO_TEXT and not char.isspace() for char in message):
        raise InvalidInput("the message holds characters that are no text: send plain text")
