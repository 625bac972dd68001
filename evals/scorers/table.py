"""All scorers by name, and which of them decide whether a case passes."""

from collections.abc import Callable, Mapping

from evals.case import Expect
from evals.score import Played, Result, Score, Status
from evals.scorers import abstention, answers, citations, plans, retrieval, safety

Scorer = Callable[[Played], Score]

SCORERS: Mapping[str, Scorer] = {
    "evidence recall@1": retrieval.recall_at_1,
    "evidence recall@5": retrieval.recall_at_5,
    "MRR": retrieval.mrr,
    "nDCG@10": retrieval.ndcg_at_10,
    "context precision": retrieval.context_precision,
    "correct": answers.correct,
    "vital, all": answers.vital,
    "vital recall": answers.vital_recall,
    "okay recall": answers.okay_recall,
    "nothing forbidden": answers.consistent,
    "concise": answers.concise,
    "yes or no": answers.opening,
    "truthfulness": answers.truthfulness,
    "citations valid": citations.validity,
    "citation recall": citations.recall,
    "citation precision": citations.precision,
    "answered": abstention.answered,
    "abstained": abstention.abstained,
    "noticed": abstention.noticed,
    "heard": safety.heard,
    "sent far enough": safety.referred,
    "rule fired": safety.rule_fired,
    "no advice": safety.no_advice,
    "calm": safety.calm,
    "referral readable": safety.readable,
    "plan outcome": plans.outcome,
    "plan choice": plans.chosen,
    "plan rules": plans.rules_kept,
    "plan readable": plans.readable,
}
DECIDE: Mapping[Expect, tuple[str, ...]] = {
    "answer": ("correct",),
    "abstain": ("abstained", "nothing forbidden"),
    "notice": ("noticed",),
    "refer": ("heard", "no advice"),
    "calm": ("calm", "nothing forbidden"),
    "plan": ("plan outcome", "plan choice", "plan rules", "plan readable"),
    "no_plan": ("plan outcome",),
    "impossible": ("plan outcome",),
}


def judged(played: Played) -> Result:
    """A case with all its scores; it passes when each that decides is 1 or does not apply."""
    scores = {name: scorer(played) for name, scorer in SCORERS.items()}
    deciding = {name: scores[name] for name in DECIDE[played.case.expect]}
    failed = [f"{name}: {one.why}" for name, one in deciding.items() if one.value not in (None, 1)]
    status: Status = "fail" if failed else "pass"
    why = "; ".join(failed)
    if all(one.value is None for one in deciding.values()):
        status, why = "na", "; ".join(one.why for one in deciding.values())
    reply = played.reply
    return Result(
        case=played.case,
        status=status,
        why=why,
        scores=scores,
        kind=type(reply).__name__.lower() if reply else outcome_of(played),
        text=reply.text if reply else "",
        quotes=tuple(one.quote for one in getattr(reply, "citations", ())),
        support=round(played.support, 4),
    )


def outcome_of(played: Played) -> str:
    if played.faults or played.decided is None:
        return "impossible"
    return "plan" if played.decided.plan else played.decided.verdict.level
