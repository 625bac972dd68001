"""A run to the files of a folder, all of them or none."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import InvalidInput
from evals.output.junit import to_junit
from evals.output.markdown import to_markdown
from evals.output.page import to_page
from evals.output.records import lines, summary
from evals.score import Run

OURS = ("summary.json", "results.jsonl", "junit.xml", "report.md", "report.html", "timings.json")


def write(
    run: Run,
    folder: Path,
    *,
    reveal: bool,
    ms: Mapping[str, Sequence[float]],
    history: Sequence[Mapping[str, Any]] = (),
) -> None:
    """
    All but `timings.json` and the page's latency is the same for the same run.

    A folder that holds anything else is left as it is. Raises InvalidInput for one.
    """
    usable(folder)
    texts = {
        "summary.json": summary(run),
        "results.jsonl": "".join(f"{line}\n" for line in lines(run, reveal=reveal)),
        "junit.xml": to_junit(run, reveal=reveal),
        "report.md": to_markdown(run, reveal=reveal),
        "report.html": to_page(run, reveal=reveal, ms=ms, history=history),
        "timings.json": json.dumps(ms, sort_keys=True) + "\n",
    }
    fresh = Path(tempfile.mkdtemp(prefix=".run-", dir=folder.resolve().parent))
    for name, text in texts.items():
        (fresh / name).write_text(text, encoding="utf-8")
    folder.mkdir(exist_ok=True)
    for name in texts:
        (fresh / name).replace(folder / name)
    fresh.rmdir()


def usable(folder: Path) -> None:
    """Makes what is above it. Raises InvalidInput where no run can be written."""
    try:
        folder.resolve().parent.mkdir(parents=True, exist_ok=True)
        strange = folder.exists() and {one.name for one in folder.iterdir()} - {*OURS}
    except OSError as error:
        raise InvalidInput(f"{str(folder)!r} can't be a folder of reports: {error}") from error
    if strange:
        raise InvalidInput(
            f"{str(folder)!r} holds something else than a run: give another folder to --out"
        )
