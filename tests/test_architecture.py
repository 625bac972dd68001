"""The laws of the house, kept by reading the code's own imports."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "assistant"
FILES = sorted(PACKAGE.rglob("*.py"))
MAX_LINES = 250
MAX_IMPORTERS = 4

# Frozen data and constants, which anybody may know; everything else is known to few.
NOUNS = {
    "assistant.errors",
    "assistant.library.article",
    "assistant.library.embed",
    "assistant.library.entries",
    "assistant.library.generation",
    "assistant.answers.reply",
    "assistant.plans.exercise",
    "assistant.plans.export.words",  # what numbers and names of plans are called
    "assistant.plans.log",
    "assistant.plans.plan",
    "assistant.plans.profile",
    "assistant.plans.means",
    "assistant.safety.allowance",
    "assistant.safety.finding",
    "assistant.safety.likeness",
    "assistant.safety.rule",
}
# Foreign types stay in the modules that own them.
OWNERS = {
    "chromadb": {"assistant.library.index"},
    "langchain_core": {"assistant.langchain"},
    "langchain_text_splitters": {"assistant.library.chunk"},
    "sqlalchemy": {
        "assistant.storage",
        "assistant.conversations.store",
        "assistant.plans.store",
    },
    "alembic": {"assistant.storage.migrate", "assistant.storage.migrations"},
    "fastapi": {"assistant.web"},
    "starlette": {"assistant.web"},
    "uvicorn": {"assistant.cli"},
    "sentence_transformers": {"assistant.library.model", "assistant.library.export"},
    "onnxruntime": {"assistant.library.exported"},
    "bm25s": {"assistant.library.lexical"},
    "sklearn": {"assistant.library.classify"},
    "torch": {"assistant.library.export", "assistant.safety.learn"},
}
HEAVY = {"torch", "chromadb", "langchain_core", "sentence_transformers", "onnxruntime", "sklearn"}
MAY_IMPORT_AT_ONCE = {"assistant.langchain", "assistant.safety.learn"}  # nothing of ours imports it


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, *, only_at_once: bool = False) -> Iterator[str]:
    """Modules that a file imports, without those that only type checkers see."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        id(node)
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and "TYPE_CHECKING" in ast.unparse(branch.test)
        for node in ast.walk(branch)
    }
    nodes = tree.body if only_at_once else list(ast.walk(tree))
    for node in nodes:
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(path: Path) -> set[str]:
    known = {name_of(file) for file in FILES}
    return {name for name in imports(path) if name in known and name != "assistant"}


def test_imports_form_no_cycle() -> None:
    graph = {name_of(path): own_imports(path) for path in FILES}

    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"modules import each other: {error.args[1]}")

    assert "assistant.app" in order


def test_only_nouns_are_known_to_many() -> None:
    importers: dict[str, set[str]] = {}
    for path in FILES:
        for name in own_imports(path):
            importers.setdefault(name, set()).add(name_of(path))

    crowded = {
        name: sorted(users)
        for name, users in importers.items()
        if len(users) > MAX_IMPORTERS and name not in NOUNS
    }

    assert crowded == {}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_foreign_types_stay_with_their_owners(path: Path) -> None:
    name = name_of(path)

    strays = {
        module
        for module in imports(path)
        for foreign, owners in OWNERS.items()
        if module.split(".")[0] == foreign
        and not any(name == owner or name.startswith(f"{owner}.") for owner in owners)
    }

    assert strays == set()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_nothing_heavy_is_imported_before_it_is_needed(path: Path) -> None:
    at_once = {module.split(".")[0] for module in imports(path, only_at_once=True)}

    if name_of(path) not in MAY_IMPORT_AT_ONCE:
        assert at_once & HEAVY == set()


@pytest.mark.parametrize("path", [*FILES, *sorted((ROOT / "evals").rglob("*.py"))], ids=str)
def test_files_are_short_and_say_what_they_do(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text.count("\n") <= MAX_LINES
    assert ast.get_docstring(ast.parse(text))


def test_evals_are_known_to_nobody_in_the_package() -> None:
    users = [name_of(path) for path in FILES if any(i.startswith("evals") for i in imports(path))]

    assert users == []


def test_the_answering_path_knows_nothing_of_the_ways_in() -> None:
    inner = [path for path in FILES if path.parent.name in {"library", "answers"}]
    outer = {"assistant.app", "assistant.cli", "assistant.chat", "assistant.settings"}

    strays = {name_of(path): own_imports(path) & outer for path in inner}

    assert {name: found for name, found in strays.items() if found} == {}
