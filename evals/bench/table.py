"""Rows and the machine they were measured on to a Markdown table and to JSON."""

from collections.abc import Sequence
from typing import Any

from evals.bench.machine import Machine
from evals.bench.row import Row, Target

HEAD = "| | measured | unit | n | median | p95 | min to max | target | met |"
RULE = "|---|---|---|--:|--:|--:|--:|--:|---|"
MET = {True: "yes", False: "**no**", None: ""}


def to_table(rows: Sequence[Row], machine: Machine) -> str:
    return "\n".join([HEAD, RULE, *map(line, rows), "", about(machine)])


def line(row: Row) -> str:
    several = len(row.values) > 1
    cells = (
        row.section,
        row.what,
        row.unit,
        str(len(row.values)),
        number(row.median),
        number(row.p95) if several else "",
        f"{number(min(row.values))} to {number(max(row.values))}" if several else "",
        bound(row.target),
        MET[row.met],
    )
    return f"| {' | '.join(cells)} |"


def bound(target: Target | None) -> str:
    if target is None:
        return ""
    return f"{target.of} {'≥' if target.at_least else '≤'} {number(target.bound)}"


def number(value: float) -> str:
    """Three digits that count, more only before the point: 0.354, 2.01, 350, 1,204."""
    whole = len(str(int(abs(value))))
    decimals = max(0, 3 - whole)
    return f"{value:,.{decimals}f}"


def about(machine: Machine) -> str:
    before, after = machine.load_before, machine.load_after
    return (
        f"{machine.cores} cores, Python {machine.python}, {machine.system}; load average over a "
        f"minute {before:.1f} before and {after:.1f} after: what is over the cores is noise."
    )


def to_json(rows: Sequence[Row], machine: Machine) -> dict[str, Any]:
    return {
        "machine": vars(machine),
        "rows": [
            {
                "section": row.section,
                "what": row.what,
                "unit": row.unit,
                "n": len(row.values),
                "median": row.median,
                "p95": row.p95,
                "target": bound(row.target),
                "met": row.met,
                "values": list(row.values),
            }
            for row in rows
        ],
    }
