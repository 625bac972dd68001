"""An article's headings, lists and questions to drafts of facts and cases, for a person to mend."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from assistant.library.article import Passage
from assistant.library.chunk import passages
from assistant.library.read import read_article
from evals.case import Case, Evidence, Nugget, Split

TEST_EVERY = 5  # two of five clusters are of the test split
TEST_OF_THEM = (1, 3)
FEW = 4  # words of a sentence that stand for it in a pattern
STOP_WORDS = frozenset(
    ("the", "and", "that", "with", "your", "you", "for", "this", "from", "into", "about", "when",
     "then", "than", "its", "are", "not", "only", "while", "until", "have", "has", "will", "can",
     "may", "them", "they", "their", "which")
)  # fmt: skip
NOTE = "drafted from the article: confirm, and ask in the words of people"


@dataclass(frozen=True)
class Drafted:
    """Two files as text, and how many facts they hold."""

    facts: str
    cases: str
    count: int


def draft(path: Path) -> Drafted:
    """
    A fact for each sentence, asked for by the question above it or by its label or heading; a
    list for each section of bullets. Raises UnreadableArticle.
    """
    found = passages(read_article(path))
    groups = list(grouped(found))
    facts = [fact_of(group) for group in groups]
    cases = [*(case_of(group, at) for at, group in enumerate(groups)), *list_cases(found)]
    return Drafted(
        facts="# Drafted: confirm each fact, and add wordings in which people ask for it.\n\n"
        + "\n".join(facts),
        cases="".join(f"{one.model_dump_json(exclude_defaults=True)}\n" for one in cases),
        count=len(cases),
    )


def grouped(found: Sequence[Passage]) -> Iterator[tuple[Passage, ...]]:
    """All sentences below one question together, every other sentence alone."""
    for _, group in groupby(found, key=lambda one: (one.path, asked_above(one) or one.id)):
        yield tuple(group)


def fact_of(group: Sequence[Passage]) -> str:
    first = group[0]
    return (
        "[[fact]]\n"
        f'id = "{name_of(first)}"\n'
        f'kind = "{kind_of(first)}"\n'
        f"quotes = [{', '.join(quoted(one.text) for one in group)}]\n"
        f"asks = [{quoted(question_of(first))}]\n"
    )


def case_of(group: Sequence[Passage], at: int) -> Case:
    first = group[0]
    return Case(
        id=f"draft-{name_of(first)}",
        category="faq" if asked_above(first) else "fact",
        split=split_of(at),
        cluster=name_of(first),
        expect="answer",
        turns=(question_of(first),),
        article=first.article,
        nuggets=tuple(Nugget(name=one.text[:60], any=patterns(one.text)) for one in group),
        evidence=tuple(map(evidence, group)),
        note=NOTE,
    )


def list_cases(found: Sequence[Passage]) -> Iterator[Case]:
    """A case for each section with several labelled items."""
    sections: dict[tuple[str, ...], list[Passage]] = {}
    for one in found:
        if one.kind == "item" and one.label and one.path:
            sections.setdefault(one.path, []).append(one)
    lists = {path: of for path, of in sections.items() if len({one.label for one in of}) > 1}
    for at, (path, of) in enumerate(lists.items()):
        name = slug("-".join(path)) or str(at)
        yield Case(
            id=f"draft-list-{name}",
            category="list",
            split=split_of(at),
            cluster=f"list-{name}",
            expect="answer",
            turns=(f"List everything under {' › '.join(path).lower()!r}.",),
            article=of[0].article,
            nuggets=tuple(Nugget(name=one.label, any=patterns(one.text)) for one in of),
            evidence=tuple(map(evidence, of)),
            max_words=260,
            note=NOTE,
        )


def split_of(at: int) -> Split:
    return "test" if at % TEST_EVERY in TEST_OF_THEM else "dev"


def evidence(passage: Passage) -> Evidence:
    return Evidence(quote=passage.text, start=passage.start, end=passage.end)


def patterns(text: str) -> tuple[str, ...]:
    """The sentence as it is, and its longest words in their order."""
    words = [one for one in re.findall(r"[A-Za-z0-9-]+", text) if one.lower() not in STOP_WORDS]
    longest = set(sorted(words, key=lambda one: (-len(one), one))[:FEW])
    kept = [re.escape(one) for one in words if one in longest]
    return (re.escape(text), r".*".join(kept)) if kept else (re.escape(text),)


def question_of(passage: Passage) -> str:
    if above := asked_above(passage):
        return above
    place = passage.path[-1] if passage.path else passage.article.replace("-", " ")
    subject = f"{place}: {passage.label}" if passage.label else place
    return f"What does the article say about {subject.lower()} ({name_of(passage)})?"


def asked_above(passage: Passage) -> str:
    return next((one for one in reversed(passage.path) if one.endswith("?")), "")


def kind_of(passage: Passage) -> str:
    return (slug(passage.path[-1])[:24] if passage.path else "") or "definition"


def name_of(passage: Passage) -> str:
    return slug(passage.id.partition("#")[2])


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
