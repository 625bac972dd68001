"""What a search found to what is answered: evidence, a silence, or neither."""

from dataclasses import replace
from typing import cast

import pytest

from assistant.answers.choose import (
    MIN_COSINE_PLAIN,
    MIN_SUPPORT,
    MIN_SUPPORT_PLAIN,
    SILENCE_COSINE,
    Choice,
    Evidence,
    Outside,
    Silent,
    choose,
)
from assistant.library.article import Article, Credit, Fact, Passage, Shelf, Silence
from assistant.library.entries import Role
from assistant.library.quantity import quantities
from assistant.library.search import Candidate, Found
from assistant.library.vocabulary import vocabulary

SENTENCES = {
    "grip": "Hold the weight with both hands.",
    "reps": "Do 8-12 repetitions.",
    "sets": "Do 3 sets.",
    "heels": "Never let the heels rise.",
    "heels-why": "A lifted heel strains the knee.",
}
TEXT = "\n".join(SENTENCES.values())


def passage(name: str) -> Passage:
    text = SENTENCES[name]
    at = TEXT.index(text)
    return Passage(
        f"squat#{name}", "squat", ("Squat",), "", "item", text, at, at + len(text), at, "state",
        quantities(text),
    )  # fmt: skip


def fact(name: str, *passages: str, kind: str = "cue", why: str = "") -> Fact:
    held = tuple(f"squat#{one}" for one in passages or (name,))
    return Fact(name, kind, held, (("what about it?", None),), why=why)


ARTICLE = Article("squat", "Squat", (), Credit(), TEXT, (), ())
FACTS = (
    fact("grip"),
    fact("reps"),
    fact("sets"),
    fact("dose", "reps", "sets", kind="list"),
    fact("heels", why="heels-why"),
    fact("heels-why"),
)
SILENCES = (
    Silence("rest", "how long to rest", "squat#sets", ("rest?",)),
    Silence("who", "who", "", ("who?",)),
)
PLAIN = Shelf(ARTICLE, tuple(map(passage, SENTENCES)), vocabulary=vocabulary(ARTICLE, (), ()))
SHELF = replace(PLAIN, facts=FACTS, silences=SILENCES, vocabulary=vocabulary(ARTICLE, FACTS, ()))


def candidate(label: str, *, cosine: float = 0.8, fused: float = 0.5) -> Candidate:
    role, name = label.split("/")
    return Candidate(cast(Role, role), name, fused, cosine, 0.0, 0.0, "")


def found(*candidates: Candidate, support: float = 0.5) -> Found:
    def of(*roles: str) -> tuple[Candidate, ...]:
        return tuple(one for one in candidates if one.role in roles)

    return Found(of("fact", "passage"), of("silence"), of("scope"), support)


def said(choice: Choice) -> list[str]:
    assert isinstance(choice, Evidence)
    return [one.text for one in choice.passages]


def test_a_supported_fact_answers_with_its_own_passages() -> None:
    choice = choose("what about the weight?", found(candidate("fact/grip")), SHELF)

    assert choice == Evidence(ARTICLE, ("grip",), (passage("grip"),))


def test_a_fact_of_several_passages_keeps_their_order_and_a_list_is_known_as_one() -> None:
    choice = choose("do?", found(candidate("fact/dose")), SHELF)

    assert said(choice) == [SENTENCES["reps"], SENTENCES["sets"]]
    assert isinstance(choice, Evidence)
    assert choice.as_list


def test_a_yes_or_no_question_opens_with_the_facts_answer() -> None:
    sides = {"heels": {"no": 0.9, "open": 0.1}}
    asked = replace(found(candidate("fact/heels")), sides=sides.__getitem__)

    choice = choose("may the heels rise?", asked, SHELF)

    assert isinstance(choice, Evidence)
    assert choice.opening == "no"


def test_nothing_found_is_silence() -> None:
    assert choose("do?", found(), SHELF) == Silent("", None)


def test_too_little_support_is_silence_with_the_nearest_passage() -> None:
    weak = found(candidate("fact/grip"), support=MIN_SUPPORT - 0.01)

    assert choose("hold?", weak, SHELF) == Silent("", passage("grip"))


def test_each_unknown_word_takes_support_away() -> None:
    just = found(candidate("fact/grip"), support=MIN_SUPPORT + 0.01)

    assert isinstance(choose("hold the weight?", just, SHELF), Evidence)
    assert isinstance(choose("hold the zebra?", just, SHELF), Silent)
    assert isinstance(choose("um hold the weight thanks", just, SHELF), Evidence)


def test_a_near_silence_says_what_is_not_said() -> None:
    weak = found(candidate("fact/sets"), candidate("silence/rest"), support=-1)

    assert choose("rest?", weak, SHELF) == Silent("how long to rest", passage("sets"))


def test_a_silence_with_nothing_near_it_has_no_passage() -> None:
    weak = found(candidate("fact/sets"), candidate("silence/who"), support=-1)

    assert choose("who?", weak, SHELF) == Silent("who", None)


def test_a_far_silence_has_no_name() -> None:
    far = candidate("silence/rest", cosine=SILENCE_COSINE - 0.01)

    choice = choose("rest?", found(candidate("fact/sets"), far, support=-1), SHELF)

    assert choice == Silent("", passage("sets"))


@pytest.mark.parametrize(
    ("scope", "silence", "expected"),
    [
        (0.9, 0.5, Outside("off_topic")),
        (0.5, 0.5, Outside("off_topic")),
        (0.5, 0.9, Silent("how long to rest", passage("sets"))),
    ],
)
def test_outside_or_silent_is_whichever_is_nearer(
    scope: float, silence: float, expected: Choice
) -> None:
    weak = found(
        candidate("fact/sets"),
        candidate("silence/rest", fused=silence),
        candidate("scope/off_topic", fused=scope),
        support=-1,
    )

    assert choose("rest?", weak, SHELF) == expected


def test_a_thing_the_article_does_not_know_is_not_answered() -> None:
    choice = choose("do I hold a kettlebell?", found(candidate("fact/grip"), support=3), SHELF)

    assert choice == Silent("kettlebell", passage("grip"), mention=True)


def test_a_number_of_what_the_passages_do_not_number_is_not_answered() -> None:
    near = found(candidate("fact/grip"), support=3)

    assert choose("how many sets?", near, SHELF) == Silent("", passage("grip"))
    assert choose("how long?", near, SHELF) == Silent("", passage("grip"))


def test_what_is_missing_is_named_where_a_silence_is_near() -> None:
    near = found(candidate("fact/sets"), candidate("silence/rest"), support=3)

    assert choose("how long?", near, SHELF) == Silent("how long to rest", passage("sets"))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("how many reps?", "reps"),
        ("how many reps and sets?", "dose"),
        ("give me all the numbers", "dose"),
        ("the numbers as a list", "dose"),
        ("every number, please", "dose"),
        ("do I do it every day?", "reps"),
        ("all the way?", "reps"),
        ("do the repetitions all the time", "reps"),
        ("in order to do what?", "reps"),
    ],
)
def test_the_form_of_the_question_prefers_a_fitting_fact_close_behind(
    question: str, name: str
) -> None:
    close = found(candidate("fact/reps"), candidate("fact/sets"), candidate("fact/dose"), support=3)

    choice = choose(question, close, SHELF)

    assert isinstance(choice, Evidence)
    assert choice.facts == (name,)


@pytest.mark.parametrize("question", ["why?", "But why heels?", "how come", "what's the point?"])
def test_a_why_is_answered_by_the_reason(question: str) -> None:
    choice = choose(question, found(candidate("fact/heels"), support=3), SHELF)

    assert said(choice) == [SENTENCES["heels-why"]]


def test_a_why_without_a_reason_is_answered_by_the_fact_itself() -> None:
    assert said(choose("why?", found(candidate("fact/grip"), support=3), SHELF)) == [
        SENTENCES["grip"]
    ]


def test_without_a_facts_file_the_nearest_passage_answers() -> None:
    near = found(candidate("passage/squat#grip"))

    assert choose("hold?", near, PLAIN) == Evidence(ARTICLE, (), (passage("grip"),))


def test_without_a_facts_file_it_must_be_near() -> None:
    far = found(candidate("passage/squat#grip", cosine=MIN_COSINE_PLAIN - 0.01))
    weak = found(candidate("passage/squat#grip"), support=MIN_SUPPORT_PLAIN - 0.01)

    assert choose("hold?", far, PLAIN) == Silent("", passage("grip"))
    assert choose("hold?", weak, PLAIN) == Silent("", passage("grip"))


def test_without_a_facts_file_it_must_number_what_is_asked_for() -> None:
    grip, reps = (found(candidate(f"passage/squat#{name}")) for name in ("grip", "reps"))

    assert choose("how many repetitions?", grip, PLAIN) == Silent("", passage("grip"))
    assert said(choose("how many repetitions?", reps, PLAIN)) == [SENTENCES["reps"]]
