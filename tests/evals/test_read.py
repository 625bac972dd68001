"""Files of cases are read, or the file and line that is wrong is said."""

import json
import random
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assistant.errors import InvalidInput
from evals.case import Case, Split
from evals.read import CASES, hash_of, only, read_cases, schema

TOLD: dict[str, object] = {
    "id": "dose-1", "category": "fact", "split": "dev", "cluster": "dose", "expect": "answer",
    "turns": ["How many?"], "evidence": [{"quote": "Do 10.", "start": 0, "end": 6}],
}  # fmt: skip
PROFILE = {"category": "plan", "expect": "plan", "evidence": [], "turns": [], "profile": {"a": 1}}
FILES = sorted(CASES.glob("*.jsonl"))


def line(**changes: object) -> str:
    return json.dumps({**TOLD, **changes}, ensure_ascii=False)


def case(name: str, **changes: object) -> Case:
    return Case.model_validate({**TOLD, "id": name, **changes})


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return folder


def test_the_cases_of_all_files_are_read_by_id(tmp_path: Path) -> None:
    write(tmp_path, b=line(id="b-1") + "\n", a=f"{line(id='c-1')}\n\n  \n{line(id='a-1')}\n")

    assert [one.id for one in read_cases(tmp_path)] == ["a-1", "b-1", "c-1"]


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"], ids=["2028", "2029", "0085"])
def test_a_line_ends_only_where_json_lines_end(tmp_path: Path, mark: str) -> None:
    asked = case("dose-1", turns=[f"How many{mark}of them?"])
    write(tmp_path, fact=asked.model_dump_json() + "\n")

    assert read_cases(tmp_path) == (asked,)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ("{", "the line: Invalid JSON"),
        ("[]", "the line: "),
        (line(split="train"), "split: Input should be 'dev' or 'test'"),
        (line(category="facts"), "category: "),
        (line(expect="yes"), "expect: "),
        (line(level="modify"), "level: "),
        (line(schema_version=1), "schema_version: "),
        (line(id="Dose 1"), "id: "),
        (line(cluster=""), "cluster: "),
        (line(gold=["Do 10."]), "gold: Extra inputs are not permitted"),
        (line(turns=[" "]), "turns.0: "),
        (line(turns=["a", "b", "c", "d", "e"]), "turns: "),
        (line(max_words=0), "max_words: "),
        (line(forbidden=["("]), "forbidden.0: Value error, '(' is no regular expression"),
        (line(nuggets=[{"name": "a", "any": ["a", "*"]}]), "nuggets.0.any.1: Value error, '*' is"),
        (line(nuggets=[{"name": "a", "any": []}]), "nuggets.0.any: "),
        (line(evidence=[{"quote": "", "start": 0, "end": 1}]), "evidence.0.quote: "),
        (line(evidence=[{"quote": "a", "start": -1, "end": 1}]), "evidence.0.start: "),
        (line(evidence=[{"quote": "a", "start": 5, "end": 5}]), "the line: Value error, 'a' ends"),
        (line(also=[{"quote": "a", "start": 5, "end": 4}]), "the line: Value error, 'a' ends"),
        (line(turns=[]), "the line: Value error, a case has messages (turns) or a profile, and"),
        (line(profile={}), "the line: Value error, a case has messages (turns) or a profile, and"),
    ],
)
def test_what_is_no_case_is_refused_with_file_and_line(
    tmp_path: Path, wrong: str, reason: str
) -> None:
    write(tmp_path, a=line(id="a-1"), b=f"{line(id='b-1')}\n\n{wrong}\n")

    with pytest.raises(InvalidInput) as error:
        read_cases(tmp_path)

    assert str(error.value).startswith(f"'b.jsonl', line 3: {reason}")


def test_an_id_that_stands_twice_is_refused_where_it_stands_again(tmp_path: Path) -> None:
    write(tmp_path, a=line(id="a-1"), b=f"{line(id='b-1')}\n{line(id='a-1')}\n")

    with pytest.raises(InvalidInput, match=r"^'b.jsonl', line 2: 'a-1' stands twice"):
        read_cases(tmp_path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(line(turns=["Für?"]).encode("latin-1"))

    with pytest.raises(InvalidInput, match=r"^'a.jsonl' can't be read as UTF-8 text"):
        read_cases(tmp_path)


@pytest.mark.parametrize("name", [".", "no-such-folder"])
def test_a_folder_without_cases_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidInput, match="there are no cases in"):
        read_cases(tmp_path / name)


NEAR = {"category": "near", "expect": "abstain", "evidence": []}
MANY = (
    case("a"), case("b", split="test"), case("c"), case("d", **NEAR),
    case("e", split="test", **NEAR), case("f", **PROFILE),
)  # fmt: skip


@pytest.mark.parametrize(
    ("categories", "split", "limit", "kept"),
    [
        ((), None, None, "abcdef"),
        (("near",), None, None, "de"),
        (("plan", "fact"), None, None, "abcf"),
        ((), "test", None, "be"),
        (("fact",), "dev", None, "ac"),
        ((), None, 1, "adf"),  # of each category
        ((), "test", 1, "be"),  # of each category of the split
        ((), None, 0, ""),
        (("language",), None, None, ""),
    ],
)
def test_only_some_cases_are_kept_in_their_order(
    categories: tuple[str, ...], split: Split | None, limit: int | None, kept: str
) -> None:
    found = only(MANY, categories=categories, split=split, limit=limit)

    assert "".join(one.id for one in found) == kept


def test_a_category_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(InvalidInput, match=r"^'facts' is no category; known are faq, fact, list"):
        only(MANY, categories=("fact", "facts"))


def test_the_hash_is_of_the_cases_and_not_of_their_order() -> None:
    shuffled = list(MANY)
    random.Random(3).shuffle(shuffled)

    assert hash_of(shuffled) == hash_of(MANY)
    assert hash_of(MANY[1:]) != hash_of(MANY)
    assert hash_of([case("a", note="changed"), *MANY[1:]]) != hash_of(MANY)


def test_the_hash_is_not_of_the_layout_in_files(tmp_path: Path) -> None:
    bare, full = tmp_path / "bare", tmp_path / "full"
    bare.mkdir()
    full.mkdir()
    write(bare, a=line())
    write(full, z=case("dose-1").model_dump_json() + "\n\n")

    assert hash_of(read_cases(bare)) == hash_of(read_cases(full))


def test_the_schema_that_is_shipped_is_the_one_that_is_read_by() -> None:
    assert (CASES / "schema.json").read_text(encoding="utf-8") == schema()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_shipped_line_fits_the_schema(path: Path) -> None:
    fits = Draft202012Validator(json.loads(schema()))
    Draft202012Validator.check_schema(fits.schema)

    wrong = [
        f"line {number}: {error.message}"
        for number, text in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if text
        for error in fits.iter_errors(json.loads(text))
    ]

    assert wrong == []


@pytest.mark.parametrize(
    "wrong", [line(split="train"), line(gold=[]), line(turns=[" "]), line(id="A"), line(level="x")]
)
def test_the_schema_refuses_what_the_reader_refuses(wrong: str) -> None:
    assert not Draft202012Validator(json.loads(schema())).is_valid(json.loads(wrong))
