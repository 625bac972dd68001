"""Questions to the article they are about and what is found there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answers.look import Looked, look
from assistant.app import Assistant
from assistant.library.embed import Embedder
from assistant.library.ingest import ingest
from assistant.library.library import Library

WALL_SIT = """---
title: Wall Sit
aliases: [chair hold]
---

# Wall Sit

Lean against a wall and slide down until the thighs are level.

## Hold

Hold the position for 30 seconds.
"""


@pytest.fixture
def two(tmp_path: Path, corpus: Path, embedder: Embedder) -> Iterator[Library]:
    """The goblet squat with its facts file, and the wall sit without one."""
    (corpus / "wall-sit").mkdir()
    (corpus / "wall-sit" / "article.md").write_text(WALL_SIT, encoding="utf-8")
    home = tmp_path / "two"
    library = Library(home, ingest([corpus], home=home, embedder=embedder).manifest)
    yield library
    library.close()


def ask(question: str, library: Library, embedder: Embedder, *, slug: str = "") -> Looked:
    return look(question, slug, library=library, embed=embedder.embed)


@pytest.mark.parametrize(
    ("question", "slug", "name"),
    [
        ("how long is the wall sit held?", "wall-sit", "wall sit"),
        ("How long is the WALL-SIT held?", "wall-sit", "wall sit"),
        ("how long is the chair hold?", "wall-sit", "chair hold"),
        ("how many reps of goblet squats?", "goblet-squat", "goblet squat"),
    ],
)
def test_the_article_that_is_named_is_searched(
    question: str, slug: str, name: str, two: Library, embedder: Embedder
) -> None:
    looked = ask(question, two, embedder)

    assert looked.shelf.article.slug == slug
    assert looked.names == name
    assert looked.rivals == ()


def test_a_name_goes_before_the_article_of_the_conversation(
    two: Library, embedder: Embedder
) -> None:
    looked = ask("how long is the wall sit held?", two, embedder, slug="goblet-squat")

    assert looked.shelf.article.slug == "wall-sit"


def test_without_a_name_the_article_of_the_conversation_is_searched(
    two: Library, embedder: Embedder
) -> None:
    looked = ask("what is the position on the wall?", two, embedder, slug="goblet-squat")

    assert looked.shelf.article.slug == "goblet-squat"
    assert looked.names == ""


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("lean against a wall and slide down?", "wall-sit"),
        ("how do I hold the weight?", "goblet-squat"),
    ],
)
def test_without_either_the_better_supported_article_is_taken(
    question: str, slug: str, two: Library, embedder: Embedder
) -> None:
    assert ask(question, two, embedder).shelf.article.slug == slug


def test_an_article_of_the_conversation_that_is_gone_is_forgotten(
    two: Library, embedder: Embedder
) -> None:
    looked = ask("how do I hold the weight?", two, embedder, slug="removed-since")

    assert looked.shelf.article.slug == "goblet-squat"


def test_the_only_article_is_searched_whatever_is_asked(
    small: Assistant, embedder: Embedder
) -> None:
    looked = ask("who is the king?", small.library, embedder)

    assert looked.shelf.article.slug == "goblet-squat"
    assert looked.rivals == ()


def test_the_name_is_taken_out_of_what_is_searched(two: Library, embedder: Embedder) -> None:
    looked = ask("how many reps of the goblet squat exercise?", two, embedder)

    assert looked.question == "how many reps of this exercise?"


def test_slips_are_mended_before_the_search(small: Assistant, embedder: Embedder) -> None:
    looked = ask("how do I hold the wieght?", small.library, embedder)

    assert looked.question == "how do I hold the weight?"
    assert looked.found.answers[0].name == "grip"


def test_the_passages_found_are_the_articles_and_stand_once(
    two: Library, embedder: Embedder
) -> None:
    for question in ("how many reps of the goblet squat?", "how long is the wall sit held?"):
        looked = ask(question, two, embedder)

        found = looked.passages()
        assert found
        assert len(set(found)) == len(found)
        assert set(found) <= {passage.id for passage in looked.shelf.passages}


def test_each_step_has_its_time(two: Library, embedder: Embedder) -> None:
    looked = ask("how do I hold it?", two, embedder)

    assert looked.embed_ms > 0
    assert looked.search_ms > 0


@pytest.mark.parametrize("question", ["", " ", "?", "🏋️", "\u202eabc", "x" * 9_999, "reps\n\n?"])
def test_whatever_is_asked_is_looked_up(question: str, two: Library, embedder: Embedder) -> None:
    assert ask(question, two, embedder).shelf.article.slug in two.manifest.articles
