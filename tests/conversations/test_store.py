"""Conversations in a real database: SQLite always, PostgreSQL where it is installed."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.answers.reply import (
    Abstention,
    Answer,
    Citation,
    Considered,
    Notice,
    Referral,
    Reply,
    Sentence,
    Trace,
    Turn,
)
from assistant.conversations.store import MAX_TURNS, ConversationStore
from assistant.errors import ConversationBusy, StorageError, UnknownConversation

CITATION = Citation(1, "squat", "Squat", "Dose › Sets", "Do 3 × 8 “slow” 🦵 squats.", 5, 30, "ab12")
REPLIES: list[Reply] = [
    Answer(CITATION.quote, (Sentence(CITATION.quote, (1,)),), (CITATION,), ("dose",)),
    Abstention("not_in_corpus", "The article does not say that.", (CITATION,)),
    Abstention("language", "I can only read English so far."),
    Notice("greeting", "Hello."),
    Referral("Stop, and call for help.", "emergency", "U01"),
]
STRANGE_NAMES = ["", "mine", "../x", "a\x00b", "\ud800", "' OR 1=1 --", "5" * 10_000]
OTHER = "5d2f0c1e-7d0a-4b53-9d0c-2f8a6f9f4a11"


def said(number: int, reply: Reply = REPLIES[3]) -> Turn:
    near = (Considered("fact", "dose", 0.91, 3.2, -0.1, "fact/dose/open/0"),)
    trace = Trace("how many", "squat", near, 0.8, "answers by dose", {"embed": 5.0})
    return Turn(f"message {number}", "how many?", reply, "squat", trace=trace)


@pytest.fixture
def kept(url: str) -> Iterator[ConversationStore]:
    opened = ConversationStore(url)
    yield opened
    opened.close()


@pytest.mark.parametrize("reply", REPLIES)
def test_a_turn_is_read_back_as_it_was(kept: ConversationStore, reply: Reply) -> None:
    name = kept.start()
    kept.append(name, said(0, reply), after=0)

    assert kept.turns(name).turns == (said(0, reply),)


def test_turns_keep_their_order_and_a_long_past_is_left_out(kept: ConversationStore) -> None:
    name = kept.start()
    numbers = [kept.append(name, said(n), after=n) for n in range(MAX_TURNS + 3)]

    history = kept.turns(name)
    assert numbers == list(range(MAX_TURNS + 3))
    assert history.count == MAX_TURNS + 3
    assert [turn.message for turn in history.turns] == [
        f"message {n}" for n in range(3, MAX_TURNS + 3)
    ]


def test_a_new_conversation_is_empty(kept: ConversationStore) -> None:
    history = kept.turns(kept.start())

    assert (history.turns, history.count) == ((), 0)


def test_a_conversation_survives_a_restart(url: str) -> None:
    before = ConversationStore(url)
    name = before.start()
    before.append(name, said(0), after=0)
    before.close()

    after = ConversationStore(url)
    after.append(name, said(1), after=after.turns(name).count)

    assert after.turns(name).turns == (said(0), said(1))
    after.close()


def test_of_two_turns_in_one_place_the_second_is_refused(kept: ConversationStore) -> None:
    name = kept.start()
    kept.append(name, said(0), after=0)

    with pytest.raises(ConversationBusy, match="send yours again"):
        kept.append(name, said(1), after=0)
    assert kept.turns(name).turns == (said(0),)


def test_of_many_writers_at_once_one_takes_each_place(kept: ConversationStore) -> None:
    name, together = kept.start(), threading.Barrier(8)
    refused: list[int] = []

    def write(number: int) -> None:
        together.wait()
        try:
            kept.append(name, said(number), after=0)
        except ConversationBusy:
            refused.append(number)

    in_threads(write)
    (written,) = kept.turns(name).turns
    assert sorted([*refused, int(written.message.split()[1])]) == list(range(8))


def test_many_may_open_a_new_database_at_once(url: str) -> None:
    together = threading.Barrier(8)
    names: list[str] = []

    def start(_: int) -> None:
        together.wait()
        opened = ConversationStore(url)
        names.append(opened.start())
        opened.close()

    in_threads(start)
    assert len({*names}) == 8


def test_a_forgotten_conversation_is_gone_and_no_other(kept: ConversationStore) -> None:
    name, other = kept.start(), kept.start()
    for conversation in (name, other):
        kept.append(conversation, said(0), after=0)
    kept.forget(name)

    for action in (kept.turns, kept.forget):
        with pytest.raises(UnknownConversation):
            action(name)
    with pytest.raises(ConversationBusy):  # it was forgotten while its message was answered
        kept.append(name, said(1), after=1)
    assert kept.turns(other).turns == (said(0),)


@pytest.mark.parametrize("name", [*STRANGE_NAMES, OTHER])
def test_a_conversation_that_is_not_there_is_unknown(kept: ConversationStore, name: str) -> None:
    for action in (kept.turns, kept.forget):
        with pytest.raises(UnknownConversation, match="there is no conversation"):
            action(name)


def test_a_turn_of_another_version_is_refused_and_can_still_be_forgotten(
    kept: ConversationStore,
) -> None:
    name = kept.start()
    kept.append(name, said(0), after=0)
    with kept.engine.begin() as connection:
        connection.exec_driver_sql("""UPDATE turns SET turn = '{"message": "how many?"}'""")

    with pytest.raises(StorageError, match="another version"):
        kept.turns(name)
    kept.forget(name)
    with pytest.raises(UnknownConversation):
        kept.turns(name)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("", "write a SQLAlchemy URL"),
        ("conversations.sqlite3", "write a SQLAlchemy URL"),
        ("postgres://tester:secret@127.0.0.1/x", "write a SQLAlchemy URL"),
        ("http://127.0.0.1/x", "write a SQLAlchemy URL"),
        ("postgresql://tester:secret@127.0.0.1:port/x", "write a SQLAlchemy URL"),
        ("oracle+oracledb://tester:secret@127.0.0.1/x", "install its driver"),
        ("sqlite://", "lost"),
        ("sqlite:///:memory:", "lost"),
        ("postgresql+psycopg://tester:secret@127.0.0.1:1/x", "can't be stored"),
        ("sqlite:////proc/nowhere/x.sqlite3", "check the data folder"),
        ("sqlite:///{folder}", "unable to open database file"),
        ("sqlite:///{folder}/file/x.sqlite3", "check the data folder"),
        ("sqlite:///{folder}/file", "not a database"),
        ("sqlite:///file:{folder}/none.sqlite3?mode=ro&uri=true", "unable to open"),
    ],
)
def test_a_database_that_can_not_be_used_is_told_in_a_sentence(
    tmp_path: Path, address: str, says: str
) -> None:
    (tmp_path / "file").write_text("These are notes, and long enough to be no header. " * 10)

    with pytest.raises(StorageError) as caught:
        ConversationStore(address.format(folder=tmp_path))

    assert says in str(caught.value)
    assert "ASSISTANT_DATABASE_URL" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_database_that_can_only_be_read_is_told_when_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    ConversationStore(f"sqlite:///{path}").close()
    opened = ConversationStore(f"sqlite:///file:{path}?mode=ro&uri=true")

    with pytest.raises(StorageError, match="readonly"):
        opened.start()
    opened.close()


def in_threads(work: Callable[[int], None]) -> None:
    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
