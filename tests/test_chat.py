"""One message of a conversation to its turn, answered and kept."""

import pytest

from assistant.answers.reply import Abstention, Answer, Notice, Turn
from assistant.app import Assistant
from assistant.chat import converse
from assistant.errors import InvalidInput, MessageTooLong, UnknownConversation
from assistant.message import MAX_BYTES, check_message
from assistant.stores import Stores

OTHER = "5d2f0c1e-7d0a-4b53-9d0c-2f8a6f9f4a11"


def test_a_first_message_starts_a_conversation_and_the_next_goes_on_with_it(
    small: Assistant, stores: Stores
) -> None:
    first = converse("hello", None, assistant=small, stores=stores)
    name = first.conversation_id
    second = converse("how many reps?", name, assistant=small, stores=stores)

    assert (first.number, second.number, second.conversation_id) == (0, 1, name)
    assert isinstance(first.turn.reply, Notice)
    assert isinstance(second.turn.reply, Answer)
    assert stores.conversations.turns(name).turns == (first.turn, second.turn)


def test_an_abstention_is_kept_too(small: Assistant, stores: Stores) -> None:
    exchange = converse("what is the weather like", None, assistant=small, stores=stores)

    assert isinstance(exchange.turn.reply, Abstention)
    assert stores.conversations.turns(exchange.conversation_id).turns == (exchange.turn,)


def test_a_follow_up_is_answered_as_if_it_had_never_been_stored(
    small: Assistant, stores: Stores
) -> None:
    said = ["how do I hold the weight?", "and how many reps?", "may my heels come up?", "why?"]
    told = []
    name = None
    for message in said:
        exchange = converse(message, name, assistant=small, stores=stores)
        name = exchange.conversation_id
        told.append(exchange.turn.reply)

    history: list[Turn] = []
    for message in said:
        history.append(small.ask(message, history))
    assert told == [turn.reply for turn in history]


@pytest.mark.parametrize("message", ["", " \n", "a" * (MAX_BYTES + 1), "a\x00b"])
def test_a_bad_message_leaves_the_conversation_as_it_was(
    small: Assistant, stores: Stores, message: str
) -> None:
    name = converse("hello", None, assistant=small, stores=stores).conversation_id

    with pytest.raises(InvalidInput):
        converse(message, name, assistant=small, stores=stores)
    assert stores.conversations.turns(name).count == 1


def test_a_conversation_that_is_not_there_is_not_started(small: Assistant, stores: Stores) -> None:
    with pytest.raises(UnknownConversation, match=OTHER):
        converse("hello", OTHER, assistant=small, stores=stores)
    with pytest.raises(UnknownConversation, match=OTHER):
        stores.conversations.turns(OTHER)


@pytest.mark.parametrize(
    "message",
    [
        "how many reps?",
        "first line\nsecond line\twith a tab\r\n",
        "my knee hurts 🤦🏽‍♀️ after it",  # joined by a character that can't be seen
        "soft\u00adhyphen, no\u200bwidth and a mark\ufeff from a web page",
        "\u202bfrom right to left\u202c",
        "a letter too new to be known \U0001fbff",
        "a" * MAX_BYTES,
        "ü" * (MAX_BYTES // 2),
    ],
)
def test_what_people_paste_is_a_message(message: str) -> None:
    check_message(message)

    with pytest.raises(InvalidInput, match="plain text"):
        check_message(f"\x07{message[:-1]}")


@pytest.mark.parametrize("letter", ["a", "ü", "“", "🦵"])
def test_a_message_is_measured_in_bytes(letter: str) -> None:
    message = letter * (MAX_BYTES // len(letter.encode()) + 1)

    with pytest.raises(MessageTooLong, match=f"{len(message.encode())} bytes"):
        check_message(message)
