"""A run to JSON and back: `summary.json` and `results.jsonl`, the same bytes for the same run."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from assistant.errors import InvalidInput
from evals.measures import measured
from evals.score import Measure, Result, Run

DIGITS = 6  # after the point: what lies behind it differs between processors


@dataclass(frozen=True)
class Recorded:
    """A run as it was kept: enough to compare it with another."""

    config: str
    cases_sha256: str
    statuses: Mapping[str, str]  # by case id
    clusters: Mapping[str, str]
    splits: Mapping[str, str]
    values: Mapping[str, Mapping[str, float]]  # by measure, by case id


RECORDED = TypeAdapter(Recorded)


def recorded(run: Run) -> Recorded:
    return Recorded(
        config=run.config,
        cases_sha256=run.cases_sha256,
        statuses={one.case.id: one.status for one in run.results},
        clusters={one.case.id: one.case.cluster for one in run.results},
        splits={one.case.id: one.case.split for one in run.results},
        values={
            one.name: {name: round(one.values[name], DIGITS) for name in sorted(one.values)}
            for one in measured(run.results)
            if one.values
        },
    )


def summary(run: Run) -> str:
    """Measures by split, and whatever another run is compared with."""
    told: dict[str, Any] = {
        **asdict(recorded(run)),
        "corpus": run.corpus,
        "measures": {
            split: [as_record(one) for one in measured(of_split(run.results, split))]
            for split in ("all", "dev", "test")
        },
    }
    return json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def of_split(results: Sequence[Result], split: str) -> list[Result]:
    return [one for one in results if split in ("all", one.case.split)]


def as_record(measure: Measure) -> dict[str, Any]:
    interval = measure.interval
    return {
        "name": measure.name,
        "value": round(measure.value, DIGITS),
        "n": measure.n,
        "interval": [round(interval.low, DIGITS), round(interval.high, DIGITS)]
        if interval
        else None,
        "how": measure.how,
    }


def lines(run: Run, *, reveal: bool) -> Iterator[str]:
    """One line a case. Of the test split only outcomes and values, unless it is revealed."""
    for one in run.results:
        shown = reveal or one.case.split == "dev"
        told: dict[str, Any] = {
            "id": one.case.id,
            "category": one.case.category,
            "split": one.case.split,
            "cluster": one.case.cluster,
            "status": one.status,
            "scores": {
                name: score_of(score.value, score.why if shown else "")
                for name, score in one.scores.items()
            },
        }
        if shown:
            told |= {
                "why": one.why,
                "turns": one.case.turns,
                "kind": one.kind,
                "text": one.text,
                "quotes": one.quotes,
                "support": one.support,
            }
        yield json.dumps(told, ensure_ascii=False)


def score_of(value: float | None, why: str) -> dict[str, Any]:
    kept: dict[str, Any] = {"value": value if value is None else round(value, DIGITS)}
    return {**kept, "why": why} if why else kept


def read_recorded(path: Path) -> Recorded:
    """From a `summary.json`, or the folder that holds one. Raises InvalidInput."""
    file = path / "summary.json" if path.is_dir() else path
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return RECORDED.validate_python(
            {name: told[name] for name in Recorded.__dataclass_fields__}
        )
    except FileNotFoundError as error:
        raise InvalidInput(
            f"there is no run in {str(path)!r}: make one with `assistant eval run --out {path}`"
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InvalidInput(f"{str(file)!r} is no summary of a run: {error!r}") from error
