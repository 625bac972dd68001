"""`python -m evals.ablations`: all configurations and baselines over all cases, kept for README."""

import sys
from collections.abc import Iterator

from assistant.errors import AssistantError
from evals.baselines import BASELINES
from evals.configs import CONFIGS
from evals.gate import GATES
from evals.measures import measured
from evals.output.records import summary
from evals.output.words import value_of
from evals.read import read_cases
from evals.score import Measure
from evals.suite import done

FOLDER = GATES.with_name("runs")
TABLE = FOLDER / "ablations.md"  # what README shows
SHOWN = (
    "answers correct", "truthfulness (-1 to 1)", "evidence recall@1", "nDCG@10",
    "near-misses left open", "red flags heard", "look-alikes left alone",
)  # fmt: skip


def main() -> int:
    cases = read_cases()
    FOLDER.mkdir(exist_ok=True)
    rows: dict[str, dict[str, Measure]] = {}
    try:
        for name in (*CONFIGS, *BASELINES):
            print(f"Running {name} …", file=sys.stderr)
            run = done(cases, name).run
            rows[name] = {one.name: one for one in measured(run.results)}
            if name != "shipped":
                (FOLDER / f"{name}.json").write_text(summary(run), encoding="utf-8")
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    TABLE.write_text("\n".join(table(rows)) + "\n", encoding="utf-8")
    print(TABLE.read_text(encoding="utf-8"))
    return 0


def table(rows: dict[str, dict[str, Measure]]) -> Iterator[str]:
    yield f"| configuration | {' | '.join(SHOWN)} |"
    yield f"|---|{'--:|' * len(SHOWN)}"
    for name, found in rows.items():
        cells = [value_of(found[one]) if one in found else "" for one in SHOWN]
        yield f"| {name} | {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
