"""A run to Markdown: what README and a pull request show."""

from collections.abc import Iterator, Sequence

from evals.measures import measured
from evals.output.records import of_split
from evals.output.words import category_rows, interval_of, value_of
from evals.score import Result, Run


def to_markdown(run: Run, *, reveal: bool) -> str:
    parts = [
        f"# Evals: {run.config}",
        f"Cases {run.cases_sha256[:12]}, index {run.corpus}.",
        headline_table(run.results),
        category_table(run.results),
        "\n".join(failures(run.results, reveal=reveal)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def headline_table(results: Sequence[Result]) -> str:
    """Each measure on both splits, with its denominator and 95 % interval."""
    by_split = {
        split: {one.name: one for one in measured(of_split(results, split))}
        for split in ("dev", "test")
    }
    names = [one.name for one in measured(results)]
    lines = [
        "| measure | dev | 95 % | n | test | 95 % | n |",
        "|---|--:|---|--:|--:|---|--:|",
    ]
    for name in names:
        cells = []
        for split in ("dev", "test"):
            one = by_split[split].get(name)
            cells += [value_of(one), interval_of(one), str(one.n)] if one else ["", "", "0"]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def category_table(results: Sequence[Result]) -> str:
    lines = [
        "| category | split | n | pass | | 95 % | n.a. |",
        "|---|---|--:|--:|--:|---|--:|",
    ]
    for category, split, n, passes, na, interval in category_rows(results):
        share = f"{100 * passes / n:.0f} %" if n else ""
        lines.append(f"| {category} | {split} | {n} | {passes} | {share} | {interval} | {na} |")
    return "\n".join(lines)


def failures(results: Sequence[Result], *, reveal: bool) -> Iterator[str]:
    shown = [one for one in results if one.status == "fail" and (reveal or one.case.split == "dev")]
    if shown:
        yield f"## {len(shown)} failures{'' if reveal else ' of the development split'}\n"
    for one in shown:
        asked = " / ".join(one.case.turns) or one.case.note
        yield f"- `{one.case.id}` {asked}: {one.why}"
