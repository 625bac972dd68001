"""Cases and an assistant to scores, and scores to a table."""

from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.answers.reply import Turn
from assistant.app import Assistant
from evals.case import Case
from evals.score import Score, score

VERDICTS = ("right", "part", "wrong", "abstained")


def run(cases: Sequence[Case], assistant: Assistant) -> Iterator[Score]:
    for case in cases:
        history: list[Turn] = []
        for message in case.turns:
            history.append(assistant.ask(message, history))
        yield score(case, history[-1].reply)


def table(scores: Sequence[Score]) -> str:
    """Verdicts by split and group, with every denominator."""
    lines = [
        "| split | group | n | right | in part | wrong | abstained |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for split in ("dev", "test"):
        for expect, title in (
            ("answer", "answerable"),
            ("abstain", "unanswerable"),
            ("notice", "chit-chat"),
        ):
            chosen = [
                one for one in scores if one.case.split == split and one.case.expect == expect
            ]
            groups = sorted({one.case.group for one in chosen})
            for group in groups:
                lines.append(row(split, group, [one for one in chosen if one.case.group == group]))
            if len(groups) > 1:
                lines.append(row(split, f"**{title}**", chosen))
    return "\n".join([*lines, "", openings(scores)])


def row(split: str, name: str, scores: Sequence[Score]) -> str:
    counts = Counter(one.verdict for one in scores)
    share = f"{counts['right']} ({100 * counts['right'] / len(scores):.0f} %)"
    rest = " | ".join(str(counts[verdict]) for verdict in VERDICTS[1:])
    return f"| {split} | {name} | {len(scores)} | {share} | {rest} |"


def openings(scores: Sequence[Score]) -> str:
    wanted = [one for one in scores if one.case.opening and one.verdict != "abstained"]
    said = Counter(one.opening for one in wanted)
    return (
        f"Yes/no openings, of {len(wanted)} answers that want one: {said[True]} right, "
        f"{said[False]} opposite, {said[None]} left open."
    )
