"""A plan to the few lines that are said of it in a chat or a terminal."""

from collections.abc import Iterator, Sequence

from assistant.plans.export import words
from assistant.plans.plan import Plan

NOT_REVIEWED = f"{words.NOT_REVIEWED} Show the plan to your physio."


def summary(plan: Plan) -> str:
    """What to heed first, then each exercise in a line, then when to look at it again."""
    return "\n".join(lines(plan))


def lines(plan: Plan) -> Iterator[str]:
    yield f"Your session takes {words.minutes(plan.seconds)}, {words.GOALS[plan.goal]}."
    yield ""
    yield "Stop at once if:"
    yield from (f"- {sign.text}" for sign in plan.stop_signs)
    if plan.special:
        yield ""
        yield "For you:"
        yield from (f"- {said.text}" for said in plan.special)
    for block in plan.blocks:
        yield ""
        yield words.BLOCKS[block.kind]
        yield from (f"- {item.name}: {in_a_line(words.dose(item))}." for item in block.items)
    yield ""
    yield f"{NOT_REVIEWED} Look at it again on {words.day(plan.review_on)}."


def in_a_line(parts: Sequence[str]) -> str:
    return "; ".join(part[:1].lower() + part[1:] for part in parts)
