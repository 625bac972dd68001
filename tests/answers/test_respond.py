"""A message and its conversation to a turn."""

from collections.abc import Callable
from typing import cast

import pytest

from assistant.answers import phrases
from assistant.answers.look import Looked
from assistant.answers.reply import Abstention, Answer, Notice, Turn
from assistant.answers.respond import either, respond
from assistant.library.article import Article, Credit, Fact, Passage, Shelf, Silence
from assistant.library.entries import Role
from assistant.library.search import Candidate, Found
from assistant.library.vocabulary import vocabulary

Look = Callable[[str, str], Looked]
TITLES = ["Squat"]


def shelf(slug: str, sentences: dict[str, str], **whys: str) -> Shelf:
    text = "\n".join(sentences.values())
    article = Article(slug, slug.title(), (), Credit(), text, (), ())
    passages = []
    for name, sentence in sentences.items():
        at = text.index(sentence)
        end = at + len(sentence)
        passages.append(
            Passage(f"{slug}#{name}", slug, (), "", "item", sentence, at, end, at, "state", ())
        )
    facts = tuple(
        Fact(
            name, "mistake_why" if name.endswith("why") else "cue", (f"{slug}#{name}",),
            ((f"what about {name}?", None),), why=whys.get(name, ""),
        )
        for name in sentences
    )  # fmt: skip
    silences = (Silence("rest", "how long to rest", f"{slug}#{next(iter(sentences))}", ("rest?",)),)
    return Shelf(article, tuple(passages), facts, silences, vocabulary(article, facts, ()))


SQUAT = shelf(
    "squat",
    {
        "grip": "Hold the weight with both hands.",
        "heels": "Never let the heels rise.",
        "heels-why": "A lifted heel strains the knee.",
    },
    heels="heels-why",
)
CHAIR = shelf("chair", {"sit": "Sit down slowly on a chair."})


def candidate(label: str) -> Candidate:
    role, name = label.split("/")
    return Candidate(cast(Role, role), name, 0.5, 0.8, 0.0, 0.0, "")


def finding(*words: tuple[str, str, float], held: Shelf = SQUAT, rivals: int = 0) -> Look:
    """A look that finds `label` with `support` for a question that holds `word`."""

    def look(question: str, slug: str) -> Looked:
        label, support = next(
            ((label, support) for word, label, support in words if word in question),
            ("scope/off_topic", -1.0),
        )
        found = [candidate(label), candidate(f"fact/{held.facts[0].id}")]
        return Looked(
            question=question,
            shelf=held,
            found=Found(
                answers=tuple(one for one in found if one.role == "fact"),
                silences=tuple(one for one in found if one.role == "silence"),
                scopes=tuple(one for one in found if one.role == "scope"),
                support=support,
            ),
            names="",
            rivals=("Squat", "Chair")[:rivals],
            embed_ms=1.0,
            search_ms=2.0,
        )

    return look


def never(question: str, slug: str) -> Looked:
    raise AssertionError(f"{question!r} was searched")


SEES = finding(
    ("hold", "fact/grip", 1.0), ("heels", "fact/heels", 1.0), ("rest", "silence/rest", -1.0)
)


def test_an_answer_is_the_articles_sentence_with_its_citation() -> None:
    turn = respond("how do I hold the weight?", (), look=SEES, titles=TITLES)

    assert isinstance(turn.reply, Answer)
    assert turn.reply.text == "Hold the weight with both hands."
    assert turn.reply.facts == ("grip",)
    assert turn.article == "squat"
    assert turn.question == "how do I hold the weight?"


def test_a_silence_names_what_is_not_said_and_quotes_the_nearest() -> None:
    turn = respond("how about rest?", (), look=SEES, titles=TITLES)

    assert isinstance(turn.reply, Abstention)
    assert turn.reply.reason == "not_in_corpus"
    assert turn.reply.text == (
        "The article does not say how long to rest. "
        "The closest it comes: “Hold the weight with both hands.” [1]"
    )
    assert [one.quote for one in turn.reply.citations] == ["Hold the weight with both hands."]


def test_a_thing_the_article_does_not_know_is_named() -> None:
    turn = respond(
        "how do I hold the kettlebell", (), look=finding(("hold", "fact/grip", 3.0)), titles=TITLES
    )

    assert turn.reply.text.startswith("The article does not mention kettlebell.")


@pytest.mark.parametrize("kind", ["greeting", "thanks", "goodbye", "capability"])
def test_a_pleasantry_gets_a_notice(kind: str) -> None:
    turn = respond("well, hello", (), look=finding(("hello", f"scope/{kind}", -1)), titles=TITLES)

    assert isinstance(turn.reply, Notice)
    assert turn.reply.kind == kind


@pytest.mark.parametrize(
    ("kind", "reason"), [("off_topic", "out_of_scope"), ("other_exercise", "not_in_corpus")]
)
def test_what_is_outside_is_declined_with_what_there_is(kind: str, reason: str) -> None:
    turn = respond("what of Rome?", (), look=finding(("Rome", f"scope/{kind}", -1)), titles=TITLES)

    assert isinstance(turn.reply, Abstention)
    assert turn.reply.reason == reason
    assert "Squat" in turn.reply.text
    assert (turn.question, turn.article) == ("", "")


def test_another_language_is_told_and_not_searched() -> None:
    turn = respond("¿cuántas repeticiones debo hacer?", (), look=never, titles=TITLES)

    assert turn.reply == Abstention("language", phrases.LANGUAGE)
    assert (turn.question, turn.article) == ("", "")


@pytest.mark.parametrize("message", ["?!?", "👍", "…", "42", "x"])
def test_a_message_without_a_word_is_asked_again_and_not_searched(message: str) -> None:
    turn = respond(message, (), look=never, titles=TITLES)

    assert isinstance(turn.reply, Abstention)
    assert turn.reply.reason == "unclear"
    assert "Squat" in turn.reply.text


def test_two_articles_that_answer_alike_are_asked_about() -> None:
    look = finding(("hold", "fact/grip", 1.0), rivals=2)

    turn = respond("how do I hold it?", (), look=look, titles=["Squat", "Chair"])

    assert turn.reply == Abstention("unclear", "Which exercise do you mean: Squat or Chair?")


def test_each_part_of_a_question_is_answered_in_its_order() -> None:
    turn = respond("where do the heels go and how do I hold it?", (), look=SEES, titles=TITLES)

    assert isinstance(turn.reply, Answer)
    assert turn.reply.text == "Never let the heels rise.\nHold the weight with both hands."
    assert turn.reply.facts == ("heels", "grip")


def test_the_part_that_is_not_answered_is_named_behind_the_one_that_is() -> None:
    turn = respond("how do I hold it and how is the rest?", (), look=SEES, titles=TITLES)

    assert turn.reply.text == (
        "Hold the weight with both hands.\nThe article does not say how long to rest."
    )
    assert isinstance(turn.reply, Answer)
    assert len(turn.reply.sentences) == 1


def test_parts_that_find_nothing_leave_the_question_whole() -> None:
    turn = respond("where are the heels and who is the king?", (), look=SEES, titles=TITLES)

    assert turn.reply.text == "Never let the heels rise."


def test_parts_about_two_articles_are_cited_each_in_its_own() -> None:
    both = {"squat": SEES, "chair": finding(("sit", "fact/sit", 1.0), held=CHAIR)}

    def look(question: str, slug: str) -> Looked:
        return both["chair" if "sit" in question else "squat"](question, slug)

    turn = respond("how do I hold it and how do I sit down?", (), look=look, titles=TITLES)

    assert isinstance(turn.reply, Answer)
    texts = {one.article.slug: one.article.text for one in (SQUAT, CHAIR)}
    assert {one.article for one in turn.reply.citations} == {"squat", "chair"}
    for one in turn.reply.citations:
        assert texts[one.article][one.start : one.end] == one.quote


def test_parts_that_answer_keep_the_thread_where_the_whole_was_outside() -> None:
    look = finding(
        ("hold it and", "scope/greeting", -1.0),
        ("hold", "fact/grip", 1.0),
        ("heels", "fact/heels", 1.0),
    )

    turn = respond("how do I hold it and what about heels?", (), look=look, titles=TITLES)

    assert isinstance(turn.reply, Answer)
    assert turn.article == "squat"
    assert turn.question


def test_the_better_supported_reading_of_a_fragment_holds() -> None:
    first = respond("how do I hold it?", (), look=SEES, titles=TITLES)
    leaning = finding(("hold it the dumbbell", "fact/heels", 2.0), ("dumbbell", "fact/grip", 1.0))
    alone = finding(("hold it the dumbbell", "fact/heels", 1.0), ("dumbbell", "fact/grip", 2.0))

    turns = [
        respond("and the dumbbell?", [first], look=look, titles=TITLES) for look in (leaning, alone)
    ]

    assert [turn.question for turn in turns] == ["how do I hold it the dumbbell?", "the dumbbell?"]


def test_no_yes_or_no_is_given_to_what_a_story_leaves_open_by_name() -> None:
    look = finding(("knitting", "silence/rest", -1.0), ("hold it", "fact/grip", 2.0))

    turn = respond("I rest by knitting. Can I hold it?", (), look=look, titles=TITLES)

    assert isinstance(turn.reply, Abstention)
    assert turn.question == "I rest by knitting. Can I hold it?"


def test_no_yes_or_no_is_given_to_hardly_a_word_behind_a_story() -> None:
    look = finding(("knitting", "scope/off_topic", -1.0), ("normal?", "fact/grip", 2.0))

    turn = respond("My heart races when knitting. Is that normal?", (), look=look, titles=TITLES)

    assert turn.question == ""
    assert not isinstance(turn.reply, Answer)


@pytest.mark.parametrize("whole", ["silence/rest", "scope/off_topic"])
def test_the_open_question_of_a_story_is_answered_whatever_the_story_is_about(whole: str) -> None:
    look = finding(("knitting", whole, -1.0), ("hold it", "fact/grip", 2.0))

    turn = respond("I rest by knitting. How do I hold it?", (), look=look, titles=TITLES)

    assert isinstance(turn.reply, Answer)
    assert turn.question == "How do I hold it?"


def test_the_article_of_the_conversation_is_asked() -> None:
    asked: list[str] = []

    def look(question: str, slug: str) -> Looked:
        asked.append(slug)
        return SEES(question, slug)

    history = [Turn("hi", "hi", Notice("greeting", "Hello."), article="squat")]
    respond(
        "how do I hold it?",
        [*history, Turn("ta", "", Notice("thanks", "."))],
        look=look,
        titles=TITLES,
    )

    assert asked == ["squat"]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (("heels",), "A lifted heel strains the knee."),  # tied to it
        (("grip", "heels"), "A lifted heel strains the knee."),  # tied to the second
        (("heels-why",), "A lifted heel strains the knee."),  # it is a reason itself
        (("removed-since",), "A lifted heel strains the knee."),  # the nearest fault's
    ],
)
def test_a_bare_why_is_answered_by_the_reason_the_article_gives(
    facts: tuple[str, ...], reason: str
) -> None:
    before = Turn("so?", "so?", Answer("So.", (), (), facts), article="squat")
    look = finding(("why", "fact/heels-why", -9.0))

    turn = respond("why?", [before], look=look, titles=TITLES)

    assert turn.reply.text == reason


def test_a_bare_why_without_a_reason_is_not_answered() -> None:
    before = Turn("so?", "so?", Answer("So.", (), (), ("grip",)), article="squat")

    turn = respond("why?", [before], look=finding(("why", "fact/grip", 9.0)), titles=TITLES)

    assert turn.reply == Abstention("not_in_corpus", phrases.SILENT_THERE)


def test_a_bare_why_about_an_article_whose_facts_are_gone_does_no_harm() -> None:
    before = Turn("so?", "so?", Answer("So.", (), (), ("grip",)), article="squat")
    plain = Shelf(SQUAT.article, SQUAT.passages)

    def look(question: str, slug: str) -> Looked:
        near = Candidate("passage", "squat#grip", 0.5, 0.8, 0.0, 0.0, "")
        return Looked(question, plain, Found((near,), (), (), 1.0), "", (), 0.0, 0.0)

    turn = respond("why?", [before], look=look, titles=TITLES)

    assert turn.reply == Abstention("not_in_corpus", phrases.SILENT_THERE)


def test_the_trace_says_what_was_searched_and_decided() -> None:
    trace = respond("how do I hold the weight?", (), look=SEES, titles=TITLES).trace

    assert trace.question == "how do I hold the weight?"
    assert trace.article == "squat"
    assert trace.why == "answers by grip"
    assert trace.support == 1.0
    assert trace.ms == {"embed": 1.0, "search": 2.0}
    assert "grip" in [one.name for one in trace.considered]


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (["A"], "A"),
        (["A", "B"], "A or B"),
        (["A", "B", "C"], "A, B or C"),
        (list("ABCDE"), "A, B, C, D or E"),
        (list("ABCDEFG"), "A, B, C, D, E and 2 more"),
    ],
)
def test_titles_are_listed_as_a_person_would(titles: list[str], text: str) -> None:
    assert either(titles) == text
