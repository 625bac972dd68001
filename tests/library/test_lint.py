"""Articles and facts files to what a maintainer should mend."""

from pathlib import Path

import pytest

from assistant.library.lint import MIN_WORDINGS, Fault, lint_sources
from assistant.library.sources import find_sources

ARTICLE = """\
---
title: Slide
source: {author: Tester}
---
# Slide

## Steps

- Lie down.
- Bend the knee.
"""


def fact(name: str, *quotes: str, wordings: int = MIN_WORDINGS) -> str:
    asks = [f"{name} {number}" for number in range(wordings)]
    return f'[[fact]]\nid = "{name}"\nkind = "step"\nquotes = {list(quotes)}\nasks = {asks}\n'


def silence(name: str, *, wordings: int = MIN_WORDINGS) -> str:
    asks = [f"{name} {number}" for number in range(wordings)]
    return f'[[silence]]\nid = "{name}"\nsay = "that"\nasks = {asks}\n'


GOOD = fact("lie", "Lie down.") + fact("bend", "Bend the knee.") + silence("rest")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "slide"
    made.mkdir()
    (made / "article.md").write_text(ARTICLE, encoding="utf-8")
    (made / "facts.toml").write_text(GOOD, encoding="utf-8")
    return made


def linted(folder: Path) -> list[tuple[str, str]]:
    """(name of the file, what is wrong) for each fault."""
    faults = lint_sources(find_sources([folder.parent]))
    return [(Path(fault.where).name, fault.what) for fault in faults]


def test_a_good_article_has_no_faults(folder: Path) -> None:
    assert linted(folder) == []


@pytest.mark.parametrize(("facts", "what"), [
    (fact("lie", "Lie down.") + silence("rest"), "no fact quotes 'Bend the knee.'"),
    (GOOD.replace("'lie 7'", ""), "'lie' has only 7 wordings"),
    (GOOD.replace("'rest 0', ", ""), "'rest' has only 7 wordings"),
    (GOOD.replace("Lie down.", "Lie."), "'facts.toml', line 4: 'Lie.' is not a whole sentence"),
    (GOOD.replace("lie 3", "bend 3"), "'facts.toml', line 10: the wording 'bend 3' stands twice"),
    (GOOD + "more = [", "'facts.toml' is not valid TOML"),
])  # fmt: skip
def test_a_fault_of_the_facts_file_is_reported(folder: Path, facts: str, what: str) -> None:
    (folder / "facts.toml").write_text(facts, encoding="utf-8")

    ((file, said),) = linted(folder)

    assert file == "facts.toml"
    assert said.startswith(what)


@pytest.mark.parametrize(("old", "new", "what"), [
    ("source: {author: Tester}\n", "", "names no author or site"),
    ("source: {author: Tester}", "source: [", "front matter is not valid YAML"),
])  # fmt: skip
def test_a_fault_of_the_article_is_reported(folder: Path, old: str, new: str, what: str) -> None:
    (folder / "article.md").write_text(ARTICLE.replace(old, new), encoding="utf-8")

    ((file, said),) = linted(folder)

    assert file == "article.md"
    assert what in said


def test_a_site_is_credit_enough(folder: Path) -> None:
    (folder / "article.md").write_text(ARTICLE.replace("author", "site"), encoding="utf-8")

    assert linted(folder) == []


def test_a_sentence_that_stands_twice_is_covered_by_one_quote(folder: Path) -> None:
    (folder / "article.md").write_text(ARTICLE + "\n## Summary\n\nLie down.\n", encoding="utf-8")

    assert linted(folder) == []


def test_an_article_without_facts_is_reported_once(folder: Path) -> None:
    (folder / "facts.toml").unlink()

    assert linted(folder) == [("article.md", "has no facts file: its answers will be less sure")]


def test_one_faulty_article_does_not_hide_the_others(folder: Path) -> None:
    broken, bare = folder.parent / "a-broken.md", folder.parent / "z-bare.txt"
    broken.write_bytes(b"\xff")
    bare.write_text("Plank\n\nHold still.\n", encoding="utf-8")

    files = [file for file, _ in linted(folder)]

    assert files == ["a-broken.md", "z-bare.txt", "z-bare.txt"]


def test_a_fault_reads_as_place_and_reason() -> None:
    assert str(Fault("a/article.md", "is empty")) == "a/article.md: is empty"
