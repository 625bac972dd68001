"""A file of JSON lines with questions to one JSON line with the reply for each, in order."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from assistant.answers.reply import Turn
from assistant.errors import InvalidInput
from assistant.message import check_message
from assistant.wire import to_wire

Ask = Callable[[str, Sequence[Turn]], Turn]  # a message and its conversation so far


@dataclass(frozen=True)
class Asked:
    """One line: an id, and the messages of a conversation of which the last is answered."""

    id: str | int
    turns: tuple[str, ...]


class Line(BaseModel):
    """One line as it is written."""

    model_config = ConfigDict(extra="ignore")
    id: str | int
    question: str | None = None
    turns: list[str] | None = None

    @model_validator(mode="after")
    def one_of_two(self) -> "Line":
        if bool(self.question) == bool(self.turns):
            raise ValueError("give either 'question' or 'turns'")
        return self


def read_lines(path: Path) -> list[Asked]:
    """All lines are checked before the first is answered. Raises InvalidInput with the line."""
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{str(path)!r} can't be read: give a file of JSON lines") from error
    asked = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            read = Line.model_validate_json(line)
            turns = tuple(read.turns or [read.question or ""])
            for turn in turns:
                check_message(turn)
        except (ValidationError, InvalidInput) as error:
            reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            raise InvalidInput(
                f"{path.name!r}, line {number}: {reason.removeprefix('Value error, ')}"
            ) from error
        asked.append(Asked(read.id, turns))
    return asked


def answer_lines(lines: Sequence[Asked], ask: Ask, *, explain: bool = False) -> Iterator[str]:
    for line in lines:
        history: list[Turn] = []
        for message in line.turns:
            history.append(ask(message, history))
        reply = to_wire(history[-1], explain=explain)
        yield json.dumps({"id": line.id, "reply": reply}, ensure_ascii=False)


def readable(line: str) -> str:
    """A JSON line of `answer_lines` as text."""
    reply = json.loads(line)
    return f"{reply['id']}: {reply['reply']['text']}"
