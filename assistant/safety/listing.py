"""A rulebook to a table of its rules and limits that people can read."""

from collections.abc import Iterable

from assistant.safety.rule import Basis, Rulebook

NOTE = (
    "No clinician has reviewed these rules and limits. They are drawn from public pages, named by "
    "their keys in corpus/sources.toml: A is a guideline or a reviewed paper, B a hospital's or "
    "surgeon's protocol, C a clinic's page or a copy."
)
HEADS = ("id", "action", "label", "sources", "review by", "our own inference")


def listing(rulebook: Rulebook) -> str:
    """As Markdown."""
    lines = [NOTE, "", row(HEADS), row("---" for _ in HEADS)]
    for rule in rulebook.rules:
        ours = "yes" if rule.inference else ""
        lines.append(
            row((rule.id, rule.action, rule.label, graded(rule.sources), rule.review_by, ours))
        )
    for limit in rulebook.limits:
        ours = ", ".join(limit.inference)
        lines.append(
            row((limit.id, "limit", limit.label, graded(limit.sources), limit.review_by, ours))
        )
    return "\n".join(lines)


def graded(sources: Iterable[Basis]) -> str:
    return ", ".join(f"{basis.key} ({basis.grade})" for basis in sources)


def row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
