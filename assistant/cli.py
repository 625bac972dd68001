"""Command lines to the assistant."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli_open import conversing, load, opened
from assistant.cli_plans import add_plan_commands
from assistant.errors import AssistantError, InvalidInput, sentence
from assistant.progress import shown_progress
from assistant.streams import forgiving, listen, quiet_when_closed, read_message, tell, utf8

if TYPE_CHECKING:
    from assistant.answers.reply import Turn

app = typer.Typer(
    name="assistant",
    help="Ask exercise articles. Every sentence of an answer is cited; what the articles do not "
    "say is not answered. Not medical advice.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

add_plan_commands(app, text_of=lambda turn: text_of(turn))

FAILED = 2  # exit code for bad input and for what can't be done


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotes.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the Reply as JSON.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what was searched, found and chosen.")
    ] = False,
    batch: Annotated[
        Path | None,
        typer.Option(help="A file of JSON lines, {id, question} or {id, turns}; - reads input."),
    ] = None,
) -> None:
    """Answer a question, or with --batch many, from the articles."""
    if as_json:
        utf8(sys.stdout)
    if batch is not None:
        if question:
            raise InvalidInput("give a question or --batch, not both")
        ask_all(batch, as_json=as_json, explain=explain)
        return
    from assistant.message import check_message  # noqa: PLC0415
    from assistant.wire import to_text, to_wire  # noqa: PLC0415

    check_message(question)
    with opened() as assistant:
        turn = assistant.ask(question)
    if as_json:
        print(json.dumps(to_wire(turn, explain=explain), ensure_ascii=False, indent=2))
        return
    print(to_text(turn))
    if explain:
        from assistant.explain import to_table  # noqa: PLC0415

        print(f"\n{to_table(turn.trace)}")


def ask_all(batch: Path, *, as_json: bool, explain: bool) -> None:
    from assistant.batch import answer_lines, read_lines, readable  # noqa: PLC0415

    utf8(sys.stdin)
    lines = read_lines(batch)
    with opened() as assistant:
        for line in answer_lines(lines, assistant.ask, explain=explain):
            print(line if as_json else readable(line))


@app.command()
def chat(
    conversation: Annotated[
        str, typer.Option(help="Go on with this conversation; its id is shown at the end.")
    ] = "",
) -> None:
    """Talk in the terminal; the conversation is kept. An empty line ends it."""
    from assistant.chat import converse  # noqa: PLC0415
    from assistant.wire import to_text  # noqa: PLC0415

    name = conversation or None
    with conversing() as (assistant, stores):
        if name:
            for turn in stores.conversations.turns(name).turns[-3:]:
                print(f"> {turn.message}\n{to_text(turn)}\n")
        while message := read_message():
            try:
                exchange = converse(message, name, assistant=assistant, stores=stores)
            except InvalidInput as error:
                print(f"{sentence(str(error))}\n")
                continue
            name = exchange.conversation_id
            print(f"{to_text(exchange.turn)}\n")
    if name:
        tell(f"To go on: assistant chat --conversation {name}")


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one.")] = 8000,
) -> None:
    """Serve the page and the API until stopped."""
    import uvicorn  # noqa: PLC0415

    from assistant.web.api import create_app  # noqa: PLC0415

    socket = listen(host, port)  # before the minute that building an index may take
    with socket, conversing() as (assistant, stores):
        where = f"[{host}]" if ":" in host else host
        tell(f"Ask at http://{where}:{socket.getsockname()[1]}/ (API: /docs). Ctrl-C stops.")
        config = uvicorn.Config(create_app(assistant, stores), log_level="warning")
        uvicorn.Server(config).run(sockets=[socket])


@app.command()
def ingest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Articles or folders to add; without any, the index is brought up to date."
        ),
    ] = None,
    skip_bad_facts: Annotated[
        bool, typer.Option(help="Index an article whose facts file is faulty without that file.")
    ] = False,
) -> None:
    """Add articles (.md, .txt, .html) and bring the index up to date."""
    from assistant.building import add_articles  # noqa: PLC0415

    settings = load()
    with shown_progress() as progress:
        done = add_articles(
            paths or [], settings, progress=progress, say=tell, skip_bad_facts=skip_bad_facts
        )
    count = len(done.manifest.articles)
    entries = sum(done.manifest.collections.values())
    if done.why:
        print(f"{count} articles, {entries} entries, {done.embedded} of them newly embedded.")
    else:
        print(f"{count} articles, {entries} entries: nothing has changed.")


@app.command()
def articles() -> None:
    """List the articles with their passages, facts and silences."""
    with opened() as assistant:
        for slug, record in assistant.library.manifest.articles.items():
            print(
                f"{slug}: {record.title} ({record.passages} passages, {record.facts} facts, "
                f"{record.silences} silences)"
            )


@app.command()
def remove(slug: Annotated[str, typer.Argument(help="An article that was added.")]) -> None:
    """Remove an article that was added with ingest."""
    from assistant.building import remove_article  # noqa: PLC0415

    with shown_progress() as progress:
        done = remove_article(slug, load(), progress=progress, say=tell)
    print(f"{slug} is removed; {len(done.manifest.articles)} articles are left.")


@app.command()
def lint(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Articles or folders; the settings' own if none.")
    ] = None,
) -> None:
    """Check articles: quotes found, wordings unique, every passage covered, credits present."""
    from assistant.building import places  # noqa: PLC0415
    from assistant.library.lint import lint_sources  # noqa: PLC0415
    from assistant.library.sources import find_sources  # noqa: PLC0415

    sources = find_sources(paths or places(load()))
    faults = [str(fault) for fault in lint_sources(sources)]
    for fault in faults:
        print(fault)
    print(f"{len(sources)} articles, {len(faults)} faults.")
    if faults:
        raise typer.Exit(1)


@app.command()
def safety(
    report: Annotated[bool, typer.Option(help="Try every case; fail on broken promises.")] = False,
) -> None:
    """List the safety rules and their sources, or what they allow in every case."""
    from assistant.safety.listing import listing  # noqa: PLC0415
    from assistant.safety.load import load_rulebook  # noqa: PLC0415
    from assistant.safety.report import report_on  # noqa: PLC0415

    rulebook = load_rulebook()
    if not report:
        print(listing(rulebook))
        return
    done = report_on(rulebook)
    print(done.text)
    if not done.kept:
        raise typer.Exit(1)


@app.command(
    name="eval",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    add_help_option=False,
)
def evals(context: typer.Context) -> None:
    """Measure the answers, the safety and the plans on cases; `assistant eval --help`."""
    from importlib.metadata import entry_points  # noqa: PLC0415

    found = entry_points(group="assistant.commands", name="eval")
    try:
        run = next(iter(found)).load()
    except (StopIteration, ImportError) as error:
        raise InvalidInput(
            "the evals are not installed: in a clone of the repository, run "
            "`pip install --editable '.[evals]'`"
        ) from error
    raise typer.Exit(run(context.args))


def text_of(turn: "Turn") -> str:
    from assistant.wire import to_text  # noqa: PLC0415

    return to_text(turn)


def main() -> None:
    """Run a command; an error of ours is one sentence on standard error and exit code 2."""
    forgiving(sys.stdin, sys.stdout, sys.stderr)
    with quiet_when_closed(sys.stdout):
        try:
            app()
        except AssistantError as error:
            tell(sentence(str(error)))
            sys.exit(FAILED)
