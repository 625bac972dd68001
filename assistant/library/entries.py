"""A shelf to the entries that are embedded and searched for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.library.article import Article, Passage, Shelf

Role = Literal["passage", "fact", "quote", "silence", "scope"]
PATTERNS_HELD = 1024  # of about 1 kB
PLURAL = re.compile(r"(?:(?<=ch|sh|ss)es|(?<=[^s])s)$")


@dataclass(frozen=True)
class Entry:
    """A text of the index, and what it means that a question is near it."""

    id: str  # "fact/palms-down/no/2"
    text: str  # what is embedded
    original: str  # what a person wrote


@dataclass(frozen=True)
class Target:
    """What an entry's id says: the thing that a question near it is about."""

    role: Role
    name: str  # "palms-down", or "heel-drag-back#breathing-1" for a passage
    group: str = ""  # "no" for a wording whose answer is no; a scope's topic


def target(entry_id: str) -> Target:
    role, name, group, _ = entry_id.split("/")
    return Target(role, name, group)  # type: ignore[arg-type]  # ids are ours


def label(entry_id: str) -> str:
    """A quote stands for its fact; scope is told apart by kind, not by topic."""
    role, name, _ = entry_id.split("/", 2)
    return f"{'fact' if role == 'quote' else role}/{name}"


def fine_label(entry_id: str) -> str:
    """The label with the answer that a wording has: "fact/palms-down/no"."""
    aim = target(entry_id)
    return f"{label(entry_id)}/{aim.group if aim.role == 'fact' else 'open'}"


def passage_entries(shelf: Shelf) -> Iterator[Entry]:
    """Passages with the article's title in front, so that one search spans many articles."""
    for passage in shelf.passages:
        text = f"{shelf.article.title}. {in_context(passage)}"
        yield Entry(f"passage/{passage.id}//0", text, passage.text)


def ask_entries(shelf: Shelf, scope: Sequence[Entry]) -> Iterator[Entry]:
    """
    Wordings, silences and quotes of an article with a facts file, and what is out of its scope.

    The article's names are taken out of the texts: they would dominate every cosine.
    """
    names = subject_pattern(shelf.article)
    by_id = {passage.id: passage for passage in shelf.passages}
    for fact in shelf.facts:
        for number, (wording, opening) in enumerate(fact.wordings):
            yield Entry(
                f"fact/{fact.id}/{opening or 'open'}/{number}", neutral(wording, names), wording
            )
        for number, passage_id in enumerate(fact.passages):
            quote = in_context(by_id[passage_id])
            yield Entry(f"quote/{fact.id}//{number}", neutral(quote, names), quote)
    for silence in shelf.silences:
        for number, wording in enumerate(silence.wordings):
            yield Entry(f"silence/{silence.id}//{number}", neutral(wording, names), wording)
    yield from scope


def in_context(passage: Passage) -> str:
    """The passage behind its innermost heading and label, which often hold the words asked for."""
    heading = passage.path[-1] if passage.path else ""
    return ": ".join(part for part in (heading, passage.label, passage.text) if part)


def names_of(article: Article) -> tuple[str, ...]:
    return (article.title, *article.aliases)


def subject_pattern(article: Article) -> re.Pattern[str]:
    """
    Matches any name of the subject, with "the … exercise" round it.

    Blanks and hyphens are one, and so are singular and plural: "Pull-ups" is also "pull up".
    """
    return name_pattern(names_of(article))


@lru_cache(PATTERNS_HELD)
def name_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    written = {name.lower() for name in names if name}
    written |= {PLURAL.sub("", name) for name in written}
    longest_first = sorted(written, key=lambda name: (-len(name), name))
    words = "|".join(re.sub(r"(?:\\[ -])+", r"[\\s-]+", re.escape(name)) for name in longest_first)
    return re.compile(rf"\b(?:the |a |an )?(?:{words})(?:e?s)?(?: exercises?)?\b", re.IGNORECASE)


def neutral(text: str, names: re.Pattern[str]) -> str:
    """`text` with every name of the subject replaced by the words people use instead of it."""
    return names.sub("this exercise", text)
