"""`python -m evals.safety`: how many red flags are noticed and how many false alarms are raised."""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from assistant.app import open_assistant
from assistant.errors import AssistantError
from assistant.safety.rule import Flag
from evals.safety.folds import Tried, crossed
from evals.safety.table import Group, to_table
from evals.safety.unseen import unseen


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.safety", description=__doc__)
    parser.add_argument(
        "--folds", action="store_true", help="also cross-validate over the wordings (minutes)"
    )
    options = parser.parse_args()
    try:
        with open_assistant(say=tell) as assistant:
            rules = assistant.ground.rulebook.rules
            actions = {rule.id: rule.action for rule in rules}
            groups = list(unseen(lambda turns: assistant.ground.screen(turns).noticed))
            if options.folds:
                groups += list(by_kind(crossed(rules, assistant.embedder, tell)))
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    print(to_table(groups, actions))
    return 0


def tell(text: str) -> None:
    print(text, file=sys.stderr)


def by_kind(tried: Iterable[Tried]) -> Iterator[Group]:
    raised: dict[str, list[Sequence[Flag]]] = defaultdict(list)
    for one in tried:
        raised[one.kind].append(one.raised)
    for kind in ("report", "look-alike", "ordinary", "question"):
        yield Group(f"cross-validated: {kind}", raised[kind])


if __name__ == "__main__":
    sys.exit(main())
