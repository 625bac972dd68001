"""The rule and limit files: what is in them, and that nothing starts without them."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import InvalidRules
from assistant.safety.lexicon import lexicon
from assistant.safety.load import load_limits, load_rulebook, load_rules
from assistant.safety.rule import VARIATIONS, Limit, Rule

ROOT = Path(__file__).parent.parent.parent
SOURCES = tomllib.loads((ROOT / "corpus" / "sources.toml").read_text(encoding="utf-8"))
RULES = load_rules()
LIMITS = load_limits()
ENTRIES: list[Rule | Limit] = [*RULES, *LIMITS]
RELEASED = date(2026, 11, 30)  # reviews lie ahead of it
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
GOOD_LIMIT = """
[[limit]]
id = "z-limit"
label = "an operation"
procedures = ["aclr"]
grafts = ["unknown"]
from_week = {assisted = 0, basic = 6}
caps = [{until_week = 4, degrees = 90}]
says = ["Wait [ART]."]
ours = "We wait."
sources = [{key = "ART", grade = "C"}]
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
    (GOOD + "when = [{weeks_uner = 6}]", "'rules.toml', rule 'Z1': when: the key 'weeks_uner'"),
    (GOOD + "when = [{weeks_under = 'six'}]", "'rules.toml', rule 'Z1': when.*weeks_under"),
    (GOOD + "when = 3", "'rules.toml', rule 'Z1': when"),
    (GOOD + "when = [{procedures = ['alcr']}]", "'Z1': 'alcr' is not one of the procedures"),
    (GOOD + "when = [{grafts = ['string']}]", "'Z1': 'string' is not one of the grafts"),
    (GOOD + "when = [{without = ['heeled']}]", "'Z1': 'heeled' is not one of the circumstances"),
    (GOOD + "forbids = ['jump']", "'Z1': forbids"),
])  # fmt: skip
def test_a_faulty_rule_file_is_refused_with_its_reason(
    text: str, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(InvalidRules, match=reason):
        load_rules(written(tmp_path, text))


def test_a_missing_rule_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidRules, match="can't be read"):
        load_rules(tmp_path / "rules.toml")


def written_limits(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "limits.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_small_limit_file_is_read(tmp_path: Path) -> None:
    (limit,) = load_limits(written_limits(tmp_path, GOOD_LIMIT))

    assert limit.from_week == {"assisted": 0, "basic": 6}
    assert (limit.caps[0].until_week, limit.caps[0].degrees) == (4, 90)


@pytest.mark.parametrize(("right", "wrong", "reason"), [
    ("ours =", "colour = 1\nours =", "the key 'colour' is not known"),
    ("until_week =", "til_week =", "caps: the key 'til_week' is not known"),
    ('"aclr"', '"alcr"', "'alcr' is not one of the procedures"),
    ('"unknown"', '"string"', "'string' is not one of the grafts"),
    ("basic = 6", 'basic = "six"', r"from_week\.basic"),
    ("basic = 6", "jump = 6", r"from_week\.jump"),
    ("degrees = 90", 'degrees = "right"', r"caps\.0\.degrees"),
    ('grade = "C"', 'grade = "D"', r"sources\.0\.grade"),
    ('ours = "We wait."', "", "ours"),
])  # fmt: skip
def test_a_faulty_limit_is_refused_with_file_entry_and_reason(
    right: str, wrong: str, reason: str, tmp_path: Path
) -> None:
    path = written_limits(tmp_path, GOOD_LIMIT.replace(right, wrong))

    with pytest.raises(InvalidRules, match=rf"'limits\.toml', limit 'z-limit': {reason}"):
        load_limits(path)


def test_no_rulebook_without_limits(tmp_path: Path) -> None:
    with pytest.raises(InvalidRules, match=r"limits.toml' holds no \[\[limit\]\]"):
        load_rulebook(limits=written_limits(tmp_path, ""))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_each_entry_names_known_sources_with_their_grade(entry: Rule | Limit) -> None:
    assert entry.sources
    assert all(SOURCES[basis.key]["grade"] == basis.grade for basis in entry.sources)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_each_key_in_a_text_is_one_of_a_source(entry: Rule | Limit) -> None:
    keys = {key for text in texts_of(entry) for key in keys_in(text)}

    assert keys <= set(SOURCES)


def texts_of(entry: Rule | Limit) -> Iterator[str]:
    yield entry.disagreement
    match entry:
        case Rule():
            yield from (entry.why, entry.first, entry.ask)
        case Limit():
            yield from (entry.ours, *entry.says)


def keys_in(text: str) -> Iterator[str]:
    for bracket in re.findall(r"\[([^\]]+)\]", text):
        yield from re.split(r",\s*", bracket)


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.id)
def test_each_sentence_on_what_protocols_say_names_its_sources(limit: Limit) -> None:
    assert limit.says
    assert [text for text in limit.says if not list(keys_in(text))] == []


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.id)
def test_each_value_that_is_ours_is_one_that_is_there(limit: Limit) -> None:
    assert set(limit.inference) <= {"caps", "from_week", *VARIATIONS}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_each_entry_has_a_review_ahead(entry: Rule | Limit) -> None:
    assert date.fromisoformat(entry.review_by) > RELEASED


def test_each_procedure_of_the_lexicon_has_a_limit_and_each_graft() -> None:
    limited = {name for limit in LIMITS for name in limit.procedures}
    grafted = {graft for limit in LIMITS if "aclr" in limit.procedures for graft in limit.grafts}

    assert limited == {*lexicon()["procedures"], "unknown"}
    assert grafted == {*lexicon()["grafts"], "unknown"}


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
    for name in ("rules.toml", "limits.toml"):
        text = (ROOT / "assistant" / "safety" / name).read_text(encoding="utf-8")

        assert "NO CLINICIAN HAS REVIEWED" in text.upper()
