"""Each promise can be broken: a fault in the rules, limits or judging is named by the right one."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest

from assistant.safety.allowance import Allowance
from assistant.safety.comparisons import comparisons
from assistant.safety.finding import Findings
from assistant.safety.grid import PROCEDURES, Case, Grid, every_case, tried
from assistant.safety.judge import judge
from assistant.safety.load import load_rulebook
from assistant.safety.promises import promises
from assistant.safety.report import broken, named
from assistant.safety.rule import Rule, Rulebook, Variation, When

RULEBOOK = load_rulebook()
PROMISED = {named(one.__name__) for one in (*promises(), *comparisons())}

Change = Callable[[Rulebook], Rulebook]


def few(*operations: tuple[str, ...]) -> Iterator[Case]:
    """All weeks, and of the other axes what is needed to see a difference."""
    for case in every_case(operations):
        if case.pain in (None, 2, 3, 5, 6) and case.cap_deg in (None, 40, 90):
            yield case


def names_broken(grid: Grid) -> set[str]:
    return {one.promise for one in broken(grid) if one.cases}


def without(id: str) -> Change:
    return lambda book: Rulebook(
        tuple(one for one in book.rules if one.id != id),
        tuple(one for one in book.limits if one.id != id),
    )


def changed(id: str, **more: object) -> Change:
    def change(book: Rulebook) -> Rulebook:
        return Rulebook(
            tuple(replace(one, **more) if one.id == id else one for one in book.rules),
            tuple(replace(one, **more) if one.id == id else one for one in book.limits),
        )

    return change


def looser(id: str, **weeks: float) -> Change:
    def change(book: Rulebook) -> Rulebook:
        (one,) = (limit for limit in book.limits if limit.id == id)
        return changed(id, from_week=one.from_week | weeks)(book)

    return change


def also(*changes: Change) -> Change:
    def change(book: Rulebook) -> Rulebook:
        for one in changes:
            book = one(book)
        return book

    return change


def added(**more: object) -> Change:
    def change(book: Rulebook) -> Rulebook:
        (other,) = (rule for rule in book.rules if rule.id == "M02")
        rule: Rule = replace(other, id="Z1", suppresses=(), rewords={}, **more)
        return Rulebook((*book.rules, rule), book.limits)

    return change


ACL, ROOT_REPAIR, BODY = ("aclr",), ("meniscus_root",), ("meniscus_body",)
FAULTS: list[tuple[str, Change, tuple[tuple[str, ...], ...]]] = [
    ("nothing is allowed before its week", without("aclr-hamstring"), (ACL,)),
    ("nothing is allowed before its week", looser("aclr-hamstring", slider=8), (ACL,)),
    ("nothing is allowed before its week", looser("meniscus-body", band=6), (BODY,)),
    ("nothing is allowed before its week", also(without("prox-hamstring"), without("C06")),
     (("prox_hamstring",),)),
    ("nothing is allowed in the first six weeks without clearance", without("C01"), (BODY,)),
    ("nothing is allowed in the first six weeks without clearance",
     changed("C01", when=(When(weeks_under=6, procedures=PROCEDURES, cleared=False),)), (BODY,)),
    ("nothing is allowed while only a surgeon can clear it", without("C02"), (ACL,)),
    ("nothing is allowed while only a surgeon can clear it", without("C07"),
     (("quad_or_patellar_tendon",),)),
    ("a bridge after a joint replacement waits for clearance", looser("tka", bridge=6),
     (("tka",),)),
    ("nothing but assistance is allowed above pain 5", without("M05H"), ((),)),
    ("no slider and no band is allowed above pain 2", without("M05"), ((),)),
    ("nothing loaded is allowed after an arthroscopy that hurts",
     also(without("M05"), changed("arthroscopy", pain_free=())), (("arthroscopy",),)),
    ("a cap is never above the protocol unless a surgeon set it",
     changed("meniscus-root", caps=()), (ROOT_REPAIR,)),
    ("a cap is never above the protocol unless a surgeon set it",
     also(changed("C05", cap_deg=None), changed("meniscus-body", caps=())), (BODY,)),
    ("a hip is never bent past its precautions", changed("tha", hip_cap_deg=None), (("tha",),)),
    ("a hamstring graft is not pulled with before week 6", without("C08"), (ACL,)),
    ("a hamstring graft is not pulled with before week 6", changed("C08", rewords={}), (ACL,)),
    ("no other wording names more degrees than the cap",
     changed("M02", rewords={"full_range": "Stop at 100° at the most."}), (BODY,)),
    ("an empty case forbids nothing", added(when=(When(),), forbids=("slider",)), ((),)),
    ("an unknown week is too early",
     changed("C05", when=(When(procedures=BODY, weeks_under=6, weeks_known=True),)), (BODY,)),
    ("an unknown graft is as strict as a hamstring graft",
     changed("aclr-hamstring", grafts=("hamstring",)), (ACL,)),
    ("more weeks never forbid more",
     added(when=(When(weeks_between=(20, 30)),), forbids=("band",)), (BODY,)),
    ("more pain never allows more", without("M05H"), ((),)),
    ("clearance lifts no limit",
     changed("C05", when=(When(procedures=BODY, weeks_under=6, cleared=False),)), (BODY,)),
]  # fmt: skip


@pytest.mark.parametrize(("promise", "change", "operations"), FAULTS)
def test_a_fault_in_the_rules_breaks_its_promise(
    promise: str, change: Change, operations: tuple[tuple[str, ...], ...]
) -> None:
    faulty = tried(few(*operations), partial(judge, rulebook=change(RULEBOOK)))

    assert promise in names_broken(faulty)


class Careless(Allowance):
    def allows(self, variation: Variation) -> bool:
        return variation not in self.forbidden


def by_first_operation(findings: Findings) -> Allowance:
    return judge(replace(findings, procedures=findings.procedures[:1]), rulebook=RULEBOOK)


def deaf_to_numbers(findings: Findings) -> Allowance:
    return judge(replace(findings, cap_deg=None, cap_by=""), rulebook=RULEBOOK)


def with_all_cues(findings: Findings) -> Allowance:
    return replace(judge(findings, rulebook=RULEBOOK), suppressed=frozenset())


def without_asking(findings: Findings) -> Allowance:
    return Careless(**vars(judge(findings, rulebook=RULEBOOK)))


CARELESS = [
    ("two operations are as strict as each", by_first_operation, (ACL, ("pcl",), ("aclr", "pcl"))),
    ("a cap is never above the number that was told", deaf_to_numbers, (BODY,)),
    ("full range is left out wherever there is a cap", with_all_cues, (BODY,)),
    ("nothing is allowed while a clinician has to be asked", without_asking, (BODY,)),
]


@pytest.mark.parametrize(("promise", "judged", "operations"), CARELESS)
def test_a_careless_judge_breaks_its_promise(
    promise: str,
    judged: Callable[[Findings], Allowance],
    operations: tuple[tuple[str, ...], ...],
) -> None:
    assert promise in names_broken(tried(few(*operations), judged))


def test_each_promise_has_been_broken_once() -> None:
    assert {one[0] for one in (*FAULTS, *CARELESS)} == PROMISED
