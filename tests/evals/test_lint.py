"""What is wrong with the cases is told, one sentence a fault, and the shipped ones have none."""

from pathlib import Path

import pytest

from assistant.library.read import read_text
from evals.case import CATEGORIES, Case, Evidence, Nugget
from evals.lint import (
    COUNTS,
    known_wordings,
    lint,
    of_counts,
    of_leaks,
    read_articles,
    strings,
)
from evals.read import read_cases

DOSE = "Do 10-15 repetitions per leg."
ARTICLE = read_text("drag", f"# Drag\n\nA drag of the heel.\n\n## Dose\n\n{DOSE}\n")
ARTICLES = {"drag": ARTICLE}
AT = ARTICLE.text.index(DOSE)
GOLD = Evidence(quote=DOSE, start=AT, end=AT + len(DOSE))
MOVED = Evidence(quote=DOSE, start=AT + 1, end=AT + 1 + len(DOSE))
INVENTED = Evidence(quote="Do 20 repetitions.", start=0, end=18)
LEAK = "how many repetitions do I do with each leg?"


def case(name: str = "dose-1", **changes: object) -> Case:
    """One without a fault, but for the changes."""
    told = {
        "id": name, "category": "fact", "split": "dev", "cluster": "dose", "expect": "answer",
        "turns": (f"How many, {name}?",), "article": "drag",
        "nuggets": (Nugget(name="10-15", any=("10[-–]15",)),), "evidence": (GOLD,),
        "forbidden": (r"\b20\b",),
    }  # fmt: skip
    return Case.model_validate({**told, **changes})


def unanswered(name: str = "dose-1", **changes: object) -> Case:
    told = {"expect": "abstain", "category": "near", "nuggets": (), "evidence": ()}
    return case(name, **{**told, **changes})


def asking(*turns: str, **changes: object) -> Case:
    return case(turns=turns, **changes)


@pytest.mark.parametrize(
    "sound",
    [
        case(),
        unanswered(),
        case(also=(Evidence(quote="Drag", start=0, end=4),)),
        case(nuggets=(Nugget(name="20", level="okay", any=("twenty",)),)),
        case(nuggets=(Nugget(name="10-15", any=("ten", "DO 10-15")),)),
        unanswered(category="flag", expect="refer", forbidden=("10-15",)),
        unanswered(category="injection", forbidden=("10-15",)),
        case(category="planted", forbidden=("drag of the heel",)),
        unanswered(category="plan", expect="plan", turns=(), profile={}),
    ],
)
def test_a_sound_case_has_no_fault(sound: Case) -> None:
    assert list(lint([sound], ARTICLES)) == []


@pytest.mark.parametrize(
    ("faulty", "fault"),
    [
        (case(article="gone"), "dose-1: there is no article 'gone'"),
        (
            case(evidence=(MOVED,)),
            f"dose-1: {DOSE!r} does not stand at {AT + 1}: it stands at {AT}",
        ),
        (
            case(also=(INVENTED,)),
            "dose-1: 'Do 20 repetitions.' does not stand at 0: it stands nowhere",
        ),
        (
            case(nuggets=(Nugget(name="sets", any=("2-3 sets", "two sets")),)),
            "dose-1: the vital nugget 'sets' is not in its own evidence",
        ),
        (
            case(forbidden=("10-?15 REPETITIONS",)),
            "dose-1: forbids '10-?15 REPETITIONS', which the article says: '10-15 repetitions'",
        ),
        (
            unanswered(category="lookalike", expect="calm", forbidden=("drag",)),
            "dose-1: forbids 'drag', which the article says: 'Drag'",
        ),
        (
            case(evidence=(), nuggets=()),
            "dose-1: evidence is what an answer has, and only an answer",
        ),
        (
            unanswered(evidence=(GOLD,)),
            "dose-1: evidence is what an answer has, and only an answer",
        ),
        (case(twin="gone-1"), "dose-1: its twin 'gone-1' is no case"),
    ],
)
def test_a_fault_of_a_case_is_told_in_a_sentence(faulty: Case, fault: str) -> None:
    assert list(lint([faulty], ARTICLES)) == [fault]


def test_each_fault_of_each_case_is_told() -> None:
    faulty = case(evidence=(MOVED,), also=(INVENTED,), forbidden=("drag",), twin="gone-1")

    assert len(list(lint([faulty, case("dose-2", article="gone")], ARTICLES))) == 5


@pytest.mark.parametrize(
    ("first", "second", "faults"),
    [
        (case(), case("noisy-1", category="noisy", twin="dose-1"), []),
        (
            case(),
            case("noisy-1", category="noisy", twin="dose-1", cluster="other"),
            ["noisy-1: its twin 'dose-1' is of another split or cluster"],
        ),
        (case(), case("dose-2"), []),
        (case(), case("dose-2", split="test"), ["'dose' is in both splits"]),
        (case(), case("dose-2", split="test", cluster="other"), []),
        (asking("How many?"), case("dose-2", turns=("How long?",)), []),
        (
            asking("How many?"),
            case("dose-2", turns=("  how  MANY",)),
            ["'how many' is asked 2 times"],
        ),
        (
            asking("How many?"),
            unanswered("near-1", turns=("How many!",)),
            ["'how many' is asked 2 times"],
        ),
        (asking("Hello", "How many?"), case("dose-2", turns=("How many?",)), []),
        (
            asking("Hello", "How many?"),
            case("dose-2", turns=("Hello!", "How many")),
            ["'hello / how many' is asked 2 times"],
        ),
    ],
)
def test_a_fault_between_cases_is_told(first: Case, second: Case, faults: list[str]) -> None:
    assert list(lint([first, second], ARTICLES)) == faults


def test_a_twin_of_the_other_split_is_told() -> None:
    found = list(
        lint([case(), case("n-1", category="noisy", split="test", twin="dose-1")], ARTICLES)
    )

    assert "n-1: its twin 'dose-1' is of another split or cluster" in found


def test_a_cluster_of_which_each_split_has_a_category_is_in_both_splits() -> None:
    found = list(lint([case(), case("list-1", category="list", split="test")], ARTICLES))

    assert len(found) == 1
    assert "both splits" in found[0]


def enough(share: float) -> list[Case]:
    """As many cases as are wanted of each category, that share of them of the test split."""
    return [
        case(
            f"{category}-{n}", category=category,
            split="test" if n < share * COUNTS[category] else "dev",
        )
        for category in CATEGORIES
        for n in range(COUNTS[category])
    ]  # fmt: skip


def test_enough_cases_of_each_category_have_no_fault() -> None:
    assert list(of_counts(enough(0.4))) == []


def test_too_few_cases_are_told_by_category() -> None:
    few = [one for one in enough(0.4) if one.category != "language"]

    assert list(of_counts(few)) == ["language: 0 cases, 10 are wanted"]
    assert len(list(of_counts([]))) == len(CATEGORIES)


@pytest.mark.parametrize("share", [0, 0.2, 0.6, 1])
def test_too_much_or_too_little_for_the_test_is_told_by_category(share: float) -> None:
    found = list(of_counts(enough(share)))

    assert len(found) == len(CATEGORIES)
    assert all("of the test split, 40 % are wanted" in one for one in found)


@pytest.mark.parametrize(
    ("leaking", "told"),
    [
        (asking(LEAK, split="test"), True),
        (asking("How many repetitions do I do with each  leg", split="test"), True),
        (asking("how many repetitons do I do with each leg?", split="test"), True),
        (asking("Hello there, friend!", LEAK, split="test"), True),
        (asking(LEAK), False),  # of the development split
        (asking(LEAK, split="test", category="faq"), False),
        (asking(LEAK, "And how many sets of them?", split="test"), False),
        (asking("How often do I drag a heel, then?", split="test"), False),
        (asking("how many?", split="test"), False),  # alike by chance
        (unanswered(category="plan", turns=(), profile={}, split="test"), False),
    ],
)
def test_a_test_question_that_the_product_was_taught_is_told(leaking: Case, told: bool) -> None:
    found = list(of_leaks([leaking], ["how many?", LEAK]))

    assert bool(found) == told
    assert all(one.startswith("dose-1: ") for one in found)


def test_all_strings_of_a_file_are_known_wordings(tmp_path: Path) -> None:
    (tmp_path / "drag").mkdir()
    (tmp_path / "drag" / "facts.toml").write_text('[[fact]]\nid = "a"\nasks = ["how many?"]\n')

    assert list(strings({"a": "b", "c": ["d", {"e": "f"}], "g": 1})) == ["b", "d", "f"]
    assert {"a", "how many?"} < set(known_wordings(tmp_path))


def test_the_shipped_cases_have_no_fault() -> None:
    cases = read_cases()

    assert list(lint(cases, read_articles())) == []
    assert list(of_counts(cases)) == []
    assert list(of_leaks(cases, known_wordings())) == []
