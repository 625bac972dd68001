"""A configuration to the assistants that the cases are put to."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from assistant.app import Assistant, open_assistant
from assistant.errors import InvalidInput, UnknownArticle
from assistant.library.vectors import Progress, silent
from assistant.settings import Settings, load_settings
from evals.case import HEEL_DRAG, Case
from evals.configs import CONFIGS

PLANTED = Path(__file__).with_name("planted")  # an article with somebody else's orders in it


@contextmanager
def assistants(
    config: str, cases: tuple[Case, ...], *, progress: Progress = silent
) -> Iterator[Mapping[str, Assistant]]:
    """
    By article the assistant that holds it: the planted ones stand in a library of their own.

    Raises InvalidInput for an unknown configuration, and where the cases' evidence does not stand
    in the index: it is of another corpus then.
    """
    if config not in CONFIGS:
        raise InvalidInput(f"{config!r} is no configuration; known are {', '.join(CONFIGS)}")
    settings = load_settings()
    planted = settings.model_copy(
        update={"home": settings.home / "evals" / "planted", "corpus": PLANTED}
    )
    with ExitStack() as stack:
        opened: dict[str, Assistant] = {}
        for article in sorted({case.article for case in cases} | {HEEL_DRAG}):
            place = settings if article == HEEL_DRAG else planted
            opened[article] = stack.enter_context(opened_at(place, config, progress))
        check_evidence(cases, opened)
        yield opened


def opened_at(settings: Settings, config: str, progress: Progress) -> Assistant:
    return open_assistant(settings, progress=progress, search=CONFIGS[config])


def check_evidence(cases: tuple[Case, ...], opened: Mapping[str, Assistant]) -> None:
    for case in cases:
        for one in (*case.evidence, *case.also):
            try:
                text = opened[case.article].article(case.article).text
            except UnknownArticle as error:
                raise InvalidInput(
                    f"the index does not hold {case.article!r}, which {case.id!r} is about: unset "
                    "ASSISTANT_CORPUS, or give the cases of your own articles with --cases"
                ) from error
            if text[one.start : one.end] != one.quote:
                raise InvalidInput(
                    f"the evidence of {case.id!r} does not stand in {case.article!r} at "
                    f"{one.start}: the index is of another text; `assistant eval lint` shows more"
                )
