"""A facts file to the facts and silences that make its article ask-able."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import InvalidFacts
from assistant.library.article import Fact, Instruction, Opening, Passage, Silence
from assistant.safety.rule import Cue, Variation

OPENINGS: tuple[Opening, ...] = get_args(Opening)


class FactEntry(BaseModel):
    """A [[fact]] of the file, as it is written."""

    model_config = ConfigDict(extra="forbid")
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    kind: str = Field(min_length=1)
    quotes: list[str] = Field(min_length=1)
    why: str = ""
    asks: list[str] = []
    yes: list[str] = []
    no: list[str] = []
    partly: list[str] = []
    yes_if: list[str] = []
    no_if: list[str] = []
    partly_if: list[str] = []


class SilenceEntry(BaseModel):
    """A [[silence]] of the file, as it is written."""

    model_config = ConfigDict(extra="forbid")
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    say: str = Field(min_length=1)
    nearest: str = ""
    asks: list[str] = Field(min_length=1)


class InstructionEntry(BaseModel):
    """An [[instruction]] of the file, as it is written."""

    model_config = ConfigDict(extra="forbid")
    quote: str = Field(min_length=1)
    variation: Literal["", Variation] = ""
    cues: list[Cue] = []


class FactsFile(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid")
    fact: list[FactEntry] = []
    silence: list[SilenceEntry] = []
    instruction: list[InstructionEntry] = []


@dataclass(frozen=True)
class Facts:
    """What a facts file says of its article."""

    facts: tuple[Fact, ...] = ()
    silences: tuple[Silence, ...] = ()
    instructions: tuple[Instruction, ...] = ()


def read_facts(path: Path, passages: Sequence[Passage]) -> Facts:
    """
    Read `path` against the passages of its article.

    Raises InvalidFacts with file, line and reason for bad TOML, an unknown key, a quote that is
    not a whole sentence of the article, a wording that stands twice, an unknown `why` or a bad
    regex.
    """
    try:
        source = path.read_text(encoding="utf-8")
        written = FactsFile.model_validate(tomllib.loads(source))
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidFacts(f"{path.name!r} can't be read: save it as UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise InvalidFacts(f"{path.name!r} is not valid TOML: {error}") from error
    except ValidationError as error:
        raise InvalidFacts(explain(path, source, error)) from error
    if fault := next(faults(written, passages), None):
        key, text, reason = fault
        raise InvalidFacts(f"{place(path, line_of(source, key, text))}: {reason}")
    by_text = {passage.text: passage.id for passage in reversed(passages)}
    return Facts(
        facts=tuple(to_fact(entry, by_text) for entry in written.fact),
        silences=tuple(
            Silence(entry.id, entry.say, by_text.get(entry.nearest, ""), tuple(entry.asks))
            for entry in written.silence
        ),
        instructions=tuple(
            Instruction(by_text[entry.quote], entry.variation, tuple(entry.cues))
            for entry in written.instruction
        ),
    )


def faults(written: FactsFile, passages: Sequence[Passage]) -> Iterator[tuple[str, str, str]]:
    """(its key or "", the string to look for, what is wrong), for everything pydantic can't see."""
    known = {passage.text for passage in passages}
    ids: set[str] = set()
    seen: dict[str, str] = {}
    whys = {entry.id for entry in written.fact}
    entries: list[FactEntry | SilenceEntry] = [*written.fact, *written.silence]
    for entry in entries:
        if entry.id in ids:
            yield "id", entry.id, f"the id {entry.id!r} is used twice"
        ids.add(entry.id)
        for quote in quotes(entry):
            if quote not in known:
                yield "", quote, f"{quote!r} is not a whole sentence of the article"
        for wording in wordings(entry):
            if not (key := folded(wording)):
                yield "", wording, f"{wording!r} of {entry.id!r} holds no words"
            elif key in seen:
                yield "", wording, f"the wording {wording!r} stands twice ({seen[key]}, {entry.id})"
            seen[key] = entry.id
    for instruction in written.instruction:
        if instruction.quote not in known:
            quote = instruction.quote
            yield "", quote, f"{quote!r} is not a whole sentence of the article"
    for fact in written.fact:
        if fact.why and fact.why not in whys:
            yield "why", fact.why, f"{fact.id!r} names an unknown fact {fact.why!r} as its why"
        if not any(wordings(fact)):
            yield "id", fact.id, f"the fact {fact.id!r} has no wordings"
        for _, cue in cues(fact):
            try:
                re.compile(cue)
            except re.error as error:
                yield "", cue, f"{cue!r} of {fact.id!r} is not a regex: {error}"


def to_fact(entry: FactEntry, by_text: dict[str, str]) -> Fact:
    polar: list[tuple[str, Opening | None]] = [(wording, None) for wording in entry.asks]
    for opening in OPENINGS:
        polar += [(wording, opening) for wording in getattr(entry, opening)]
    return Fact(
        id=entry.id,
        kind=entry.kind,
        passages=tuple(by_text[quote] for quote in entry.quotes),
        wordings=tuple(polar),
        cues=tuple(cues(entry)),
        why=entry.why,
    )


def quotes(entry: FactEntry | SilenceEntry) -> list[str]:
    if isinstance(entry, FactEntry):
        return entry.quotes
    return [entry.nearest] if entry.nearest else []


def wordings(entry: FactEntry | SilenceEntry) -> list[str]:
    if isinstance(entry, SilenceEntry):
        return entry.asks
    return [*entry.asks, *entry.yes, *entry.no, *entry.partly]


def cues(entry: FactEntry) -> Iterator[tuple[Opening, str]]:
    for opening in OPENINGS:
        for cue in getattr(entry, f"{opening}_if"):
            yield opening, cue


def folded(wording: str) -> str:
    """Two wordings that differ only in case, blanks and punctuation are one."""
    return re.sub(r"[\W_]+", " ", wording.lower()).strip()


def line_of(source: str, key: str, text: str) -> int:
    """Where the string `text` stands last: a second use is the one to mend. 0 if nowhere."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    strings = "|".join(re.escape(form) for form in (f'"{text}"', f"'{text}'", f'"{escaped}"'))
    before = rf"^\s*{key}\s*=\s*" if key else ""
    found = list(re.finditer(rf"{before}(?P<string>{strings})", source, re.MULTILINE))
    return source.count("\n", 0, found[-1].start("string")) + 1 if found else 0


def place(path: Path, line: int) -> str:
    return f"{path.name!r}, line {line}" if line else repr(path.name)


def explain(path: Path, source: str, error: ValidationError) -> str:
    """The first fault that pydantic found, with the line of the table that it stands in."""
    first = error.errors()[0]
    table, *rest = [str(part) for part in first["loc"]]
    opens = rf"^\s*(?:\[\[?\s*)?{re.escape(table)}\b"
    heads = [match.end() for match in re.finditer(opens, source, re.MULTILINE)]
    index = int(rest[0]) if rest and rest[0].isdigit() else 0
    line = source.count("\n", 0, heads[index]) + 1 if index < len(heads) else 0
    named = " ".join(rest[1:]) or f"[[{table}]]"
    return f"{place(path, line)}: {named}: {first['msg']}"
