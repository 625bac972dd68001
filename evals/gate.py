"""A run, the gates and the baseline to what stops a change."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import InvalidInput
from evals.case import Category, Expect
from evals.compare import compare, word
from evals.output.records import Recorded, read_recorded, recorded
from evals.score import Result, Run, Score
from evals.scorers.table import SCORERS

GATES = Path(__file__).with_name("gates.toml")


class Part(BaseModel):
    """A part of the file: unknown names are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Zero(Part):
    """A scorer that has to be 1 wherever it applies."""

    name: str
    scorer: str
    categories: tuple[Category, ...] = ()
    expects: tuple[Expect, ...] = ()
    but: Mapping[str, str] = Field(default_factory=dict)  # by case id what is wrong: known defects


class Regression(Part):
    baseline: str


class Gates(Part):
    zero: tuple[Zero, ...]
    regression: Regression


@dataclass(frozen=True)
class Red:
    """A gate that is red, and the cases that made it so."""

    gate: str
    why: str
    cases: tuple[str, ...]


def read_gates(path: Path = GATES) -> Gates:
    """Raises InvalidInput."""
    try:
        gates = Gates.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise InvalidInput(f"{path.name!r} can't be read: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise InvalidInput(f"{path.name!r}: {where}: {first['msg']}") from error
    if unknown := sorted({one.scorer for one in gates.zero} - SCORERS.keys()):
        raise InvalidInput(f"{path.name!r}: {unknown[0]!r} is no scorer")
    return gates


def read_baseline(gates: Gates, run: Run, *, folder: Path = GATES.parent) -> Recorded:
    """Raises InvalidInput when there is none, or when it is of other cases."""
    baseline = read_recorded(folder / gates.regression.baseline)
    if baseline.cases_sha256 != run.cases_sha256:
        raise InvalidInput(
            "the baseline is of other cases than these: look at `assistant eval compare`, then "
            "accept this run with `assistant eval gate --accept LABEL`"
        )
    return baseline


def red_gates(run: Run, gates: Gates, baseline: Recorded) -> list[Red]:
    return [*broken(run.results, gates), *regressed(run, baseline)]


def broken(results: Sequence[Result], gates: Gates) -> Iterator[Red]:
    """Gates that are not kept, but for the cases that are known not to."""
    for zero in gates.zero:
        judged = values_under(results, zero)
        fresh = [
            name for name, score in judged.items() if score.value != 1 and name not in zero.but
        ]
        if fresh:
            why = f"{len(fresh)} of {len(judged)}: {judged[fresh[0]].why}"
            yield Red(zero.name, why, tuple(fresh))


def mended(results: Sequence[Result], gates: Gates) -> Iterator[Red]:
    """
    Known defects that are none any more: asked for when a run is accepted, and not of every run,
    since one near a threshold may go either way in another build of the index.
    """
    for zero in gates.zero:
        judged = values_under(results, zero)
        held = sorted(name for name in zero.but if name in judged and judged[name].value == 1)
        if held:
            yield Red(zero.name, "holds again: take it off the list", tuple(held))


def values_under(results: Sequence[Result], zero: Zero) -> dict[str, Score]:
    """By case what the gate's scorer says, where it applies."""
    return {
        one.case.id: one.scores[zero.scorer]
        for one in results
        if not zero.categories or one.case.category in zero.categories
        if not zero.expects or one.case.expect in zero.expects
        if one.scores[zero.scorer].value is not None
    }


def regressed(run: Run, baseline: Recorded) -> Iterator[Red]:
    found = compare(baseline, recorded(run))
    for change in found.changes:
        if change.worse:
            lost = f"{100 * change.before:.1f} → {100 * change.after:.1f}, {word(change)}"
            yield Red(f"no regression of {change.name}", lost, found.lost)
