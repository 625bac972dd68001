"""Every combination keeps every promise, and the command tells."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.safety.allowance import Allowance
from assistant.safety.comparisons import comparisons
from assistant.safety.finding import Findings
from assistant.safety.grid import PROCEDURES, Grid, every_case, tried
from assistant.safety.judge import judge
from assistant.safety.lexicon import lexicon
from assistant.safety.load import load_rulebook
from assistant.safety.promises import promises
from assistant.safety.report import broken, named, table

ROOT = Path(__file__).parent.parent.parent
RULEBOOK = load_rulebook()
MIN_CASES = 100_000
SECONDS = 120
PROMISED = {named(one.__name__) for one in (*promises(), *comparisons())}


class NeverRead:
    """An attribute that may be set, and that nobody may look at."""

    def __get__(self, instance: object, owner: type) -> object:
        raise AssertionError("judging looks at the kit: make it an axis of grid.py")

    def __set__(self, instance: object, value: object) -> None:
        pass


class WithoutKit(Findings):
    kit = NeverRead()  # type: ignore[assignment]


@pytest.fixture(scope="module")
def grid() -> Grid:
    """The whole of it, judged from findings whose kit cannot be read."""

    def judge_without_kit(findings: Findings) -> Allowance:
        return judge(WithoutKit(**vars(findings)), rulebook=RULEBOOK)

    return tried(every_case(), judge_without_kit)


def test_every_combination_keeps_every_promise(grid: Grid) -> None:
    done = broken(grid)

    assert len(grid) >= MIN_CASES
    assert {one.promise for one in done} == PROMISED
    assert {one.promise: one.cases[0] for one in done if one.cases} == {}


def test_every_procedure_of_the_lexicon_is_tried() -> None:
    assert set(PROCEDURES) == {*lexicon()["procedures"], "unknown"}


def test_the_table_has_a_row_for_each_operation_and_graft(grid: Grid) -> None:
    rows = {line.split(" | ")[0][2:]: line for line in table(RULEBOOK, grid)}

    assert {"aclr, unknown graft", "aclr, allograft", "aclr + pcl, quad graft"} < set(rows)
    assert set(PROCEDURES) - {"aclr"} < set(rows)
    assert "| from week 0 | from week 6 |" in rows["aclr, hamstring graft"]
    assert "C08, aclr-hamstring | GUELICH" in rows["aclr, hamstring graft"]
    assert "60° until week 4, 90° until week 8" in rows["meniscus_root"]
    assert "not before a clinician's word" in rows["tha"]


def test_looking_at_the_kit_would_be_noticed() -> None:
    with pytest.raises(AssertionError, match="kit"):
        _ = WithoutKit(kit=("band",)).kit


def run(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", "safety", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8"},
        timeout=SECONDS,
        check=False,
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The package with fewer cases, so that a process is done in a second or two."""
    shutil.copytree(
        ROOT / "assistant", tmp_path / "assistant", ignore=shutil.ignore_patterns("__pycache__")
    )
    rewrite(tmp_path / "assistant/safety/grid.py", r"(?m)^PAINS = .*$", "PAINS = (None, 3.0)")
    return tmp_path


def rewrite(path: Path, pattern: str, text: str) -> None:
    written, count = re.subn(pattern, text, path.read_text(encoding="utf-8"))
    assert count == 1
    path.write_text(written, encoding="utf-8")


def test_the_report_is_printed_and_ends_well(copied: Path) -> None:
    done = run("--report", folder=copied)

    assert done.returncode == 0, done.stderr
    assert "| operation | assisted | low_friction |" in done.stdout
    assert "combinations were tried" in done.stdout
    assert f"{len(PROMISED)} promises, 0 of them broken" in done.stdout
    assert all(f"- {promise}: broken 0 times\n" in done.stdout for promise in PROMISED)


def test_the_report_ends_with_1_and_names_the_promise_that_was_broken(copied: Path) -> None:
    limits = copied / "assistant/safety/limits.toml"
    rewrite(
        limits, r"standing = 6, slider = 12, band = 12\}", "standing = 6, slider = 12, band = 7}"
    )
    done = run("--report", folder=copied)

    assert done.returncode == 1
    assert "1 of them broken" in done.stdout
    assert re.search(
        r"- nothing is allowed before its week: broken \d+ times, first in aclr, hamstring graft, "
        "week 7,",
        done.stdout,
    )


def test_the_command_lists_the_rules_with_what_stands_behind_them() -> None:
    done = run()
    lines = done.stdout.splitlines()
    of = {line.split(" | ")[0][2:]: line for line in lines if line.startswith("| ")}

    assert done.returncode == 0, done.stderr
    assert lines[0].startswith("No clinician has reviewed these rules")
    assert {one.id for one in (*RULEBOOK.rules, *RULEBOOK.limits)} < set(of)
    assert "| clearance | an operation in the last 6 weeks, without clearance |" in of["C01"]
    assert of["C01"].endswith("| ART (C), MGBACL (B) | 2027-05-22 | yes |")
    assert "GUELICH (B), WINDER (B)" in of["aclr-hamstring"]
