"""Folders and files to articles: which are taken, which are passed over, which are refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import AssistantError, InvalidFacts, InvalidInput, UnreadableArticle
from assistant.library.need import corpus_hash
from assistant.library.sources import check_slugs, find_sources, read_source, without_bad_facts

PLANK = "# Plank\n\nHold the body as straight as a board.\n"
PLANK_FACTS = """
[[fact]]
id = "hold"
kind = "cue"
quotes = ["Hold the body as straight as a board."]
asks = ["how straight?"]
"""
BAD_FACTS = PLANK_FACTS.replace("straight as a board", "soft as butter")


def write(path: Path, text: str = PLANK) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(*places: Path) -> list[str]:
    return [source.article.name for source in find_sources(places)]


def test_a_folder_gives_its_files_and_its_article_folders(tmp_path: Path) -> None:
    write(tmp_path / "plank.md")
    write(tmp_path / "bridge.txt")
    write(tmp_path / "row.HTML", "<h1>Row</h1><p>Pull the handle.</p>")
    write(tmp_path / "squat" / "article.MD")
    write(tmp_path / "squat" / "facts.toml", "")
    write(tmp_path / "squat" / "notes.md")
    write(tmp_path / "squat" / "deep" / "article.md")
    write(tmp_path / ".hidden.md")
    write(tmp_path / ".aside" / "article.md")
    write(tmp_path / "photo.jpg")
    write(tmp_path / "sources.toml")

    found = [str(source.article.relative_to(tmp_path)) for source in find_sources([tmp_path])]

    assert found == ["bridge.txt", "plank.md", "row.HTML", "squat/article.MD"]


def test_the_same_file_is_taken_once(tmp_path: Path) -> None:
    plank = write(tmp_path / "plank.md")
    link = tmp_path / "other"
    link.symlink_to(tmp_path, target_is_directory=True)

    assert names(plank, tmp_path, link, tmp_path / "other" / "plank.md") == ["plank.md"]


def test_the_order_does_not_depend_on_the_order_of_the_places(tmp_path: Path) -> None:
    one, other = write(tmp_path / "a" / "row.md"), write(tmp_path / "b" / "plank.md")

    assert names(one, other) == names(other, one)


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("article", "facts"),
    [
        ("squat/article.md", "squat/facts.toml"),
        ("squat/article.txt", "squat/facts.toml"),
        ("squat.md", "squat.facts.toml"),
    ],
)
def test_a_facts_file_stands_beside_its_article(article: str, facts: str, tmp_path: Path) -> None:
    write(tmp_path / article)
    write(tmp_path / facts, PLANK_FACTS)

    (source,) = find_sources([tmp_path])

    assert source.facts == tmp_path / facts
    assert [fact.id for fact in read_source(source).facts] == ["hold"]


@pytest.mark.parametrize("place", ["nowhere", "nowhere.md", "no\0where", "x" * 5_000])
def test_a_place_that_is_not_there_is_one_sentence(place: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableArticle, match=r"does not exist|can't be read"):
        find_sources([tmp_path / place])


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plank.pdf", PLANK.encode(), "known formats"),
        ("plank", PLANK.encode(), "known formats"),
        ("plank.md", b"# Pl\xe4nk\n\nHold it.", "UTF-8"),
        ("plank.txt", PLANK.encode("utf-16"), "UTF-8"),
        ("plank.md", b"# Plank\n\n\0\0\0", "NUL"),
        ("plank.md", b"", "no sentence"),
        ("plank.md", b"# Plank\n", "no sentence"),
        ("plank.md", b"Hold the body straight. " * 260_000, "larger than"),  # 6 MB
        ("---.md", PLANK.encode(), "rename"),
    ],
)
def test_a_file_that_is_no_article_is_one_sentence(
    name: str, content: bytes, sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(UnreadableArticle, match=sentence):
        read_source(find_sources([path])[0])


@pytest.mark.parametrize(
    "text", ["Hold the body straight.", "Hold it.\n\nThen rest.\n\n- Breathe."]
)
def test_an_article_without_headings_has_passages(text: str, tmp_path: Path) -> None:
    shelf = read_source(find_sources([write(tmp_path / "wall-sit.txt", text)])[0])

    assert shelf.article.title == "Wall Sit"
    assert next(passage.text for passage in shelf.passages) in text
    assert all(
        shelf.article.text[passage.start : passage.end] == passage.text
        for passage in shelf.passages
    )


CHANGES: dict[str, Callable[[Path], object]] = {
    "the article": lambda folder: write(folder / "a" / "article.md", PLANK + "\nRest.\n"),
    "its facts": lambda folder: write(folder / "a" / "facts.toml", PLANK_FACTS + "\n"),
    "facts that are gone": lambda folder: (folder / "a" / "facts.toml").unlink(),
    "facts that are new": lambda folder: write(folder / "b" / "facts.toml", PLANK_FACTS),
    "the folder's name": lambda folder: (folder / "a").rename(folder / "c"),
    "an article more": lambda folder: write(folder / "c.md"),
    "another format": lambda folder: (folder / "b" / "article.md").rename(
        folder / "b" / "article.txt"
    ),
}


def two_articles(folder: Path) -> Path:
    write(folder / "a" / "article.md")
    write(folder / "a" / "facts.toml", PLANK_FACTS)
    write(folder / "b" / "article.md")
    return folder


@pytest.mark.parametrize("change", CHANGES)
def test_the_hash_of_a_corpus_knows_every_change(change: str, tmp_path: Path) -> None:
    folder = two_articles(tmp_path)
    before = corpus_hash(find_sources([folder]))

    CHANGES[change](folder)

    assert corpus_hash(find_sources([folder])) != before


def test_the_hash_of_a_corpus_does_not_know_where_it_stands(tmp_path: Path) -> None:
    here, there = two_articles(tmp_path / "here"), two_articles(tmp_path / "there")

    assert corpus_hash(find_sources([here])) == corpus_hash(find_sources([there]))


def test_two_files_of_one_slug_are_refused_by_name(tmp_path: Path) -> None:
    write(tmp_path / "plank.md")
    write(tmp_path / "Plank.txt")

    with pytest.raises(InvalidInput, match=r"Plank\.txt.*plank\.md.*'plank'.*rename"):
        check_slugs(find_sources([tmp_path]))


def test_articles_of_different_slugs_stand_side_by_side(tmp_path: Path) -> None:
    check_slugs(find_sources([two_articles(tmp_path)]))

    assert len(find_sources([tmp_path])) == 2


@pytest.mark.parametrize("facts", [BAD_FACTS, "not = toml = at all", "[[fact]]\nid = 1"])
def test_bad_facts_are_refused_or_left_out_with_the_file(facts: str, tmp_path: Path) -> None:
    write(tmp_path / "plank.md")
    write(tmp_path / "plank.facts.toml", facts)
    (source,) = find_sources([tmp_path])

    with pytest.raises(InvalidFacts, match=r"plank\.facts\.toml"):
        read_source(source)

    assert read_source(source, skip_bad_facts=True).facts == ()
    assert without_bad_facts(source).facts is None


def test_good_facts_are_never_left_out(tmp_path: Path) -> None:
    write(tmp_path / "plank.md")
    facts = write(tmp_path / "plank.facts.toml", PLANK_FACTS)
    (source,) = find_sources([tmp_path])

    assert without_bad_facts(source).facts == facts
    assert len(read_source(source, skip_bad_facts=True).facts) == 1


def test_a_bad_article_is_not_skipped_with_its_facts(tmp_path: Path) -> None:
    write(tmp_path / "plank.md", "")

    with pytest.raises(AssistantError, match="no sentence"):
        read_source(find_sources([tmp_path])[0], skip_bad_facts=True)
