"""
Nothing of the rules can be taken away without a message that would no longer be seen.

The signs that the likeness model learnt are not taken away one by one: each time takes a minute.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from assistant.safety.extract import corrects, extract, merged
from assistant.safety.finding import NO_FINDINGS, Findings
from assistant.safety.judge import holds, judge
from assistant.safety.load import load_rulebook
from assistant.safety.notice import notice, senseless
from assistant.safety.rule import Flag, Rule, Rulebook
from assistant.safety.teach import WORDINGS_FILE, parsed

TODAY = date(2026, 6, 15)
RULEBOOK = load_rulebook()
WITH_WORDS = [rule for rule in RULEBOOK.rules if rule.words]
WITH_CASES = [rule for rule in RULEBOOK.rules if rule.when]
NEVER_FIRES = {"G01"}  # what is left when no other rule fires
REPORTS = [
    (sign["id"], text)
    for sign in parsed(WORDINGS_FILE)["sign"]
    for text in (*sign["fires"], *(first for first, _ in sign["pairs"]))
]


def by_words(text: str, rules: Sequence[Rule]) -> tuple[Flag, ...]:
    return notice(text, rules=rules, sense=senseless)


def reports_of(rule: Rule) -> list[str]:
    return [text for sign, text in REPORTS if sign in rule.signs]


@cache
def cases() -> list[Findings]:
    """What the firing cases of the rules say."""
    lines = Path(__file__).with_name("rules.jsonl").read_text(encoding="utf-8").splitlines()
    return [findings_of(case["said"]) for case in map(json.loads, lines) if case["fires"]]


def findings_of(said: list[str]) -> Findings:
    held = NO_FINDINGS
    for message in said:
        held = merged(held, extract(message, today=TODAY), corrects=corrects(message))
    return held


def without(rule: Rule) -> Rulebook:
    return replace(RULEBOOK, rules=tuple(one for one in RULEBOOK.rules if one.id != rule.id))


def test_every_rule_has_words_or_cases() -> None:
    fire = {rule.id for rule in (*WITH_WORDS, *WITH_CASES)}

    assert {rule.id for rule in RULEBOOK.rules} - fire == NEVER_FIRES


@pytest.mark.parametrize("rule", WITH_WORDS, ids=lambda rule: rule.id)
def test_without_the_rule_the_words_of_some_report_raise_nothing(rule: Rule) -> None:
    lost = (
        text
        for text in reports_of(rule)
        if by_words(text, RULEBOOK.rules) and not by_words(text, without(rule).rules)
    )

    assert next(lost, None) is not None


@pytest.mark.parametrize("rule", WITH_CASES, ids=lambda rule: rule.id)
def test_without_the_rule_more_is_allowed_in_some_case(rule: Rule) -> None:
    """Or less is suppressed or reworded: not only is a reason missing."""
    less = without(rule)
    changed = (
        findings
        for findings in cases()
        if any(holds(when, findings) for when in rule.when)
        and replace(judge(findings, rulebook=RULEBOOK), rules=())
        != replace(judge(findings, rulebook=less), rules=())
    )

    assert next(changed, None) is not None


def test_every_group_of_words_alone_catches_some_report() -> None:
    groups = {rule.id: each_group(rule) for rule in WITH_WORDS}
    alone = Counter(
        found[0].rule
        for rule in WITH_WORDS
        for text in reports_of(rule)
        if len(found := by_words(text, groups[rule.id])) == 1
    )

    redundant = [one.id for ones in groups.values() for one in ones if not alone[one.id]]

    assert redundant == []  # delete it, or write the message that it is there for


def each_group(rule: Rule) -> list[Rule]:
    """A rule for each group of its words: "E01/0", …"""
    return [
        replace(rule, id=f"{rule.id}/{at}", words=(group,)) for at, group in enumerate(rule.words)
    ]


def test_every_condition_alone_meets_some_case() -> None:
    conditions = [(rule.id, at) for rule in WITH_CASES for at in range(len(rule.when))]
    alone = Counter(
        (rule.id, at[0])
        for rule in WITH_CASES
        for findings in cases()
        if len(at := [n for n, when in enumerate(rule.when) if holds(when, findings)]) == 1
    )

    redundant = [condition for condition in conditions if not alone[condition]]

    assert redundant == []
