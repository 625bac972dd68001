"""Command lines to plans: plan, log, swap, export."""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli_open import conversing, exercises, opened_plans
from assistant.errors import InvalidInput, sentence
from assistant.streams import read_message, tell, utf8

if TYPE_CHECKING:
    from assistant.answers.reply import Turn
    from assistant.plans.log import Log
    from assistant.plans.loop import Next
    from assistant.plans.plan import Decided
    from assistant.plans.profile import Profile

ProfileFile = Annotated[
    Path | None, typer.Option(help="A profile as JSON; - reads input. Without it, you are asked.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print verdict, plan and asks.")]
Report = Annotated[
    bool, typer.Option(help="Try every combination and many at random; fail on broken promises.")
]
FIRST = "Make me a session."
HELD_BACK = 1  # exit code where there is no plan


def add_plan_commands(app: typer.Typer, *, text_of: Callable[["Turn"], str]) -> None:
    @app.command()
    def plan(profile: ProfileFile = None, as_json: AsJson = False, report: Report = False) -> None:
        """Build a session for you: safe, sourced, and kept."""
        if report:
            report_on_plans()
        elif profile is not None:
            build_from(profile, as_json=as_json)
        elif as_json:
            raise InvalidInput("--json prints no questions: give a profile too, with --profile")
        else:
            ask_and_build(text_of)

    app.command(name="log")(log_session)
    app.command()(swap)
    app.command()(export)


def report_on_plans() -> None:
    from assistant.plans.report import report  # noqa: PLC0415

    table, kept = report(exercises())
    print(table)
    if not kept:
        raise typer.Exit(HELD_BACK)


def build_from(profile: Path, *, as_json: bool) -> None:
    from assistant.sessions import make  # noqa: PLC0415

    told = read_profile(profile)
    with opened_plans() as (means, plans):
        decided = make(told, today=date.today(), means=means, plans=plans)
    if as_json:
        utf8(sys.stdout)
        print(decided.model_dump_json(indent=2))
    else:
        print(shown(decided))
    if decided.plan is None:
        raise typer.Exit(HELD_BACK)


def ask_and_build(text_of: Callable[["Turn"], str]) -> None:
    """The intake of the chat, in the terminal."""
    from assistant.answers.reply import Notice, Referral, Session  # noqa: PLC0415
    from assistant.chat import converse  # noqa: PLC0415

    name: str | None = None
    message = FIRST
    with conversing() as (assistant, stores):
        while message:
            try:
                exchange = converse(message, name, assistant=assistant, stores=stores)
            except InvalidInput as error:
                print(f"{sentence(str(error))}\n")
                message = read_message()
                continue
            name = exchange.conversation_id
            print(f"{text_of(exchange.turn)}\n")
            match exchange.turn.reply:
                case Session(_, plan):
                    tell(kept_as(plan.id))
                    return
                case Referral() | Notice("session_left"):
                    break
                case _:
                    message = read_message()
    raise typer.Exit(HELD_BACK)


def shown(decided: "Decided") -> str:
    from assistant.plans.summary import summary  # noqa: PLC0415

    if decided.plan is not None:
        return f"{summary(decided.plan)}\n\n{kept_as(decided.plan.id)}"
    return "\n".join([decided.verdict.text, *(f"- {one.question}" for one in decided.asks)])


def kept_as(plan_id: str) -> str:
    return (
        f"Kept as {plan_id}. How each exercise is done: assistant export {plan_id} text\n"
        f"To print: assistant export {plan_id} sheet"
    )


def log_session(
    plan_id: Annotated[str, typer.Argument(help="The id of the plan.")],
    file: Annotated[Path | None, typer.Option(help="The log as JSON; - reads input.")] = None,
    pain: Annotated[float | None, typer.Option(help="The worst pain in the session, 0-10.")] = None,
    after: Annotated[float | None, typer.Option(help="Pain right after it, 0-10.")] = None,
    morning: Annotated[float | None, typer.Option(help="Pain the next morning, 0-10.")] = None,
    swelling: Annotated[str, typer.Option(help="none, some or a_lot.")] = "",
    finished: Annotated[
        bool | None, typer.Option("--finished/--not-finished", help="All sets were done, or not.")
    ] = None,
    sharp: Annotated[bool, typer.Option("--sharp", help="Some of the pain was sharp.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what follows as JSON.")] = False,
) -> None:
    """Log a session that you did, and learn how it goes on."""
    from assistant.sessions import log  # noqa: PLC0415

    options = {
        "pain_during": pain, "pain_after": after, "pain_next_morning": morning,
        "swelling": swelling or None, "finished": finished, "sharp": sharp or None,
    }  # fmt: skip
    told = {name: one for name, one in options.items() if one is not None}
    if file and told:
        raise InvalidInput("give --file or the other options, not both")
    done = read_log(read_json(file) if file else {"on": date.today().isoformat(), **told})
    with opened_plans() as (means, plans):
        step = log(plan_id, done, today=date.today(), means=means, plans=plans)
    if as_json:
        utf8(sys.stdout)
        print(json.dumps(as_record(step), ensure_ascii=False, indent=2))
    else:
        print("\n".join(told_of(step)))
    if step.plan is None:
        raise typer.Exit(HELD_BACK)


def as_record(step: "Next") -> dict[str, object]:
    return {
        "move": step.move,
        "why": step.why,
        "sources": list(step.sources),
        "verdict": step.verdict.model_dump(mode="json"),
        "plan": step.plan.model_dump(mode="json") if step.plan else None,
    }


def told_of(step: "Next") -> Iterator[str]:
    yield f"{step.move.capitalize()}: {step.why}."
    if step.plan is None:
        yield step.verdict.text
    elif step.move != "hold":
        yield step.plan.changed[-1]


def swap(
    plan_id: Annotated[str, typer.Argument(help="The id of the plan.")],
    exercise: Annotated[str, typer.Argument(help="The exercise in it.")],
    to: Annotated[str, typer.Argument(help="What is done instead.")],
) -> None:
    """Put another exercise in the place of one; dose and history are kept."""
    from assistant.sessions import exchange  # noqa: PLC0415

    with opened_plans() as (means, plans):
        changed = exchange(plan_id, exercise, to, today=date.today(), means=means, plans=plans)
    print(changed.changed[-1])


def export(
    plan_id: Annotated[str, typer.Argument(help="The id of the plan.")],
    form: Annotated[str, typer.Argument(help="json, sheet, ics, fhir or text.")],
    out: Annotated[Path | None, typer.Option(help="A file to write instead of printing.")] = None,
) -> None:
    """Write a plan as JSON, a printable sheet, a calendar, FHIR or plain text."""
    from assistant.sessions import export as written_export  # noqa: PLC0415

    with opened_plans() as (means, plans):
        written = written_export(plan_id, form, means=means, plans=plans)
    if out is None:
        utf8(sys.stdout)
        sys.stdout.write(written.text)
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            file.write(written.text)
    except OSError as error:
        raise InvalidInput(f"{str(out)!r} can't be written: {error.strerror}") from error
    tell(f"Written to {out}.")


def read_profile(path: Path) -> "Profile":
    from assistant.plans.profile import Profile  # noqa: PLC0415
    from assistant.sessions import validated  # noqa: PLC0415

    return validated(Profile, read_json(path))


def read_log(told: object) -> "Log":
    from assistant.plans.log import Log  # noqa: PLC0415
    from assistant.sessions import validated  # noqa: PLC0415

    return validated(Log, told)


def read_json(path: Path) -> object:
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
        return json.loads(text)
    except OSError as error:
        raise InvalidInput(f"the file {str(path)!r} can't be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"{str(path)!r} holds no JSON object: {error}") from error
