"""Articles to passages: their offsets, ids, polarity and length."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.library.article import Article, Block, BlockKind, Draft, Polarity, Quantity
from assistant.library.assemble import assemble, collapse
from assistant.library.chunk import MAX_CHARS, passages

PATIENT = settings(deadline=None)  # a slow machine is no failure
KINDS: tuple[BlockKind, ...] = ("paragraph", "item", "step")
# What sentences are made of, and what makes their ends hard to see.
PIECES = [
    "Lie down", "Sets", "e.g.", "vs.", "No.", "1.5 kg", "10-15", "“Go.”", "(why?)", "Ärger", "…",
    "stop", ".", "!", "?", " ", "  ", "\u00a0", "\n", "x" * 200, "word " * 50, "(", "'",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join).filter(collapse)
HEADINGS = st.sampled_from(["Sets", "sets!", "Sets 1", "Sets-1-1", "組", "…", "Faults to avoid"])


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Blocks of all kinds under headings that repeat, slug alike or have no letters."""
    above: tuple[str, ...] = ()
    blocks: list[Block] = []
    for is_heading in draw(st.lists(st.booleans(), max_size=12)):
        if is_heading:
            above = (*above[: draw(st.integers(0, len(above)))], draw(HEADINGS))
            blocks.append(Block("heading", above[-1], above))
        else:
            label = draw(st.one_of(st.just(""), TEXTS))
            kind = draw(st.sampled_from(KINDS))
            blocks.append(Block(kind, draw(TEXTS), above, label, draw(st.integers(0, 2))))
    return assemble("heel-slide", Draft("Heel slide", tuple(blocks)))


def written(*texts: str, path: tuple[str, ...] = ("Steps",), label: str = "") -> Article:
    blocks = [Block("heading", path[-1], path)]
    blocks += [Block("item", text, path, label) for text in texts]
    return assemble("heel-slide", Draft("Heel slide", tuple(blocks)))


@PATIENT
@given(articles())
def test_the_text_of_each_passage_stands_at_its_offsets(article: Article) -> None:
    for passage in passages(article):
        assert passage.text
        assert article.text[passage.start : passage.end] == passage.text
        assert passage.text == passage.text.strip()
        assert passage.label_start <= passage.start


@PATIENT
@given(articles())
def test_ids_are_unique(article: Article) -> None:
    found = passages(article)

    assert len({passage.id for passage in found}) == len(found)
    assert all(passage.id.startswith("heel-slide#") for passage in found)


@PATIENT
@given(articles())
def test_passages_cover_each_span_with_nothing_but_blanks_between(article: Article) -> None:
    left = list(passages(article))

    for span in article.spans:
        at = span.body
        while left and left[0].start < span.end:
            passage = left.pop(0)
            assert article.text[at : passage.start].strip() == ""
            assert at <= passage.start
            at = passage.end
        assert at <= span.end
        assert article.text[at : span.end].strip() == ""
    assert left == []


@PATIENT
@given(articles())
def test_no_passage_is_longer_than_the_model_reads(article: Article) -> None:
    assert all(len(passage.text) <= MAX_CHARS for passage in passages(article))


@PATIENT
@given(articles())
def test_the_same_article_gives_the_same_passages(article: Article) -> None:
    assert passages(article) == passages(article)


@pytest.mark.parametrize(("text", "expected"), [
    ("Lie down. Bend the knee.", ["Lie down.", "Bend the knee."]),
    ("Ready? Go! Stop.", ["Ready?", "Go!", "Stop."]),
    ("Lie down", ["Lie down"]),
    ("He says “stop.” Then rest.", ["He says “stop.”", "Then rest."]),
    ('Say "go." (It helps.) Rest.', ['Say "go."', "(It helps.)", "Rest."]),
    ("Rest. 10 reps follow.", ["Rest.", "10 reps follow."]),
    ("Use a towel, e.g. Terry cloth. Pull.", ["Use a towel, e.g. Terry cloth.", "Pull."]),
    ("Bend it, i.e. Flex it.", ["Bend it, i.e. Flex it."]),
    ("Slides vs. Curls is a choice.", ["Slides vs. Curls is a choice."]),
    ("See Dr. Hart first. Then rest.", ["See Dr. Hart first.", "Then rest."]),
    ("As in Fig. 2 of it.", ["As in Fig. 2 of it."]),
    ("Take 1.5 kg. Lift.", ["Take 1.5 kg.", "Lift."]),
    ("Towels, straps, etc. are fine.", ["Towels, straps, etc. are fine."]),
    ("Wait ... and go.", ["Wait ... and go."]),
])  # fmt: skip
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [passage.text for passage in passages(written(text))] == expected


@pytest.mark.parametrize("word", ["heel ", "x", "heel, slowly; then. "])
def test_a_very_long_sentence_is_cut_without_losing_a_word(word: str) -> None:
    text = (word * 5 * MAX_CHARS)[: 5 * MAX_CHARS].strip()

    found = passages(written(text))

    assert len(found) >= 5
    assert "".join("".join(passage.text for passage in found).split()) == "".join(text.split())
    assert max(len(passage.text) for passage in found) <= MAX_CHARS


def test_a_sentence_of_just_the_limit_is_not_cut() -> None:
    text = "x" * (MAX_CHARS - 1) + "."

    assert [passage.text for passage in passages(written(text))] == [text]


def test_headings_are_no_passages() -> None:
    article = assemble("x", Draft("Slide", (Block("heading", "Sets", ("Sets",)),)))

    assert passages(article) == ()


def test_the_label_belongs_to_the_first_sentence_of_its_bullet() -> None:
    article = written("Lie down. Breathe.", label="Start")

    first, second = passages(article)
    assert article.text[first.label_start : first.end] == "Start: Lie down."
    assert second.label_start == second.start
    assert (first.label, second.label) == ("Start", "Start")


def test_ids_count_the_sentences_of_headings_that_slug_alike() -> None:
    blocks = (
        Block("paragraph", "Lie down.", ()),
        Block("heading", "Reps & sets", ("Reps & sets",)),
        Block("item", "Do 3 sets. Rest.", ("Reps & sets",)),
        Block("heading", "Reps, sets", ("Reps, sets",)),
        Block("item", "Again.", ("Reps, sets",)),
    )

    found = passages(assemble("heel-slide", Draft("Heel slide", blocks)))

    assert [passage.id for passage in found] == [
        "heel-slide#heel-slide-1",
        "heel-slide#reps-sets-1",
        "heel-slide#reps-sets-2",
        "heel-slide#reps-sets-3",
    ]


def test_a_passage_keeps_its_id_when_another_section_changes() -> None:
    def article(before: str) -> Article:
        return assemble("s", Draft("Slide", (
            Block("heading", "A", ("A",)), Block("paragraph", before, ("A",)),
            Block("heading", "B", ("B",)), Block("paragraph", "Rest.", ("B",)),
        )))  # fmt: skip

    assert passages(article("One."))[-1].id == passages(article("One. Two. Three."))[-1].id


@pytest.mark.parametrize(("text", "polarity"), [
    ("Drag one heel slowly towards your glutes.", "do"),
    ("Slowly lower the leg.", "do"),
    ("Always put quality before quantity.", "do"),
    ("Keep the heel down.", "do"),
    ("Never let the heel rise.", "avoid"),
    ("Avoid arching the back.", "avoid"),
    ("Do not let the leg flop.", "avoid"),
    ("Don’t hold your breath.", "avoid"),
    ("Resist the urge to drop it.", "avoid"),
    ("Sharp pain is never something to push through.", "avoid"),
    ("Move slowly, never in jerks.", "avoid"),
    ("Stop immediately if you feel sharp pain.", "stop"),
    ("If it hurts, stop the exercise.", "stop"),
    ("Never go on: stop at once.", "stop"),
    ("The hamstrings do the main work.", "state"),
    ("It is gentle on the joints.", "state"),
    ("Keeping still is hard.", "state"),
])  # fmt: skip
def test_polarity_is_what_a_sentence_asks_for(text: str, polarity: Polarity) -> None:
    (passage,) = passages(written(text))

    assert passage.polarity == polarity


@pytest.mark.parametrize("heading", ["Common mistakes to avoid", "Faults", "Typical errors"])
def test_a_fault_in_a_section_on_mistakes_is_to_be_avoided(heading: str) -> None:
    article = written("Lifting the hips is common.", "Hold the pelvis.", path=("Form", heading))

    assert [passage.polarity for passage in passages(article)] == ["avoid", "do"]


def test_a_passage_holds_the_quantities_of_its_own_sentence() -> None:
    first, second = passages(written("Do 8-12 repetitions per leg. Aim for 3-4 sets."))

    assert first.quantities == (Quantity(8, 12, "repetition", "leg"),)
    assert second.quantities == (Quantity(3, 4, "set"),)
