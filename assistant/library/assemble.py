"""Turns a draft into an article: one canonical text, with the offsets of all its parts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise, takewhile

from assistant.library.article import Article, Block, Draft, Section, Span

INDENT = "  "  # per level of nesting
# Neither seen nor blank: a word that holds one of these would never be found.
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff]"
)


@dataclass(frozen=True)
class Line:
    """A block with the line that stands for it in the text."""

    block: Block
    mark: str  # "  • ", "3. "
    lead: str  # "Sets: ", the label as the text shows it
    start: int = 0  # where the lead starts, behind the mark

    @property
    def body(self) -> int:
        return self.start + len(self.lead)

    @property
    def end(self) -> int:
        return self.body + len(self.block.text)


def assemble(slug: str, draft: Draft) -> Article:
    """
    Write `draft` as plain text, and record where its sections and spans stand in it.

    The text opens with the title. A block outside all headings has the path `(title,)`, and if
    there is one, so has the section that runs from the title to the last of them; other paths
    start below the title. For each span, `text[span.start:span.end]` is its label, `": "` (or
    `" "` behind a question) and the block's text.
    """
    blocks = [tidy(block) for block in draft.blocks if collapse(block.text)]
    title = collapse(draft.title) or title_of(slug, blocks)
    heading = Block("heading", title, ())
    lines = list(placed([heading, *blocks]))
    return Article(
        slug=slug,
        title=title,
        aliases=tuple(other_names(title, draft.aliases)),
        credit=draft.credit,
        companion=draft.companion,
        text="".join(
            separator(before, after) + after.mark + after.lead + after.block.text
            for before, after in pairwise([None, *lines])
            if after
        ),
        sections=tuple(sections(lines, title)),
        spans=tuple(
            Span(
                kind=line.block.kind,
                path=line.block.path or (title,),
                label=line.block.label,
                depth=line.block.depth,
                start=line.start,
                body=line.body,
                end=line.end,
            )
            for line in lines
            if line.block.kind != "heading"
        ),
    )


def collapse(text: str) -> str:
    """`text` on one line, with single spaces and without characters that can't be seen."""
    return " ".join(INVISIBLE.sub("", text).split())


def tidy(block: Block) -> Block:
    return replace(
        block,
        text=collapse(block.text),
        path=tuple(map(collapse, block.path)),
        label=collapse(block.label).rstrip(": "),
    )


def title_of(slug: str, blocks: Sequence[Block]) -> str:
    headings = (block.text for block in blocks if block.kind == "heading")
    return next(headings, slug.replace("-", " ").title())


def placed(blocks: Sequence[Block]) -> Iterator[Line]:
    """Each block as a line; steps are numbered until a heading or an outer block ends the list."""
    before: Line | None = None
    numbers: list[int] = []  # the last number given out at each depth
    for block in blocks:
        number = 0
        if block.kind == "heading":
            numbers.clear()
        else:
            kept = block.depth + (block.kind == "step")
            numbers = [*numbers, *[0] * kept][:kept]
        if block.kind == "step":
            number = numbers[-1] = numbers[-1] + 1
        line = Line(block, mark_of(block, number), lead_of(block.label))
        at = before.end if before else 0
        before = replace(line, start=at + len(separator(before, line)) + len(line.mark))
        yield before


def mark_of(block: Block, number: int) -> str:
    marks = {"heading": "", "paragraph": "", "item": "• ", "step": f"{number}. "}
    return ("" if block.kind == "heading" else INDENT * block.depth) + marks[block.kind]


def lead_of(label: str) -> str:
    if not label:
        return ""
    return f"{label} " if label.endswith("?") else f"{label}: "


def separator(before: Line | None, after: Line) -> str:
    if before is None:
        return ""
    in_list = {before.block.kind, after.block.kind} <= {"item", "step"}
    return "\n" if in_list else "\n\n"


def sections(lines: Sequence[Line], title: str) -> Iterator[Section]:
    """One for each heading, in reading order; `lines[0]` is the title."""
    loose = [line for line in lines[1:] if not line.block.path]
    if loose:
        yield Section((title,), lines[0].start, loose[-1].end)
    for number, line in enumerate(lines):
        path = line.block.path
        if path and line.block.kind == "heading":
            after = (lines[at] for at in range(number + 1, len(lines)))
            below = takewhile(partial(within, path), after)
            yield Section(path, line.start, max([line.end, *(other.end for other in below)]))


def within(path: tuple[str, ...], line: Line) -> bool:
    """Whether `line` stands below the heading `path`; its twin opens a section of its own."""
    twin = line.block.kind == "heading" and line.block.path == path
    return line.block.path[: len(path)] == path and not twin


def other_names(title: str, aliases: Sequence[str]) -> Iterator[str]:
    """The aliases, and what stands before a colon in the title, each once."""
    seen = {title.casefold()}
    short = re.match(r"[^:]*", title)
    for alias in (*aliases, short.group() if short else ""):
        name = collapse(alias)
        if name and name.casefold() not in seen:
            seen.add(name.casefold())
            yield name
