"""README, change log, help and code say the same."""

import re
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from assistant.app import Assistant
from assistant.cli import app
from assistant.library.read import READERS
from assistant.settings import Settings
from evals.read import read_cases
from evals.readme import BLOCKS, QUESTIONS, pasted, session

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHANGES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TEXTS = [
    path
    for path in ROOT.rglob("*")
    if path.suffix in {".py", ".md", ".toml", ".html", ".lock", ".jsonl", ""}
    and path.is_file()
    and not any(part.startswith(".") and part != ".ci" for part in path.relative_to(ROOT).parts)
]


@pytest.mark.parametrize("command", sorted(get_command(app).commands))  # type: ignore[attr-defined]
def test_each_command_is_in_the_readme_and_the_change_log(command: str) -> None:
    assert f"assistant {command}" in README
    assert f"`{command}`" in CHANGES or f"assistant {command}" in CHANGES


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_each_format_is_in_the_readme(suffix: str) -> None:
    assert f"`{suffix}`" in README


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_each_setting_is_described_in_the_readme(name: str) -> None:
    assert f"| `ASSISTANT_{name.upper()}` | {Settings.model_fields[name].description} |" in README


@pytest.mark.parametrize("requirement", PROJECT["project"]["dependencies"])
def test_each_dependency_is_pinned_and_has_its_reason(requirement: str) -> None:
    name, pin, version = requirement.partition("==")

    assert pin
    assert version
    assert re.search(rf"^\|[^|]*\b{re.escape(name)}\b[^|]*\|", README, re.MULTILINE)


def test_each_file_named_in_the_readmes_map_exists() -> None:
    house = README.partition("## The house")[2].partition("```")[2].partition("```")[0]
    named = re.findall(r"\b([a-z_]+\.py)\b", house)

    missing = [
        name
        for name in named
        if not [*(ROOT / "assistant").rglob(name), *(ROOT / "evals").rglob(name)]
    ]

    named_tests = [name for name in missing if not list((ROOT / "tests").rglob(name))]
    assert named
    assert named_tests == []


def test_the_readme_counts_the_eval_cases() -> None:
    count = len(read_cases())

    assert README.count(f"puts {count} cases") == 2
    assert f"{count} cases" in CHANGES


def test_the_readmes_session_is_what_the_assistant_says(shipped: Assistant) -> None:
    assert session(shipped) in README
    assert all(question in README for question in QUESTIONS)


def test_each_pasted_block_has_its_place_in_the_readme(shipped: Assistant) -> None:
    emptied = re.sub(r"(<!-- session -->\n).*?(<!-- /session -->)", r"\1\2", README, flags=re.S)

    assert all(f"<!-- {name} -->" in README for name in BLOCKS)
    assert pasted(emptied, shipped) != emptied


def test_it_is_said_that_this_is_no_medical_advice() -> None:
    assert "not medical advice" in README.lower()
    assert "no clinician has reviewed" in README.lower()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_machine_path_or_registry_host_is_written_down(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"(?<![\w.])/(work|farm|root)/", text)
    assert not re.search(
        r"(py" r"pi\.org|python" r"hosted|registry\.npm" r"js|deb\.deb" r"ian)", text
    )
