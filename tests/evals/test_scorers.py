"""An answer is judged by what it says and by what it cites."""

from dataclasses import replace
from hashlib import sha256

import pytest

from assistant.answers.reply import Abstention, Answer, Citation, Notice, Referral, Reply, Sentence
from evals.case import Case, Evidence, Nugget
from evals.score import Played
from evals.scorers.table import SCORERS

INHALE = "Inhale while you extend the leg back to the start."
EXHALE = "Exhale while you drag the heel in towards your glutes."
SWAPPED = "Exhale while you extend the leg back to the start."
DOSE = "Do 10-15 repetitions per leg."
TEXT = f"{INHALE} {EXHALE} {DOSE}"


def cite(n: int, quote: str) -> Citation:
    start = TEXT.find(quote)
    digest = sha256(quote.encode()).hexdigest()
    return Citation(n, "drag", "Drag", "Breathing", quote, start, start + len(quote), digest)


def answer(*sentences: tuple[str, tuple[int, ...]], cited: tuple[Citation, ...]) -> Answer:
    text = " ".join(text for text, _ in sentences)
    return Answer(text, tuple(Sentence(*one) for one in sentences), cited)


def quoting(*quotes: str) -> Answer:
    cited = tuple(cite(n, quote) for n, quote in enumerate(quotes, 1))
    return answer(*((one.quote, (one.n,)) for one in cited), cited=cited)


def case_of(**changes: object) -> Case:
    """When to breathe in, with the dose as what may be added."""
    told = {
        "id": "breathe-in-1", "category": "fact", "split": "dev", "cluster": "breathe-in",
        "expect": "answer", "turns": ("When do I breathe in?",), "article": "drag",
        "nuggets": (
            Nugget(name="inhale on the return", any=("inhale while you extend",)),
            Nugget(name="dose", level="okay", any=("10-15",)),
        ),
        "evidence": (Evidence(quote=INHALE, start=0, end=len(INHALE)),),
        "forbidden": ("exhale while you extend",),
    }  # fmt: skip
    return Case.model_validate({**told, **changes})


def played(reply: Reply | None, **changes: object) -> Played:
    return Played(case_of(**changes), reply=reply, articles={"drag": TEXT})


BOTH = (
    Nugget(name="in", any=("inhale while you extend",)),
    Nugget(name="out", any=("exhale while you drag", "breathe out")),
)
NOT_HELD = Abstention("not_in_corpus", "The article does not say that.")
HELLO = Notice("greeting", "Hello.")
REFERRED = Referral("See a doctor today.", "stop", "U01")
YES = answer(("Yes.", (1,)), (INHALE, (1,)), cited=(cite(1, INHALE),))
NO = answer(("No.", (1,)), (INHALE, (1,)), cited=(cite(1, INHALE),))


@pytest.mark.parametrize(
    ("reply", "changes", "expected"),
    [
        (quoting(INHALE), {}, {"correct": 1, "vital, all": 1, "vital recall": 1, "okay recall": 0}),
        (quoting(INHALE.upper()), {}, {"vital, all": 1, "citations valid": 0, "correct": 0}),
        (quoting(INHALE, DOSE), {}, {"correct": 1, "okay recall": 1, "truthfulness": 1}),
        (quoting(EXHALE), {}, {"correct": 0, "vital, all": 0, "vital recall": 0}),
        (quoting(INHALE), {"nuggets": BOTH}, {"correct": 0, "vital, all": 0, "vital recall": 0.5}),
        (quoting(INHALE, EXHALE), {"nuggets": BOTH}, {"correct": 1, "vital recall": 1}),
        (quoting(INHALE), {"nuggets": BOTH}, {"okay recall": None, "truthfulness": -1}),
        (quoting(INHALE), {"max_words": 10}, {"concise": 1, "correct": 1}),
        (quoting(INHALE), {"max_words": 9}, {"concise": 0, "correct": 0}),
        (quoting(INHALE), {"forbidden": ()}, {"nothing forbidden": None, "correct": 1}),
        (quoting(INHALE), {}, {"nothing forbidden": 1, "yes or no": None}),
        (YES, {"opening": "yes"}, {"yes or no": 1, "correct": 1}),
        (NO, {"opening": "yes"}, {"yes or no": 0, "correct": 0, "truthfulness": -1}),
        (quoting(INHALE), {"opening": "yes"}, {"yes or no": None, "correct": 1}),
        (NOT_HELD, {"opening": "yes"}, {"yes or no": None, "concise": None}),
        (NOT_HELD, {}, {"correct": 0, "vital, all": 0, "vital recall": 0, "truthfulness": 0}),
        (Abstention("unclear", SWAPPED), {}, {"nothing forbidden": 0, "vital, all": 0}),
        (Abstention("unclear", INHALE), {}, {"vital, all": 0, "vital recall": 0}),
        (REFERRED, {}, {"correct": 0, "truthfulness": 0, "answered": 0}),
        (None, {}, {"correct": 0, "answered": 0, "vital recall": 0}),
    ],
)
def test_an_answer_is_judged_by_what_it_says(
    reply: Reply | None, changes: dict[str, object], expected: dict[str, float | None]
) -> None:
    one = played(reply, **changes)

    assert {name: SCORERS[name](one).value for name in expected} == expected


@pytest.mark.parametrize("name", ["correct", "vital, all", "nothing forbidden"])
def test_an_answer_that_swaps_inhale_and_exhale_is_wrong(name: str) -> None:
    swapped = answer((SWAPPED, (1,)), cited=(cite(1, INHALE),))

    assert SCORERS[name](played(swapped)).value == 0
    assert SCORERS["truthfulness"](played(swapped)).value == -1


@pytest.mark.parametrize(
    ("said", "cited"),
    [
        (SWAPPED, INHALE),
        ("Inhale while you drag the heel in towards your glutes.", EXHALE),
        ("Exhale while you extend the leg, inhale while you drag it.", f"{INHALE} {EXHALE}"),
    ],
)
def test_a_citation_does_not_carry_a_sentence_that_swaps_inhale_and_exhale(
    said: str, cited: str
) -> None:
    swapped = answer((said, (1,)), cited=(cite(1, cited),))

    assert SCORERS["citation recall"](played(swapped)).value == 0


ONE = cite(1, INHALE)
CITED = ("citations valid", "citation recall", "citation precision")


@pytest.mark.parametrize("name", CITED)
@pytest.mark.parametrize(
    "reply",
    [
        Answer("", (), ()),
        Answer(INHALE, (), ()),
        Answer(INHALE, (Sentence(INHALE, ()),), ()),
        Answer(INHALE, (Sentence(INHALE, (1,)),), ()),
        Answer(INHALE, (Sentence(INHALE, ()),), (ONE,)),
        Answer(INHALE, (Sentence(INHALE, (2,)),), (ONE,)),
        Answer(INHALE, (), (ONE,)),
    ],
    ids=[
        "empty", "no-sentence", "uncited", "cites-none-given", "cites-not", "no-such-id",
        "none-cites",
    ],
)  # fmt: skip
def test_an_answer_without_citations_scores_0_and_never_1(reply: Answer, name: str) -> None:
    found = SCORERS[name](played(reply))

    assert found.value == 0
    assert found.why


def test_a_citation_that_is_not_there_costs_validity_and_precision_beside_a_real_one() -> None:
    one = played(answer((INHALE, (1, 9)), cited=(ONE,)))

    assert [SCORERS[name](one).value for name in CITED] == [0, 1, 0.5]
    assert "[9]" in SCORERS["citations valid"](one).why


@pytest.mark.parametrize(
    "wrong",
    [
        replace(ONE, start=1),
        replace(ONE, end=ONE.end - 1),
        replace(ONE, start=ONE.start + 1, end=ONE.end + 1),
        replace(ONE, sha256=sha256(EXHALE.encode()).hexdigest()),
        replace(ONE, sha256=""),
        replace(ONE, quote=SWAPPED),
        replace(cite(1, SWAPPED), start=0, end=len(SWAPPED)),
        replace(ONE, article="no-such-article"),
        replace(cite(1, DOSE), end=len(TEXT) + 40),
        replace(cite(1, DOSE), start=-len(DOSE)),
        replace(cite(1, ""), start=5, end=5),
    ],
    ids=[
        "start", "end", "moved", "hash", "no-hash", "quote", "quote-and-hash", "article",
        "behind-the-end", "counted-from-the-end", "nothing",
    ],
)  # fmt: skip
def test_a_citation_that_does_not_stand_where_it_says_is_not_valid(wrong: Citation) -> None:
    one = played(answer((wrong.quote, (1,)), cited=(wrong,)))

    assert SCORERS["citations valid"](one).value == 0
    assert SCORERS["correct"](one).value == 0


def test_one_false_citation_among_right_ones_makes_an_answer_wrong() -> None:
    cited = (ONE, replace(cite(2, DOSE), sha256="0"))
    one = played(answer((INHALE, (1,)), (DOSE, (2,)), cited=cited))

    assert SCORERS["citations valid"](one).value == 0
    assert SCORERS["correct"](one).value == 0
    assert "citations ([2] has the hash of another text)" in SCORERS["correct"](one).why


TWO = (ONE, cite(2, DOSE))


@pytest.mark.parametrize(
    ("sentences", "recall", "precision"),
    [
        ([(INHALE, (1,))], 1, 1),
        ([(INHALE, (2,))], 0, 0),
        ([(INHALE, (1,)), (DOSE, (2,))], 1, 1),
        ([(INHALE, (1,)), (DOSE, (1,))], 0.5, 0.5),
        ([(INHALE, (1,)), (DOSE, ())], 0.5, 1),
        ([(INHALE, (1, 2))], 1, 0.5),  # the second is not needed
        ([(f"{INHALE} {DOSE}", (1, 2))], 1, 1),  # neither would do alone
        ([("Yes.", (1,)), (INHALE, (1,))], 1, 1),  # ours, and rests on what follows
        ([("Yes.", ()), (INHALE, (1,))], 0.5, 1),
        ([("…", (1,))], 0, 0),
        ([("Whales sing in the deep sea.", (1,))], 0, 0),
    ],
)
def test_citation_recall_and_precision_are_of_what_carries_the_sentences(
    sentences: list[tuple[str, tuple[int, ...]]], recall: float, precision: float
) -> None:
    one = played(answer(*sentences, cited=TWO))

    assert SCORERS["citation recall"](one).value == recall
    assert SCORERS["citation precision"](one).value == precision


@pytest.mark.parametrize("reply", [NOT_HELD, HELLO, REFERRED, None])
@pytest.mark.parametrize("name", CITED)
def test_what_is_no_answer_has_no_citations_to_judge(reply: Reply | None, name: str) -> None:
    assert SCORERS[name](played(reply)).value is None
