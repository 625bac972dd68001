"""One message to its flags: by words, by likeness, by either, and how sure."""

import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pytest

from assistant.app import Assistant
from assistant.library.embed import Encoded
from assistant.safety.likeness import Heard, parts_of
from assistant.safety.notice import (
    ALARM,
    ASKED,
    CERTAIN,
    SURE,
    WORDS,
    Likely,
    Sense,
    asked_signs,
    notice,
    sense_by,
    senseless,
)
from assistant.safety.rule import Action, Flag, Rule
from assistant.safety.sentences import Span
from assistant.safety.teach import WORDINGS_FILE, parsed

BELOW = ASKED - WORDS / 2  # like no report, but for the words of a rule
FIRES = [text for sign in parsed(WORDINGS_FILE)["sign"] for text in sign["fires"]]


def rule(name: str, *words: tuple[str, ...], action: Action = "stop") -> Rule:
    return Rule(
        name, f"label of {name}", action, "gp", "Stop.", "Because.", (), "2027-05-22",
        signs=(f"sign of {name}",), words=words,
    )  # fmt: skip


CALF = rule("CALF", (r"\bcalf\b", r"\bswollen\b"), (r"\bdvt\b",))
FEVER = rule("FEVER", (r"\bfever\b",), action="emergency")
RULES = (CALF, FEVER)


def hearing(likes: Mapping[str, Likely]) -> Sense:
    """A sense that knows some texts, and finds all others unlike any report."""

    def sense(text: str, spans: Sequence[Span]) -> Likely:
        parts = [text, *(text[start:end] for start, end in spans)]
        return max(
            (likes.get(part, Likely(BELOW, "", 0.0)) for part in parts),
            key=lambda likely: likely.score,
        )

    return sense


def flags_of(message: str, *, score: float = BELOW, of: str = "CALF") -> tuple[Flag, ...]:
    """What is raised where the whole message is `score` like a report of the rule `of`."""
    return notice(message, rules=RULES, sense=hearing({message.lower(): Likely(score, of, 0.9)}))


def ids(flags: Sequence[Flag]) -> list[str]:
    return [flag.rule for flag in flags]


def test_the_words_of_a_group_all_have_to_stand_in_the_message() -> None:
    assert ids(flags_of("my calf is swollen")) == ["CALF"]
    assert flags_of("my calf is fine") == ()


def test_any_group_of_a_rule_is_enough() -> None:
    assert ids(flags_of("they found a DVT")) == ["CALF"]


def test_each_rule_whose_words_stand_there_is_raised_in_the_order_of_the_rules() -> None:
    assert ids(flags_of("a fever, and my calf is swollen")) == ["CALF", "FEVER"]


@pytest.mark.parametrize("score", [ASKED, (ASKED + SURE) / 2, SURE, SURE + 5])
def test_likeness_alone_raises_the_rule_that_it_names(score: float) -> None:
    assert ids(flags_of("something odd back there", score=score)) == ["CALF"]


@pytest.mark.parametrize(("score", "sure"), [(ASKED, False), (SURE - 0.1, False), (SURE, True)])
def test_what_only_likeness_raises_is_sure_from_a_threshold_on(score: float, sure: bool) -> None:
    (flag,) = flags_of("something odd back there", score=score)

    assert flag == Flag("CALF", "label of CALF", "something odd back there", sure=sure)


def test_below_the_threshold_likeness_raises_nothing() -> None:
    assert flags_of("something odd back there", score=ASKED - 0.01) == ()


@pytest.mark.parametrize(
    ("score", "sure"), [(ASKED - WORDS, False), (SURE - WORDS - 0.1, False), (SURE - WORDS, True)]
)
def test_words_count_beside_likeness(score: float, sure: bool) -> None:
    (flag,) = flags_of("my calf is swollen", score=score)

    assert (flag.rule, flag.sure) == ("CALF", sure)


def test_words_that_are_quite_unlike_a_report_raise_nothing() -> None:
    assert flags_of("my calf is swollen", score=ASKED - WORDS - 0.01) == ()


def test_where_words_name_a_rule_likeness_names_no_other() -> None:
    assert ids(flags_of("my calf is swollen", score=CERTAIN + 1, of="FEVER")) == ["CALF"]


@pytest.mark.parametrize("message", [
    "no fever",
    "I had a fever last summer",
    "my mum had a fever once",
    "is a fever a red flag?",
])  # fmt: skip
def test_what_reports_nothing_is_raised_only_where_likeness_is_certain(message: str) -> None:
    assert flags_of(message, score=CERTAIN - 0.01, of="FEVER") == ()
    assert ids(flags_of(message, score=CERTAIN, of="FEVER")) == ["FEVER"]


def test_a_sentence_that_reports_nothing_takes_nothing_from_the_one_beside_it() -> None:
    assert ids(flags_of("I have no fever. My calf is swollen!")) == ["CALF"]
    assert ids(flags_of("no fever but my calf is swollen")) == ["CALF"]
    assert ids(flags_of("Is a fever a red flag?\nMy calf is swollen")) == ["CALF"]


def test_words_may_be_spread_over_sentences() -> None:
    assert ids(flags_of("It is my calf. Since today it is swollen.")) == ["CALF"]


def test_words_are_not_joined_across_a_sentence_that_denies() -> None:
    assert flags_of("It is my calf. It isn't swollen.") == ()


@pytest.mark.parametrize("message", [
    "MY CALF IS SWOLLEN",
    "my calf is swolen",
    "my calf — swollen",
    "so\nmy calf\nis swollen",
])  # fmt: skip
def test_words_are_found_in_capitals_slips_and_lines(message: str) -> None:
    assert ids(flags_of(message)) == ["CALF"]


@pytest.mark.parametrize("message", ["", "   ", "...", "?!", "🙂", "\n\n"])
def test_an_empty_message_raises_nothing(message: str) -> None:
    assert flags_of(message) == ()


def test_without_a_likeness_model_the_words_of_the_rules_are_sure() -> None:
    (flag,) = notice("my calf is swollen", rules=RULES, sense=senseless)

    assert flag.sure


def test_without_a_likeness_model_an_ordinary_question_raises_nothing() -> None:
    assert notice("how many sets?", rules=RULES, sense=senseless) == ()


WORD = re.compile(r"\S+")
AT_ONCE = 4  # words that the model of `encode` reads


def encode(texts: Sequence[str]) -> list[Encoded]:
    """A token a word, whose states hold the number that it is, or else nothing."""
    read = [list(WORD.finditer(text))[:AT_ONCE] for text in texts]
    return [
        Encoded(states[0], states, [word.span() for word in words])
        for words in read
        if (states := np.array([[number(word[0])] for word in words], dtype=np.float32)).size
    ]


def number(word: str) -> float:
    return float(word) if word.strip("-").isdigit() else 0.0


def sense_of(shares: Sequence[float]) -> Sense:
    """A sense to which all texts show the signs in these proportions."""
    signs = ("sign of CALF", "sign of FEVER", "sign of FAINT", "sign of nobody")
    heard = Heard(1.0, dict(zip(signs, shares, strict=True)))
    return sense_by(lambda *_: [heard], encode, (*RULES, FAINT))


FAINT = rule("FAINT", action="emergency")


@pytest.mark.parametrize(("which", "named"), [
    ([0.7, 0.1, 0.1, 0.1], "CALF"),
    ([0.1, 0.7, 0.1, 0.1], "FEVER"),
    ([0.5, ALARM / 2 + 0.02, ALARM / 2, 0.05], "FEVER"),  # the emergencies count together
    ([0.3, 0.1, 0.1, 0.5], "CALF"),  # a sign of no rule is not named
])  # fmt: skip
def test_the_rule_is_that_of_the_likeliest_sign_but_an_emergency_needs_less(
    which: list[float], named: str
) -> None:
    assert sense_of(which)("any", ()).rule == named


def hear_numbers(read: Encoded, spans: Sequence[Span]) -> list[Heard]:
    """To which a part is as much like a report as the mean of its numbers."""
    means = (parts_of(read.places, spans) @ read.states)[:, 0]
    return [Heard(float(score), {"sign of CALF": 1.0}) for score in means]


@pytest.mark.parametrize(("text", "spans", "score"), [
    ("3 3", [], 3),
    ("3 1", [(0, 1), (2, 3)], 3),  # the likeliest part
    ("-4 -2", [(0, 2)], -3),  # or the whole, if that is likelier
    ("9 -9", [(2, 4)], 0),  # what is not to be heard is not
    ("0 0 0 0 7 7", [], 7),  # behind what is read at once
    ("0 0 0 0 7 1", [(8, 9), (10, 11)], 7),
    ("0 0 0. 4 0 8", [(0, 6), (7, 12)], 4),  # cut in a sentence, which is read again as a whole
])  # fmt: skip
def test_the_part_that_is_most_like_a_report_counts(
    text: str, spans: list[Span], score: float
) -> None:
    sense = sense_by(hear_numbers, encode, RULES)

    assert sense(text, spans).score == pytest.approx(score)


def test_a_question_for_knowledge_is_about_a_sign_without_raising_it() -> None:
    def sense(text: str, spans: Sequence[Span]) -> Likely:
        return Likely(BELOW, "CALF", 0.9)

    assert ids(asked_signs("is a dvt a red flag?", rules=RULES, sense=sense)) == ["CALF"]
    assert ids(asked_signs("what are signs of a clot?", rules=RULES, sense=sense)) == ["CALF"]
    assert asked_signs("how many sets?", rules=RULES, sense=sense) == ()


def test_many_messages_at_once_raise_what_each_raises_alone(
    shipped: Assistant, noticed: Callable[[Sequence[str]], list[tuple[Flag, ...]]]
) -> None:
    messages = [*FIRES[::400], "How many reps? My calf is swollen and hot. Thanks!"]

    one_by_one = [set(shipped.ground.screen([message]).noticed) for message in messages]

    assert [set(flags) for flags in noticed(messages)] == one_by_one
