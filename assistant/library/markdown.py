"""Turns Markdown with YAML front matter into a draft."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape

import yaml
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from assistant.errors import UnreadableArticle
from assistant.library.article import Credit, Draft
from assistant.library.assemble import collapse
from assistant.library.html import read_html

FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
TAG = re.compile(r"</?([A-Za-z][\w-]*)")
KNOWN_TAGS = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "script", "small", "span", "strike",
        "strong", "style", "sub", "sup", "svg", "time", "u", "var", "wbr",
    }
)  # fmt: skip
UNCLOSED = re.compile(r"---[ \t]*\n\w+:")  # else a rule above the first paragraph


TRUTHS = {"": False, "false": False, "no": False, "true": True, "yes": True}


def read_markdown(text: str) -> Draft:
    """
    CommonMark with tables, read by way of its HTML so that both formats have one set of rules.

    HTML inside the Markdown is dropped, and what only looks like it stays; an image is read as its
    alt text.
    Raises `UnreadableArticle` if the front matter is not what it should be.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = Draft(title="", blocks=())
    if match := FRONT_MATTER.match(text):
        front = read_front_matter(match["yaml"])
        text = text[match.end() :]
    elif UNCLOSED.match(text):
        raise UnreadableArticle("its front matter is not closed: put a line '---' below it")
    draft = read_html(to_html(text), title=front.title)
    return replace(draft, aliases=front.aliases, credit=front.credit, companion=front.companion)


def read_front_matter(text: str) -> Draft:
    """A draft without blocks: title, aliases, credit, and whether it is a companion."""
    try:
        # The base loader makes nothing but strings, lists and mappings: "no" stays a word.
        front = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        reason = getattr(error, "problem", None) or "it can't be parsed"
        mark = getattr(error, "problem_mark", None)
        place = f" in line {mark.line + 2}" if mark else ""
        raise UnreadableArticle(
            f"its front matter is not valid YAML{place} ({reason}): "
            "correct it, or put quotes around a value that holds a colon"
        ) from error
    front = mapping(front, "front matter")
    source = mapping(front.get("source"), "'source'")
    aliases = front.get("aliases") or []
    if not isinstance(aliases, list):
        raise UnreadableArticle(f"'aliases' is {aliases!r}: write a list, one '- name' a line")
    return Draft(
        title=string(front, "title"),
        blocks=(),
        aliases=tuple(string({"aliases": alias}, "aliases") for alias in aliases),
        credit=Credit(
            title=string(source, "title"),
            author=string(source, "author"),
            site=string(source, "site"),
            note=string(front, "adaptation"),
        ),
        companion=truth(front, "companion"),
    )


def mapping(value: object, name: str) -> dict[object, object]:
    if isinstance(value, dict):
        return value
    if value in (None, ""):
        return {}
    raise UnreadableArticle(f"its {name} is not a mapping: write one 'key: value' a line")


def string(values: dict[object, object], key: str) -> str:
    value = values.get(key, "")
    if isinstance(value, str):
        return collapse(value)
    raise UnreadableArticle(f"{key!r} holds {value!r}: write plain text, in quotes if need be")


def truth(values: dict[object, object], key: str) -> bool:
    said = string(values, key).lower()
    if said not in TRUTHS:
        raise UnreadableArticle(f"{key!r} is {said!r}: write true or false")
    return TRUTHS[said]


def to_html(text: str) -> str:
    parser = MarkdownIt("commonmark").enable("table")
    parser.add_render_rule("html_block", drop)
    parser.add_render_rule("html_inline", drop_known)
    parser.add_render_rule("image", alt_text)
    return str(parser.render(text))


def drop(
    _renderer: RendererProtocol,
    _tokens: Sequence[Token],
    _at: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    return ""


def drop_known(
    _renderer: RendererProtocol,
    tokens: Sequence[Token],
    at: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    """Marks of HTML go; what only looks like one ("<system>") is text, and is read as such."""
    found = TAG.match(tokens[at].content)
    return "" if found is None or found[1].lower() in KNOWN_TAGS else escape(tokens[at].content)


def alt_text(
    renderer: RendererProtocol, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    return str(renderer.render(tokens[at].children or [], options, env))
