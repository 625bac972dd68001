"""A case and a reply to a verdict with its reason."""

from dataclasses import dataclass
from typing import Literal

from assistant.answers.guidance import SLUG
from assistant.answers.phrases import OPENINGS
from assistant.answers.reply import Abstention, Answer, Notice, Reply
from evals.case import Case

Verdict = Literal["right", "part", "wrong", "abstained"]
WHOLE = frozenset({"list", "howto", "twopart"})  # groups whose gold has to be cited in full


@dataclass(frozen=True)
class Score:
    """How a reply did on its case."""

    case: Case
    verdict: Verdict
    why: str
    opening: bool | None  # whether a wanted yes or no was said; None when neither was


def score(case: Case, reply: Reply) -> Score:
    """
    An answer is right when it cites the gold, in full for lists, how-tos and two-part questions;
    "part" when it cites some of that. What the article does not answer is right when it is not
    answered, or is from the safety rules, which speak of operations that no article names. An
    opening is scored apart: false only when the opposite was said.
    """
    if case.expect != "answer":
        if isinstance(reply, Answer):
            if any(citation.article == SLUG for citation in reply.citations):
                return Score(case, "right", "", None)
            return Score(case, "wrong", f"answered: {reply.text[:80]}", None)
        right = isinstance(reply, Notice | Abstention)
        return Score(case, "right" if right else "wrong", "", None)
    if not isinstance(reply, Answer):
        return Score(case, "abstained", reply.text[:80], None)
    cited = " ".join(citation.quote for citation in reply.citations)
    found = [sentence in cited for sentence in case.gold]
    enough = any(sentence in cited for sentence in case.any)
    opened = opening_of(reply, case)
    if enough or (all(found) if case.group in WHOLE else any(found)):
        return Score(case, "right", "", opened)
    verdict: Verdict = "part" if any(found) else "wrong"
    return Score(case, verdict, f"cites: {reply.text[:80]}", opened)


def opening_of(answer: Answer, case: Case) -> bool | None:
    if case.opening is None:
        return None
    said = next((side for side, word in OPENINGS.items() if answer.text.startswith(word)), None)
    return None if said is None else said == case.opening
