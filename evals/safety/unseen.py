"""The messages that nothing was taught with to what a screen raises on them."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assistant.safety.rule import Flag
from evals.safety.table import Group

# Written without sight of rules and wordings; nobody has read them, nor may anybody. Sets one to
# four were read in the end and are taught now: they measure nothing any more.
SEALED = {
    "fifth set": "sealed5.jsonl",
    "sixth set": "sealed6.jsonl",
    "a professional's no": "orders.jsonl",
    "pairs": "pairs.jsonl",  # two thresholds of notice.py were set on their shares
}


def unseen(screen: Callable[[Sequence[str]], Sequence[Flag]]) -> Iterator[Group]:
    """`screen` turns a person's messages into the flags that they raise."""
    for name, file in SEALED.items():
        lines = Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines()
        cases = [json.loads(line) for line in lines]
        kinds: dict[str, list[Sequence[Flag]]] = {}
        for case in sorted(cases, key=lambda case: not case["flag"]):
            kinds.setdefault(case["kind"], []).append(screen(case["turns"]))
        yield from (Group(f"{name}: {kind}", raised) for kind, raised in kinds.items())
