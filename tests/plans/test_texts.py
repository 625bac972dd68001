"""What plans say beside exercises: from the article or a source, in words that are easy to read."""

from typing import Any

import pytest

from assistant.library.chunk import passages
from assistant.library.read import read_article
from assistant.plans.gate import allowance_of
from assistant.plans.means import Means
from assistant.plans.plan import Origin, Plan, Said
from assistant.plans.profile import GOALS, Event
from assistant.plans.texts import AHEAD, PURPOSE, SHARP, special, stop_signs
from tests.plans.conftest import (
    CORPUS,
    DAY,
    VARIED,
    complete,
    each_case,
    items_of,
    operated,
    planned,
)
from tests.plans.test_catalogue import MAX_GRADE, grade

ARTICLE = {one.text for one in passages(read_article(CORPUS / "heel-drag-back" / "article.md"))}


def specials(means: Means, **changes: Any) -> list[Said]:  # noqa: ANN401
    profile = complete(**changes)
    allowance = allowance_of(profile, today=DAY, rulebook=means.rulebook)
    return list(special(profile, allowance, means.rulebook))


def all_said(means: Means) -> list[Said]:
    return [
        *PURPOSE.values(),
        SHARP,
        *stop_signs(number="112", pregnant=True),
        *(said for changes in VARIED for said in specials(means, **changes)),
    ]


def test_each_goal_has_a_purpose() -> None:
    assert set(PURPOSE) == set(GOALS)


def test_each_quote_is_a_sentence_of_the_article(means: Means) -> None:
    quotes = {said.origin.quote for said in all_said(means)} - {""}

    assert {said.origin.quote for said in (*PURPOSE.values(), SHARP)} <= quotes
    assert quotes <= ARTICLE


def test_each_source_resolves(means: Means) -> None:
    origins: list[Origin] = [said.origin for said in all_said(means)]
    origins += [one.origin for one in AHEAD]

    assert {key for origin in origins for key in origin.sources} <= means.sources.keys()


def test_each_text_is_of_the_article_or_sourced_or_called_our_inference(means: Means) -> None:
    for said in all_said(means):
        assert said.origin.quote or said.origin.sources or said.origin.of == "inference"


@pytest.mark.parametrize("word", [
    "chest pain", "fainting", "no breath", "sharp pain", "dizzy", "calf", "swollen", "hot",
    "fever", "locks", "gives way", "numb",
])  # fmt: skip
def test_the_stop_signs_name_each_danger_of_the_rules(word: str) -> None:
    told = " ".join(said.text for said in stop_signs(number="112", pregnant=False)).lower()

    assert word in told


def test_the_first_stop_sign_gives_the_number_and_each_says_stop() -> None:
    signs = list(stop_signs(number="999", pregnant=True))

    assert "call 999" in signs[0].text
    assert all("stop" in sign.text.lower() for sign in signs)


def test_only_who_is_pregnant_is_told_the_signs_of_pregnancy() -> None:
    plain, pregnant = (
        [said.text for said in stop_signs(number="112", pregnant=one)] for one in (False, True)
    )

    assert "midwife" not in " ".join(plain)
    assert any("leaking fluid" in text and "midwife" in text for text in pregnant)


@pytest.mark.parametrize(("changes", "told"), [
    (operated("aclr", 3, graft="hamstring"), "let your arms do the work"),
    (operated("tha", 8), "Do not turn the leg in or out, and do not cross it"),
    (operated("meniscus_body", 5), "no further than 90°"),
    ({"pregnant": True, "pregnancy_weeks": 16}, "Do not stay flat on your back"),
    ({"steady": False}, "hold on to a chair or wall"),
    ({"kit": ("none",)}, "plastic bag"),
    ({"event": Event(kind="injury", injury="other", weeks=9)}, "Show this plan to your physio"),
    ({}, "If a move is not comfortable"),
], ids=str)  # fmt: skip
def test_what_is_special_about_a_case_is_told(
    changes: dict[str, Any], told: str, means: Means
) -> None:
    assert any(told in said.text for said in specials(means, **changes))


def test_the_gravest_of_the_rules_is_told_first(means: Means) -> None:
    changes = {**operated("aclr", 3, graft="hamstring"), "floor": False}

    first, *_ = specials(means, **changes)

    assert first.because == "C08"


@pytest.mark.parametrize("kind", ["stop", "regress", "hold", "progress"])
def test_how_it_goes_on_is_told_for_each_move(kind: str) -> None:
    assert [one for one in AHEAD if one.kind == kind]


def texts_of(plan: Plan) -> list[str]:
    return [
        plan.verdict.text,
        *(said.text for said in (*plan.stop_signs, *plan.purpose, *plan.special)),
        *(text for one in plan.ahead for text in (f"{one.when}.", one.then)),
        *(one.reason for one in plan.left_out),
        *(
            text
            for item in items_of(plan)
            for text in (
                item.why,
                item.easier_text,
                *(said.text for said in (*item.steps, *item.faults)),
            )
        ),
    ]


@each_case
def test_each_text_of_a_plan_is_easy_to_read(changes: dict[str, Any], means: Means) -> None:
    hard = {text for text in texts_of(planned(means, **changes)) if grade(text) > MAX_GRADE}

    assert hard == set()
