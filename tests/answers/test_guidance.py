"""The rulebook as an article: everything that is said from it stands in it word for word."""

import tomllib
from pathlib import Path

import pytest

from assistant.answers.guidance import FIRST, VERSIONS, guidance, heading_of, said_of, told_of
from assistant.safety.load import load_rulebook, load_source_titles
from assistant.safety.rule import Limit, Rule

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "corpus" / "sources.toml"
RULEBOOK = load_rulebook()
GUIDE = guidance(RULEBOOK, sources=load_source_titles(SOURCES), number="999")
TOLD = [rule for rule in RULEBOOK.rules if rule.when or rule.signs]


def words(texts: list[str]) -> list[str]:
    return " ".join(texts).split()


@pytest.mark.parametrize("limit", RULEBOOK.limits, ids=lambda limit: limit.id)
def test_each_sentence_of_a_limit_can_be_cited(limit: Limit) -> None:
    said = [passage.text for passage in told_of(GUIDE, limit)]

    assert words(said) == words([*limit.says, limit.disagreement, limit.ours])


@pytest.mark.parametrize("limit", RULEBOOK.limits, ids=lambda limit: limit.id)
def test_each_variation_of_a_limit_has_its_line(limit: Limit) -> None:
    for variation, name in VERSIONS.items():
        (line,) = said_of(GUIDE, limit.label, marked=name)
        week = limit.from_week.get(variation)

        assert ("Only on your surgeon's word" in line.text) == (week is None)
        assert (f"week {week:g}" in line.text if week else True) is True
        assert ("our own inference" in line.text) == (
            variation in limit.inference and week is not None
        )


@pytest.mark.parametrize("rule", TOLD, ids=lambda rule: rule.id)
def test_what_a_rule_says_first_can_be_cited(rule: Rule) -> None:
    said = [passage.text for passage in said_of(GUIDE, heading_of(rule), marked=FIRST)]

    assert words(said) == words([rule.first.format(number="999")])


def test_the_quotes_stand_at_their_offsets() -> None:
    text = GUIDE.article.text

    assert all(text[one.start : one.end] == one.text for one in GUIDE.passages)


def test_it_says_that_no_clinician_has_reviewed_it_and_names_its_sources() -> None:
    keys = tomllib.loads(SOURCES.read_text(encoding="utf-8"))

    assert "No clinician has reviewed" in GUIDE.article.text
    assert all(f"{key}: " in GUIDE.article.text for key in keys)
