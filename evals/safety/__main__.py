"""`python -m evals.safety`: how many red flags are noticed and how many false alarms are raised."""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from assistant.app import open_assistant
from assistant.building import hearing_for
from assistant.errors import AssistantError
from assistant.safety.rule import Flag
from evals.safety.held_out import Tried, tried
from evals.safety.table import Group, to_table
from evals.safety.unseen import unseen

NAMES = {
    "report": "red flag",
    "hard": "look-alikes and what is ordinary",
    "plain": "plain questions about the exercise",
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.safety", description=__doc__)
    parser.add_argument(
        "--held-out",
        action="store_true",
        help="also teach a model four fifths of the wordings and try the last one (minutes)",
    )
    options = parser.parse_args()
    try:
        with open_assistant(say=tell) as assistant:
            rules = assistant.ground.rulebook.rules
            actions = {rule.id: rule.action for rule in rules}

            def noticed(turns: Sequence[str]) -> Sequence[Flag]:
                return assistant.ground.screen(turns).noticed

            groups = list(unseen(noticed))
            if options.held_out:
                encode, _ = hearing_for(assistant.embedder, assistant.settings)
                groups += list(by_kind(tried(rules, encode, tell)))
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    print(to_table(groups, actions))
    return 0


def tell(text: str) -> None:
    print(text, file=sys.stderr)


def by_kind(messages: Iterable[Tried]) -> Iterator[Group]:
    raised: dict[str, list[Sequence[Flag]]] = defaultdict(list)
    for one in messages:
        raised[one.kind].append(one.raised)
    for kind, name in NAMES.items():
        yield Group(f"held out: {name}", raised[kind])


if __name__ == "__main__":
    sys.exit(main())
