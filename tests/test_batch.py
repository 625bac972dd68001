"""Files of questions to lines of replies."""

import io
import json
from pathlib import Path

import pytest

from assistant.app import Assistant
from assistant.batch import Asked, answer_lines, read_lines
from assistant.errors import InvalidInput


def lines(tmp_path: Path, text: str, *, encoding: str = "utf-8") -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ('{"id": "a", "question": "reps?"}', [Asked("a", ("reps?",))]),
        ('{"id": 7, "question": "reps?"}\n', [Asked(7, ("reps?",))]),
        ('{"id": "a", "turns": ["reps?", "sets?"]}', [Asked("a", ("reps?", "sets?"))]),
        ('{"id": "a", "question": "reps?", "turns": []}', [Asked("a", ("reps?",))]),
        ('{"id": "a", "question": "reps?", "note": "x"}', [Asked("a", ("reps?",))]),
        (
            '\n{"id": "b", "question": "x?"}\r\n\r\n{"id": "a", "question": "y?"}\r\n',
            [Asked("b", ("x?",)), Asked("a", ("y?",))],
        ),
        (
            '{"id": "a", "question": "one\\ntwo \u2028 three"}',
            [Asked("a", ("one\ntwo \u2028 three",))],
        ),
        ('{"id": "a", "question": "👍 ¿qué?"}', [Asked("a", ("👍 ¿qué?",))]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_lines_are_read_in_order(tmp_path: Path, text: str, asked: list[Asked]) -> None:
    assert read_lines(lines(tmp_path, text)) == asked


def test_a_file_of_windows_may_open_with_its_mark(tmp_path: Path) -> None:
    path = lines(tmp_path, '{"id": "a", "question": "reps?"}\r\n', encoding="utf-8-sig")

    assert read_lines(path) == [Asked("a", ("reps?",))]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "Invalid JSON"),
        ("[]", "should be an object"),
        ('{"question": "reps?"}', "Field required"),
        ('{"id": "a"}', "either 'question' or 'turns'"),
        ('{"id": "a", "question": ""}', "either 'question' or 'turns'"),
        ('{"id": "a", "turns": []}', "either 'question' or 'turns'"),
        ('{"id": "a", "question": "x", "turns": ["y"]}', "either 'question' or 'turns'"),
        ('{"id": "a", "question": "  "}', "empty"),
        ('{"id": "a", "turns": ["reps?", ""]}', "empty"),
        ('{"id": "a", "question": 5}', "valid string"),
        ('{"id": "a", "question": "' + "x" * 10_001 + '"}', "10001 bytes"),
        ('{"id": "a", "question": "\\u0000?"}', "no text"),
        ('{"id": "a", "question": "\\ud800"}', "Invalid JSON"),
    ],
)
def test_a_faulty_line_is_named_before_anything_is_answered(
    tmp_path: Path, line: str, reason: str
) -> None:
    path = lines(tmp_path, f'{{"id": "fine", "question": "reps?"}}\n\n{line}\n')

    with pytest.raises(InvalidInput, match=r"'questions.jsonl', line 3: ") as caught:
        read_lines(path)

    assert reason in str(caught.value)


def test_a_file_that_is_not_there_or_no_text_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="can't be read"):
        read_lines(tmp_path / "nowhere.jsonl")
    with pytest.raises(InvalidInput, match="can't be read"):
        read_lines(lines(tmp_path, "é", encoding="latin-1"))
    with pytest.raises(InvalidInput, match="can't be read"):
        read_lines(tmp_path)


def test_a_dash_reads_what_is_piped_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id": 1, "question": "reps?"}\n'))

    assert read_lines(Path("-")) == [Asked(1, ("reps?",))]


def test_each_line_gets_one_reply_in_the_same_order(small: Assistant) -> None:
    asked = [
        Asked("b", ("how do I hold the weight?",)),
        Asked(3, ("👍",)),
        Asked("b", ("how many reps?",)),
    ]

    replies = [json.loads(line) for line in answer_lines(asked, small.ask)]

    assert [one["id"] for one in replies] == ["b", 3, "b"]
    assert [one["reply"]["kind"] for one in replies] == ["answer", "abstention", "answer"]
    assert "explain" not in replies[0]["reply"]


def test_of_several_turns_the_last_is_answered_with_what_was_said_before(small: Assistant) -> None:
    asked = [Asked("a", ("what about my heels?", "👍", "how many reps?"))]

    (line,) = answer_lines(asked, small.ask)

    reply = json.loads(line)["reply"]
    assert reply["text"] == "Do 8-12 repetitions for 3 sets."


def test_lines_do_not_hear_each_other(small: Assistant) -> None:
    asked = [Asked("a", ("what about my heels?",)), Asked("b", ("12?",))]

    replies = [json.loads(line)["reply"] for line in answer_lines(asked, small.ask)]

    assert replies[1]["reason"] == "unclear"


def test_a_reply_is_one_line_that_people_can_read(small: Assistant) -> None:
    (line,) = answer_lines(
        [Asked("é", ("how long do I rest between sets?",))], small.ask, explain=True
    )

    assert "\n" not in line
    assert '"id": "é"' in line
    assert json.loads(line)["reply"]["explain"]["article"] == "goblet-squat"
