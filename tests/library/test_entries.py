"""Shelves to entries: what is embedded, under which ids, and without the subject's names."""

import pytest

from assistant.library.article import Article, Block, Draft, Fact, Passage, Shelf, Silence
from assistant.library.assemble import assemble
from assistant.library.chunk import passages
from assistant.library.entries import (
    Entry,
    Target,
    ask_entries,
    fine_label,
    in_context,
    label,
    names_of,
    neutral,
    passage_entries,
    subject_pattern,
    target,
)

SCOPE = (Entry("scope/greeting/hello/0", "hello", "hello"),)


def article(title: str = "Heel Slide", *aliases: str) -> Article:
    blocks = (
        Block("heading", "Form", ("Form",)),
        Block("item", "Do the heel slide slowly. Breathe.", ("Form",), "Pace"),
    )
    return assemble("heel-slide", Draft(title, blocks, aliases))


def shelf() -> Shelf:
    one = article()
    parts = passages(one)
    fact = Fact(
        "pace",
        "cue",
        tuple(part.id for part in parts),
        (("how fast is a heel slide?", None), ("fast?", "no"), ("slow?", "yes")),
    )
    silence = Silence("rest", "how long to rest", "", ("rest between heel slides?",))
    return Shelf(one, parts, (fact,), (silence,))


def test_passages_are_embedded_behind_title_heading_and_label() -> None:
    assert list(passage_entries(shelf())) == [
        Entry(
            "passage/heel-slide#form-1//0",
            "Heel Slide. Form: Pace: Do the heel slide slowly.",
            "Do the heel slide slowly.",
        ),
        Entry("passage/heel-slide#form-2//0", "Heel Slide. Form: Pace: Breathe.", "Breathe."),
    ]


def test_wordings_quotes_silences_and_scope_are_embedded_without_the_subject() -> None:
    found = list(ask_entries(shelf(), SCOPE))

    assert [(entry.id, entry.text) for entry in found] == [
        ("fact/pace/open/0", "how fast is this exercise?"),
        ("fact/pace/no/1", "fast?"),
        ("fact/pace/yes/2", "slow?"),
        ("quote/pace//0", "Form: Pace: Do this exercise slowly."),
        ("quote/pace//1", "Form: Pace: Breathe."),
        ("silence/rest//0", "rest between this exercise?"),
        ("scope/greeting/hello/0", "hello"),
    ]
    assert found[0].original == "how fast is a heel slide?"


def test_ids_are_unique_and_say_what_they_stand_for() -> None:
    found = [*passage_entries(shelf()), *ask_entries(shelf(), SCOPE)]

    assert len({entry.id for entry in found}) == len(found)
    assert {target(entry.id).role for entry in found} == {
        "passage", "fact", "quote", "silence", "scope",
    }  # fmt: skip


@pytest.mark.parametrize(("entry_id", "expected", "coarse", "fine"), [
    ("fact/pace/no/1", Target("fact", "pace", "no"), "fact/pace", "fact/pace/no"),
    ("quote/pace//0", Target("quote", "pace"), "fact/pace", "fact/pace/open"),
    ("silence/rest//3", Target("silence", "rest"), "silence/rest", "silence/rest/open"),
    ("scope/thanks/bye/0", Target("scope", "thanks", "bye"), "scope/thanks", "scope/thanks/open"),
    ("passage/a#b-1//0", Target("passage", "a#b-1"), "passage/a#b-1", "passage/a#b-1/open"),
])  # fmt: skip
def test_an_id_is_read_back_as_what_it_was_made_from(
    entry_id: str, expected: Target, coarse: str, fine: str
) -> None:
    assert target(entry_id) == expected
    assert label(entry_id) == coarse
    assert fine_label(entry_id) == fine


@pytest.mark.parametrize(("path", "name", "expected"), [
    (("A", "B"), "L", "B: L: Go."),
    (("A",), "", "A: Go."),
    ((), "L", "L: Go."),
    ((), "", "Go."),
])  # fmt: skip
def test_a_passage_is_read_behind_its_innermost_heading_and_its_label(
    path: tuple[str, ...], name: str, expected: str
) -> None:
    passage = Passage("a#b-1", "a", path, name, "item", "Go.", 0, 3, 0, "do", ())

    assert in_context(passage) == expected


@pytest.mark.parametrize(("title", "question", "expected"), [
    ("Heel Slide", "How do I do the heel slide?", "How do I do this exercise?"),
    ("Heel Slide", "HEEL SLIDES, any good", "this exercise, any good"),
    ("Heel Slide", "heel-slide benefits", "this exercise benefits"),
    ("Heel Slide", "is a heel slide exercise hard", "is this exercise hard"),
    ("Heel Slide", "the heel slide's point", "this exercise's point"),
    ("Heel Slide", "wheel slides", "wheel slides"),
    ("Heel Slide", "heel slider", "heel slider"),
    ("Heel Slide", "slide my heel", "slide my heel"),
    ("Pull-up", "how are pull ups done", "how are this exercise done"),
    ("Pull-up", "what is a pull-up", "what is this exercise"),
    ("Bench Press", "bench presses?", "this exercise?"),
    ("Glute Bridges", "do a glute bridge", "do this exercise"),
    ("Glute Bridges", "do glute bridges", "do this exercise"),
    ("Crunches", "one crunch", "one this exercise"),
    ("Wall Sit (static)", "the wall sit (static)", "the wall sit (static)"),
])  # fmt: skip
def test_names_of_the_subject_are_taken_out_as_people_write_them(
    title: str, question: str, expected: str
) -> None:
    assert neutral(question, subject_pattern(article(title))) == expected


def test_the_longest_name_is_taken_out_whole() -> None:
    one = article("Heel Slide", "heel", "supine heel slide")

    assert names_of(one) == ("Heel Slide", "heel", "supine heel slide")
    assert neutral("a supine heel slide", subject_pattern(one)) == "this exercise"
