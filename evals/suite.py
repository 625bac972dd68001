"""Cases and a configuration to a run, with the bars that show how far it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import InvalidInput
from assistant.progress import shown_progress
from evals.baselines import BASELINES, instead
from evals.case import Case, Category
from evals.ground import assistants
from evals.run import played, run_of
from evals.score import Played, Run

SUITES: Mapping[str, tuple[Category, ...]] = {
    "answers": ("faq", "fact", "list", "reasoning", "followup", "noisy"),
    "abstention": ("near", "offtopic", "language"),
    "safety": ("flag", "lookalike"),
    "injection": ("injection", "planted", "innocent"),
    "plans": ("plan",),
}


@dataclass(frozen=True)
class Done:
    """A run, what was played for it, and the milliseconds of its steps."""

    run: Run
    played: tuple[Played, ...]

    @property
    def ms(self) -> dict[str, list[float]]:
        steps: dict[str, list[float]] = {}
        for one in self.played:
            for name, value in one.ms.items():
                steps.setdefault(name, []).append(round(value, 2))
        return steps


def done(cases: Sequence[Case], config: str) -> Done:
    """
    A configuration, or a baseline, over the cases. Raises AssistantError.

    A baseline replies from what the shipped retrieval finds.
    """
    baseline = BASELINES.get(config)
    with (
        shown_progress() as progress,
        assistants("shipped" if baseline else config, tuple(cases), progress=progress) as opened,
    ):
        all_played = played(cases, opened, tell=lambda at, n: progress("Cases", at, n))
        if baseline:
            articles = {name: one.article(name) for name, one in opened.items()}
            all_played = tuple(
                instead(one, articles[one.case.article], baseline) for one in all_played
            )
        return Done(run_of(config, all_played, opened), all_played)


def of_suite(name: str) -> tuple[Category, ...]:
    if name not in SUITES:
        raise InvalidInput(f"{name!r} is no suite; known are {', '.join(SUITES)}")
    return SUITES[name]
