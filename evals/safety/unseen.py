"""The messages that nothing was taught with to what a screen raises on them."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assistant.safety.rule import Flag
from evals.safety.table import Group

# Written without sight of rules and wordings; nobody has read them, nor may anybody.
SEALED = {
    "first set": "sealed.jsonl",
    "second set": "sealed2.jsonl",
    "third set": "sealed3.jsonl",
    "fourth set": "sealed4.jsonl",
    "fifth set": "sealed5.jsonl",
    "a professional's no": "orders.jsonl",
}
RED_FLAG, MIXED = "red flag", "harmless, half of them look-alikes"


def unseen(screen: Callable[[Sequence[str]], Sequence[Flag]]) -> Iterator[Group]:
    """`screen` turns a person's messages into the flags that they raise."""
    for name, file in SEALED.items():
        lines = Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines()
        cases = [json.loads(line) for line in lines]
        kinds: dict[str, list[Sequence[Flag]]] = {}
        for case in sorted(cases, key=lambda case: not case["flag"]):
            kind = case.get("kind", RED_FLAG if case["flag"] else MIXED)
            kinds.setdefault(kind, []).append(screen(case["turns"]))
        yield from (Group(f"{name}: {kind}", raised) for kind, raised in kinds.items())
