"""Evidence to answers whose every sentence is cited."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answers.choose import Evidence
from assistant.answers.quote import MAX_LIST_WORDS, MAX_WORDS, cite, fitting, quote
from assistant.library.article import Article, Block, Draft, Opening
from assistant.library.assemble import assemble
from assistant.library.chunk import passages

PATIENT = settings(deadline=None)


def article(*texts: str, slug: str = "squat") -> Article:
    path = ("Squat", "Steps")
    blocks = [Block("heading", "Steps", path)]
    blocks += [Block("item", text, path, f"Label {number}") for number, text in enumerate(texts)]
    return assemble(slug, Draft("Squat", tuple(blocks)))


def evidence(held: Article, *, opening: Opening | None = None, as_list: bool = False) -> Evidence:
    return Evidence(held, ("fact",), tuple(passages(held)), opening, as_list)


TWO = article("Stand up straight.", "Bend the knees.")


def test_each_sentence_is_its_quote_and_the_text_holds_them_in_order() -> None:
    answer = quote([evidence(TWO)])

    assert answer.text == "Stand up straight. Bend the knees."
    assert [one.text for one in answer.sentences] == [one.quote for one in answer.citations]
    assert [one.citations for one in answer.sentences] == [(1,), (2,)]
    assert answer.facts == ("fact",)
    assert answer.writer == "quote"


def test_a_citation_says_where_it_stands() -> None:
    (first, _) = quote([evidence(TWO)]).citations

    assert (first.n, first.article, first.title) == (1, "squat", "Squat")
    assert first.section == "Squat › Steps"
    assert TWO.text[first.start : first.end] == first.quote == "Stand up straight."
    assert first.sha256 == hashlib.sha256(b"Stand up straight.").hexdigest()


@pytest.mark.parametrize(
    ("opening", "word"), [("yes", "Yes."), ("no", "No."), ("partly", "In part.")]
)
def test_an_opening_shares_the_citation_behind_it(opening: Opening, word: str) -> None:
    answer = quote([evidence(TWO, opening=opening)])

    assert answer.text == f"{word} Stand up straight. Bend the knees."
    assert answer.sentences[0].text == word
    assert answer.sentences[0].citations == answer.sentences[1].citations == (1,)
    assert len(answer.citations) == 2


def test_a_list_shows_labels_a_line_each() -> None:
    answer = quote([evidence(TWO, opening="yes", as_list=True)])

    assert answer.text.split("\n") == [
        "Yes.",
        "- Label 0: Stand up straight.",
        "- Label 1: Bend the knees.",
    ]
    assert all(TWO.text[one.start : one.end] == one.quote for one in answer.citations)


def test_a_list_of_one_is_a_sentence() -> None:
    only = article("Stand up straight.")

    assert quote([evidence(only, as_list=True)]).text == "Stand up straight."


def test_pieces_from_two_articles_are_each_cited_in_their_own() -> None:
    other = article("Sit down slowly on a chair.", slug="chair")

    answer = quote([evidence(TWO, opening="no"), evidence(other, opening="yes")])

    texts = {"squat": TWO.text, "chair": other.text}
    assert [one.article for one in answer.citations] == ["squat", "squat", "chair"]
    assert [one.n for one in answer.citations] == [1, 2, 3]
    assert all(texts[one.article][one.start : one.end] == one.quote for one in answer.citations)
    assert answer.sentences[3].citations == (3,)


def test_a_passage_of_two_pieces_is_said_once() -> None:
    answer = quote([evidence(TWO), evidence(TWO)])

    assert answer.text == "Stand up straight. Bend the knees."
    assert len(answer.citations) == 2


def test_what_is_left_open_ends_the_text_and_is_no_sentence_of_the_article() -> None:
    answer = quote([evidence(TWO)], unsaid=["The article does not say how often."])

    assert answer.text.endswith("\nThe article does not say how often.")
    assert len(answer.sentences) == 2


def test_a_nearest_passage_is_cited_without_its_label() -> None:
    (first, _) = passages(TWO)

    assert cite(first, TWO).quote == "Stand up straight."
    assert cite(first, TWO, labelled=True).quote == "Label 0: Stand up straight."


@PATIENT
@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=8),
    st.booleans(),
    st.sampled_from(["yes", None]),
)
def test_an_answer_stays_within_its_words_and_cites_all_it_says(
    lengths: list[int], as_list: bool, opening: Opening | None
) -> None:
    held = article(*(" ".join(["Word", *["word"] * (length - 1)]) + "." for length in lengths))

    answer = quote([evidence(held, opening=opening, as_list=as_list)])

    limit = MAX_LIST_WORDS if as_list else MAX_WORDS
    assert sum(len(one.quote.split()) for one in answer.citations) <= limit
    numbers = {one.n for one in answer.citations}
    assert numbers == set(range(1, len(numbers) + 1))
    assert answer.sentences
    assert all(one.citations and set(one.citations) <= numbers for one in answer.sentences)
    assert all(held.text[one.start : one.end] == one.quote for one in answer.citations)


def test_the_first_passage_is_never_cut() -> None:
    (first, second) = passages(article("Stand up " + "very " * MAX_WORDS + "straight.", "Bend."))

    assert fitting([first, second]) == [first]


def test_passages_that_fit_exactly_are_kept() -> None:
    words = "Stand " + "very " * (MAX_WORDS - 4) + "straight."
    (first, second, third) = passages(article(words, "Bend down.", "Rest."))

    assert fitting([first, second]) == [first, second]
    assert fitting([first, second, third]) == [first, second]
    assert fitting([first, second, third], as_list=True) == [first, second, third]
