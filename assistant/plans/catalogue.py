"""The exercise file to a catalogue whose every value leads to its source, or a refusal."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from types import MappingProxyType

from pydantic import ConfigDict, TypeAdapter, ValidationError

from assistant.errors import InvalidRules
from assistant.plans.exercise import Basis, Dose, Exercise, Value
from assistant.safety.load import load_source_titles

SOURCES_FILE = "sources.toml"  # beside the exercise file, as the articles' folders are
ARTICLE_FILE = "article.md"
# TOML has no null: what an exercise has no amount of is left out.
MAY_BE_LEFT_OUT = [part.name for part in fields(Dose) if part.type == Value | None]
UNKNOWN_KEY = "unexpected_keyword_argument"  # pydantic's name of it
# A quote is a whole sentence: "push through sharp pain" must not be found in "never push …".
BEFORE_SENTENCE, AFTER_SENTENCE = r"(?:^|(?<=[.!?:*-] ))", r"(?<=[.!?])(?=\s|$)"

ENTRIES = TypeAdapter(tuple[Exercise, ...], config=ConfigDict(extra="forbid"))


@dataclass(frozen=True)
class Catalogue:
    """All exercises that a session can be made of."""

    version: str  # "2026-11-28"
    exercises: Mapping[str, Exercise]  # by id, in the order of the file


def load_catalogue(path: Path) -> Catalogue:
    """
    `path` is a TOML file in a corpus folder: the sources and articles stand beside it.

    Raises InvalidRules with file, entry and reason for what is not an exercise, for ids, sources,
    articles and quotes that lead nowhere, and for ladders without an end.
    """
    version, entries = read_entries(path)
    exercises = {entry.id: entry for entry in entries}
    sources = load_source_titles(path.with_name(SOURCES_FILE))
    for exercise in entries:
        entry = name_of(path, exercise.id)
        article = read_article_text(path.parent / exercise.article / ARTICLE_FILE, entry)
        check_ladder_names(exercise, exercises, entry)
        for where, value in parts_of(exercise):
            if isinstance(value, Basis):
                check_basis(value, f"{entry}: {where}", sources=sources, article=article)
            elif isinstance(value, Value) and value.low > value.high:
                raise InvalidRules(f"{entry}: {where}: {value.low:g} to {value.high:g} is no range")
    check_ladders_end(exercises, path)
    return Catalogue(version, MappingProxyType(exercises))


def read_entries(path: Path) -> tuple[str, tuple[Exercise, ...]]:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidRules(f"the file {str(path)!r} can't be read: {error}") from error
    if strange := sorted(set(written) - {"version", "exercise"}):
        raise InvalidRules(f"{path.name!r}: the key {strange[0]!r} is not known")
    version = written.get("version")
    if not isinstance(version, str) or not version:
        raise InvalidRules(f"{path.name!r} names no version: write one as text at its top")
    entries = written.get("exercise")
    if not isinstance(entries, list) or not entries:
        raise InvalidRules(f"the file {str(path)!r} holds no [[exercise]]")
    read = tuple(read_entry(entry, path) for entry in entries)
    ids = [exercise.id for exercise in read]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise InvalidRules(f"{path.name!r}: the exercise {twice[0]!r} stands twice")
    return version, read


def read_entry(entry: object, path: Path) -> Exercise:
    name = "without keys"
    if isinstance(entry, dict):
        name = str(entry.get("id", "without an id"))
        if isinstance(dose := entry.get("dose"), dict):
            entry = {**entry, "dose": {**dict.fromkeys(MAY_BE_LEFT_OUT), **dose}}
    try:
        (exercise,) = ENTRIES.validate_python([entry])
    except ValidationError as error:
        raise InvalidRules(f"{name_of(path, name)}: {reason(error)}") from error
    return exercise


def reason(error: ValidationError) -> str:
    """An unknown key first: most often it is a missing one, misspelt."""
    first = min(error.errors(), key=lambda one: one["type"] != UNKNOWN_KEY)
    *places, last = [str(part) for part in first["loc"][1:]] or [""]
    if first["type"] == UNKNOWN_KEY:
        return f"{''.join(f'{place}: ' for place in places)}the key {last!r} is not known"
    return f"{'.'.join([*places, last])}: {first['msg']}"


def name_of(path: Path, exercise: str) -> str:
    return f"{path.name!r}, exercise {exercise!r}"


def read_article_text(path: Path, entry: str) -> str:
    try:
        return " ".join(path.read_text(encoding="utf-8").split())
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRules(
            f"{entry}: the article {path.parent.name!r} can't be read: {error}"
        ) from error


def check_ladder_names(exercise: Exercise, known: Mapping[str, Exercise], entry: str) -> None:
    for name in (*exercise.easier, *exercise.harder):
        if name not in known:
            raise InvalidRules(f"{entry}: {name!r} is not one of the exercises")


def parts_of(noun: object, where: str = "") -> Iterator[tuple[str, object]]:
    """Every dataclass inside `noun`, with its place: "dose.sets.basis", "steps.2.basis"."""
    parts: list[tuple[str, object]] = []
    if is_dataclass(noun):
        parts = [(part.name, getattr(noun, part.name)) for part in fields(noun)]
    elif isinstance(noun, tuple):
        parts = [(str(at), value) for at, value in enumerate(noun)]
    for name, value in parts:
        place = f"{where}.{name}" if where else name
        if is_dataclass(value):
            yield place, value
        yield from parts_of(value, place)


def check_basis(basis: Basis, where: str, *, sources: Mapping[str, str], article: str) -> None:
    if strange := sorted(set(basis.sources) - set(sources)):
        raise InvalidRules(f"{where}: {strange[0]!r} is not a key of {SOURCES_FILE!r}")
    needed = {"article": basis.quote, "source": basis.sources, "inference": basis.note}
    if not needed[basis.of]:
        part = {"article": "quote", "source": "sources", "inference": "note"}[basis.of]
        raise InvalidRules(f"{where}: what is of {basis.of!r} needs a {part!r}")
    sentence = re.escape(" ".join(basis.quote.split()))
    if basis.quote and not re.search(f"{BEFORE_SENTENCE}{sentence}{AFTER_SENTENCE}", article):
        raise InvalidRules(f"{where}: the article has no sentence {basis.quote!r}")


def check_ladders_end(exercises: Mapping[str, Exercise], path: Path) -> None:
    below = {name: set(exercise.easier) for name, exercise in exercises.items()}
    for name, exercise in exercises.items():
        for harder in exercise.harder:
            below[harder].add(name)
    try:
        TopologicalSorter(below).prepare()
    except CycleError as error:
        round_trip = " > ".join(error.args[1])
        raise InvalidRules(
            f"{name_of(path, error.args[1][0])}: its ladder has no end: {round_trip}"
        ) from error
