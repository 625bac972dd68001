"""A played case and its result to all that there is to see of it."""

from collections.abc import Iterator

from evals.score import Played, Result

HITS = 6


def lines(played: Played, result: Result) -> Iterator[str]:
    case = played.case
    yield f"{case.id} ({case.category}, {case.split}, {case.cluster}): {result.status}"
    yield from (f"> {turn}" for turn in case.turns)
    if case.note:
        yield f"Note: {case.note}"
    yield f"Wanted: {case.expect}" + (f", at least {case.level}" if case.level else "")
    yield from (f"  evidence {one.start}-{one.end}: {one.quote}" for one in case.evidence)
    gold = [(one.start, one.end) for one in (*case.evidence, *case.also)]
    for place, span in enumerate(played.ranked[:HITS], 1):
        held = any(start < span.end and span.start < end for start, end in gold)
        yield f"  hit {place}{' *' if held else ''} {span.article} {span.start}-{span.end}"
    yield f"Reply ({result.kind}, support {result.support:g}):"
    yield highlighted(result)
    yield from (
        f"  {'n.a.' if one.value is None else f'{one.value:.2f}'} {name}"
        + (f": {one.why}" if one.why else "")
        for name, one in result.scores.items()
    )


def highlighted(result: Result) -> str:
    """The reply with what it quotes between marks."""
    text = result.text
    for quote in sorted(set(result.quotes), key=len, reverse=True):
        if f"»{quote}«" not in text:
            text = text.replace(quote, f"»{quote}«")
    return text
