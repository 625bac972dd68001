"""`python -m evals.readme`: real output between the README's markers; `--write` pastes it in."""

import argparse
import json
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from assistant.app import Assistant, open_assistant
from assistant.plans.build import build
from assistant.plans.profile import Profile
from assistant.plans.summary import summary
from assistant.sessions import validated
from assistant.settings import Settings
from assistant.wire import to_text
from evals.ablations import TABLE
from evals.history import QUALITY
from evals.safety.table import to_table
from evals.safety.unseen import unseen

README = Path(__file__).parent.parent / "README.md"
PROFILE = Path(__file__).with_name("profile.json")
DAY = date(2026, 11, 28)
QUESTIONS = (
    "can my foot come off the floor when I pull it in?",
    "how many times a week?",
    "knee replaced 9 weeks ago, can I use sliders?",
    "my calf is swollen and hot, how many reps today?",
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.readme", description=__doc__)
    parser.add_argument("--write", action="store_true", help="paste the output into README.md")
    options = parser.parse_args()
    assistant = open_assistant()
    text = README.read_text(encoding="utf-8")
    fresh = pasted(text, assistant)
    assistant.close()
    if options.write:
        README.write_text(fresh, encoding="utf-8")
    elif fresh != text:
        print("README.md is stale: run `make readme`", file=sys.stderr)
        return 1
    return 0


def pasted(text: str, assistant: Assistant) -> str:
    """`text` with each block between `<!-- name -->` and `<!-- /name -->` made anew."""
    for name, block in BLOCKS.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        content = block(assistant)
        text = pattern.sub(rf"\g<1>{escaped(content)}\n\g<2>", text)
    return text


def escaped(content: str) -> str:
    """As the replacement of a pattern, in which a backslash means something."""
    return content.replace("\\", "\\\\")


def session(assistant: Assistant) -> str:
    told = [f'$ assistant ask "{one}"\n{to_text(assistant.ask(one))}' for one in QUESTIONS]
    return "```\n" + "\n\n".join(told) + "\n```"


def plan(assistant: Assistant) -> str:
    """The plan of a fixed profile on a fixed day, so that it stays the same."""
    told = validated(Profile, json.loads(PROFILE.read_text(encoding="utf-8")))
    decided = build(told, today=DAY, means=assistant.means)
    assert decided.plan is not None
    command = f"$ assistant plan --profile {PROFILE.relative_to(README.parent)}"
    return f"```\n{command}\n{summary(decided.plan)}\n```"


def quality(_: Assistant) -> str:
    """The tables of the accepted run, which `assistant eval gate` holds the next ones against."""
    return QUALITY.read_text(encoding="utf-8").strip()


def ablations(_: Assistant) -> str:
    return TABLE.read_text(encoding="utf-8").strip()


def safety(assistant: Assistant) -> str:
    actions = {rule.id: rule.action for rule in assistant.ground.rulebook.rules}
    return to_table(list(unseen(lambda turns: assistant.ground.screen(turns).noticed)), actions)


def settings(_: Assistant) -> str:
    rows = [
        f"| `ASSISTANT_{name.upper()}` | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| variable | meaning |", "|---|---|", *rows])


BLOCKS: dict[str, Callable[[Assistant], str]] = {
    "session": session,
    "plan": plan,
    "quality": quality,
    "ablations": ablations,
    "safety": safety,
    "settings": settings,
}

if __name__ == "__main__":
    sys.exit(main())
