"""The rule file: what is in it, and that nothing starts without it."""

import re
import tomllib
from pathlib import Path

import pytest

from assistant.errors import InvalidRules
from assistant.safety.load import load_rules
from assistant.safety.rule import Rule

ROOT = Path(__file__).parent.parent.parent
SOURCES = tomllib.loads((ROOT / "corpus" / "sources.toml").read_text(encoding="utf-8"))
RULES = load_rules()
GOOD = """
[[rule]]
id = "Z1"
label = "a sign"
action = "stop"
where = "gp"
first = "Stop."
why = "Because."
sources = [{key = "ART", grade = "C"}]
signs = ["a-sign"]
review_by = "2027-05-22"
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_small_rule_file_is_read(tmp_path: Path) -> None:
    (rule,) = load_rules(written(tmp_path, GOOD))

    assert (rule.id, rule.action, rule.sources[0].key) == ("Z1", "stop", "ART")


@pytest.mark.parametrize(("text", "reason"), [
    ("", "holds no"),
    ("[[rule", "can't be read"),
    (GOOD.replace('action = "stop"', 'action = "shrug"'), "'Z1'.*action"),
    (GOOD.replace('label = "a sign"', ""), "'Z1'.*label"),
    (GOOD + 'colour = "red"', "'Z1'.*'colour'"),
    (GOOD + "words = [['(']]", "'Z1'.*not a regex"),
    (GOOD + GOOD, "'Z1' stands twice"),
])  # fmt: skip
def test_a_faulty_rule_file_is_refused_with_its_reason(
    text: str, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(InvalidRules, match=reason):
        load_rules(written(tmp_path, text))


def test_a_missing_rule_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidRules, match="can't be read"):
        load_rules(tmp_path / "rules.toml")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_names_known_sources_with_their_grade(rule: Rule) -> None:
    assert rule.sources
    assert all(SOURCES[basis.key]["grade"] == basis.grade for basis in rule.sources)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_says_plainly_what_to_do_first(rule: Rule) -> None:
    sentences = re.split(r"(?<=[.!?])\s+", rule.first)

    assert max(len(sentence.split()) for sentence in sentences) <= 25
    assert rule.ask.count("?") <= 1
    assert not re.search(
        r"\b(?:reps?|sets of|repetitions|drag your heel|slide your heel)\b", rule.first
    )


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.where == "emergency"], ids=str)
def test_each_emergency_names_the_number_to_call(rule: Rule) -> None:
    assert "{number}" in rule.first


def test_it_is_said_that_no_clinician_has_reviewed_the_rules() -> None:
    text = (ROOT / "assistant" / "safety" / "rules.toml").read_text(encoding="utf-8")

    assert "NO CLINICIAN HAS REVIEWED" in text.upper()
