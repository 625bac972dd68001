"""Turns plain text, as it is copied from a web page, into a draft."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.library.article import Block, BlockKind, Credit, Draft
from assistant.library.assemble import collapse

TAB = 4
NEST = 2  # columns; lists are often a column out of line (" 9." above "10.")
HEADING_WORDS = 14  # the longest question that is a heading in heel-drag-back.txt has 12
LABEL_WORDS = 8  # its longest label has 7
FRONT_GROUPS = 6  # above a byline stand the site, the title and little else

MARKED = re.compile(
    r"(?P<indent> *)(?:[•◦▪‣·*\u2013-] +|[•◦▪‣·] *|(?P<number>\d{1,3}[.)]) +)(?P<text>.*)"
)
NAME = r"[^\W\d_a-z][\w.'\u2019-]*"
BYLINE = re.compile(
    rf"[Bb]y (?P<author>{NAME}(?: (?:and|de|der|van|von|{NAME}))*)(?:, [A-Z][\w.]*)*"
    r"(?:\W(?:.*\W)?(?:\d+ min(?:ute)?s?(?: read)?|(?:19|20)\d\d))?"
)
STOPPED = re.compile(r"[.!;,…][\"'”\u2019)\]]*$")
STOP_INSIDE = re.compile(r"[.!?][\"'”\u2019)\]]* ")
LABEL = re.compile(r"(?P<label>.+?)(?:(?<=\?)|:) (?P<text>.*\w.*)")
QUESTIONS = re.compile(r"question|\bfaqs?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Group:
    """Lines that belong together."""

    kind: BlockKind
    indent: int
    lines: tuple[str, ...]


def read_plain(text: str) -> Draft:
    """
    Text with unmarked headings and indented bullets, such as heel-drag-back.txt.

    A heading is a short line on its own without a stop at its end, or a bullet that is only a
    label for the bullets nested in it. Headings have one level, but for those bullets and for
    the questions below "Frequently asked questions", which stand one below. The title is the
    heading before the byline, or else the first; what stands above that is the site.
    """
    blocks = list(nested(grouped(text)))
    headings = [at for at, block in enumerate(blocks) if block.kind == "heading"]
    bylines = [at for at in headings if at < FRONT_GROUPS and is_byline(blocks[at].text)][:1]
    front = [at for at in headings if bylines and at < bylines[0]]
    own = front[-1:] or [at for at in headings if at not in bylines][:1]
    body = [block for at, block in enumerate(blocks) if at not in {*front, *bylines, *own}]
    return Draft(
        title="".join(blocks[at].text for at in own),
        blocks=tuple(placed(body)),
        credit=Credit(
            author="".join(author_of(blocks[at].text) for at in bylines),
            site="".join(blocks[at].text for at in front[-2:-1]),
        ),
    )


def grouped(text: str) -> list[Group]:
    """Join wrapped lines; a blank line, a bullet or a byline starts anew."""
    found: list[Group] = []
    ended = True
    # A form feed is a page's end, which is rarely that of a paragraph.
    for raw in re.sub(r"(?<=[\r\n])\f", "", text).splitlines():
        line = re.sub(r"[^\S\t]", " ", raw).expandtabs(TAB).rstrip()
        words = line.strip()
        if match := MARKED.fullmatch(line):
            kind: BlockKind = "step" if match["number"] else "item"
            found.append(Group(kind, len(match["indent"]), (match["text"].strip(),)))
            ended = False
        elif not re.search(r"\w", words):
            ended = True
        elif ended or (is_byline(words) and is_heading(found[-1])):
            found.append(Group("paragraph", len(line) - len(words), (words,)))
            ended = is_byline(words)
        else:
            found[-1] = replace(found[-1], lines=(*found[-1].lines, words))
    return found


def nested(groups: Iterable[Group]) -> Iterator[Block]:
    """Blocks without paths, their kinds and depths settled by how far they are indented."""
    indents: list[int] = []  # of the bullets that are open
    for group in groups:
        text = collapse(" ".join(group.lines))
        if group.kind == "paragraph":
            while indents and group.indent <= indents[-1]:
                indents.pop()
            if not indents and is_heading(group):
                yield Block("heading", text.rstrip(": "), ())
            else:
                yield Block("paragraph", text, (), depth=len(indents))
            continue
        while indents and group.indent <= indents[-1] - NEST:
            indents.pop()
        if not indents or group.indent >= indents[-1] + NEST:
            indents.append(group.indent)
        if text:
            yield Block(group.kind, text, (), depth=len(indents) - 1)


def is_heading(group: Group) -> bool:
    line = group.lines[0]
    return (
        group.kind == "paragraph"
        and len(group.lines) == 1
        and len(line.split()) <= HEADING_WORDS
        and not STOPPED.search(line)
    )


def is_byline(line: str) -> bool:
    return bool(author_of(line)) and not STOPPED.search(line)


def author_of(line: str) -> str:
    match = BYLINE.fullmatch(line)
    return match["author"] if match else ""


def placed(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with their paths and labels; a bullet that heads its bullets is a heading."""
    section: tuple[str, ...] = ()
    heads: list[Block] = []  # the bullets above that are headings
    for block, after in zip(blocks, [*blocks, None][1:], strict=True):
        if block.kind == "heading":
            is_question = block.text.endswith("?") and QUESTIONS.search("".join(section[:1]))
            section = (*section[:1], block.text) if is_question else (block.text,)
            heads.clear()
            yield replace(block, path=section)
            continue
        while heads and heads[-1].depth >= block.depth:
            heads.pop()
        path = (*section, *(head.text for head in heads))
        depth = block.depth - (heads[-1].depth + 1 if heads else 0)
        if after and heads_list(block, after):
            heads.append(replace(block, text=block.text.rstrip(": ")))
            yield Block("heading", heads[-1].text, (*path, heads[-1].text))
        elif block.kind == "paragraph":
            yield replace(block, path=path, depth=depth)
        else:
            label, text = split_label(block.text)
            yield replace(block, path=path, depth=depth, label=label, text=text)


def heads_list(block: Block, after: Block) -> bool:
    """Whether `block` is a bullet that is only the label of the bullets below it."""
    bullets = {block.kind, after.kind} <= {"item", "step"}
    return bullets and after.depth > block.depth and block.text[-1] in ":?" and is_label(block.text)


def split_label(text: str) -> tuple[str, str]:
    """The short label that `text` opens with, if any, and what follows it."""
    match = LABEL.fullmatch(text)
    if match and is_label(match["label"]):
        return match["label"].rstrip(": "), match["text"].strip()
    return "", text


def is_label(words: str) -> bool:
    return (
        bool(re.search(r"\w", words))
        and len(words.split()) <= LABEL_WORDS
        and not STOP_INSIDE.search(words)
        and words.count("(") == words.count(")")
    )
