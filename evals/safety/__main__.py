"""`python -m evals.safety`: how many red flags are noticed and how many false alarms are raised."""

import json
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from assistant.safety.load import load_rules
from assistant.safety.screen import screener

HERE = Path(__file__).parent


def main() -> int:
    screen = screener(load_rules())
    signs = tomllib.loads((HERE / "signs.toml").read_text(encoding="utf-8"))["sign"]
    sealed = [json.loads(line) for line in (HERE / "sealed.jsonl").read_text().splitlines()]
    groups: dict[str, list[Sequence[str]]] = {
        "must fire (the rules' words were tuned on these)": [
            [text]
            for sign in signs
            for text in (*sign["fires"], *(first for first, _ in sign["pairs"]))
        ],
        "must not fire (likewise)": [
            [text]
            for sign in signs
            for text in (*sign["near"], *(second for _, second in sign["pairs"]))
        ],
        "unseen red flags": [one["turns"] for one in sealed if one["flag"]],
        "unseen look-alikes": [one["turns"] for one in sealed if not one["flag"]],
    }
    print("| messages | n | flagged |\n|---|--:|--:|")
    for name, cases in groups.items():
        fired = sum(screen(turns).action != "none" for turns in cases)
        print(f"| {name} | {len(cases)} | {fired} ({100 * fired / len(cases):.0f} %) |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
