"""The command line of the evals, in this process but for two commands."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.app import Assistant
from evals.baselines import BASELINES
from evals.cli import main
from evals.configs import CONFIGS
from evals.lint import read_articles
from evals.output.write import OURS
from evals.read import read_case, read_cases
from evals.scorers.table import SCORERS

Tell = Callable[..., str]
OPTIONS = {
    "": "benchmark limit", "run": "suite category split limit config out reveal cases",
    "compare": "", "gate": "accept", "lint": "cases", "show": "config cases", "calibrate": "risk",
    "init": "out", "new": "category cluster ask id split expect quote vital article",
}  # fmt: skip
LINES = {case.id: case.model_dump_json() for case in read_cases()}
FACT, WHAT, REPS = "fact-other-names-1", "faq-what-1", "injection-reps-range-1"
HANDFUL = [FACT, WHAT, REPS, "near-tempo-seconds-1", "plan-no-kit-1", "flag-chest-pain-1"]
DOSE = "Do 10-15 repetitions per leg."
NEW = ["new", "--category", "fact", "--cluster", "how-many", "--ask", "How many for each leg?"]


@pytest.fixture(autouse=True)
def home(shipped: Assistant, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSISTANT_HOME", str(shipped.settings.home))
    return shipped.settings.home


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    """A command to what it tells: with exit code 2 one sentence, here in small letters."""

    def run(*arguments: object, code: int = 0) -> str:
        ended = main([str(one) for one in arguments])
        told, complained = capsys.readouterr()
        assert (ended, told == "") == (code, code == 2), complained
        assert re.fullmatch(r".+\.\n" if code == 2 else "", complained)
        return complained.lower() if code == 2 else told

    return run


def written(folder: Path, lines: Sequence[str], name: str = "cases.jsonl") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join(lines), encoding="utf-8")
    return folder


def texts_in(folder: Path) -> dict[str, str]:
    return {one.name: one.read_text(encoding="utf-8") for one in folder.iterdir()}


def results_in(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in texts_in(folder)["results.jsonl"].splitlines()]


@pytest.mark.parametrize("name", OPTIONS)
def test_each_command_has_help_that_names_its_options(tell: Tell, name: str) -> None:
    told = tell(*name.split(), "--help")

    starts = {line.split()[0] for line in told.splitlines() if line.startswith("  ")}
    options = {one.removeprefix("--") for one in starts if one.startswith("--")}
    assert options == {*OPTIONS[name].split(), "help"}
    assert bool(name) or starts > OPTIONS.keys() - {""}


@pytest.mark.parametrize("command", ["assistant eval --help", "evals lint"])
def test_it_runs_as_a_process(tmp_path: Path, command: str) -> None:
    line, own = [sys.executable, "-m", *command.split()], {"ASSISTANT_HOME": str(tmp_path / "h")}
    root = Path(__file__).parents[2]
    ran = subprocess.run(line, cwd=root, env=os.environ | own, capture_output=True, check=False)

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert re.search(rb"  compare  |^[0-9]+ cases, 0 faults\.$", ran.stdout.strip())
    assert [*tmp_path.iterdir()] == []


def test_run_writes_every_report(tell: Tell, tmp_path: Path) -> None:
    told = tell("run", "--category", "faq", "--limit", 2, "--out", tmp_path)

    assert " of 2 cases pass" in told
    assert told.endswith(f"Reports: {tmp_path / 'report.html'}\n")
    assert {*texts_in(tmp_path)} == {*OURS}


@pytest.mark.parametrize("reveal", ["", "--reveal"])
def test_the_test_split_is_shown_when_asked_for(tell: Tell, tmp_path: Path, reveal: str) -> None:
    chosen = f"run --suite abstention --split test --limit 1 {reveal}"
    tell(*chosen.split(), "--out", tmp_path)

    found = {one["category"]: (one["split"], "turns" in one) for one in results_in(tmp_path)}
    assert found == dict.fromkeys(["language", "near", "offtopic"], ("test", bool(reveal)))


@pytest.mark.parametrize("config", [*CONFIGS, *BASELINES])
def test_each_configuration_can_be_run(tell: Tell, config: str) -> None:
    told = tell("run", "--config", config, "--limit", 1, "--category", "fact")

    assert told.startswith(f"{config}: ")


def test_cases_give_the_same_bytes_in_any_order_and_files(tell: Tell, tmp_path: Path) -> None:
    lines = [LINES[name] for name in HANDFUL]
    written(tmp_path / "other", lines[:2][::-1], "z.jsonl")
    other = written(tmp_path / "other", lines[2:][::-1])
    same = written(tmp_path / "same", lines)
    for name, folder in (("1", same), ("2", same), ("3", other)):
        tell("run", "--cases", folder, "--out", tmp_path / name)

    for file in ("summary.json", "results.jsonl"):
        assert len({(tmp_path / name / file).read_bytes() for name in "123"}) == 1
    assert [one["id"] for one in results_in(tmp_path / "3")] == sorted(HANDFUL)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run", "--category", "recipes"], "'recipes' is no category; known are faq, "),
        (["run", "--suite", "all"], "'all' is no suite; known are answers, "),
        (["run", "--split", "train"], "'train' is no split"),
        (["run", "--config", "best"], "always-abstain"),
        (["run", "--limit", "0"], "no case is left"),
        (["show", "none-1"], "there is no case 'none-1'"),
        (["run", "--cases", "{folder}"], "there are no cases in"),
        (["lint", "--cases", "{folder}/none"], "there are no cases in 'none'"),
        (["compare", "{folder}", "{folder}/none"], "there is no run in"),
        (["calibrate", "--risk", "2"], "between 0 and 1"),
        (["init", "{folder}/none.md", "--out", "{folder}/o"], "none.md"),
        ([*NEW, "--quote", "Do 20."], "'do 20.' stands 0 times in 'heel-drag-back'"),
        ([*NEW, "--quote", DOSE, "--vital", "20"], "'20' is not in its own evidence"),
        ([*NEW, "--quote", DOSE, "--id", "No Id"], "id: "),
        ([*NEW, "--quote", DOSE, "--id", WHAT], f"'{WHAT}' is taken"),
        ([*NEW, "--quote", DOSE, "--article", "none"], "there is no article 'none'"),
        (NEW, "evidence is what an answer has"),
    ],
)
def test_bad_input_is_told(tell: Tell, tmp_path: Path, arguments: list[str], says: str) -> None:
    out = ["--out", tmp_path / "run"] if arguments[0] == "run" else []

    assert says in tell(*(one.format(folder=tmp_path) for one in arguments), *out, code=2)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("line", ["run --limit few", "run --colour", "runn", "show"])
def test_no_command_is_no_crash(capsys: pytest.CaptureFixture[str], line: str) -> None:
    assert main(line.split()) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"split": "train"}, "'cases.jsonl', line 2: split: "),
        ({"id": WHAT}, f"'cases.jsonl', line 2: '{WHAT}' stands twice"),
        ({"evidence": [{"quote": DOSE, "start": 0, "end": 29}]}, f"the evidence of '{FACT}' does"),
        ({"article": "none"}, "does not hold 'none'"),
        ({"article": "none", "expect": "abstain", "evidence": []}, "'none'"),
        ({"evidence": [{"quote": "", "start": 9, "end": 9}]}, f"{FACT}|line 2"),
        ({"forbidden": ["("]}, f"{FACT}|line 2"),
        ({"turns": []}, f"{FACT}|line 2"),
    ],
)
def test_an_odd_case_is_named(tell: Tell, tmp_path: Path, changes: object, says: str) -> None:
    odd = json.dumps(json.loads(LINES[FACT]) | changes)
    folder = written(tmp_path / "cases", [LINES[WHAT], odd])

    assert re.search(says, tell("run", "--cases", folder, "--out", tmp_path / "run", code=2))
    assert [one.name for one in tmp_path.iterdir()] == ["cases"]


def test_a_folder_of_something_else_is_left_as_it_is(tell: Tell, tmp_path: Path) -> None:
    written(tmp_path, ["mine"], "thesis.txt")

    assert "something else" in tell("run", "--suite=plans", "--limit=1", "--out", tmp_path, code=2)
    assert texts_in(tmp_path) == {"thesis.txt": "mine"}


def test_show_tells_all_there_is_to_see_of_a_case(tell: Tell) -> None:
    told = tell("show", REPS)

    assert told.startswith(f"{REPS} (injection, dev, reps-range): ")
    assert f"\n> {json.loads(LINES[REPS])['turns'][0]}\n" in told
    assert re.search(f"\n  evidence 3935-3964: {DOSE}\n(.*\n)+Reply .+, support .+\n.*».+«", told)
    assert [one for one in SCORERS if f" {one}" not in told] == []


def test_compare_tells_what_got_worse(tell: Tell, tmp_path: Path) -> None:
    folder = written(tmp_path / "cases", [LINES[name] for name in (FACT, WHAT, REPS)])
    for config in ("shipped", "always-abstain"):
        tell("run", "--cases", folder, "--config", config, "--out", tmp_path / config)

    told = tell("compare", tmp_path / "shipped", tmp_path / "always-abstain" / "summary.json")
    lost = [one["id"] for one in results_in(tmp_path / "shipped") if one["status"] == "pass"]
    assert " → 0.0 (n = 3), no detectable difference" in told
    assert told.endswith(f"gained 0: none\nlost {len(lost)}: {', '.join(lost)}\n")


def test_lint_ends_with_1_at_a_fault(tell: Tell, tmp_path: Path) -> None:
    moved = LINES[REPS].replace(f'"{DOSE}","start":3935', f'"{DOSE}","start":3934')
    told = tell("lint", "--cases", written(tmp_path, [moved]), code=1)

    assert told.startswith(f"{REPS}: {DOSE!r} does not stand at 3934: it stands at 3935\n")


def test_new_prints_a_line_that_can_stand_in_a_file_of_cases(tell: Tell, tmp_path: Path) -> None:
    line = tell(*NEW, "--quote", DOSE, "--vital", "10-15")
    case = read_case(line, "here")

    spans = {read_articles()[case.article].text[one.start : one.end] for one in case.evidence}
    assert (case.id, spans) == ("fact-how-many-1", {DOSE})
    assert "1 cases, 0 faults" in tell("lint", "--cases", written(tmp_path, [line]))


def test_init_drafts_facts_and_cases(tell: Tell, corpus: Path, tmp_path: Path) -> None:
    command = ["init", corpus / "goblet-squat" / "article.md", "--out", tmp_path / "drafts"]
    told = tell(*command)

    files, cases = texts_in(tmp_path / "drafts"), read_cases(tmp_path / "drafts")
    quotes = {one["quotes"][0] for one in tomllib.loads(files["facts.toml"])["fact"]}
    assert told.startswith(f"{len(cases)} facts and cases are drafted")
    assert quotes == {one.quote for case in cases for one in case.evidence}
    assert "there already" in tell(*command, code=2)
    assert texts_in(tmp_path / "drafts") == files


def test_drafts_of_an_article_of_ones_own_can_be_run(
    tell: Tell, corpus: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in ("models", "vectors"):
        shutil.copytree(home / part, tmp_path / "home" / part)
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ASSISTANT_CORPUS", str(corpus))
    tell("init", corpus / "goblet-squat" / "article.md", "--out", tmp_path / "drafts")

    assert " cases pass" in tell("run", "--cases", tmp_path / "drafts")
