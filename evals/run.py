"""Cases to a run: play, judge, measure."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from assistant.app import Assistant
from evals.case import Case
from evals.play import play
from evals.read import hash_of
from evals.score import Played, Run
from evals.scorers.table import judged

WORKERS = 2  # models run outside of the interpreter's lock: 7.5 s for 11.9 with one

Tell = Callable[[int, int], None]  # how many of how many are done


def played(
    cases: Sequence[Case],
    opened: Mapping[str, Assistant],
    *,
    tell: Tell = lambda done, all_of_them: None,
) -> tuple[Played, ...]:
    """Every case by id. A crash is a failure of the run: it is raised."""
    ordered = sorted(cases, key=lambda case: case.id)
    done: list[Played] = []
    with ThreadPoolExecutor(WORKERS) as pool:
        for one in pool.map(lambda case: play(case, opened[case.article]), ordered):
            done.append(one)
            tell(len(done), len(ordered))
    return tuple(done)


def run_of(config: str, all_played: Sequence[Played], opened: Mapping[str, Assistant]) -> Run:
    """What was played, judged. Nothing in it depends on time or on the order of the cases."""
    ordered = sorted(all_played, key=lambda one: one.case.id)
    return Run(
        config=config,
        cases_sha256=hash_of([one.case for one in ordered]),
        corpus=" ".join(
            opened[name].library.manifest.fingerprint.corpus[:16] for name in sorted(opened)
        ),
        results=tuple(map(judged, ordered)),
    )
