"""An article gives drafts that can be read, linted and mended."""

from pathlib import Path

import pytest

from assistant.errors import UnreadableArticle
from assistant.library.chunk import passages
from assistant.library.facts import Facts, read_facts
from assistant.library.read import read_article
from evals.case import Case
from evals.draft import TEST_EVERY, draft, patterns
from evals.lint import lint
from evals.read import read_cases

ROOT = Path(__file__).parents[2]
ROW = """# Seated Row

The seated row pulls a "band" towards the belly; its path is C:\\row.

## Set-up

- **Band:** Loop the band round both feet.
- **Back:** Sit tall with straight legs.

## Dose

Do 8-12 repetitions for 3 sets.

## Questions

### Can I do it without a band?

A towel will do.
"""
TWO_SENTENCES = """# Row

A row with a band.

## Can I do it without a band?

A towel will do. Pull it with both hands.
"""
TWO_LISTS = """# Row

## Set-up

### Tips

- **Band:** Loop the band round both feet.
- **Back:** Sit tall with straight legs.

## Pull

### Tips

- **Arms:** Draw the elbows back.
- **Neck:** Keep the neck long.
"""
OTHER_LETTERS = """# Row

A row with a band.

## Тяга

Pull the band towards the belly.
"""
ARTICLES = {"row": ROW, "two-sentences": TWO_SENTENCES, "two-lists": TWO_LISTS,
            "other-letters": OTHER_LETTERS}  # fmt: skip


def write(folder: Path, text: str) -> Path:
    path = folder / "seated-row.md"
    path.write_text(text, encoding="utf-8")
    return path


def cases_of(path: Path) -> tuple[Case, ...]:
    """As they are read from the file that was drafted."""
    (path.parent / "drafted.jsonl").write_text(draft(path).cases, encoding="utf-8")
    return read_cases(path.parent)


def facts_of(path: Path) -> Facts:
    facts = path.with_name("facts.toml")
    facts.write_text(draft(path).facts, encoding="utf-8")
    return read_facts(facts, passages(read_article(path)))


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_drafted_cases_have_no_fault(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, ARTICLES[name])
    article = read_article(path)

    found = list(lint(cases_of(path), {article.slug: article}))

    assert found == []


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_drafted_facts_hold_every_sentence_of_the_article(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, ARTICLES[name])

    found = facts_of(path)

    quoted = {name for fact in found.facts for name in fact.passages}
    assert quoted == {one.id for one in passages(read_article(path))}
    assert all(fact.wordings for fact in found.facts)


def test_the_shipped_article_can_be_drafted_from(tmp_path: Path) -> None:
    path = ROOT / "corpus" / "heel-drag-back" / "article.md"
    copy = write(tmp_path, path.read_text(encoding="utf-8"))
    article = read_article(copy)

    assert list(lint(cases_of(copy), {article.slug: article})) == []
    assert len(facts_of(copy).facts) > 50


def test_a_case_is_drafted_for_each_sentence_and_one_for_each_list(tmp_path: Path) -> None:
    path = write(tmp_path, ROW)

    cases = cases_of(path)

    asked = {one.turns[0]: one for one in cases}
    listed = asked["List everything under 'set-up'."]
    assert draft(path).count == len(cases) == len(passages(read_article(path))) + 1
    assert [one.name for one in listed.nuggets] == ["Band", "Back"]
    assert [one.quote for one in listed.evidence] == [
        "Loop the band round both feet.", "Sit tall with straight legs.",
    ]  # fmt: skip
    assert {one.category for one in cases} == {"fact", "faq", "list"}
    assert all(one.note.startswith("drafted") for one in cases)


def test_the_question_above_a_sentence_is_what_is_asked(tmp_path: Path) -> None:
    (found,) = [one for one in cases_of(write(tmp_path, ROW)) if one.category == "faq"]

    assert found.turns == ("Can I do it without a band?",)
    assert [one.quote for one in found.evidence] == ["A towel will do."]


def test_a_sentence_without_a_question_is_asked_for_by_its_place_and_label(tmp_path: Path) -> None:
    asked = [one.turns[0] for one in cases_of(write(tmp_path, ROW))]

    assert "What does the article say about dose (dose-1)?" in asked
    assert "What does the article say about set-up: back (set-up-2)?" in asked


def test_a_label_before_two_sentences_is_no_list(tmp_path: Path) -> None:
    path = write(tmp_path, "# Row\n\n## Set-up\n\n- **Band:** Loop it. Pull it tight.\n")

    assert {one.category for one in cases_of(path)} == {"fact"}


def test_two_of_five_drafted_cases_are_kept_for_the_test(tmp_path: Path) -> None:
    lines = "\n\n".join(f"Step {n} is to pull {n} times." for n in range(4 * TEST_EVERY))
    cases = cases_of(write(tmp_path, f"# Row\n\n{lines}\n"))

    share = sum(one.split == "test" for one in cases) / len(cases)

    assert share == pytest.approx(0.4)


def test_a_draft_is_the_same_each_time(tmp_path: Path) -> None:
    path = write(tmp_path, ROW)

    assert draft(path) == draft(path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Do 8-12 repetitions (for now).", (r"Do\ 8\-12\ repetitions\ \(for\ now\)\.",)),
        ("Loop the band.", (r"Loop\ the\ band\.", "Loop.*band")),
        ("The and of.", (r"The\ and\ of\.",)),
    ],
)
def test_a_pattern_is_the_sentence_or_its_longest_words(text: str, found: tuple[str, ...]) -> None:
    assert patterns(text)[: len(found)] == found


@pytest.mark.parametrize("name", ["gone.md", "row.docx"])
def test_what_is_no_article_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "row.docx").write_bytes(b"PK")

    with pytest.raises(UnreadableArticle):
        draft(tmp_path / name)
