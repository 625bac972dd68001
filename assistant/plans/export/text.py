"""A plan to plain text of 80 columns, for a terminal or an e-mail."""

from collections.abc import Iterator
from textwrap import fill

import assistant.plans.export.words as words
from assistant.errors import sentence
from assistant.plans.plan import Item, Plan, Said

WIDTH = 80
RULE = "-" * WIDTH


def letter(plan: Plan, *, emergency_number: str) -> str:
    """Stop signs first, then the exercises, then why and from where."""
    return "\n".join(lines(plan, emergency_number=emergency_number)) + "\n"


def lines(plan: Plan, *, emergency_number: str) -> Iterator[str]:
    yield "YOUR EXERCISES"
    yield wrapped(
        f"A plan {words.GOALS[plan.goal]}. It takes {words.minutes(plan.seconds)} each time. Made "
        f"on {words.day(plan.made_on)}. Look at it again on {words.day(plan.review_on)}."
    )
    yield from map(bullet, (said(line, plan) for line in plan.purpose))
    yield from heading("Stop and get help if you notice")
    yield from map(bullet, (said(sign, plan) for sign in plan.stop_signs))
    yield f"In an emergency call {emergency_number}."
    yield ""
    yield wrapped(words.NOT_REVIEWED + " This is not medical advice.")
    yield from heading("Before you start")
    if text := words.unsaid(plan):
        yield wrapped(text)
    yield from map(bullet, (said(line, plan) for line in plan.special))
    yield from heading("When to do more, and when less")
    for one in plan.ahead:
        yield bullet(f"{sentence(one.when)} {sentence(one.then)}")
    number = 0
    for block in plan.blocks:
        yield from heading(words.BLOCKS[block.kind])
        for item in block.items:
            number += 1
            yield from exercise(item, plan, number=number)
    yield from why(plan)
    yield from heading("Where this comes from")
    for key, source in sorted(plan.sources.items()):
        yield bullet(f"{key}: {source}")
    yield ""
    yield wrapped(
        f"Plan {plan.id}, version {plan.version}. Rules {plan.rules_version}, exercises "
        f"{plan.catalogue_version}."
    )


def why(plan: Plan) -> Iterator[str]:
    """Why the plan is as it is."""
    yield from heading("Why the plan is like this")
    for reason in plan.verdict.reasons:
        yield bullet(f"{words.capital(reason.label)} ({reason.id}): {reason.text}")
    for reason_left, names in words.left_out(plan).items():
        yield bullet(f"Not for now: {', '.join(names)}. {sentence(reason_left)}")
    for change in plan.changed:
        yield bullet(f"Changed: {sentence(change)}")


def exercise(item: Item, plan: Plan, *, number: int) -> Iterator[str]:
    yield ""
    yield wrapped(f"{number}. {item.name.upper()} - {words.side(item).lower()}")
    yield from map(bullet, words.dose(item))
    yield ""
    for place, step in enumerate(item.steps, start=1):
        yield wrapped(said(step, plan), first=f"  {place}. ", then="     ")
    for fault in item.faults:
        yield wrapped(said(fault, plan), first="  Take care: ", then="     ")
    yield wrapped(item.easier_text, first="  Too hard? ", then="     ")
    chosen = " ".join([item.why, *map(sentence, words.reasons(item))])
    yield wrapped(chosen, first="  Why this one? ", then="     ")
    yield wrapped(". ".join(words.drawn_from(item)) + ".", first="  Numbers from: ", then="     ")


def said(line: Said, plan: Plan) -> str:
    return f"{line.text} ({words.changed(line, plan)})" if line.because else line.text


def heading(title: str) -> Iterator[str]:
    yield from ("", title.upper(), RULE)


def bullet(text: str) -> str:
    return wrapped(text, first="  * ", then="    ")


def wrapped(text: str, *, first: str = "", then: str = "") -> str:
    return fill(text, WIDTH, initial_indent=first, subsequent_indent=then)
