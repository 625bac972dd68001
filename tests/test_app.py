"""The assistant put together: it opens, goes over to newer generations, and takes articles in."""

import shutil
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.answers.reply import Abstention, Answer, Turn
from assistant.app import Assistant, open_assistant
from assistant.building import add_articles, remove_article
from assistant.errors import (
    AssistantError,
    EmbeddingUnavailable,
    IndexBusy,
    IndexDamaged,
    InvalidFacts,
    InvalidInput,
    StorageError,
    UnknownArticle,
    UnreadableArticle,
)
from assistant.library.embed import Embedder, Vectors
from assistant.library.generation import generation_folder, read_manifest, writing
from assistant.library.index import SQLITE_FILE
from assistant.library.ingest import ingest
from assistant.library.library import open_library
from assistant.library.memory import cached
from assistant.settings import Settings

ROOT = Path(__file__).parents[1]
INGEST = """
import sys
from pathlib import Path
from assistant.library.embed import Embedder
from assistant.library.ingest import ingest
from tests.conftest import DIMENSION, hashed_words

embedder = Embedder("hashed-words", "0" * 64, DIMENSION, hashed_words, hashed_words)
ingest([Path(sys.argv[2])], home=Path(sys.argv[1]), embedder=embedder)
"""
OLD, NEW = "Do 8-12 repetitions for 3 sets.", "Do 5-7 repetitions for 4 sets."
PLANK = "# Plank\n\nHold the body as straight as a board.\n\n## Dose\n\nHold it for 30 seconds.\n"
PLANK_FACTS = """
[[fact]]
id = "hold"
kind = "cue"
quotes = ["Hold the body as straight as a board."]
asks = ["how straight?", "how do I hold my body?"]
"""


def rewrite(corpus: Path) -> None:
    for name in ("article.md", "facts.toml"):
        path = corpus / "goblet-squat" / name
        if path.is_file():
            text = path.read_text(encoding="utf-8").replace(OLD, NEW)
            path.write_text(text, encoding="utf-8")


def write(path: Path, text: str = PLANK) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def said(turn: Turn) -> str:
    assert isinstance(turn.reply, Answer), turn.reply
    return turn.reply.text


# Going over to what another process built


def test_a_reader_answers_from_what_another_process_built(small: Assistant) -> None:
    settings = small.settings
    old = small.library.manifest.generation
    assert "8-12" in said(small.ask("how many reps?"))
    rewrite(settings.corpus)

    subprocess.run(
        [sys.executable, "-c", INGEST, str(settings.home), str(settings.corpus)],
        cwd=ROOT,
        check=True,
    )

    assert not generation_folder(settings.home, old).exists()
    assert "5-7" in said(small.ask("how many reps?"))
    assert small.library.manifest.generation != old
    assert small.check() > 0


def test_a_reader_that_had_read_nothing_yet_goes_over_too(
    small: Assistant, embedder: Embedder
) -> None:
    late = Assistant(open_library(small.settings.home), embedder, small.settings)
    rewrite(small.settings.corpus)
    ingest([small.settings.corpus], home=small.settings.home, embedder=embedder)

    assert "5-7" in said(late.ask("how many reps?"))
    late.close()


def test_a_swap_in_the_midst_of_a_question_does_not_fail_it(
    small: Assistant, embedder: Embedder
) -> None:
    settings = small.settings
    swapped: list[str] = []

    def embed_late(texts: Sequence[str]) -> Vectors:
        if not swapped:
            rewrite(settings.corpus)
            done = ingest([settings.corpus], home=settings.home, embedder=embedder)
            swapped.append(done.manifest.generation)
        return embedder.embed(texts)

    late = Assistant(open_library(settings.home), replace(embedder, embed=embed_late), settings)

    assert "repetitions" in said(late.ask("how many reps?"))
    assert "5-7" in said(late.ask("how many reps?"))
    assert [late.library.manifest.generation] == swapped
    late.close()


def test_many_may_ask_while_generations_come_and_go(
    corpus: Path, tmp_path: Path, embedder: Embedder
) -> None:
    (corpus / "goblet-squat" / "facts.toml").unlink()
    settings = Settings(home=tmp_path / "home", corpus=corpus)
    ingest([corpus], home=settings.home, embedder=embedder)
    assistant = Assistant(open_library(settings.home), embedder, settings)
    over = threading.Event()
    asked: list[Turn] = []
    failures: list[BaseException] = []

    def keep_asking() -> None:
        try:
            while not over.is_set():
                asked.append(assistant.ask("how many repetitions?"))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=keep_asking) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(4):
        write(corpus / "goblet-squat" / "article.md", f"# Goblet Squat\n\nDo {number} sets.\n")
        ingest([corpus], home=settings.home, embedder=embedder)
    over.set()
    for thread in threads:
        thread.join()

    assert failures == []
    assert len(asked) > 0
    assistant.close()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux lists open files so")
def test_a_generation_that_is_gone_is_let_go(small: Assistant, embedder: Embedder) -> None:
    settings = small.settings
    small.ask("how many reps?")
    old = small.library.manifest.generation
    rewrite(settings.corpus)
    ingest([settings.corpus], home=settings.home, embedder=embedder)

    small.ask("how many reps?")

    assert [name for name in open_files() if old in name] == []
    assert [name for name in open_files() if small.library.manifest.generation in name] != []


def open_files() -> Iterator[str]:
    for link in Path("/proc/self/fd").iterdir():
        try:
            yield str(link.readlink())
        except FileNotFoundError:  # the one that lists them
            continue


def test_a_manifest_that_breaks_leaves_the_reader_answering(small: Assistant) -> None:
    (small.settings.home / "manifest.json").write_bytes(b"garbage")

    assert "8-12" in said(small.ask("how many reps?"))


def test_a_generation_that_somebody_deleted_is_damage_with_the_remedy(
    small: Assistant, embedder: Embedder
) -> None:
    fresh = Assistant(open_library(small.settings.home), embedder, small.settings)
    shutil.rmtree(fresh.library.folder)

    with pytest.raises(IndexDamaged, match="assistant ingest"):
        fresh.ask("how many reps?")

    ingest([small.settings.corpus], home=small.settings.home, embedder=embedder)

    assert "8-12" in said(fresh.ask("how many reps?"))
    fresh.close()


def test_an_index_of_another_model_is_not_asked_with_this_one(
    small: Assistant, embedder: Embedder
) -> None:
    other = replace(embedder, name="other-model", sha256="1" * 64)
    ingest([small.settings.corpus], home=small.settings.home, embedder=other)

    with pytest.raises(StorageError, match=r"'other-model'.*ASSISTANT_EMBEDDING"):
        small.ask("how many reps?")


def test_a_question_whose_vector_is_none_is_refused(small: Assistant) -> None:
    nothing = replace(
        small.embedder, embed=lambda texts: small.embedder.embed(texts) * float("nan")
    )
    broken = Assistant(open_library(small.settings.home), nothing, small.settings)

    with pytest.raises(EmbeddingUnavailable, match="not a number"):
        broken.ask("how many reps?")
    broken.close()


def test_the_vector_of_a_question_is_made_once() -> None:
    made: list[str] = []

    def embed(texts: Sequence[str]) -> Vectors:
        made.extend(texts)
        return np.zeros((len(texts), 2), dtype=np.float32)

    held = cached(embed, OrderedDict())
    held(["a"])
    held(["a"])
    held(["b"])

    assert made == ["a", "b"]


# More than one article


def written(corpus: Path, title: str, sentence: str, question: str) -> None:
    """An article of one sentence, with a fact that is asked for by one question."""
    folder = corpus / title.lower().replace(" ", "-")
    write(folder / "article.md", f"# {title}\n\n{sentence}\n")
    write(
        folder / "facts.toml",
        f'[[fact]]\nid = "only"\nkind = "cue"\nquotes = ["{sentence}"]\nasks = ["{question}"]\n',
    )


HOW_LONG = "how many seconds do I hold this exercise?"


@pytest.fixture
def several(tmp_path: Path, embedder: Embedder) -> Iterator[Assistant]:
    """Two articles that answer the same question differently, and one that answers another."""
    corpus = tmp_path / "several"
    written(corpus, "Zorb Twist", "Hold the twist for 30 seconds.", HOW_LONG)
    written(corpus, "Quib Lift", "Hold the lift for 45 seconds.", HOW_LONG)
    written(corpus, "Murl Row", "Grab the brown handle firmly.", "which handle do I grab?")
    settings = Settings(home=tmp_path / "several-home", corpus=corpus)
    ingest([corpus], home=settings.home, embedder=embedder)
    with Assistant(open_library(settings.home), embedder, settings) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("name", "slug", "figure"),
    [("zorb twist", "zorb-twist", "30"), ("Quib-Lifts", "quib-lift", "45")],
)
def test_the_article_that_a_question_names_is_asked(
    name: str, slug: str, figure: str, several: Assistant
) -> None:
    turn = several.ask(f"How many seconds do I hold the {name}?")

    assert turn.article == slug
    assert f"{figure} seconds" in said(turn)
    assert isinstance(turn.reply, Answer)
    assert {citation.article for citation in turn.reply.citations} == {slug}


def test_a_question_that_names_none_stays_with_the_conversation(several: Assistant) -> None:
    first = several.ask("How many seconds do I hold the quib lift?")

    second = several.ask(HOW_LONG, [first])

    assert second.article == "quib-lift"
    assert "45 seconds" in said(second)


def test_a_named_article_changes_the_subject(several: Assistant) -> None:
    first = several.ask("How many seconds do I hold the quib lift?")

    second = several.ask("How many seconds do I hold the zorb twist?", [first])
    third = several.ask(HOW_LONG, [first, second])

    assert "30 seconds" in said(second)
    assert "30 seconds" in said(third)


def test_a_first_question_that_names_none_takes_the_article_that_answers(
    several: Assistant,
) -> None:
    turn = several.ask("Which handle do I grab?")

    assert turn.article == "murl-row"
    assert "brown handle" in said(turn)


def test_a_first_question_that_two_articles_answer_alike_is_asked_back(several: Assistant) -> None:
    reply = several.ask(HOW_LONG).reply

    assert isinstance(reply, Abstention)
    assert reply.reason == "unclear"
    assert "Zorb Twist" in reply.text
    assert "Quib Lift" in reply.text
    assert "Murl Row" not in reply.text


def test_a_conversation_outlives_its_article(several: Assistant) -> None:
    first = several.ask("How many seconds do I hold the quib lift?")
    shutil.rmtree(several.settings.corpus / "quib-lift")
    ingest([several.settings.corpus], home=several.settings.home, embedder=several.embedder)

    second = several.ask(HOW_LONG, [first])

    assert second.article == "zorb-twist"
    assert "30 seconds" in said(second)


# Taking articles in, with the real model


@pytest.fixture
def settings(shipped: Assistant, corpus: Path, tmp_path: Path) -> Settings:
    """A data folder of its own, with the models and the vectors that are there already."""
    (corpus / "goblet-squat" / "facts.toml").unlink()
    home = tmp_path / "own-home"
    home.mkdir()
    (home / "models").symlink_to(shipped.settings.home / "models", target_is_directory=True)
    shutil.copytree(shipped.settings.home / "vectors", home / "vectors")
    return Settings(home=home, corpus=corpus)


def state_of(settings: Settings) -> tuple[object, dict[str, bytes]]:
    """The manifest and every file below the added articles."""
    files = [path for path in settings.added.rglob("*") if path.is_file()]
    return read_manifest(settings.home), {str(path): path.read_bytes() for path in files}


def test_an_added_article_is_kept_and_answers(settings: Settings, tmp_path: Path) -> None:
    given = write(tmp_path / "given" / "plank.md")
    write(tmp_path / "given" / "plank.facts.toml", PLANK_FACTS)

    done = add_articles([given], settings)
    given.unlink()

    assert sorted(done.manifest.articles) == ["goblet-squat", "plank"]
    assert done.manifest.articles["plank"].facts == 1
    assert sorted(path.name for path in settings.added.iterdir()) == ["plank"]
    with open_assistant(settings) as assistant:
        assert "straight as a board" in said(assistant.ask("How do I hold my body in a plank?"))


def test_an_article_without_headings_is_added(settings: Settings, tmp_path: Path) -> None:
    given = write(tmp_path / "wall-sit.txt", "Lean on the wall.\n\nThen sit for a minute.\n")

    done = add_articles([given], settings)

    assert done.manifest.articles["wall-sit"].passages == 2


BAD_FILES: dict[str, tuple[str, bytes]] = {
    "too large": ("bad.md", b"Hold the body straight. " * 260_000),
    "of an unknown kind": ("bad.pdf", PLANK.encode()),
    "of another encoding": ("bad.md", "# Plänk\n\nHalten.".encode("latin-1")),
    "empty": ("bad.md", b""),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_among_good_ones_leaves_everything_as_it_was(
    kind: str, settings: Settings, tmp_path: Path
) -> None:
    add_articles([write(tmp_path / "plank.md")], settings)
    before = state_of(settings)
    name, content = BAD_FILES[kind]
    bad = tmp_path / name
    bad.write_bytes(content)
    good = write(tmp_path / "good.md", "# Good\n\nStand tall.\n")

    with pytest.raises(UnreadableArticle, match="bad"):
        add_articles([good, bad], settings)

    assert state_of(settings) == before


def test_the_same_article_again_takes_the_place_of_the_first(
    settings: Settings, tmp_path: Path
) -> None:
    add_articles([write(tmp_path / "plank.md")], settings)

    done = add_articles([write(tmp_path / "plank.txt", "Plank\n\nBreathe calmly.\n")], settings)

    assert done.manifest.articles["plank"].passages == 1
    assert [path.name for path in (settings.added / "plank").iterdir()] == ["article.txt"]


def test_a_kept_copy_may_be_given_itself(settings: Settings, tmp_path: Path) -> None:
    add_articles([write(tmp_path / "plank.md")], settings)
    before = state_of(settings)

    done = add_articles([settings.added / "plank" / "article.md"], settings)

    assert done.why == ()
    assert state_of(settings) == before


def test_a_build_that_fails_restores_the_earlier_copy(settings: Settings, tmp_path: Path) -> None:
    add_articles([write(tmp_path / "plank.md")], settings)
    broken = write(settings.added / "broken" / "article.md", "")
    before = state_of(settings)
    newer = write(tmp_path / "plank.md", "# Plank\n\nBreathe calmly.\n")

    with pytest.raises(UnreadableArticle, match="broken"):
        add_articles([newer, write(tmp_path / "row.md", "# Row\n\nPull.\n")], settings)

    assert broken.is_file()
    assert state_of(settings) == before


@pytest.mark.parametrize(
    "names", [["a/plank.md", "b/plank.md"], ["plank.md", "plank/article.md"], ["goblet-squat.md"]]
)
def test_two_files_of_one_slug_are_refused_before_anything_is_kept(
    names: list[str], settings: Settings, tmp_path: Path
) -> None:
    given = [write(tmp_path / name) for name in names]
    before = state_of(settings)

    with pytest.raises(InvalidInput, match="rename one of them") as refused:
        add_articles(given, settings)

    assert str(given[-1]) in str(refused.value)
    assert str(settings.added) not in str(refused.value)
    assert state_of(settings) == before


def test_bad_facts_are_refused_or_left_out_for_good(settings: Settings, tmp_path: Path) -> None:
    given = write(tmp_path / "plank.md")
    write(tmp_path / "plank.facts.toml", PLANK_FACTS.replace("board", "butter"))

    with pytest.raises(InvalidFacts, match=r"plank\.facts\.toml"):
        add_articles([given], settings)

    assert not (settings.added / "plank").exists()

    done = add_articles([given], settings, skip_bad_facts=True)

    assert done.manifest.articles["plank"].facts == 0

    later = add_articles([write(tmp_path / "row.md", "# Row\n\nPull the handle.\n")], settings)

    assert sorted(later.manifest.articles) == ["goblet-squat", "plank", "row"]


@pytest.mark.parametrize("act", ["add", "remove"])
def test_nothing_changes_while_another_builds(act: str, settings: Settings, tmp_path: Path) -> None:
    add_articles([write(tmp_path / "plank.md")], settings)
    before = state_of(settings)
    row = write(tmp_path / "row.md", "# Row\n\nPull the handle.\n")

    def change() -> object:
        if act == "add":
            return add_articles([row], settings)
        return remove_article("plank", settings)

    with writing(settings.home):
        met = in_another_thread(change)

    assert isinstance(met, IndexBusy)
    assert state_of(settings) == before


def in_another_thread(act: Callable[[], object]) -> AssistantError | None:
    met: list[AssistantError] = []

    def run() -> None:
        try:
            act()
        except AssistantError as error:
            met.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return met[0] if met else None


def test_an_added_article_is_removed(settings: Settings, tmp_path: Path) -> None:
    add_articles([write(tmp_path / "plank.md")], settings)

    done = remove_article("plank", settings)

    assert list(done.manifest.articles) == ["goblet-squat"]
    assert list(settings.added.iterdir()) == []


@pytest.mark.parametrize(
    "slug", ["", ".", "..", "goblet-squat", "../articles", "nowhere", ".aside"]
)
def test_only_added_articles_are_removed(slug: str, settings: Settings, tmp_path: Path) -> None:
    add_articles([write(tmp_path / "plank.md")], settings)
    before = state_of(settings)

    with pytest.raises(UnknownArticle, match="assistant articles"):
        remove_article(slug, settings)

    assert state_of(settings) == before
    assert (settings.corpus / "goblet-squat" / "article.md").is_file()


def test_the_last_article_stays(settings: Settings, tmp_path: Path) -> None:
    alone = settings.model_copy(update={"corpus": tmp_path / "empty"})
    alone.corpus.mkdir()
    add_articles([write(tmp_path / "plank.md")], alone)
    before = state_of(alone)

    with pytest.raises(InvalidInput, match="no article to index"):
        remove_article("plank", alone)

    assert state_of(alone) == before


# Opening


def damaged_manifest(settings: Settings) -> None:
    (settings.home / "manifest.json").write_bytes(b"garbage")


def foreign_store_of_the_same_size(settings: Settings) -> None:
    manifest = read_manifest(settings.home)
    assert manifest is not None
    store = generation_folder(settings.home, manifest.generation) / "chroma" / SQLITE_FILE
    content = store.read_bytes()
    name = manifest.generation.encode()
    assert name in content
    store.write_bytes(content.replace(name, name[:-1] + b"#"))


def no_shelf(settings: Settings) -> None:
    for path in settings.home.glob("generations/*/shelves/*.json"):
        path.unlink()


@pytest.mark.parametrize("damage", [damaged_manifest, foreign_store_of_the_same_size, no_shelf])
def test_a_damaged_index_is_rebuilt_when_it_is_opened(
    damage: Callable[[Settings], None], settings: Settings
) -> None:
    open_assistant(settings).close()
    damage(settings)
    lines: list[str] = []

    with open_assistant(settings, say=lines.append) as assistant:
        checked = assistant.check()

    assert checked > 0
    (line,) = lines
    assert line.startswith("Building the index (")
    assert len(list((settings.home / "generations").iterdir())) == 1


def test_an_index_that_is_up_to_date_is_opened_without_a_word(settings: Settings) -> None:
    open_assistant(settings).close()
    lines: list[str] = []

    with open_assistant(settings, say=lines.append) as assistant:
        assistant.ask("How many sets?")

    assert lines == []
