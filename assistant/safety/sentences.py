"""A text to where its sentences stand in it."""

import re
from collections.abc import Iterator

Span = tuple[int, int]  # where a part of a text begins and where it ends, in characters

APART = re.compile(r"(?<=[.!?;\n])\s+|,? but |,? though |,\s+(?=my )")


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text in their order, without the white space and words between them."""
    start = 0
    for gap in [*APART.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if part := text[start:end].strip():
            at = text.index(part, start)
            yield at, at + len(part)
        start = gap.end() if gap else end
