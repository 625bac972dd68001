"""A run to the tables of a terminal."""

from rich.console import Console
from rich.table import Table

from evals.measures import measured
from evals.output.records import of_split
from evals.output.words import category_rows, interval_of, passed, value_of
from evals.score import Run


def show(run: Run, console: Console) -> None:
    console.print(f"{run.config}: {passed(run.results)}")
    for split in ("dev", "test"):
        if found := measured(of_split(run.results, split)):
            table = Table(title=f"{split} split", box=None, title_justify="left")
            for name, side in (
                ("measure", "left"),
                ("value", "right"),
                ("95 %", "left"),
                ("n", "right"),
            ):
                table.add_column(name, justify=side)  # type: ignore[arg-type]  # both are sides
            for one in found:
                table.add_row(one.name, value_of(one), interval_of(one), str(one.n))
            console.print(table)
    table = Table(title="by category", box=None, title_justify="left")
    for name in ("category", "split", "n", "pass", "n.a.", "95 % of pass"):
        table.add_column(name, justify="left" if name in ("category", "split") else "right")
    for category, split, n, passes, na, interval in category_rows(run.results):
        table.add_row(category, split, str(n), str(passes), str(na), interval)
    console.print(table)
