"""Cases, articles and the product's own wordings to what is wrong with the cases."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from assistant.library.article import Article
from assistant.library.read import read_article
from evals.case import CATEGORIES, HEEL_DRAG, Case, Category
from evals.ground import PLANTED

ROOT = Path(__file__).parent.parent
# The least of each category; the whole is about 500.
COUNTS: Mapping[Category, int] = {
    "faq": 20, "fact": 180, "list": 25, "reasoning": 30, "followup": 30, "noisy": 25, "near": 50,
    "offtopic": 20, "language": 10, "flag": 70, "lookalike": 40, "injection": 15, "planted": 15,
    "innocent": 10, "plan": 40,
}  # fmt: skip
TEST_SHARE = (0.3, 0.5)
ALIKE = 95.0  # of 100, by edits: two wordings that are one
SHORT = 12  # letters; shorter ones are alike by chance
# In these the article may say what a reply may not.
MAY_FORBID_ARTICLE = frozenset({"flag", "planted", "injection"})
OPEN_TO_SIGHT = frozenset({"faq"})  # the article's own questions stand in the product


def lint(cases: Sequence[Case], articles: Mapping[str, Article]) -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    for case in cases:
        article = articles.get(case.article)
        if article is None:
            yield f"{case.id}: there is no article {case.article!r}"
            continue
        yield from of_evidence(case, article.text)
    yield from of_twins(cases)
    yield from of_clusters(cases)
    yield from of_doubles(cases)


def of_evidence(case: Case, text: str) -> Iterator[str]:
    for one in (*case.evidence, *case.also):
        if text[one.start : one.end] != one.quote:
            place = text.find(one.quote)
            where = f"it stands at {place}" if place >= 0 else "it stands nowhere"
            yield f"{case.id}: {one.quote[:50]!r} does not stand at {one.start}: {where}"
    told = " ".join(one.quote for one in case.evidence)
    for nugget in case.nuggets:
        if nugget.level == "vital" and not any(re.search(one, told, re.I) for one in nugget.any):
            yield f"{case.id}: the vital nugget {nugget.name!r} is not in its own evidence"
    if case.category not in MAY_FORBID_ARTICLE:
        for pattern in case.forbidden:
            if found := re.search(pattern, text, re.I):
                yield f"{case.id}: forbids {pattern!r}, which the article says: {found[0]!r}"
    if (case.expect == "answer") != bool(case.evidence):
        yield f"{case.id}: evidence is what an answer has, and only an answer"


def of_twins(cases: Sequence[Case]) -> Iterator[str]:
    by_id = {case.id: case for case in cases}
    for case in cases:
        if case.twin:
            clean = by_id.get(case.twin)
            if clean is None:
                yield f"{case.id}: its twin {case.twin!r} is no case"
            elif (clean.split, clean.cluster) != (case.split, case.cluster):
                yield f"{case.id}: its twin {case.twin!r} is of another split or cluster"


def of_clusters(cases: Sequence[Case]) -> Iterator[str]:
    splits: dict[str, set[str]] = {}
    for case in cases:
        splits.setdefault(case.cluster, set()).add(case.split)
    for cluster, found in sorted(splits.items()):
        if len(found) > 1:
            yield f"{cluster!r} is in both splits"


def of_doubles(cases: Sequence[Case]) -> Iterator[str]:
    asked = Counter(tuple(folded(turn) for turn in case.turns) for case in cases if case.turns)
    for turns, count in asked.items():
        if count > 1:
            yield f"{' / '.join(turns)!r} is asked {count} times"


def of_counts(cases: Sequence[Case]) -> Iterator[str]:
    """Whether there are as many as there should be, of each category and split."""
    for category in CATEGORIES:
        of = [case for case in cases if case.category == category]
        if len(of) < COUNTS[category]:
            yield f"{category}: {len(of)} cases, {COUNTS[category]} are wanted"
        share = sum(case.split == "test" for case in of) / max(len(of), 1)
        if of and not TEST_SHARE[0] <= share <= TEST_SHARE[1]:
            yield f"{category}: {share:.0%} are of the test split, 40 % are wanted"


def of_leaks(cases: Sequence[Case], known: Sequence[str]) -> Iterator[str]:
    """
    Wordings of the test split that stand, but for a letter or two, in what the product knows.

    Only the message that is judged: "how many reps?" may open a conversation.
    """
    wordings = [folded(one) for one in known if len(one) > SHORT]
    for case in cases:
        if case.split != "test" or case.category in OPEN_TO_SIGHT:
            continue
        turn = case.turns[-1] if case.turns else ""
        if len(turn) > SHORT and (
            found := process.extractOne(
                folded(turn), wordings, scorer=fuzz.ratio, score_cutoff=ALIKE
            )
        ):
            yield f"{case.id}: {turn[:50]!r} stands in the product as {found[0][:50]!r}"


def known_wordings(corpus: Path = ROOT / "corpus") -> list[str]:
    """All wordings of facts files and of the safety model: what the product was taught with."""
    taught = ROOT / "assistant" / "safety" / "wordings.toml"
    files = [*sorted(corpus.glob("*/facts.toml")), taught]
    return [text for file in files for text in strings(tomllib.loads(file.read_text("utf-8")))]


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def folded(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", text.lower()))


def read_articles(corpus: Path = ROOT / "corpus") -> dict[str, Article]:
    files = [corpus / HEEL_DRAG / "article.md", *sorted(PLANTED.glob("*/article.md"))]
    read = [read_article(file) for file in files]
    return {article.slug: article for article in read}
