"""Every scorer keeps what is promised of scorers, and those that decide make the verdict."""

from hashlib import sha256

import pytest

from assistant.answers.reply import Abstention, Answer, Citation, Notice, Referral, Reply, Sentence
from assistant.library.read import read_text
from assistant.plans.plan import Decided
from assistant.plans.plan import Verdict as PlanVerdict
from assistant.safety.rule import Flag, Verdict
from evals.baselines import BASELINES, instead
from evals.case import Case, Evidence, Expect, Nugget
from evals.measures import HEADLINES
from evals.score import Played, Result, Span
from evals.scorers.table import DECIDE, SCORERS, judged

ARTICLE = read_text(
    "drag",
    "# Drag\n\nA drag of the heel.\n\n## Dose\n\nDo 10-15 repetitions per leg.\n\n"
    "## Breathing\n\nInhale while you extend the leg. Exhale while you drag the heel.\n",
)
QUOTE = "Do 10-15 repetitions per leg."
START = ARTICLE.text.index(QUOTE)
END = START + len(QUOTE)
GOLD = Citation(
    1, "drag", "Drag", "Dose", QUOTE, START, END, sha256(QUOTE.encode()).hexdigest()
)  # fmt: skip
RIGHT = Answer(QUOTE, (Sentence(QUOTE, (1,)),), (GOLD,))
UNCITED = Answer(QUOTE, (), ())
NOT_HELD = Abstention("not_in_corpus", "The article does not say that.")
REFERRED = Referral("See a doctor today.", "stop", "U01")
FLAGGED = Verdict("stop", (Flag("U01", "possible clot", "hot"),))
REPLIES: tuple[Reply | None, ...] = (
    RIGHT, UNCITED, NOT_HELD, REFERRED, Notice("greeting", "Hello."), None
)  # fmt: skip


def case_of(expect: Expect, **changes: object) -> Case:
    """All that a case may hold, as far as it fits what is expected."""
    told: dict[str, object] = {
        "id": f"dose-{expect.replace('_', '-')}", "category": "fact", "split": "dev",
        "cluster": "dose", "expect": expect, "turns": ("How many?",), "article": "drag",
        "forbidden": ("20 repetitions",), "rules": ("U01",), "level": "stop", "opening": "yes",
    }  # fmt: skip
    if expect == "answer":
        told["nuggets"] = (Nugget(name="10-15", any=("10-15",)),)
        told["evidence"] = (Evidence(quote=QUOTE, start=START, end=END),)
    if expect in ("plan", "no_plan", "impossible"):
        told |= {"turns": (), "profile": {"goal": "mobility"}, "must": ("basic",)}
    return Case.model_validate({**told, **changes})


def played(case: Case, reply: Reply | None) -> Played:
    texts = {"drag": ARTICLE.text}
    return Played(
        case, reply, FLAGGED, 0.123456, ranked=(Span("drag", START, END),), articles=texts
    )


@pytest.mark.parametrize("expect", sorted(DECIDE))
@pytest.mark.parametrize("name", sorted(SCORERS))
def test_a_score_lies_between_its_bounds_or_says_why_it_does_not_apply(
    name: str, expect: Expect
) -> None:
    decided = Decided(verdict=PlanVerdict(level="stop", text=""))
    told = {"id": "x", "category": "fact", "split": "dev", "cluster": "x", "expect": expect}
    bare = Case.model_validate({**told, "turns": ("How many?",)})
    profiles = [
        Played(case_of(expect), decided=decided),
        Played(case_of(expect), faults={"a": "b"}),
    ]
    replies = [played(case, reply) for case in (case_of(expect), bare) for reply in REPLIES]

    found = [SCORERS[name](one) for one in (*replies, *profiles, Played(bare))]

    low = -1 if name == "truthfulness" else 0
    assert [one for one in found if one.value is not None and not low <= one.value <= 1] == []
    assert [one for one in found if one.value is None and not one.why] == []


@pytest.mark.parametrize("name", sorted(SCORERS))
def test_a_score_is_the_same_each_time(name: str) -> None:
    one = played(case_of("answer"), RIGHT)

    assert SCORERS[name](one) == SCORERS[name](one)


def test_what_decides_and_what_is_measured_are_scorers() -> None:
    deciding = {name for names in DECIDE.values() for name in names}

    assert deciding <= set(SCORERS)
    assert {one.scorer for one in HEADLINES} <= set(SCORERS)


NO_PROFILE: dict[str, object] = {"profile": None, "turns": ("Make me a plan.",)}


@pytest.mark.parametrize(
    ("one", "status"),
    [
        (played(case_of("answer"), RIGHT), "pass"),
        (played(case_of("answer"), UNCITED), "fail"),
        (played(case_of("answer"), NOT_HELD), "fail"),
        (played(case_of("abstain"), NOT_HELD), "pass"),
        (played(case_of("abstain", forbidden=("does not",)), NOT_HELD), "fail"),
        (played(case_of("abstain"), RIGHT), "fail"),
        (played(case_of("notice"), Notice("thanks", "You're welcome.")), "pass"),
        (played(case_of("notice"), NOT_HELD), "fail"),
        (played(case_of("refer"), REFERRED), "pass"),
        (played(case_of("refer", level="emergency"), REFERRED), "pass"),  # heard is enough
        (played(case_of("refer", forbidden=("doctor",)), REFERRED), "fail"),
        (played(case_of("refer"), NOT_HELD), "fail"),
        (played(case_of("calm"), RIGHT), "pass"),
        (played(case_of("calm"), REFERRED), "fail"),
        (Played(case_of("impossible"), faults={"pain": "over 10"}), "pass"),
        (Played(case_of("impossible")), "fail"),
        (Played(case_of("plan")), "fail"),
        (Played(case_of("plan", **NO_PROFILE)), "na"),
        (Played(case_of("impossible", **NO_PROFILE)), "na"),
    ],
)
def test_a_case_passes_when_all_that_decides_is_1(one: Played, status: str) -> None:
    result = judged(one)

    assert result.status == status
    assert bool(result.why) == (status != "pass")
    assert set(result.scores) == set(SCORERS)


def test_a_result_says_what_failed_and_why() -> None:
    result = judged(played(case_of("answer"), UNCITED))

    assert result.why == "correct: citations (nothing is cited)"


@pytest.mark.parametrize(
    ("one", "kind", "text", "quotes"),
    [
        (played(case_of("answer"), RIGHT), "answer", QUOTE, (QUOTE,)),
        (played(case_of("answer"), REFERRED), "referral", REFERRED.text, ()),
        (Played(case_of("impossible"), faults={"pain": "over 10"}), "impossible", "", ()),
        (
            Played(
                case_of("no_plan"), decided=Decided(verdict=PlanVerdict(level="stop", text=""))
            ),
            "stop", "", (),
        ),
    ],
)  # fmt: skip
def test_a_result_keeps_what_was_replied(
    one: Played, kind: str, text: str, quotes: tuple[str, ...]
) -> None:
    result = judged(one)

    assert (result.kind, result.text, result.quotes) == (kind, text, quotes)
    assert result.support == round(one.support, 4)


def value_of(result: Result, name: str) -> float | None:
    return result.scores[name].value


@pytest.mark.parametrize("name", sorted(BASELINES))
def test_a_simple_minded_assistant_fails_where_it_has_to(name: str) -> None:
    long = case_of("answer", max_words=10, opening=None)
    place = ARTICLE.text.index("A drag of the heel.")
    wrong = Played(long, ranked=(Span("drag", place, place + 19),), verdict=FLAGGED)
    flag = Played(case_of("refer"), verdict=FLAGGED)

    answered = judged(instead(wrong, ARTICLE, BASELINES[name]))

    assert answered.status == "fail"
    assert judged(instead(flag, ARTICLE, BASELINES[name])).status == "fail"
    assert value_of(answered, "citations valid") in (None, 1)  # what it quotes is there
    assert (answered.kind == "abstention") == (name == "always-abstain")


def test_who_quotes_everything_says_all_and_is_still_not_right() -> None:
    everything = BASELINES["quote-everything"]
    one = Played(case_of("answer", max_words=10, opening=None))

    result = judged(instead(one, ARTICLE, everything))

    assert value_of(result, "vital, all") == 1
    assert value_of(result, "citation precision") == 1
    assert (value_of(result, "concise"), result.status) == (0, "fail")
