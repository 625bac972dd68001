"""Accepted runs to the baseline and to a line of history each."""

import json
from typing import Any

from evals.gate import GATES, Gates
from evals.measures import measured
from evals.output.markdown import category_table, headline_table
from evals.output.records import DIGITS, summary
from evals.score import Run

HISTORY = GATES.with_name("history.jsonl")
QUALITY = GATES.with_name("quality.md")  # the tables that README shows


def read_history() -> list[dict[str, Any]]:
    if not HISTORY.is_file():
        return []
    return [json.loads(line) for line in HISTORY.read_text(encoding="utf-8").splitlines()]


def accept_run(run: Run, *, label: str, gates: Gates) -> None:
    """The run is the baseline and README's figures from now on, and a line of the history."""
    (GATES.parent / gates.regression.baseline).write_text(summary(run), encoding="utf-8")
    tables = f"{headline_table(run.results)}\n\n{category_table(run.results)}\n"
    QUALITY.write_text(tables, encoding="utf-8")
    line = {
        "label": label,
        "cases": run.cases_sha256[:12],
        "measures": {one.name: round(one.value, DIGITS) for one in measured(run.results)},
    }
    with HISTORY.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
