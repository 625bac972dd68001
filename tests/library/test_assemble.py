"""Drafts to articles: the text, and the offsets into it."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.library.article import Article, Block, BlockKind, Credit, Draft, Section
from assistant.library.assemble import assemble, collapse

# Words with what makes offsets go wrong: blanks of all sorts, marks, and letters of two bytes.
TEXTS = st.text(st.sampled_from("abÄé1.:?•- \t\n\u00a0\u200b"), min_size=1).filter(collapse)
PATIENT = settings(deadline=None)  # a slow machine is no failure
KINDS: tuple[BlockKind, ...] = ("paragraph", "item", "step")


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Blocks under headings that go down by one level and up by any, as a reader gives them."""
    above: tuple[str, ...] = ()
    blocks: list[Block] = []
    for is_heading in draw(st.lists(st.booleans(), max_size=20)):
        above = above[: draw(st.integers(0, len(above)))]
        if is_heading:
            above = (*above, draw(TEXTS))
            blocks.append(Block("heading", above[-1], above))
        else:
            label = draw(st.one_of(st.just(""), TEXTS))
            depth = draw(st.integers(0, 3))
            kind = draw(st.sampled_from(KINDS))
            blocks.append(Block(kind, draw(TEXTS), above, label, depth))
    return Draft(draw(st.one_of(st.just(""), TEXTS)), tuple(blocks))


@PATIENT
@given(drafts())
def test_each_span_is_its_label_and_its_text(draft: Draft) -> None:
    article = assemble("heel-slide", draft)

    blocks = [block for block in draft.blocks if block.kind != "heading"]
    assert len(article.spans) == len(blocks)
    for span, block in zip(article.spans, blocks, strict=True):
        lead = (span.label + (" " if span.label.endswith("?") else ": ")) if span.label else ""
        assert article.text[span.start : span.end] == lead + collapse(block.text)
        assert article.text[span.body : span.end] == collapse(block.text)
        assert (span.kind, span.depth) == (block.kind, block.depth)
        assert span.path == (tuple(map(collapse, block.path)) or (article.title,))


@PATIENT
@given(drafts())
def test_spans_follow_each_other_and_only_marks_stand_between_them(draft: Draft) -> None:
    article = assemble("heel-slide", draft)

    ends = [0, *(span.end for span in article.spans)]
    assert all(end <= span.start for end, span in zip(ends, article.spans, strict=False))
    for span in article.spans:
        mark = article.text[article.text.rfind("\n", 0, span.start) + 1 : span.start]
        assert (
            mark.strip().strip("0123456789")
            in {"paragraph": "", "item": "•", "step": "."}[span.kind]
        )


@PATIENT
@given(drafts())
def test_sections_open_with_their_heading_and_nest(draft: Draft) -> None:
    article = assemble("heel-slide", draft)

    for section in article.sections:
        assert article.text[section.start :].startswith(section.path[-1])
        assert section.start + len(section.path[-1]) <= section.end
    for one, other in combinations(article.sections, 2):
        assert apart(one, other) or inside(one, other) or inside(other, one)


@PATIENT
@given(drafts())
def test_each_section_ends_with_the_last_of_its_spans_and_subsections(draft: Draft) -> None:
    article = assemble("heel-slide", draft)

    for span in article.spans:
        assert any(
            section.path == span.path and section.start <= span.start and span.end <= section.end
            for section in article.sections
        )
    for section in article.sections:
        ends = {span.end for span in article.spans if span.end <= section.end}
        ends |= {section.start + len(section.path[-1])}
        ends |= {other.end for other in article.sections if inside(other, section, strictly=True)}
        assert section.end in ends


@PATIENT
@given(drafts())
def test_the_text_has_no_trailing_blanks_and_opens_with_the_title(draft: Draft) -> None:
    article = assemble("heel-slide", draft)

    assert article.text == article.text.strip()
    assert article.text.split("\n", 1)[0] == article.title
    assert all(line == line.rstrip() for line in article.text.split("\n"))
    assert "\n\n\n" not in article.text


def apart(one: Section, other: Section) -> bool:
    return one.end <= other.start or other.end <= one.start


def inside(one: Section, other: Section, *, strictly: bool = False) -> bool:
    held = other.start <= one.start and one.end <= other.end
    return held and not (strictly and one == other)


def written(blocks: Sequence[Block], title: str = "Heel slide") -> Article:
    return assemble("heel-slide", Draft(title, tuple(blocks)))


def test_the_text_shows_headings_bullets_steps_and_labels() -> None:
    article = written([
        Block("paragraph", "Lie  down.\n", ()),
        Block("heading", "Steps", ("Steps",)),
        Block("step", "Bend.", ("Steps",)),
        Block("item", "Slowly.", ("Steps",), depth=1),
        Block("paragraph", "Breathe.", ("Steps",), depth=1),
        Block("step", "Stretch.", ("Steps",), "Last"),
        Block("paragraph", "Again:", ("Steps",)),
        Block("step", "You rest.", ("Steps",), "Tired?"),
    ])  # fmt: skip

    assert article.text == (
        "Heel slide\n\nLie down.\n\nSteps\n\n1. Bend.\n  • Slowly.\n\n  Breathe.\n\n"
        "2. Last: Stretch.\n\nAgain:\n\n1. Tired? You rest."
    )


def test_blocks_outside_all_headings_belong_to_a_section_named_after_the_title() -> None:
    article = written([Block("paragraph", "Lie down.", ())])

    assert article.sections == (Section(("Heel slide",), 0, len(article.text)),)
    assert article.spans[0].path == ("Heel slide",)


def test_an_article_without_such_blocks_has_no_section_for_its_title() -> None:
    article = written([Block("heading", "Sets", ("Sets",)), Block("item", "Two.", ("Sets",))])

    assert [section.path for section in article.sections] == [("Sets",)]


def test_two_headings_of_the_same_name_are_two_sections() -> None:
    twice = [Block("heading", "Note", ("Note",)), Block("paragraph", "Rest.", ("Note",))] * 2

    article = written(twice)

    first, second = article.sections
    assert first.end < second.start
    assert second.end == len(article.text)


def test_a_block_after_a_subsection_still_belongs_to_the_section() -> None:
    article = written([
        Block("heading", "A", ("A",)),
        Block("heading", "B", ("A", "B")),
        Block("item", "In b.", ("A", "B")),
        Block("item", "In a.", ("A",)),
    ])  # fmt: skip

    texts = {
        section.path: article.text[section.start : section.end] for section in article.sections
    }
    assert texts == {("A",): "A\n\nB\n\n• In b.\n• In a.", ("A", "B"): "B\n\n• In b."}


@pytest.mark.parametrize(("title", "heading", "expected"), [
    ("Heel slide", "Sets", "Heel slide"),
    ("  ", "Sets", "Sets"),
    ("", "", "Wall Sit 2"),
])  # fmt: skip
def test_the_title_falls_back_to_the_first_heading_and_then_to_the_slug(
    title: str, heading: str, expected: str
) -> None:
    article = assemble("wall-sit-2", Draft(title, (Block("heading", heading, (heading,)),)))

    assert article.title == expected


@pytest.mark.parametrize(("title", "aliases", "expected"), [
    ("Heel slide", (), ()),
    ("Heel slide: a guide", (), ("Heel slide",)),
    ("Heel slide: a guide", ("heel slide", "drag", "Drag", " "), ("heel slide", "drag")),
    ("Heel slide", ("HEEL SLIDE", "supine  slide"), ("supine slide",)),
])  # fmt: skip
def test_aliases_are_other_names_each_once(
    title: str, aliases: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    credit = Credit(author="Hart")

    article = assemble("x", Draft(title, (), aliases, credit))

    assert article.aliases == expected
    assert article.credit == credit


@pytest.mark.parametrize(("text", "expected"), [
    (" a\u00a0\t b\r\n\u2028c ", "a b c"),
    ("heel\u00adslide\u200b\ufeff", "heelslide"),
    ("a\x00\x1fb\x85c\x07", "a b c"),
    ("\u200b \n", ""),
    ("\ud83d!", "!"),
])  # fmt: skip
def test_collapse_keeps_what_can_be_seen(text: str, expected: str) -> None:
    assert collapse(text) == expected
