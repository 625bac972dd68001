"""Turns an HTML page into a draft."""

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag, XMLParsedAsHTMLWarning
from bs4.element import CData, NavigableString, PageElement
from bs4.exceptions import ParserRejectedMarkup

from assistant.library.article import Block, BlockKind, Credit, Draft
from assistant.library.assemble import collapse

DROPPED = ["script", "style", "nav", "footer", "aside", "header", "form", "svg", "template"]
DROPPED += ["noscript", "head", "title"]
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LISTS: dict[str, BlockKind] = {"ul": "item", "ol": "step"}
CELLS = ["td", "th"]
BOLD = ("b", "strong")
# Where one block ends and the next starts, whether or not the page closes its tags.
EDGES = {
    *HEADINGS, *LISTS, *CELLS, "address", "article", "blockquote", "body", "caption", "dd",
    "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "form", "header", "hr",
    "html", "li", "main", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead",
    "tr",
}  # fmt: skip


@dataclass(frozen=True)
class Run:
    """A piece of a block's text."""

    text: str
    bold: bool


@dataclass
class OpenList:
    """A list whose items are being read."""

    tag: Tag
    kind: BlockKind
    fresh: bool = False  # an item has started and its text has not come yet


def read_html(text: str, *, title: str = "") -> Draft:
    """
    The page's <main>, <article> or body; broken pages are read as far as they go.

    `title` is one that the file states elsewhere, and goes before its headings. The heading that
    is the article's own is no block: what stands below it has no path.
    """
    soup = parse(text)
    page_title = soup.title.get_text() if soup.title else ""
    meta = soup.find("meta", attrs={"name": re.compile("^author$", re.IGNORECASE)})
    author = str(meta.get("content", "")) if meta else ""
    root = main_part(soup)
    simplify(root)
    blocks = list(flat_blocks(root))
    first = soup.find("h1")
    page_title = (first.get_text() if first else "") or page_title
    own = own_heading(blocks, collapse(title), collapse(page_title))
    return Draft(
        title=collapse(title) or (own.text if own else "") or collapse(page_title),
        blocks=tuple(below(own, blocks)),
        credit=Credit(author=collapse(author)),
    )


def parse(text: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        # It is the file's suffix that says it is HTML, whatever its first line looks like.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        try:
            return BeautifulSoup(text, "html.parser")
        except ParserRejectedMarkup:  # a marked section, such as Word's, that it does not know
            return BeautifulSoup(re.sub(r"<!\[[^<>]*>?", "", text), "html.parser")


def main_part(soup: BeautifulSoup) -> Tag:
    for name in ("main", "article", "body"):
        found = soup.find(name)
        if found and found.get_text(strip=True):
            return found
    return soup


def simplify(root: Tag) -> None:
    """Drop what is not the article; make one line of each <br>, table row and definition."""
    for tag in root(DROPPED):
        # Some page builders wrap the whole page in a form.
        if not tag.decomposed and not (tag.name in ("header", "form") and tag.find("h1")):
            tag.decompose()
    for line_break in root("br"):
        line_break.insert_before("\n")
    for row in root("tr"):
        cells = row.find_all(CELLS)
        # A cell that holds more than a phrase is part of the page's layout, not of a table.
        if not any(cell([*CELLS, *HEADINGS, *LISTS, "table"]) or cell("p")[1:] for cell in cells):
            row.string = "; ".join(filter(None, (collapse(cell.get_text()) for cell in cells)))
    for term in root("dt"):
        definition = term.find_next_sibling()
        if definition and definition.name == "dd":
            words = collapse(term.get_text())
            label = Tag(name="b")
            label.string = words if words.endswith((":", "?")) else f"{words}:"
            (definition.find("p") or definition).insert(0, label)
            term.decompose()


def flat_blocks(root: Tag) -> Iterator[Block]:
    """The blocks in reading order, without paths; a heading's depth is its level, 1 to 6."""
    runs: list[Run] = []
    lists: list[OpenList] = []
    level = 0
    bold = 0
    for opens, node in walk(root):
        if not isinstance(node, Tag):
            if type(node) in (NavigableString, CData):
                runs.append(Run(str(node), bold > 0))
            continue
        if node.name in BOLD:
            bold += 1 if opens else -1
        if node.name not in EDGES and node is not root:
            continue
        if block := to_block(runs, level, lists):
            level = 0
            yield block
        runs = []
        if node.name in HEADINGS:
            level = int(node.name[1]) if opens else 0
        elif opens and (node.name in LISTS or (node.name == "li" and not lists)):
            lists.append(OpenList(node, LISTS.get(node.name, "item")))
        elif not opens and lists and lists[-1].tag is node:
            lists.pop()
        if node.name == "li" and opens:
            lists[-1].fresh = True


def walk(root: Tag) -> Iterator[tuple[bool, PageElement]]:
    """All nodes in reading order, tags twice: as they open (true) and as they close."""
    waiting: list[tuple[bool, PageElement]] = [(False, root), (True, root)]
    while waiting:
        opens, node = waiting.pop()
        yield opens, node
        if opens and isinstance(node, Tag):
            for child in reversed(node.contents):
                if isinstance(child, Tag):
                    waiting.append((False, child))
                waiting.append((True, child))


def to_block(runs: Sequence[Run], level: int, lists: Sequence[OpenList]) -> Block | None:
    words = collapse("".join(run.text for run in runs))
    if not words:
        return None
    if level:
        return Block("heading", words, (), depth=level)
    label, text = split_label(runs)
    if lists and lists[-1].fresh:
        lists[-1].fresh = False
        return Block(lists[-1].kind, text, (), label, depth=len(lists) - 1)
    return Block("paragraph", text, (), label, depth=len(lists))


def split_label(runs: Sequence[Run]) -> tuple[str, str]:
    """The bold words at the start that end in ":" or "?" and have words behind them; the rest."""
    bold = list(takewhile(lambda run: run.bold or not run.text.strip(), runs))
    head = collapse("".join(run.text for run in bold))
    rest = collapse("".join(run.text for run in runs[len(bold) :]))
    if head and rest.startswith((":", "?")):
        head, rest = head + rest[0], rest[1:]
    label, text = head.rstrip(": "), rest.lstrip(": ")
    if label and head.endswith((":", "?")) and re.search(r"\w", text):
        return label, text
    return "", collapse("".join(run.text for run in runs))


def own_heading(blocks: Sequence[Block], title: str, page_title: str) -> Block | None:
    """The heading that is the article's own, above all of its sections."""
    headings = [block for block in blocks if block.kind == "heading"]
    tops = [heading for heading in headings if heading.depth == 1]
    if title:
        only = tops[:1] if len(tops) == 1 else []
        same = [heading for heading in tops if heading.text.casefold() == title.casefold()]
        return next(iter([*same, *only]), None)
    if tops or not page_title:
        return next(iter([*tops, *headings]), None)
    same = [heading for heading in headings if heading.text.casefold() == page_title.casefold()]
    return next(iter(same), None)


def below(own: Block | None, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with their paths; those under the article's own heading start afresh."""
    above: list[Block] = []
    for block in blocks:
        if block is own:
            above.clear()
        elif block.kind == "heading":
            while above and above[-1].depth >= block.depth:
                above.pop()
            above.append(block)
            yield replace(block, path=tuple(heading.text for heading in above), depth=0)
        else:
            yield replace(block, path=tuple(heading.text for heading in above))
