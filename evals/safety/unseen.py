"""The messages that nothing was taught with to what a screen raises on them."""

import json
import tomllib
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
}
STORIES_FILE = Path(__file__).with_name("stories.toml")
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


def stories(screen: Callable[[Sequence[str]], Sequence[Flag]]) -> Iterator[Group]:
    """Every message of stories.toml by itself. They have been read, and are hard on purpose."""
    written = tomllib.loads(STORIES_FILE.read_text(encoding="utf-8"))
    twins = [pair for sign in written["sign"] for pair in sign["pairs"]]
    kinds = {
        RED_FLAG: [first for first, _ in twins],
        "twin of one, harmless": [second for _, second in twins],
        "harmless": written["ordinary"],
    }
    for kind, texts in kinds.items():
        yield Group(f"stories: {kind}", [screen([text]) for text in texts])
