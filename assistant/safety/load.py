"""The rule and limit files to a rulebook, or a refusal to start without them."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from assistant.errors import InvalidRules
from assistant.safety.rule import Basis, Cap, Limit, Rule, Rulebook, When

RULES_FILE = Path(__file__).with_name("rules.toml")
LIMITS_FILE = Path(__file__).with_name("limits.toml")
LEXICON_FILE = Path(__file__).with_name("lexicon.toml")
UNKNOWN = "unknown"  # an operation or graft that was not named
Entry = TypeVar("Entry", Rule, Limit)
Noun = type[Rule | Limit | When | Cap | Basis]

ENTRIES: dict[type, TypeAdapter[Any]] = {Rule: TypeAdapter(Rule), Limit: TypeAdapter(Limit)}
# A slip in a key of these would leave a condition out, and not be noticed by pydantic.
PARTS: dict[str, Noun] = {"when": When, "caps": Cap, "sources": Basis}


def load_rulebook(rules: Path = RULES_FILE, limits: Path = LIMITS_FILE) -> Rulebook:
    """Raises InvalidRules with file, entry and reason: there is no running without rules."""
    return Rulebook(load_rules(rules), load_limits(limits))


def load_rules(path: Path = RULES_FILE) -> tuple[Rule, ...]:
    rules = load_entries(path, "rule", Rule)
    for rule in rules:
        check_words(rule, path)
        for when in rule.when:
            entry = f"{path.name!r}, rule {rule.id!r}"
            check_names((*when.procedures, *when.also), "procedures", entry)
            check_names(when.grafts, "grafts", entry)
            check_names((*when.circumstances, *when.without), "circumstances", entry)
    return rules


def load_limits(path: Path = LIMITS_FILE) -> tuple[Limit, ...]:
    limits = load_entries(path, "limit", Limit)
    for limit in limits:
        entry = f"{path.name!r}, limit {limit.id!r}"
        check_names(limit.procedures, "procedures", entry)
        check_names(limit.grafts, "grafts", entry)
    return limits


def load_entries(path: Path, kind: str, noun: type[Entry]) -> tuple[Entry, ...]:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidRules(f"the file {str(path)!r} can't be read: {error}") from error
    entries = written.get(kind, [])
    if not entries:
        raise InvalidRules(f"the file {str(path)!r} holds no [[{kind}]]")
    read = tuple(read_entry(entry, path, kind, noun) for entry in entries)
    ids = [entry.id for entry in read]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise InvalidRules(f"{path.name!r}: the {kind} {twice[0]!r} stands twice")
    return read


def read_entry(entry: dict[str, object], path: Path, kind: str, noun: type[Entry]) -> Entry:
    name = entry.get("id", "without an id")
    check_keys(entry, noun, f"{path.name!r}, {kind} {name!r}")
    try:
        read: Entry = ENTRIES[noun].validate_python(entry)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InvalidRules(f"{path.name!r}, {kind} {name!r}: {where}: {first['msg']}") from error
    return read


def check_keys(written: Mapping[str, Any], noun: Noun, entry: str) -> None:
    if strange := sorted(set(written) - set(noun.__dataclass_fields__)):
        raise InvalidRules(f"{entry}: the key {strange[0]!r} is not known")
    for key, part in PARTS.items():
        tables = written.get(key)
        for table in tables if isinstance(tables, list) else ():
            if isinstance(table, dict):
                check_keys(table, part, f"{entry}: {key}")


def check_names(said: Iterable[str], group: str, entry: str) -> None:
    """A name that nobody's words lead to would never hold."""
    if strange := sorted(set(said) - {*lexicon_names(group), UNKNOWN}):
        raise InvalidRules(f"{entry}: {strange[0]!r} is not one of the {group} of the lexicon")


@cache
def lexicon_names(group: str) -> tuple[str, ...]:
    return tuple(tomllib.loads(LEXICON_FILE.read_text(encoding="utf-8"))[group])


def check_words(rule: Rule, path: Path) -> None:
    for group in rule.words:
        for word in group:
            try:
                re.compile(word)
            except re.error as error:
                raise InvalidRules(
                    f"{path.name!r}, rule {rule.id!r}: {word!r} is not a regex: {error}"
                ) from error


def load_source_titles(path: Path) -> dict[str, str]:
    """The titles of sources by key. Raises InvalidRules."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidRules(f"the file {str(path)!r} can't be read: {error}") from error
    return {key: str(entry["title"]) for key, entry in written.items()}
