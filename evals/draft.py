"""An article's headings, lists and questions to drafts of facts and cases, for a person to mend."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.library.article import Passage
from assistant.library.chunk import passages
from assistant.library.read import read_article
from evals.case import Case, Category, Evidence, Nugget

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
    article = read_article(path)
    found = passages(article)
    facts = [fact_of(one) for one in found]
    cases = [*(case_of(one, at) for at, one in enumerate(found)), *list_cases(found)]
    return Drafted(
        facts="# Drafted: confirm each fact, and add wordings in which people ask for it.\n\n"
        + "\n".join(facts),
        cases="".join(f"{one.model_dump_json(exclude_defaults=True)}\n" for one in cases),
        count=len(cases),
    )


def fact_of(passage: Passage) -> str:
    return (
        "[[fact]]\n"
        f'id = "{name_of(passage)}"\n'
        f'kind = "{kind_of(passage)}"\n'
        f"quotes = [{quoted(passage.text)}]\n"
        f"asks = [{quoted(question_of(passage))}]\n"
    )


def case_of(passage: Passage, at: int) -> Case:
    return Case(
        id=f"draft-{name_of(passage)}",
        category="faq" if asked_above(passage) else "fact",
        split="test" if at % TEST_EVERY in TEST_OF_THEM else "dev",
        cluster=name_of(passage),
        expect="answer",
        turns=(question_of(passage),),
        article=passage.article,
        nuggets=(Nugget(name=passage.text[:60], any=patterns(passage.text)),),
        evidence=(evidence(passage),),
        note=NOTE,
    )


def list_cases(found: tuple[Passage, ...]) -> Iterator[Case]:
    """A case for each section that is a list of labelled items."""
    sections = Counter(one.path for one in found if one.kind == "item" and one.label)
    for at, (path, count) in enumerate(sections.items()):
        if count > 1 and path:
            of = [one for one in found if one.path == path and one.label]
            category: Category = "list"
            yield Case(
                id=f"draft-list-{slug(path[-1])}",
                category=category,
                split="test" if at % TEST_EVERY in TEST_OF_THEM else "dev",
                cluster=f"list-{slug(path[-1])}",
                expect="answer",
                turns=(f"List everything under {path[-1].lower()!r}.",),
                article=of[0].article,
                nuggets=tuple(Nugget(name=one.label, any=patterns(one.text)) for one in of),
                evidence=tuple(map(evidence, of)),
                max_words=260,
                note=NOTE,
            )


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
    return slug(passage.path[-1])[:24] if passage.path else "definition"


def name_of(passage: Passage) -> str:
    return slug(passage.id.partition("#")[2])


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
