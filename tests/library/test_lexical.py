"""Texts to BM25: stems, scores, and what becomes of a damaged folder."""

from pathlib import Path

import pytest

from assistant.errors import IndexDamaged
from assistant.library.lexical import build_lexical, load_lexical, rows_of
from assistant.library.words import stems

IDS = ["passage/slide#a-1//0", "passage/slide#a-2//0", "passage/squat#b-1//0"]
TEXTS = ["Bend the knee.", "Lie down on the mat.", "Bending knees and hips."]


@pytest.mark.parametrize(("text", "expected"), [
    ("bend bends bending bended", ["bend"] * 4),
    ("glute glutes", ["glut"] * 2),
    ("Slowly, SLOW", ["slow", "slow"]),
    ("don't don’t dont", ["dont"] * 3),
    ("10-15 reps", ["10", "15", "rep"]),
    ("is it the best of them", ["best", "them"]),
    ("red", ["red"]),
    ("", []),
    ("?! …", []),
])  # fmt: skip
def test_stems_are_the_words_that_carry_meaning(text: str, expected: list[str]) -> None:
    assert stems(text) == expected


def test_texts_that_share_stems_score_and_others_do_not(tmp_path: Path) -> None:
    build_lexical(IDS, TEXTS, folder=tmp_path / "words")

    scores = load_lexical(tmp_path / "words").scores("how do I bend it?")

    assert scores.shape == (3,)
    assert (scores > 0).tolist() == [True, False, True]


@pytest.mark.parametrize("question", ["", "?!", "what is it", "zebra"])
def test_a_question_without_a_known_word_scores_nothing(tmp_path: Path, question: str) -> None:
    build_lexical(IDS, TEXTS, folder=tmp_path)

    assert load_lexical(tmp_path).scores(question).tolist() == [0, 0, 0]


def test_a_rare_word_counts_more_than_a_common_one(tmp_path: Path) -> None:
    build_lexical(["a", "b", "c"], ["knee", "knee", "mat"], folder=tmp_path)

    scores = load_lexical(tmp_path).scores("knee mat")

    assert scores[2] > scores[0] == scores[1]


def test_the_index_is_the_same_after_it_was_saved_and_loaded_twice(tmp_path: Path) -> None:
    build_lexical(IDS, TEXTS, folder=tmp_path)

    first, second = load_lexical(tmp_path), load_lexical(tmp_path)

    assert first.ids == second.ids == tuple(IDS)
    assert first.scores("knee").tolist() == second.scores("knee").tolist()


def test_a_text_without_words_can_be_indexed(tmp_path: Path) -> None:
    build_lexical(["a", "b"], ["…", "mat"], folder=tmp_path)

    assert load_lexical(tmp_path).scores("mat")[0] == 0


def test_the_passages_of_each_article_stand_together() -> None:
    assert rows_of(IDS) == {"passage/slide": range(2), "passage/squat": range(2, 3)}


FILES = ["ids.txt", "data.csc.index.npy", "indices.csc.index.npy", "indptr.csc.index.npy",
         "vocab.index.json", "params.index.json"]  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"junk \xff", None])
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_folder_is_reported_and_not_searched(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    build_lexical(IDS, TEXTS, folder=tmp_path)
    damaged = tmp_path / name
    assert damaged.is_file()
    if content is None:
        damaged.unlink()
    else:
        damaged.write_bytes(content)

    with pytest.raises(IndexDamaged, match="can't be read"):
        load_lexical(tmp_path)


def test_ids_of_another_index_are_damage(tmp_path: Path) -> None:
    build_lexical(IDS, TEXTS, folder=tmp_path)
    (tmp_path / "ids.txt").write_text("\n".join(IDS[:2]), encoding="utf-8")

    with pytest.raises(IndexDamaged, match="2 ids for 3 texts"):
        load_lexical(tmp_path)
