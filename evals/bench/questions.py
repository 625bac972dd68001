"""The shipped wordings to questions that no vector cache knows yet."""

import tomllib

from evals.bench.ground import ARTICLE, Ground

PREFIX = "Tell me, "  # in front of a wording it makes another text that asks the same


def shipped_questions(count: int, ground: Ground) -> list[str]:
    """`count` different questions to the shipped article, spread over all of its facts."""
    facts_file = ground.settings.corpus / ARTICLE / "facts.toml"
    facts = tomllib.loads(facts_file.read_text(encoding="utf-8"))["fact"]
    sides = ("asks", "yes", "no", "partly")
    wordings = [wording for fact in facts for side in sides for wording in fact.get(side, [])]
    every = len(wordings) // count
    return [f"{PREFIX}{wording}" for wording in wordings[::every][:count]]
