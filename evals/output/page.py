"""A run to one HTML page that needs nothing else: failures first, then measures and plots."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from evals.measures import measured
from evals.output import plots
from evals.output.records import of_split
from evals.output.words import category_rows, interval_of, passed, value_of
from evals.score import Result, Run

FOLDER = Path(__file__).parent


def to_page(
    run: Run,
    *,
    reveal: bool,
    ms: Mapping[str, Sequence[float]],
    history: Sequence[Mapping[str, Any]],
) -> str:
    """`ms` are milliseconds by step: the only part that differs between two runs."""
    shown = [one for one in run.results if reveal or one.case.split == "dev"]
    pages = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return pages.get_template("page.html").render(
        run=run,
        reveal=reveal,
        passed=passed(run.results),
        failed=[one for one in shown if one.status == "fail"],
        right=[one for one in shown if one.status != "fail"],
        told=told,
        measures=measure_rows(run.results),
        rows=category_rows(run.results),
        categories=Markup(plots.categories(run.results)),
        risk=Markup(plots.risk(run.results)),
        latency=Markup(plots.latency(ms)),
        history=Markup(plots.history(history)),
    )


def measure_rows(results: Sequence[Result]) -> list[tuple[str, list[str]]]:
    by_split = [
        {one.name: one for one in measured(of_split(results, split))} for split in ("dev", "test")
    ]
    rows = []
    for whole in measured(results):
        cells: list[str] = []
        for found in by_split:
            one = found.get(whole.name)
            cells += [value_of(one), interval_of(one), str(one.n)] if one else ["", "", "0"]
        rows.append((whole.name, cells))
    return rows


def told(result: Result) -> Markup:
    """A case to open: what was asked, what was replied with its quotes marked, and why."""
    asked = " / ".join(result.case.turns) or result.case.note
    scores = "".join(
        Markup("<tr><td>{}<td class=n>{}<td>{}").format(
            name, "n.a." if one.value is None else f"{one.value:.2f}", one.why
        )
        for name, one in result.scores.items()
        if one.value is not None
    )
    return Markup(
        '<details class="{}"><summary><b>{}</b> {} <span class=soft>{}</span></summary>'
        "<pre>{}</pre><p class=soft>{}</p><table>{}</table></details>\n"
    ).format(
        result.status,
        result.case.id,
        asked,
        result.why,
        marked(result.text, result.quotes),
        result.case.note,
        Markup(scores),
    )


def marked(text: str, quotes: Sequence[str]) -> Markup:
    """`text` with what it quotes marked."""
    shown = escape(text)
    for quote in sorted(set(quotes), key=len, reverse=True):
        safe = escape(quote)
        if f">{safe}<" not in shown:
            shown = Markup(str(shown).replace(str(safe), f"<mark>{safe}</mark>"))
    return shown
