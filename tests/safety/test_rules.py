"""What people say to the cases of the rules: each fires where it should, and not near it."""

import json
from collections import Counter
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from assistant.safety.extract import corrects, extract, merged
from assistant.safety.finding import NO_FINDINGS, Findings
from assistant.safety.judge import judge
from assistant.safety.load import load_rulebook

TODAY = date(2026, 6, 15)
RULEBOOK = load_rulebook()
WITH_CASES = {rule.id for rule in RULEBOOK.rules if rule.when}
# A rule and its graver sister, which holds instead of it from a threshold on.
SISTERS = {"M05": {"M05", "M05H"}}
MIN_FIRING, MIN_NEAR, MIN_PAIRS = 12, 6, 2


def read_cases() -> list[dict[str, Any]]:
    lines = Path(__file__).with_name("rules.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


CASES = read_cases()


def findings_of(said: list[str]) -> Findings:
    return reduce(
        lambda held, message: merged(
            held, extract(message, today=TODAY), corrects=corrects(message)
        ),
        said,
        NO_FINDINGS,
    )


@pytest.mark.parametrize("rule", sorted(WITH_CASES))
def test_a_rule_fires_in_its_cases_and_in_no_near_one(rule: str) -> None:
    wrong = [
        case
        for case in CASES
        if case["rule"] == rule
        and case["fires"]
        == SISTERS.get(rule, {rule}).isdisjoint(
            judge(findings_of(case["said"]), rulebook=RULEBOOK).rules
        )
    ]

    assert wrong == []


def test_every_rule_with_cases_is_tried_often_enough() -> None:
    firing = Counter(case["rule"] for case in CASES if case["fires"])
    near = Counter(case["rule"] for case in CASES if not case["fires"])
    pairs = Counter(case["rule"] for case in CASES if "pair" in case and case["fires"])
    tried = WITH_CASES - {"M05H"}  # among the cases of M05

    assert {rule for rule in tried if firing[rule] < MIN_FIRING} == set()
    assert {rule for rule in tried if near[rule] < MIN_NEAR} == set()
    assert {rule for rule in tried if pairs[rule] < MIN_PAIRS} == set()


def test_pairs_are_of_one_that_fires_and_one_that_does_not() -> None:
    fires: dict[int, list[bool]] = {}
    for case in CASES:
        if "pair" in case:
            fires.setdefault(case["pair"], []).append(case["fires"])

    assert {tuple(sorted(both)) for both in fires.values()} == {(False, True)}


def test_cases_are_of_rules_that_there_are() -> None:
    assert {case["rule"] for case in CASES} <= WITH_CASES
