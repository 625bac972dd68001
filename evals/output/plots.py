"""Results to plots as SVG: the same bytes for the same numbers."""

from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from evals.case import CATEGORIES
from evals.risk import MAX_RISK, curve
from evals.score import Result
from evals.statistics import wilson

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, SOFT, WARN = "#0b5c6b", "#9fb9be", "#a3161f"
SHOWN = ("answers correct", "near-misses left open", "red flags heard", "look-alikes left alone")

Draw = Callable[["Axes"], None]


def categories(results: Sequence[Result]) -> str:
    """What share of each category passes, with Wilson intervals."""
    kept = [one for one in CATEGORIES if any(r.case.category == one for r in results)]

    def draw(axes: "Axes") -> None:
        for row, name in enumerate(reversed(kept)):
            of = [one for one in results if one.case.category == name and one.status != "na"]
            if not of:
                continue
            passes = sum(one.status == "pass" for one in of)
            share, interval = passes / len(of), wilson(passes, len(of))
            axes.barh(row, share, color=SOFT)
            axes.plot([interval.low, interval.high], [row, row], color=INK, linewidth=2)
            axes.text(1.02, row, f"{passes}/{len(of)}", va="center", fontsize=9)
        axes.set_yticks(range(len(kept)), kept[::-1])
        axes.set_xlim(0, 1)
        axes.set_xlabel("share that passes, 95 %")

    return svg(draw, height=0.36 * len(kept) + 1)


def risk(results: Sequence[Result]) -> str:
    """How many questions are answered at what share of wrong answers."""
    points = curve(results)

    def draw(axes: "Axes") -> None:
        axes.plot([one.coverage for one in points], [one.risk for one in points], color=INK)
        axes.axhline(MAX_RISK, color=WARN, linewidth=1, linestyle="--")
        axes.set_xlim(0, 1)
        axes.set_ylim(0, max([2 * MAX_RISK, *(one.risk for one in points)]))
        axes.set_xlabel("coverage: share of questions answered")
        axes.set_ylabel("risk: share of answers wrong")

    return svg(draw) if points else ""


def latency(ms: Mapping[str, Sequence[float]]) -> str:
    """Milliseconds by step, as boxes from the first to the third quarter."""
    kept = {name: values for name, values in sorted(ms.items()) if values}

    def draw(axes: "Axes") -> None:
        axes.boxplot(
            list(kept.values()), orientation="horizontal", tick_labels=list(kept), showfliers=False
        )
        axes.set_xlim(left=0)
        axes.set_xlabel("ms")

    return svg(draw, height=0.4 * len(kept) + 1) if kept else ""


def history(lines: Sequence[Mapping[str, Any]]) -> str:
    """A few measures over the runs that were accepted as baselines."""

    def draw(axes: "Axes") -> None:
        for name in SHOWN:
            points = [
                (at, one["measures"][name])
                for at, one in enumerate(lines)
                if name in one["measures"]
            ]
            if points:
                axes.plot(*zip(*points, strict=True), marker="o", label=name)
        axes.set_xticks(range(len(lines)), [str(one["label"]) for one in lines], rotation=20)
        axes.set_ylim(0, 1.02)
        axes.legend(fontsize=8)

    return svg(draw) if lines else ""


def svg(draw: Draw, *, height: float = 3.4) -> str:
    import matplotlib as mpl  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    with mpl.rc_context({"svg.hashsalt": "evals", "svg.fonttype": "none", "font.size": 10}):
        figure = Figure(figsize=(7.2, height), layout="constrained")
        axes = figure.subplots()
        axes.spines[["top", "right"]].set_visible(False)
        draw(axes)
        held = StringIO()
        figure.savefig(held, format="svg", metadata={"Date": None})
    return held.getvalue()[held.getvalue().index("<svg") :]
