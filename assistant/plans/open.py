"""The files that plans are made from to the means of making them."""

import hashlib
import tomllib
from pathlib import Path

from assistant.errors import InvalidRules
from assistant.plans.catalogue import load_catalogue
from assistant.plans.means import Means
from assistant.safety.load import LIMITS_FILE, RULES_FILE, load_rulebook

SOURCES_FILE = "sources.toml"
CATALOGUE_FILE = "exercises.toml"


def open_means(corpus: Path, *, number: str) -> Means:
    """
    The catalogue and sources of `corpus`, and the safety rules; `number` is the emergency number.

    Raises InvalidRules with file, entry and reason: there are no plans without them.
    """
    catalogue = load_catalogue(corpus / CATALOGUE_FILE)
    return Means(
        exercises=catalogue.exercises,
        catalogue_version=catalogue.version,
        rulebook=load_rulebook(),
        rules_version=version_of(RULES_FILE, LIMITS_FILE),
        sources=source_lines(corpus / SOURCES_FILE),
        number=number,
    )


def version_of(*files: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def source_lines(path: Path) -> dict[str, str]:
    """By key, a source's title, where it is to be found, and its grade."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidRules(f"the file {str(path)!r} can't be read: {error}") from error
    return {
        key: f"{one['title']}, {one['where']} (grade {one['grade']})"
        for key, one in written.items()
    }
