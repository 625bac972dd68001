"""`python -m evals`: ask all cases and print the table; `-v` shows every miss of the dev split."""

import argparse
import sys

from assistant.app import open_assistant
from assistant.errors import AssistantError
from assistant.progress import shown_progress
from evals.case import read_cases
from evals.run import run, table


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("--split", choices=["dev", "test"], help="only one of the two")
    parser.add_argument("-v", action="store_true", help="show every miss of the dev split")
    options = parser.parse_args()
    try:
        cases = [case for case in read_cases() if options.split in (None, case.split)]
        with shown_progress() as progress:
            assistant = open_assistant(progress=progress)
        scores = list(run(cases, assistant))
        assistant.close()
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    if options.v:
        for one in scores:
            if one.case.split == "dev" and (one.verdict != "right" or one.opening is False):
                print(f"{one.verdict}: {one.case.id} {one.case.turns[-1]!r}: {one.why}")
    print(table(scores))
    return 0


if __name__ == "__main__":
    sys.exit(main())
