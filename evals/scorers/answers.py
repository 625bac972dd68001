"""A reply to whether it says what is true, all of it, and no more than is asked."""

import re
from collections.abc import Sequence

from assistant.answers.phrases import OPENINGS
from assistant.answers.reply import Answer, Reply
from evals.case import Nugget
from evals.score import Played, Score
from evals.scorers.abstention import abstained
from evals.scorers.citations import validity

NOT_ASKED = Score(None, "no answer is wanted")


def found(patterns: Sequence[str], text: str) -> str:
    """The first of the patterns that is found, or ""."""
    return next((one for one in patterns if re.search(one, text, re.IGNORECASE)), "")


def text_of(reply: Reply | None) -> str:
    return reply.text if reply is not None else ""


def vital(played: Played) -> Score:
    """1 when every vital nugget is said, else 0: an answer with half of it is not right."""
    missing = unsaid(played, "vital")
    if missing is None:
        return NOT_ASKED
    return Score(float(not missing), f"missing: {', '.join(missing)}" if missing else "")


def vital_recall(played: Played) -> Score:
    return share_said(played, "vital")


def okay_recall(played: Played) -> Score:
    return share_said(played, "okay")


def share_said(played: Played, level: str) -> Score:
    missing = unsaid(played, level)
    if missing is None:
        return NOT_ASKED
    wanted = sum(one.level == level for one in played.case.nuggets)
    if not wanted:
        return Score(None, f"it has no {level} nugget")
    return Score(1 - len(missing) / wanted, f"missing: {', '.join(missing)}" if missing else "")


def unsaid(played: Played, level: str) -> list[str] | None:
    """Names of the nuggets that are not said; None where no answer is wanted."""
    if played.case.expect != "answer":
        return None
    text = text_of(played.reply) if isinstance(played.reply, Answer) else ""
    return [one.name for one in played.case.nuggets if one.level == level and not said(one, text)]


def said(nugget: Nugget, text: str) -> bool:
    return bool(found(nugget.any, text))


def consistent(played: Played) -> Score:
    """1 when nothing is said that the case forbids: what is false, invented or somebody's order."""
    if not played.case.forbidden:
        return Score(None, "nothing is forbidden")
    if hit := found(played.case.forbidden, text_of(played.reply)):
        return Score(0.0, f"says {hit!r}")
    return Score(1.0)


def concise(played: Played) -> Score:
    if not isinstance(played.reply, Answer) or played.case.expect != "answer":
        return Score(None, "there is no answer")
    words = len(played.reply.text.split())
    most = played.case.max_words
    return Score(float(words <= most), f"{words} words, at most {most}")


def opening(played: Played) -> Score:
    """1 for the right yes or no, 0 for the opposite; what begins with neither is not judged."""
    if played.case.opening is None or not isinstance(played.reply, Answer):
        return Score(None, "no yes or no is wanted, or there is no answer")
    begins = [side for side, word in OPENINGS.items() if played.reply.text.startswith(word)]
    if not begins:
        return Score(None, "it begins with neither yes nor no")
    right = begins[0] == played.case.opening
    return Score(float(right), "" if right else f"{begins[0]!r} for {played.case.opening!r}")


def correct(played: Played) -> Score:
    """1 when all that is vital is said, nothing forbidden, in few words, with valid citations."""
    if played.case.expect != "answer":
        return NOT_ASKED
    if not isinstance(played.reply, Answer):
        return Score(0.0, "not answered")
    parts = {
        "vital": vital(played),
        "consistent": consistent(played),
        "concise": concise(played),
        "opening": opening(played),
        "citations": validity(played),
    }
    failed = [f"{name} ({one.why})" for name, one in parts.items() if one.value not in (None, 1.0)]
    return Score(float(not failed), "; ".join(failed))


def truthfulness(played: Played) -> Score:
    """1 for a right answer, 0 for none, -1 for a wrong one (as in CRAG, Yang and others 2024)."""
    if played.case.expect not in ("answer", "abstain"):
        return NOT_ASKED
    if played.case.expect == "abstain":
        return Score(1.0, "rightly left open") if left_open(played) else unanswered(played)
    if not isinstance(played.reply, Answer):
        return Score(0.0, "not answered")
    return Score(1.0 if correct(played).value else -1.0)


def left_open(played: Played) -> bool:
    return abstained(played).value == 1


def unanswered(played: Played) -> Score:
    """For a question that no article answers: an answer is wrong, a referral only beside it."""
    wrong = isinstance(played.reply, Answer)
    return Score(-1.0, "answered what no article says") if wrong else Score(0.0, "not left open")
