"""A configuration to the assistants that the cases are put to."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from assistant.app import Assistant, open_assistant
from assistant.errors import InvalidInput, UnknownArticle
from assistant.library.vectors import Progress, silent
from assistant.settings import Settings, load_settings
from evals.baselines import BASELINES
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
        known = ", ".join([*CONFIGS, *BASELINES])
        raise InvalidInput(f"{config!r} is no configuration; known are {known}")
    settings = load_settings()
    with ExitStack() as stack:
        main = stack.enter_context(opened_at(settings, config, progress))
        held = main.library.manifest.articles
        opened: dict[str, Assistant] = {}
        for article in sorted({case.article for case in cases} | {HEEL_DRAG}):
            if article in held or not (PLANTED / article).is_dir():
                opened[article] = main
            else:
                opened[article] = stack.enter_context(
                    opened_at(planted(settings, article), config, progress)
                )
        check_evidence(cases, opened)
        yield opened


def planted(settings: Settings, article: str) -> Settings:
    """A library of one planted article, with the model that was exported for the main one."""
    home = settings.home / "evals" / article
    home.mkdir(parents=True, exist_ok=True)
    if not (home / "models").exists():
        (home / "models").symlink_to((settings.home / "models").resolve())
    return settings.model_copy(update={"home": home, "corpus": PLANTED / article})


def opened_at(settings: Settings, config: str, progress: Progress) -> Assistant:
    return open_assistant(settings, progress=progress, search=CONFIGS[config])


def check_evidence(cases: tuple[Case, ...], opened: Mapping[str, Assistant]) -> None:
    for case in cases:
        try:
            text = opened[case.article].article(case.article).text
        except UnknownArticle as error:
            raise InvalidInput(
                f"the index does not hold {case.article!r}, which {case.id!r} is about: unset "
                "ASSISTANT_CORPUS, or give the cases of your own articles with --cases"
            ) from error
        for one in (*case.evidence, *case.also):
            if text[one.start : one.end] != one.quote:
                raise InvalidInput(
                    f"the evidence of {case.id!r} does not stand in {case.article!r} at "
                    f"{one.start}: the index is of another text; `assistant eval lint` shows more"
                )
