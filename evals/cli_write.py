"""Command lines that write: the measured threshold, drafts for an article, one case."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import InvalidInput
from evals.case import CATEGORIES, HEEL_DRAG, Case, Evidence, Nugget
from evals.read import read_cases


def calibrate(
    risk: Annotated[float, typer.Option(help="The largest share of wrong answers.")] = 0.05,
) -> None:
    """Find how much support an answer needs for a bounded risk, on the development split."""
    from evals.calibrate import CALIBRATION, calibrated, lines, written  # noqa: PLC0415
    from evals.suite import done  # noqa: PLC0415

    if not 0 < risk < 1:
        raise InvalidInput(f"a risk of {risk:g} can't be: give a share between 0 and 1")
    cases = tuple(case for case in read_cases() if case.split == "dev")
    found = calibrated(done(cases, "shipped").run, risk)
    CALIBRATION.write_text(written(found), encoding="utf-8")
    for line in lines(found):
        print(line)


def init(
    article: Annotated[Path, typer.Argument(help="An article of your own.")],
    out: Annotated[Path, typer.Option(help="Folder for the drafts; it must not exist.")],
) -> None:
    """Draft a facts file and cases from an article's headings, lists and questions."""
    from evals.draft import draft  # noqa: PLC0415

    if out.exists():
        raise InvalidInput(f"{str(out)!r} is there already: give another folder to --out")
    drafted = draft(article)
    out.mkdir(parents=True)
    (out / "facts.toml").write_text(drafted.facts, encoding="utf-8")
    (out / "cases.jsonl").write_text(drafted.cases, encoding="utf-8")
    print(
        f"{drafted.count} facts and cases are drafted in {out}. Read each one, write wordings of "
        "your own, and delete what is not worth asking."
    )


def new(
    category: Annotated[str, typer.Option(help="faq, fact, near, …")],
    cluster: Annotated[str, typer.Option(help="The fact or topic: all wordings of it share it.")],
    ask: Annotated[list[str], typer.Option(help="A message; repeat it for a conversation.")],
    name: Annotated[
        str, typer.Option("--id", help="Of the case; made from the others if none.")
    ] = "",
    split: Annotated[str, typer.Option(help="dev or test.")] = "dev",
    expect: Annotated[str, typer.Option(help="answer, abstain, notice, refer or calm.")] = "answer",
    quote: Annotated[
        list[str] | None, typer.Option(help="A sentence of the article that answers.")
    ] = None,
    vital: Annotated[
        list[str] | None, typer.Option(help="A pattern of what has to be said.")
    ] = None,
    article: Annotated[str, typer.Option(help="The article's name.")] = HEEL_DRAG,
) -> None:
    """Print a case as a line for a file of cases, its evidence placed in the article."""
    from pydantic import ValidationError  # noqa: PLC0415

    from evals.lint import lint, read_articles  # noqa: PLC0415

    articles = read_articles()
    if article not in articles:
        raise InvalidInput(f"there is no article {article!r}; known are {', '.join(articles)}")
    if category not in CATEGORIES:
        raise InvalidInput(f"{category!r} is no category; known are {', '.join(CATEGORIES)}")
    known = {case.id for case in read_cases()}
    text = articles[article].text
    try:
        case = Case(
            id=name or free_name(f"{category}-{cluster}", known),
            category=category,
            cluster=cluster,
            split=split,  # type: ignore[arg-type]  # pydantic checks it
            expect=expect,  # type: ignore[arg-type]  # pydantic checks it
            turns=tuple(ask),
            article=article,
            evidence=tuple(placed(one, text, article) for one in quote or ()),
            nuggets=tuple(Nugget(name=one, any=(one,)) for one in vital or ()),
        )
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise InvalidInput(f"{where}: {first['msg']}") from error
    if case.id in known:
        raise InvalidInput(f"{case.id!r} is taken: give another --id")
    for fault in lint([case], articles):
        raise InvalidInput(fault)
    print(case.model_dump_json(exclude_defaults=True))


def free_name(stem: str, known: set[str]) -> str:
    number = 1
    while f"{stem}-{number}" in known:
        number += 1
    return f"{stem}-{number}"


def placed(quote: str, text: str, article: str) -> Evidence:
    """Raises InvalidInput for what does not stand in the article, or stands there twice."""
    count = text.count(quote)
    if count != 1:
        raise InvalidInput(
            f"{quote!r} stands {count} times in {article!r}: give a whole sentence of it, as it is"
        )
    return Evidence(quote=quote, start=text.index(quote), end=text.index(quote) + len(quote))
