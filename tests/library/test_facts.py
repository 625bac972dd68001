"""Facts files to facts and silences, and every fault of one with file, line and reason."""

import re
from pathlib import Path

import pytest

from assistant.errors import InvalidFacts
from assistant.library.article import Block, Draft, Fact, Passage, Silence
from assistant.library.assemble import assemble
from assistant.library.chunk import passages
from assistant.library.facts import Facts, read_facts

SENTENCES = ('Lie on a "firm" mat.', "Pull one heel in.", "Do 3 sets.", "Pull one heel in.")
GOOD = """\
# What people ask.
[[fact]]
id = "mat"
kind = "start"
quotes = ["Lie on a \\"firm\\" mat."]
why = "sets"
asks = ["where do I lie?"]
yes = ["on a mat?"]
no = ["on a bed?"]
partly = ["on a rug?"]
yes_if = ['\\bmat\\b']
no_if = ['\\bbed\\b']

[[fact]]
id = "sets"
kind = "dose"
quotes = ["Do 3 sets.", "Pull one heel in."]
asks = ["how many sets?"]

[[silence]]
id = "rest"
say = "how long to rest"
nearest = "Do 3 sets."
asks = ["how long do I rest?"]
"""


@pytest.fixture
def parts() -> tuple[Passage, ...]:
    blocks = tuple(Block("item", text, ("Steps",)) for text in SENTENCES)
    return passages(assemble("slide", Draft("Slide", blocks)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "facts.toml"


def test_a_facts_file_is_read_as_it_is_written(path: Path, parts: tuple[Passage, ...]) -> None:
    path.write_text(GOOD, encoding="utf-8")

    read = read_facts(path, parts)
    facts, silences = read.facts, read.silences

    assert facts == (
        Fact(
            id="mat",
            kind="start",
            passages=("slide#steps-1",),
            wordings=(
                ("where do I lie?", None),
                ("on a mat?", "yes"),
                ("on a bed?", "no"),
                ("on a rug?", "partly"),
            ),
            cues=(("yes", r"\bmat\b"), ("no", r"\bbed\b")),
            why="sets",
        ),
        Fact("sets", "dose", ("slide#steps-3", "slide#steps-2"), (("how many sets?", None),)),
    )
    assert silences == (
        Silence("rest", "how long to rest", "slide#steps-3", ("how long do I rest?",)),
    )


def test_an_empty_file_holds_nothing(path: Path, parts: tuple[Passage, ...]) -> None:
    path.write_text("# later\n", encoding="utf-8")

    assert read_facts(path, parts) == Facts()


def test_a_silence_needs_no_nearest_passage(path: Path, parts: tuple[Passage, ...]) -> None:
    path.write_text(GOOD.replace('nearest = "Do 3 sets."\n', ""), encoding="utf-8")

    (silence,) = read_facts(path, parts).silences

    assert silence.nearest == ""


@pytest.mark.parametrize(("old", "new", "line", "reason"), [
    ('kind = "dose"', 'kind = "dose', 16, "is not valid TOML"),
    ('kind = "dose"', 'kind = "dose"\nkind = "sets"', 17, "is not valid TOML"),
    ('kind = "dose"', 'kind = ""', 14, "kind: String should have at least 1 character"),
    ('kind = "dose"\n', "", 14, "kind: Field required"),
    ('id = "sets"', 'id = "Sets!"', 14, "id: String should match pattern"),
    ('id = "rest"', 'id = "re st"', 20, "id: String should match pattern"),
    ('id = "rest"', 'ids = "rest"', 20, "id: Field required"),
    ('asks = ["how many sets?"]', 'ask = ["how many sets?"]', 14, "ask: Extra inputs"),
    ('asks = ["how many sets?"]', 'asks = "how many sets?"', 14, "asks: Input should be a valid"),
    ('asks = ["how many sets?"]', "asks = [3]", 14, "asks 0: Input should be a valid string"),
    ('asks = ["how long do I rest?"]', "asks = []", 20, "asks: List should have at least 1"),
    ('say = "how long to rest"', 'says = "rest"', 20, "say: Field required"),
    ('say = "how long to rest"', 'say = ""', 20, "say: String should have at least 1"),
    ('["Do 3 sets.", "Pull one heel in."]', "[]", 14, "quotes: List should have at least 1"),
    ("[[silence]]", "[[silences]]", 20, "silences"),
    ("# What people ask.", "title = 1", 1, "title"),
    ("[[silence]]", "[silence]", 20, "silence"),
    ('id = "sets"', 'id = "mat"', 15, "the id 'mat' is used twice"),
    ('id = "rest"', 'id = "mat"', 21, "the id 'mat' is used twice"),
    ("Do 3 sets.", "Do 4 sets.", 17, "'Do 4 sets.' is not a whole sentence"),
    ('quotes = ["Do 3 sets."', 'quotes = ["Do 3"', 17, "'Do 3' is not a whole sentence"),
    (r"\"firm\" mat", r"\"soft\" mat", 5, "is not a whole sentence of the article"),
    ('nearest = "Do 3 sets."', 'nearest = "Do 4."', 23, "'Do 4.' is not a whole sentence"),
    ("how many sets?", "Where do I LIE", 18, "stands twice (mat, sets)"),
    ("how long do I rest?", "on a  bed!", 24, "stands twice (mat, rest)"),
    ("on a rug?", "on a mat", 10, "stands twice (mat, mat)"),
    ("how many sets?", "?!", 18, "'?!' of 'sets' holds no words"),
    ("how many sets?", "", 18, "'' of 'sets' holds no words"),
    ('asks = ["how many sets?"]', "", 15, "the fact 'sets' has no wordings"),
    ('why = "sets"', 'why = "set"', 6, "'mat' names an unknown fact 'set' as its why"),
    ('why = "sets"', 'why = "rest"', 6, "'mat' names an unknown fact 'rest' as its why"),
    (r"'\bmat\b'", r"'\b(mat\b'", 11, "is not a regex"),
    (r"'\bbed\b'", '"[bed"', 12, "'[bed' of 'mat' is not a regex"),
])  # fmt: skip
def test_each_fault_is_named_with_file_line_and_reason(
    path: Path, parts: tuple[Passage, ...], old: str, new: str, line: int, reason: str
) -> None:
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(InvalidFacts) as caught:
        read_facts(path, parts)

    message = str(caught.value)
    assert message.startswith("'facts.toml'")
    assert re.search(rf"\bline {line}\b", message), message
    assert reason in message


def test_a_wording_that_stands_inside_others_is_found_at_its_own_line(
    path: Path, parts: tuple[Passage, ...]
) -> None:
    twice = GOOD.replace("on a rug?", "where do I lie").replace("how many sets?", "lie")
    path.write_text(twice + '# "on a mat?"\n', encoding="utf-8")

    with pytest.raises(InvalidFacts, match="line 10: the wording 'where do I lie' stands twice"):
        read_facts(path, parts)


def test_an_id_used_twice_is_found_where_it_is_given_and_not_where_it_is_named(
    path: Path, parts: tuple[Passage, ...]
) -> None:
    third = '\n[[fact]]\nid = "x"\nkind = "a"\nquotes = ["Do 3 sets."]\nwhy = "mat"\nasks = ["x"]\n'
    path.write_text(GOOD.replace('id = "sets"', 'id = "mat"') + third, encoding="utf-8")

    with pytest.raises(InvalidFacts, match="line 15: the id 'mat' is used twice"):
        read_facts(path, parts)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b'id = "\xe4"'])
def test_a_file_that_is_no_text_is_named(
    path: Path, parts: tuple[Passage, ...], content: bytes
) -> None:
    path.write_bytes(content)

    with pytest.raises(InvalidFacts, match=r"'facts.toml' can't be read: save it as UTF-8 text"):
        read_facts(path, parts)


def test_a_file_that_is_not_there_is_named(path: Path, parts: tuple[Passage, ...]) -> None:
    with pytest.raises(InvalidFacts, match=r"'facts.toml' can't be read"):
        read_facts(path, parts)
