"""What is imported, and what is not until it is needed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import assistant
from assistant.app import Assistant

ROOT = Path(__file__).parent.parent
ALL_HEAVY = ["torch", "chromadb", "langchain", "fastapi", "sqlalchemy", "numpy", "transformers"]
NOT_FOR_A_QUESTION = [
    "torch",
    "transformers",
    "sentence_transformers",
    "fastapi",
    "starlette",
    "sqlalchemy",
    "langchain",
    "sklearn",
]


def loaded(code: str, **more: str) -> set[str]:
    """The top-level packages that a process holds when `code` has run in it."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"],
        cwd=ROOT,
        env=os.environ | more,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    names = done.stderr.splitlines()[-1].split()
    return {name.partition(".")[0].partition("_core")[0] for name in names} | {*names}


@pytest.mark.parametrize("module", ["assistant", "assistant.errors", "assistant.cli"])
def test_nothing_heavy_is_imported_at_once(module: str) -> None:
    found = loaded(f"import {module}")

    assert module in found
    assert found.isdisjoint(ALL_HEAVY)


def test_a_question_to_a_built_index_imports_only_what_answers_it(shipped: Assistant) -> None:
    code = """
from assistant.cli import app
app(["ask", "How many sets?", "--json"], standalone_mode=False)
"""
    found = loaded(code, ASSISTANT_HOME=str(shipped.settings.home))

    assert {"chromadb", "onnxruntime"} <= found
    assert found.isdisjoint(NOT_FOR_A_QUESTION)


@pytest.mark.parametrize("name", assistant.__all__)
def test_each_public_name_is_there(name: str) -> None:
    assert getattr(assistant, name).__name__ == name


def test_what_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        assistant.nothing  # noqa: B018
