"""Files of cases to cases, or to a sentence that says where one is wrong."""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from assistant.errors import InvalidInput
from evals.case import CATEGORIES, Case, Split

CASES = Path(__file__).with_name("cases")


def read_cases(folder: Path = CASES) -> tuple[Case, ...]:
    """All cases, by id. Raises InvalidInput with file and line."""
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise InvalidInput(f"there are no cases in {folder.name!r}: it holds no .jsonl file")
    found: dict[str, Case] = {}
    for path in files:
        for place, case in read_file(path):
            if case.id in found:
                raise InvalidInput(f"{place}: {case.id!r} stands twice: give it another id")
            found[case.id] = case
    return tuple(found[name] for name in sorted(found))


def read_file(path: Path) -> Iterator[tuple[str, Case]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path.name!r} can't be read as UTF-8 text: {error}") from error
    for number, line in enumerate(lines, 1):
        place = f"{path.name!r}, line {number}"
        if line.strip():
            yield place, read_case(line, place)


def read_case(line: str, place: str) -> Case:
    try:
        return Case.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise InvalidInput(f"{place}: {where or 'the line'}: {first['msg']}") from error


def only(
    cases: Sequence[Case],
    *,
    categories: Sequence[str] = (),
    split: Split | None = None,
    limit: int | None = None,
) -> tuple[Case, ...]:
    """
    Those of some categories and of one split; of each category the first `limit`.

    Raises InvalidInput for a category that there is not.
    """
    if unknown := sorted(set(categories) - set(CATEGORIES)):
        known = ", ".join(CATEGORIES)
        raise InvalidInput(f"{unknown[0]!r} is no category; known are {known}")
    chosen = [case for case in cases if split in (None, case.split)]
    counts: dict[str, int] = {}
    kept: list[Case] = []
    for case in chosen:
        if categories and case.category not in categories:
            continue
        counts[case.category] = counts.get(case.category, 0) + 1
        if limit is None or counts[case.category] <= limit:
            kept.append(case)
    return tuple(kept)


def hash_of(cases: Sequence[Case]) -> str:
    """SHA-256 over the cases, whatever their order and layout in files."""
    lines = sorted(case.model_dump_json() for case in cases)
    return sha256("\n".join(lines).encode()).hexdigest()


def schema() -> str:
    """The JSON Schema of a line, as `cases/schema.json` holds it for editors."""
    return json.dumps(Case.model_json_schema(), indent=1, ensure_ascii=False) + "\n"
