"""The noun of the evals: one question with what a right reply to it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import InvalidInput

CASES = Path(__file__).with_name("cases")
Expect = Literal["answer", "abstain", "notice"]
Split = Literal["dev", "test"]


class Case(BaseModel):
    """
    One question, or a conversation of which the last message counts.

    Gold is given as whole sentences of the article, never as ids: it survives another chunking.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    group: str  # "fact", "list", "near", "offtopic" …
    split: Split
    expect: Expect
    turns: tuple[str, ...] = Field(min_length=1)
    gold: tuple[str, ...] = ()  # what a right answer cites: any of it, or all for lists
    any: tuple[str, ...] = ()  # sentences of which one alone is enough too
    opening: Literal["yes", "no", "partly"] | None = None
    note: str = ""


def read_cases(folder: Path = CASES) -> Iterator[Case]:
    """Raises InvalidInput with file and line."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                yield Case.model_validate_json(line)
            except ValidationError as error:
                reason = error.errors()[0]["msg"]
                raise InvalidInput(f"{path.name!r}, line {number}: {reason}") from error
