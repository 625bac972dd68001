"""The rule file to rules, or a refusal to start without them."""

import re
import tomllib
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.errors import InvalidRules
from assistant.safety.rule import Rule

RULES_FILE = Path(__file__).with_name("rules.toml")
RULE = TypeAdapter(Rule)


def load_rules(path: Path = RULES_FILE) -> tuple[Rule, ...]:
    """Raises InvalidRules with file, entry and reason: there is no running without rules."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidRules(f"the rule file {str(path)!r} can't be read: {error}") from error
    entries = written.get("rule", [])
    if not entries:
        raise InvalidRules(f"the rule file {str(path)!r} holds no [[rule]]")
    rules = tuple(read_rule(entry, path) for entry in entries)
    ids = [rule.id for rule in rules]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise InvalidRules(f"{path.name!r}: the rule {twice[0]!r} stands twice")
    return rules


def read_rule(entry: dict[str, object], path: Path) -> Rule:
    name = entry.get("id", "without an id")
    if unknown := sorted(set(entry) - set(Rule.__dataclass_fields__)):
        raise InvalidRules(f"{path.name!r}, rule {name!r}: the key {unknown[0]!r} is not known")
    try:
        rule = RULE.validate_python(entry)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InvalidRules(f"{path.name!r}, rule {name!r}: {where}: {first['msg']}") from error
    for group in rule.words:
        for word in group:
            try:
                re.compile(word)
            except re.error as error:
                raise InvalidRules(
                    f"{path.name!r}, rule {name!r}: {word!r} is not a regex: {error}"
                ) from error
    return rule
