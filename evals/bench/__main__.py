"""`python -m evals.bench`: measure time and memory beside a LangChain and Chroma tutorial."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.errors import AssistantError
from assistant.settings import load_settings
from evals.bench import ingest, memory, public, screening, start, warm
from evals.bench.ground import Ground
from evals.bench.machine import load, this_machine
from evals.bench.row import Row
from evals.bench.table import to_json, to_table

SECTIONS: dict[str, Callable[[Ground], Iterator[Row]]] = {
    "start": start.measure,
    "warm": warm.measure,
    "memory": memory.measure,
    "ingest": ingest.measure,
    "screening": screening.measure,
    "public": public.measure,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__)
    parser.add_argument("sections", nargs="*", help=f"some of {', '.join(SECTIONS)}; all if none")
    parser.add_argument("--quick", action="store_true", help="measure a tenth: only a first look")
    parser.add_argument("--out", type=Path, help="write every value to this JSON file, too")
    options = parser.parse_args()
    if unknown := set(options.sections) - SECTIONS.keys():
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known are {', '.join(SECTIONS)}")
    before = load()
    rows: list[Row] = []
    try:
        kept = load_settings().home / "bench"
        with TemporaryDirectory(prefix="bench-") as scratch:
            ground = Ground(kept, Path(scratch), options.quick)
            for name in options.sections or SECTIONS:
                print(f"Measuring {name} …", file=sys.stderr)
                rows += SECTIONS[name](ground)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    machine = this_machine(load_before=before)
    print(to_table(rows, machine))
    if options.out:
        text = json.dumps(to_json(rows, machine), indent=1, ensure_ascii=False)
        options.out.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
