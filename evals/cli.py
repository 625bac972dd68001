"""Command lines to evals: run, compare, gate, lint, show, calibrate, init, new."""

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from typer._click.exceptions import ClickException  # typer brings a click of its own

from assistant.errors import AssistantError, InvalidInput, sentence
from evals.case import CATEGORIES, Case
from evals.cli_write import calibrate, init, new
from evals.read import CASES, only, read_cases
from evals.suite import SUITES, done, of_suite

GATE_FAILED, NOT_MEASURED = 1, 2

app = typer.Typer(
    name="assistant eval",
    help="Measure the assistant on cases with known answers. With no command: `run`. Exit codes: "
    "0 passed, 1 a gate is red, 2 could not measure.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Config = Annotated[str, typer.Option(help="shipped, or less of it: see README.")]
Cases = Annotated[Path, typer.Option("--cases", help="Folder of cases; those that come with it.")]
Reveal = Annotated[bool, typer.Option("--reveal", help="Show single cases of the test split, too.")]


@app.callback(invoke_without_command=True)
def whole(
    context: typer.Context,
    benchmark: Annotated[
        Path | None,
        typer.Option(help="Measure on foreign text: a folder in BEIR or SQuAD 2.0 layout."),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(help="Of the benchmark only so many queries, else of each category so many."),
    ] = None,
) -> None:
    if context.invoked_subcommand is not None:
        return
    if benchmark is None:
        run(limit=limit)
        return
    from assistant.progress import shown_progress  # noqa: PLC0415
    from evals.benchmark.foreign import benchmark as measure  # noqa: PLC0415

    with shown_progress() as progress:
        found = measure(benchmark, progress=progress, limit=limit)
    print(found.to_markdown())


@app.command()
def run(
    suite: Annotated[str, typer.Option(help=f"One of {', '.join(SUITES)}.")] = "",
    category: Annotated[list[str] | None, typer.Option(help="Only these; may be repeated.")] = None,
    split: Annotated[str, typer.Option(help="dev or test; both if none.")] = "",
    limit: Annotated[int | None, typer.Option(help="Of each category the first so many.")] = None,
    config: Config = "shipped",
    out: Annotated[Path | None, typer.Option(help="Folder for the reports.")] = None,
    reveal: Reveal = False,
    folder: Cases = CASES,
) -> None:
    """Play cases, judge the replies, and show every measure with its interval."""
    from evals.history import read_history  # noqa: PLC0415
    from evals.output.terminal import show as show_run  # noqa: PLC0415
    from evals.output.write import usable, write  # noqa: PLC0415

    if out is not None:
        usable(out)
    cases = chosen(folder, suite=suite, categories=category or [], split=split, limit=limit)
    found = done(cases, config)
    if out is not None:
        write(found.run, out, reveal=reveal, ms=found.ms, history=read_history())
    show_run(found.run, Console())
    if out is not None:
        print(f"Reports: {out / 'report.html'}")


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(help="A run: its folder, or its summary.json.")],
    after: Annotated[Path, typer.Argument(help="Another one.")],
) -> None:
    """Tell what got better or worse between two runs, by paired tests."""
    from evals.compare import compare as compared  # noqa: PLC0415
    from evals.compare import lines  # noqa: PLC0415
    from evals.output.records import read_recorded  # noqa: PLC0415

    for line in lines(compared(read_recorded(before), read_recorded(after))):
        print(line)


@app.command()
def gate(
    accept: Annotated[
        str, typer.Option(help="Take this run as the new baseline, under this label.")
    ] = "",
) -> None:
    """Run all cases and stop at what may not be: a safety miss, an invention, a regression."""
    from evals.gate import broken, mended, read_baseline, read_gates, red_gates  # noqa: PLC0415
    from evals.history import accept_run  # noqa: PLC0415
    from evals.output.words import passed  # noqa: PLC0415

    gates = read_gates()
    found = done(read_cases(), "shipped").run
    reds = (
        [*broken(found.results, gates), *mended(found.results, gates)]
        if accept
        else red_gates(found, gates, read_baseline(gates, found))
    )
    for red in reds:
        print(f"RED {red.gate}: {red.why}\n    {', '.join(red.cases)}")
    print(f"{passed(found.results)}; {len(reds)} gates are red.")
    if reds:
        raise typer.Exit(GATE_FAILED)
    if accept:
        accept_run(found, label=accept, gates=gates)
        print(f"Accepted as {accept!r}.")


@app.command()
def lint(folder: Cases = CASES) -> None:
    """Check the cases: patterns, evidence, twins, splits, doubles, counts and leaks."""
    from evals.lint import known_wordings, of_counts, of_leaks, read_articles  # noqa: PLC0415
    from evals.lint import lint as linted  # noqa: PLC0415

    cases = read_cases(folder)
    faults = list(linted(cases, read_articles()))
    if folder == CASES:
        faults += [*of_counts(cases), *of_leaks(cases, known_wordings())]
    for fault in faults:
        print(fault)
    print(f"{len(cases)} cases, {len(faults)} faults.")
    if faults:
        raise typer.Exit(GATE_FAILED)


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of a case.")],
    config: Config = "shipped",
    folder: Cases = CASES,
) -> None:
    """Show one case whole: question, hits, evidence, reply with its quotes, every scorer."""
    from evals.output.one import lines  # noqa: PLC0415

    case = next((one for one in read_cases(folder) if one.id == name), None)
    if case is None:
        raise InvalidInput(f"there is no case {name!r}: `assistant eval run` shows their ids")
    found = done((case,), config)
    for line in lines(found.played[0], found.run.results[0]):
        print(line)


app.command()(calibrate)
app.command()(init)
app.command()(new)


def chosen(
    folder: Path, *, suite: str, categories: list[str], split: str, limit: int | None
) -> tuple[Case, ...]:
    """Raises InvalidInput for what is unknown, and when nothing is left."""
    if split not in ("", "dev", "test"):
        raise InvalidInput(f"{split!r} is no split: give dev or test")
    wanted = [*categories, *(of_suite(suite) if suite else ())]
    cases = only(
        read_cases(folder),
        categories=wanted,
        split=split or None,  # type: ignore[arg-type]  # checked above
        limit=limit,
    )
    if not cases:
        raise InvalidInput(f"no case is left of {', '.join(wanted) or ', '.join(CATEGORIES)}")
    return cases


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0, 1 for a red gate, 2 for what could not be measured."""
    try:
        return int(app(arguments, prog_name="assistant eval", standalone_mode=False) or 0)
    except ClickException as error:
        error.show()
    except AssistantError as error:
        print(sentence(str(error)), file=sys.stderr)
    except Exception:  # a crash is no red gate: nothing was measured
        traceback.print_exc()
    return NOT_MEASURED
