"""The shipped corpus: complete, in our own sentences, and answered without silent cuts."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from assistant.answers.choose import LIST_KINDS, Evidence
from assistant.answers.quote import MAX_LIST_WORDS, MAX_WORDS, quote
from assistant.library.article import Fact, Passage, Shelf
from assistant.library.facts import folded
from assistant.library.lint import lint_sources
from assistant.library.scope import scope_entries
from assistant.library.sources import find_sources, read_source

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
SOURCE = ROOT.parent / "shared" / "source" / "heel-drag-back.txt"
MIN_FACTS, MIN_SILENCES, MIN_WORDINGS = 80, 40, 8
COPIED = 9  # consecutive words that make a sentence a copy
SHELF = read_source(find_sources([CORPUS / "heel-drag-back"])[0])
PASSAGES = {passage.id: passage for passage in SHELF.passages}


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", text.lower()))


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of `COPIED` words of `text`."""
    said = words(text)
    return {tuple(said[at : at + COPIED]) for at in range(len(said) - COPIED + 1)}


def quoted(fact: Fact) -> list[Passage]:
    return [PASSAGES[name] for name in fact.passages]


def test_lint_finds_nothing() -> None:
    assert [str(fault) for fault in lint_sources(find_sources([CORPUS]))] == []


def test_the_article_is_credited_as_an_adaptation() -> None:
    credit = SHELF.article.credit

    assert credit.title == (
        "Heel Drag Back: Understanding, Step-by-Step Guide, Benefits, and Variations"
    )
    assert (credit.author, credit.site) == ("Hart", "Exercise & Fitness")
    assert "our own" in credit.note
    assert "heel slide" in SHELF.article.aliases


def test_there_are_enough_facts_and_silences() -> None:
    assert len(SHELF.facts) >= MIN_FACTS
    assert len(SHELF.silences) >= MIN_SILENCES


def test_each_fact_and_silence_has_enough_wordings() -> None:
    few = [fact.id for fact in SHELF.facts if len(fact.wordings) < MIN_WORDINGS]
    few += [one.id for one in SHELF.silences if len(one.wordings) < MIN_WORDINGS]

    assert few == []


def test_no_wording_is_an_example_of_what_is_out_of_scope() -> None:
    scope = {folded(entry.text): entry.id for entry in scope_entries()}
    asked = [wording for fact in SHELF.facts for wording, _ in fact.wordings]

    assert [wording for wording in asked if folded(wording) in scope] == []


def test_each_silence_names_the_passage_that_comes_nearest_or_none_on_purpose() -> None:
    written = tomllib.loads((CORPUS / "heel-drag-back" / "facts.toml").read_text("utf-8"))
    named = {entry["id"] for entry in written["silence"] if entry.get("nearest")}

    assert {one.id for one in SHELF.silences if one.nearest} == named


@pytest.mark.skipif(not SOURCE.exists(), reason="the source is not beside this checkout")
def test_no_sentence_is_copied_from_the_source() -> None:
    theirs = runs(SOURCE.read_text(encoding="utf-8"))

    copied = [passage.text for passage in SHELF.passages if runs(passage.text) & theirs]

    assert copied == []


@pytest.mark.parametrize("term", [
    "low-impact", "supine", "heel slide", "supine hamstring curl with heel drag", "foundational",
    "biceps femoris", "semitendinosus", "semimembranosus", "gluteus maximus", "hip extension",
    "transverse abdominis", "obliques", "psoas", "iliacus", "posterior chain", "knee flexion",
    "ACL reconstruction", "non-weight-bearing", "underactive", "neuromuscular coordination",
    "motor control", "proprioception", "momentum", "exercise mat", "firm floor", "palms down",
    "neutral", "navel", "excessive arching", "constant contact", "about 90 degrees",
    "without discomfort", "splay", "concentric", "eccentric", "lengthen", "flop", "inhale",
    "exhale", "10-15 repetitions per leg", "2-3 sets", "quality", "hip flexors", "jerks",
    "range of motion", "injury prevention", "sharp pain", "strain in a joint", "towel", "strap",
    "glute bridge", "single-leg", "standing", "backward kick", "balance", "sliders", "hardwood",
    "carpet", "friction", "resistance band", "ankles", "sturdy object", "warm-up", "squats",
    "deadlifts", "pre-activate", "physical therapist", "cool-down", "blood flow", "stiffness",
    "athletes", "speed", "mind-muscle connection", "functional movement", "general population",
    "pre-existing condition", "doctor", "certified personal trainer", "stickiness",
])  # fmt: skip
def test_the_terms_and_numbers_of_the_source_are_kept(term: str) -> None:
    assert term.lower() in SHELF.article.text.lower()


@pytest.mark.skipif(not SOURCE.exists(), reason="the source is not beside this checkout")
def test_every_number_of_the_source_is_in_the_article_and_no_other() -> None:
    source = SOURCE.read_text(encoding="utf-8").replace("7 min read", "")

    assert numbers(SHELF) == set(re.findall(r"\d+(?:-\d+)?", source))


def numbers(shelf: Shelf) -> set[str]:
    return {
        number for passage in shelf.passages for number in re.findall(r"\d+(?:-\d+)?", passage.text)
    }


@pytest.mark.parametrize("fact", SHELF.facts, ids=lambda fact: fact.id)
def test_a_fact_is_quoted_whole(fact: Fact) -> None:
    as_list = fact.kind in LIST_KINDS
    evidence = Evidence(SHELF.article, (fact.id,), tuple(quoted(fact)), as_list=as_list)

    answer = quote([evidence])

    ends = [citation.end for citation in answer.citations]
    assert ends == [passage.end for passage in quoted(fact)]
    count = sum(len(passage.text.split()) for passage in quoted(fact))
    assert count <= (MAX_LIST_WORDS if as_list else MAX_WORDS)


def test_no_fact_quotes_a_sentence_twice() -> None:
    twice = [fact.id for fact in SHELF.facts if max(Counter(fact.passages).values()) > 1]

    assert twice == []


@pytest.mark.parametrize("fact", [fact for fact in SHELF.facts if fact.cues], ids=lambda f: f.id)
def test_cues_agree_with_the_facts_own_wordings(fact: Fact) -> None:
    """A cue decides by itself, so it may not match a wording whose honest answer is another."""
    from assistant.answers.polar import NEGATED, is_polar

    wrong = [
        (wording, cue)
        for wording, side in fact.wordings
        for opening, cue in fact.cues
        if side and side != opening and re.search(cue, wording.lower())
        if is_polar(wording) and not NEGATED.search(wording.lower())
    ]

    assert wrong == []
