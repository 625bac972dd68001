"""A reply to whether it rightly says that no article answers."""

from assistant.answers.guidance import SLUG
from assistant.answers.reply import Abstention, Answer, Notice
from evals.score import Played, Score


def abstained(played: Played) -> Score:
    """1 when what no article says is not answered from one; the safety rules may have a word."""
    if played.case.expect != "abstain":
        return Score(None, "it is no question that has to stay open")
    reply = played.reply
    if isinstance(reply, Abstention | Notice):
        return Score(1.0, getattr(reply, "reason", ""))
    if isinstance(reply, Answer) and {one.article for one in reply.citations} == {SLUG}:
        return Score(1.0, "said from the safety rules")
    return Score(0.0, f"replied: {reply.text[:80] if reply else ''!r}")


def answered(played: Played) -> Score:
    """1 when what an article answers is answered, right or wrong."""
    if played.case.expect != "answer":
        return Score(None, "no answer is wanted")
    return Score(
        float(isinstance(played.reply, Answer)), played.reply.text[:80] if played.reply else ""
    )


def noticed(played: Played) -> Score:
    """1 when a greeting, thanks or a question about the assistant gets a word and no article."""
    if played.case.expect != "notice":
        return Score(None, "it is no chit-chat")
    return Score(float(isinstance(played.reply, Notice)), type(played.reply).__name__)
