"""Article files to articles: each reader's rules, and each error."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import UnreadableArticle
from assistant.library.article import Article, Block, Credit, Draft
from assistant.library.html import read_html
from assistant.library.markdown import read_markdown
from assistant.library.plain import read_plain
from assistant.library.read import MAX_BYTES, READERS, read_article

ROOT = Path(__file__).parents[2]
SOURCE = ROOT.parent / "shared" / "source" / "heel-drag-back.txt"
PATIENT = settings(deadline=None)  # a slow machine is no failure
CORPUS = ROOT / "corpus" / "heel-drag-back" / "article.md"


def heading(*path: str) -> Block:
    return Block("heading", path[-1], path)


def paragraph(text: str, *path: str, label: str = "", depth: int = 0) -> Block:
    return Block("paragraph", text, path, label, depth)


def item(text: str, *path: str, label: str = "", depth: int = 0) -> Block:
    return Block("item", text, path, label, depth)


def step(text: str, *path: str, label: str = "", depth: int = 0) -> Block:
    return Block("step", text, path, label, depth)


MARKDOWN: list[tuple[str, list[Block]]] = [
    ("Lie\ndown  \nflat.\\\nRest.", [paragraph("Lie down flat. Rest.")]),
    ("A [link](http://a.b), `code`, *em*, __b__ &amp; ![a *photo*](x.png).",
     [paragraph("A link, code, em, b & a photo.")]),
    ("Lie <b>down</b>.<!-- no -->\n\n<div>gone</div>\n\nRest.",
     [paragraph("Lie down."), paragraph("Rest.")]),
    ("# T\n\nA.\n\n## S\n\nB.\n\n### U\n\nC.\n\n## V\n\nD.", [
        paragraph("A."), heading("S"), paragraph("B.", "S"), heading("S", "U"),
        paragraph("C.", "S", "U"), heading("V"), paragraph("D.", "V"),
    ]),
    ("# T\n\n# S\n\nA.", [heading("S"), paragraph("A.", "S")]),
    ("## T\n\nA.\n\n## S\n\nB.", [paragraph("A."), heading("S"), paragraph("B.", "S")]),
    ("T\n=\n\nS *s*\n---\nA.", [heading("S s"), paragraph("A.", "S s")]),
    ("- A.\n  - B.\n    1. C.\n- D.\n\n1. E.\n2) F.", [
        item("A."), item("B.", depth=1), step("C.", depth=2), item("D."), step("E."), step("F."),
    ]),
    ("1. A.\n\n   More.\n\n2. B.", [step("A."), paragraph("More.", depth=1), step("B.")]),
    ("> Quoted.\n\n```\ncode\n  here\n```", [paragraph("Quoted."), paragraph("code here")]),
    ("| A | B |\n|---|---|\n| 1 | **2** |\n| 3 | |",
     [paragraph("A; B"), paragraph("1; 2"), paragraph("3")]),
    ("- **Sets:** Two.", [item("Two.", label="Sets")]),
    ("- **Sets**: Two.", [item("Two.", label="Sets")]),
    ("- **What is it?** A slide.", [item("A slide.", label="What is it?")]),
    ("- **What is it**? A slide.", [item("A slide.", label="What is it?")]),
    ("1. **The *\"drag\"*:** Slow.", [step("Slow.", label='The "drag"')]),
    ("**Sets:** Two.", [paragraph("Two.", label="Sets")]),
    ("- **Sets:**\n  - Two.", [item("Sets:"), item("Two.", depth=1)]),
    ("- **Sets** of two: easy.", [item("Sets of two: easy.")]),
    ("- Two **sets:** easy.", [item("Two sets: easy.")]),
    ("- Sets: two.", [item("Sets: two.")]),
    ("- **Sets:** .", [item("Sets: .")]),
    ("---\n\nA.\n", [paragraph("A.")]),
]  # fmt: skip

PLAIN: list[tuple[str, list[Block]]] = [
    ("One line\nand the next.\n\nA second\r\nparagraph.\x0c\n",
     [paragraph("One line and the next."), paragraph("A second paragraph.")]),
    ("T\n\nSetup\n\nLie down.", [heading("Setup"), paragraph("Lie down.", "Setup")]),
    ("T\n\nSetup:\n- Lie down.", [heading("Setup"), item("Lie down.", "Setup")]),
    ("T\n\nIt ends in a stop.\n\nIt goes on to the next line and is\nno heading",
     [paragraph("It ends in a stop."),
      paragraph("It goes on to the next line and is no heading")]),
    ("T\n\n" + "word " * 15, [paragraph(" ".join(["word"] * 15))]),
    ("T\n\n" + "word " * 14, [heading(" ".join(["word"] * 14))]),
    ("• A.\n- B.\n* C.\n\u2013 D.\n•E.\n1. F.\n2) G.",
     [item("A."), item("B."), item("C."), item("D."), item("E."), step("F."), step("G.")]),
    ("• A.\n\t• B.\n\n        • C.\n • D.",
     [item("A."), item("B.", depth=1), item("C.", depth=2), item("D.")]),
    (" 9. A.\n10. B.", [step("A."), step("B.")]),
    ("• One\nand two.\n  • Three\n    and four.", [item("One and two."),
                                                item("Three and four.", depth=1)]),
    ("•\nOne\n•\n", [item("One")]),
    ("• A.\n\n  More of it.\n\n• B.", [item("A."), paragraph("More of it.", depth=1), item("B.")]),
    ("-5 degrees or less.", [paragraph("-5 degrees or less.")]),
    ("A.\n-----\n\n***\nB.", [paragraph("A."), paragraph("B.")]),
    ("• Sets:\u00a0Two of ten.  ", [item("Two of ten.", label="Sets")]),
    ("1. What is it? A slide.", [step("A slide.", label="What is it?")]),
    ("Sets: Two of ten.", [paragraph("Sets: Two of ten.")]),
    ("• One two three four five six seven eight: nine.",
     [item("nine.", label="One two three four five six seven eight")]),
    ("• One two three four five six seven eight nine: ten.",
     [item("One two three four five six seven eight nine: ten.")]),
    ("• Stop. Rest: now.", [item("Stop. Rest: now.")]),
    ("• Lie (as before: flat) down.", [item("Lie (as before: flat) down.")]),
    ("• At 10:30 do it.", [item("At 10:30 do it.")]),
    ("• Sets:", [item("Sets:")]),
    ("T\n\nS\n\n• Muscles:\n  • Glutes.\n    • Big: one.\n• Who can?\n  1. You.\n• Last.", [
        heading("S"), heading("S", "Muscles"), item("Glutes.", "S", "Muscles"),
        item("one.", "S", "Muscles", label="Big", depth=1), heading("S", "Who can?"),
        step("You.", "S", "Who can?"), item("Last.", "S"),
    ]),
    ("• Drag (the \"pull\"):\n\n  • Heel:\n    • Slow.\n\nAfter it.", [
        heading('Drag (the "pull")'), heading('Drag (the "pull")', "Heel"),
        item("Slow.", 'Drag (the "pull")', "Heel"), paragraph("After it."),
    ]),
    ("• Lie down now.\n  • Flat.", [item("Lie down now."), item("Flat.", depth=1)]),
    ("T\n\nCommon questions\n\nWhy?\n\nSo.\n\nHow?\n\nThus.\n\nEnd\n\nWhy not?\n\nNo.", [
        heading("Common questions"), heading("Common questions", "Why?"),
        paragraph("So.", "Common questions", "Why?"), heading("Common questions", "How?"),
        paragraph("Thus.", "Common questions", "How?"), heading("End"), heading("Why not?"),
        paragraph("No.", "Why not?"),
    ]),
    ("T\n\nFAQ\n\nWhy?\n\nSo.",
     [heading("FAQ"), heading("FAQ", "Why?"), paragraph("So.", "FAQ", "Why?")]),
]  # fmt: skip

HTML: list[tuple[str, list[Block]]] = [
    ("<p>A<br>b <i>c</i>.<p>D.", [paragraph("A b c."), paragraph("D.")]),
    ("<body>x<main><h1>T</h1><p>A.</main><p>y", [paragraph("A.")]),
    ("<body>x<article><h1>T</h1><p>A.</article>y", [paragraph("A.")]),
    ("<body><main> </main><p>A.</body>", [paragraph("A.")]),
    ("<nav>n</nav><style>s</style><script>s</script><aside>a</aside><header>h</header>"
     "<header><h1>T</h1></header><p>A.</p><footer>f</footer><form>f</form><svg>s</svg>"
     "<noscript>n</noscript><template>t</template><!-- c -->", [paragraph("A.")]),
    ("<form><h1>T</h1><p>A.</p></form>", [paragraph("A.")]),
    ("<h1>T</h1><h2>S</h2><div>A.<div>B.</div></div><h3>U</h3><p>C.<h2>V</h2>", [
        heading("S"), paragraph("A.", "S"), paragraph("B.", "S"), heading("S", "U"),
        paragraph("C.", "S", "U"), heading("V"),
    ]),
    ("<ul><li>A.<ol><li><p>B.</p><p>C.</p></li></ol></li><li>D.</li></ul>",
     [item("A."), step("B.", depth=1), paragraph("C.", depth=2), item("D.")]),
    ("<ul><li>A.<li>B.<ul><li>C.</ul><li>D.</ul><p>E.",
     [item("A."), item("B."), item("C.", depth=1), item("D."), paragraph("E.")]),
    ("<li>A.<li>B.", [item("A."), item("B.")]),
    ("<ul><li><b>Sets:</b> Two.</li><li><strong>Who</strong>? You.</li></ul>",
     [item("Two.", label="Sets"), item("You.", label="Who?")]),
    ("<dl><dt>Sets</dt><dd>Two.</dd><dt>Who?</dt><dd><p>You.</p></dd></dl>",
     [paragraph("Two.", label="Sets"), paragraph("You.", label="Who?")]),
    ("<dl><dt>Sets<dd>Two.</dl>", [paragraph("Sets"), paragraph("Two.")]),
    ("<table><tr><th>A</th><th>B</th></tr><tr><td><p>1</p></td><td></td><td>2</td></tr></table>",
     [paragraph("A; B"), paragraph("1; 2")]),
    ("<table><tr><td><h1>T</h1><p>A.</p></td><td><p>B.</p></td></tr></table>",
     [paragraph("A."), paragraph("B.")]),
    ("<table><tr><td>A<td>B<tr><td>C", [paragraph("A"), paragraph("B"), paragraph("C")]),
    ("<blockquote>A.<p>B.</blockquote>", [paragraph("A."), paragraph("B.")]),
    ("</p></ul><p>A <b>b. <i>c</p></b> &lt;d&gt; &nbsp;&amp; &#233;", [
        paragraph("A b. c"), paragraph("<d> & é"),
    ]),
    ("<![if !word]><p>A.</p><![endif]><![x[ y ]]><p>B.", [
        paragraph("A."), paragraph("B."),
    ]),
    ("<?xml version='1.0'?><p>A.</p>", [paragraph("A.")]),
    ("http://example.org/a.html", [paragraph("http://example.org/a.html")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MARKDOWN)
def test_markdown_blocks(text: str, expected: list[Block]) -> None:
    assert list(read_markdown(text).blocks) == expected


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_plain_blocks(text: str, expected: list[Block]) -> None:
    assert list(read_plain(text).blocks) == expected


@pytest.mark.parametrize(("text", "expected"), HTML)
def test_html_blocks(text: str, expected: list[Block]) -> None:
    assert list(read_html(text).blocks) == expected


@pytest.mark.parametrize(("read", "text", "title"), [
    (read_markdown, "---\ntitle: 'Heel: slide'\n---\n# Other\n\nA.", "Heel: slide"),
    (read_markdown, "---\ntitle:  90/90\n---\nA.", "90/90"),
    (read_markdown, "## First\n\n# Top *one*\n\nA.", "Top one"),
    (read_markdown, "A.\n\n## First\n\n## Second", "First"),
    (read_markdown, "A.", ""),
    (read_plain, "Heel slide:\n\nSetup\n\nA.", "Heel slide"),
    (read_plain, "A.", ""),
    (read_html, "<title>Page</title><h1> </h1><h1>Heel <i>slide</i></h1>", "Heel slide"),
    (read_html, "<h1>Heel slide</h1><main><p>A.</main>", "Heel slide"),
    (read_html, "<html><head><title>Page</title></head><body><h2>S</h2>", "Page"),
    (read_html, "<h2>S</h2><p>A.", "S"),
    (read_html, "<p>A.", ""),
])  # fmt: skip
def test_titles(read: Callable[[str], Draft], text: str, title: str) -> None:
    assert read(text).title == title


@pytest.mark.parametrize(("text", "paths"), [
    ("---\ntitle: T\n---\n# T\n\nA.\n\n# S\n\nB.", [(), ("S",)]),
    ("---\ntitle: T\n---\n# Another name\n\nA.\n\n## S\n\nB.", [(), ("S",)]),
    ("---\ntitle: T\n---\n# R\n\nA.\n\n# S\n\nB.", [("R",), ("S",)]),
    ("---\ntitle: T\n---\n## R\n\nA.\n\n## S\n\nB.", [("R",), ("S",)]),
])  # fmt: skip
def test_only_the_articles_own_heading_is_left_out_of_paths(
    text: str, paths: list[tuple[str, ...]]
) -> None:
    blocks = read_markdown(text).blocks

    assert [block.path for block in blocks if block.kind == "paragraph"] == paths


def test_front_matter_gives_names_and_credit() -> None:
    draft = read_markdown(
        "---\r\ntitle: Heel slide\r\naliases: [no, 'a: b', 12]\r\nother: 1\r\n"
        "source: {title: A guide, author: Hart, site: Fit}\r\nadaptation: Retold.\r\n---\r\nA.\r\n"
    )

    assert draft.title == "Heel slide"
    assert draft.aliases == ("no", "a: b", "12")
    assert draft.credit == Credit("A guide", "Hart", "Fit", "Retold.")
    assert draft.blocks == (paragraph("A."),)


@pytest.mark.parametrize(("front", "complaint"), [
    ("title: [a", "not valid YAML in line 3"),
    ("a: b: c", "not valid YAML in line 2"),
    ("- a\n- b", "not a mapping"),
    ("words", "not a mapping"),
    ("source: Hart", "'source' is not a mapping"),
    ("aliases: heel drag", "'aliases' is 'heel drag'"),
    ("aliases: [[a]]", "'aliases' holds ['a']"),
    ("title: {a: b}", "'title' holds {'a': 'b'}"),
    ("[" * 5000, "not valid YAML"),
])  # fmt: skip
def test_front_matter_that_can_not_be_used_is_named(front: str, complaint: str) -> None:
    with pytest.raises(UnreadableArticle, match=re.escape(complaint)):
        read_markdown(f"---\n{front}\n---\nA.\n")


def test_front_matter_may_be_empty_but_has_to_be_closed() -> None:
    assert read_markdown("---\n---\nA.").blocks == (paragraph("A."),)
    with pytest.raises(UnreadableArticle, match="not closed"):
        read_markdown("---\ntitle: Heel slide\n\nA.")


@pytest.mark.parametrize(("front", "title", "credit"), [
    ("Fit & Well\n\nHeel slide\n\nBy Hart 7 min read", "Heel slide",
     Credit(author="Hart", site="Fit & Well")),
    ("Heel slide\nBy Ann van Hart, PhD", "Heel slide", Credit(author="Ann van Hart")),
    ("Home\n\nFit\n\nHeel slide\n\nBy Jo Hart | 3 May 2024\n\nSetup", "Heel slide",
     Credit(author="Jo Hart", site="Fit")),
    ("By Hart\n\nHeel slide", "Heel slide", Credit(author="Hart")),
    ("Heel slide\n\nBy the end, bend it further", "Heel slide", Credit()),
])  # fmt: skip
def test_a_byline_tells_author_title_and_site(front: str, title: str, credit: Credit) -> None:
    draft = read_plain(f"{front}\n\nLie down and rest.\n")

    assert (draft.title, draft.credit) == (title, credit)


def test_a_page_names_its_author() -> None:
    draft = read_html('<head><meta name="Author" content=" Jo  Hart "></head><p>A.')

    assert draft.credit == Credit(author="Jo Hart")


def test_a_page_nested_a_hundred_thousand_deep_is_read() -> None:
    assert read_html("<div>" * 100_000 + "A.").blocks == (paragraph("A."),)


@pytest.mark.parametrize(("name", "slug"), [
    ("Heel  Drag_Back!.md", "heel-drag-back"),
    ("heel-slide/article.TXT", "heel-slide"),
    ("Wall Sit (2)/Article.md", "wall-sit-2"),
    ("--90_90--.html", "90-90"),
])  # fmt: skip
def test_slugs(tmp_path: Path, name: str, slug: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("Lie down.", encoding="utf-8")

    assert read_article(path).slug == slug


def test_a_slug_can_come_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Wall sit").mkdir()
    (tmp_path / "Wall sit" / "article.md").write_text("Lie down.", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "Wall sit")

    assert read_article(Path("article.md")).slug == "wall-sit"


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_every_format_is_read_with_or_without_a_byte_order_mark(
    tmp_path: Path, suffix: str
) -> None:
    for mark in (b"", b"\xef\xbb\xbf"):
        path = tmp_path / f"heel-slide{suffix}"
        path.write_bytes(mark + "Lie down, café.".encode())

        article = read_article(path)

        assert article.text == "Heel Slide\n\nLie down, café."
        assert article.spans[0].path == ("Heel Slide",)


@pytest.mark.parametrize(("name", "content", "complaint"), [
    ("a.pdf", b"%PDF\xff", "not one of the known formats"),
    ("a", b"Lie down.", ".htm, .html, .markdown, .md, .txt"),
    ("a.txt", b"a" * (MAX_BYTES + 1), "larger than 5,000,000 bytes"),
    ("a.txt", b"Caf\xe9.", "not UTF-8 (byte 4)"),
    ("a.md", b"PK\x00\x01", "NUL bytes"),
    ("a.txt", b"", "holds no sentence"),
    ("a.txt", b" \r\n\t\n", "holds no sentence"),
    ("a.txt", b"Heel slide\n", "holds no sentence"),
    ("a.md", b"# Heel slide\n\n## Setup\n", "holds no sentence"),
    ("a.md", b"---\ntitle: A\n---\n1. 2.\n", "holds no sentence"),
    ("a.html", b"<script>var a;</script>", "holds no sentence"),
    ("a.md", b"---\n- a\n---\nLie down.", "not a mapping"),
    ("\u00e9.md", b"Lie down.", "rename the file"),
])  # fmt: skip
def test_a_file_that_is_no_article_is_refused_by_name(
    tmp_path: Path, name: str, content: bytes, complaint: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(UnreadableArticle) as caught:
        read_article(path)

    assert complaint in str(caught.value)
    assert repr(str(path)) in str(caught.value)


def test_a_path_that_can_not_be_opened_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")

    for name, complaint in [
        ("none.md", "does not exist"), ("folder.md", "is a folder"), ("loop.md", "can't be opened"),
    ]:  # fmt: skip
        with pytest.raises(UnreadableArticle, match=complaint):
            read_article(tmp_path / name)


WORDS = st.lists(
    st.sampled_from(["heel", "knee", "slow", "drag", "mat", "é", "(supine)", "90", "10-15"]),
    min_size=1,
    max_size=6,
).map(lambda words: " ".join(["lie", *words]))
SENTENCES = WORDS.map("{}.".format)
LABELS = st.one_of(st.just(""), WORDS.map(str.title), WORDS.map("Why {}?".format))


@st.composite
def plain_drafts(draw: st.DrawFn) -> Draft:
    """A draft with all that the three formats can say alike: one level of headings."""
    path: tuple[str, ...] = ()
    blocks: list[Block] = []
    for kind in draw(st.lists(st.sampled_from(["heading", "paragraph", "item", "step"]))):
        in_list = bool(blocks) and blocks[-1].kind in ("item", "step")
        if kind == "heading":
            path = (draw(WORDS),)
            blocks.append(heading(*path))
        elif kind == "paragraph":
            blocks.append(paragraph(draw(SENTENCES), *path))
        else:
            deepest = blocks[-1].depth + 1 if in_list else 0
            depth = draw(st.integers(0, deepest))
            make = item if kind == "item" else step
            blocks.append(make(draw(SENTENCES), *path, label=draw(LABELS), depth=depth))
    return Draft(draw(WORDS), tuple(blocks))


def marked_label(label: str, start: str, end: str) -> str:
    return f"{start}{label}{'' if label.endswith('?') else ':'}{end} " if label else ""


def as_text(draft: Draft, *, top: str, sub: str, bold: str) -> str:
    """Markdown with `top` "# ", `sub` "## " and `bold` "**"; plain text without them."""
    lines = [top + draft.title, ""]
    for block in draft.blocks:
        mark = {"heading": sub, "paragraph": "", "item": "- ", "step": "1. "}[block.kind]
        words = marked_label(block.label, bold, bold) + block.text
        if block.kind not in ("item", "step"):
            lines.append("")
        lines.append("    " * block.depth + mark + words)
        if block.kind not in ("item", "step"):
            lines.append("")
    return "\n".join(lines)


def as_html(draft: Draft) -> str:
    """Each list item in lists of its own, which are closed at once or never."""
    parts = [f"<h1>{html.escape(draft.title)}</h1>"]
    for block in draft.blocks:
        words = marked_label(block.label, "<b>", "</b>") + html.escape(block.text)
        tag = {"heading": "h2", "paragraph": "p", "item": "ul", "step": "ol"}[block.kind]
        words = f"<li>{words}</li>" if tag in ("ul", "ol") else words
        opened, closed = f"<{tag}>" * (block.depth + 1), f"</{tag}>" * (block.depth + 1)
        parts.append(opened + words + closed)
    return "\n".join(parts)


@PATIENT
@given(plain_drafts())
def test_plain_text_says_what_the_draft_says(draft: Draft) -> None:
    assert read_plain(as_text(draft, top="", sub="", bold="")) == draft


@PATIENT
@given(plain_drafts())
def test_html_says_what_the_draft_says(draft: Draft) -> None:
    assert read_html(as_html(draft)) == draft


@PATIENT
@given(plain_drafts())
def test_markdown_says_what_the_draft_says(draft: Draft) -> None:
    assert read_markdown(as_text(draft, top="# ", sub="## ", bold="**")) == draft


@PATIENT
@given(st.sampled_from(sorted(READERS)), st.text(st.sampled_from("aB .:?\n\t•-*#1<>/![]&`|\f—é")))
def test_any_text_is_read_without_an_error(suffix: str, text: str) -> None:
    blocks = READERS[suffix](text).blocks

    assert all(block.text and block.text == " ".join(block.text.split()) for block in blocks)
    assert all(block.path[-1] == block.text for block in blocks if block.kind == "heading")


TAGS = st.sampled_from([
    "<ul>", "</ul>", "<li>", "<ol>", "<p>", "</p>", "<b>", "</b>", "<h1>", "<h2>", "</h2>", "<td>",
    "<tr>", "<table>", "</table>", "<dt>", "<dd>", "<div>", "</div>", "<form>", "<header>", "<br>",
    "<main>", "<article>", "<body>", "<!--", "-->", "<![x[", "]]>", "a", "b:",
])  # fmt: skip


@PATIENT
@given(st.lists(TAGS).map("".join))
def test_any_soup_of_tags_is_read(page: str) -> None:
    blocks = read_html(page).blocks

    assert all(block.text for block in blocks)


def span_paths(article: Article, start: str) -> list[tuple[str, ...]]:
    return [span.path for span in article.spans if article.text[span.body :].startswith(start)]


def test_the_source_article_is_read() -> None:
    if not SOURCE.exists():
        pytest.skip(f"{SOURCE} is not here")

    article = read_article(SOURCE)

    assert article.slug == "heel-drag-back"
    assert article.title.startswith("Heel Drag Back: Understanding")
    assert article.aliases == ("Heel Drag Back",)
    assert article.credit == Credit(author="Hart", site="Exercise & Fitness")
    guide = next(section.path for section in article.sections if "Performing" in section.path[0])
    assert {section.path[1:] for section in article.sections if section.path[:1] == guide} == {
        (),
        ("Starting Position",),
        ('Execution (Concentric Phase - The "Drag")',),
        ("Controlled Return (Eccentric Phase)",),
        ("Breathing",),
        ("Repetitions and Sets",),
    }
    headings = {section.path[-1] for section in article.sections}
    assert {"Muscles Worked", "Key Benefits", "Who Can Benefit?", "Key Takeaways"} <= headings
    assert span_paths(article, "Extend both legs") == [(*guide, "Starting Position")]
    tops = [section.path[0] for section in article.sections if section.path[1:]]
    assert [top for top in tops if "Questions" in top] == ["Frequently Asked Questions"] * 5
    labels = {span.label for span in article.spans}
    assert {"What is it?", "Excessive Force/Pain", "Standing Heel Drag Back (Dynamic)"} <= labels
    assert ("How to do the heel drag back?",) in {section.path for section in article.sections}


def test_the_article_of_the_corpus_is_read() -> None:
    article = read_article(CORPUS)

    assert (article.slug, article.title) == ("heel-drag-back", "Heel Drag Back")
    assert "heel slide" in article.aliases
    assert (article.credit.author, article.credit.site) == ("Hart", "Exercise & Fitness")
    assert span_paths(article, "Aim for") == [("Step-by-step guide", "Repetitions and sets")]
    assert {span.kind for span in article.spans} == {"paragraph", "item", "step"}
    assert {"What is it?", 'The "drag"', "Sets"} <= {span.label for span in article.spans}
    paths = [section.path for section in article.sections]
    assert ("Frequently asked questions", "What is this exercise?") in paths
    assert len(paths) == len(set(paths))
