"""A case and an assistant to what came out, with the times of its steps."""

from collections.abc import Mapping
from datetime import date
from time import perf_counter

from assistant.answers.reply import Turn
from assistant.app import Assistant
from assistant.errors import InvalidProfile, UnknownArticle
from assistant.plans.build import build
from assistant.plans.check import CHECKS, Checked
from assistant.plans.gate import allowance_of
from assistant.plans.means import Means
from assistant.plans.plan import Decided
from assistant.plans.profile import Profile
from assistant.plans.second import promises
from assistant.sessions import validated
from evals.case import Case
from evals.score import Played, Span

DAY = date(2026, 11, 28)  # "today" of the profiles, so that their dates stay right


def play(case: Case, assistant: Assistant) -> Played:
    return play_profile(case, assistant.means) if case.profile is not None else ask(case, assistant)


def ask(case: Case, assistant: Assistant) -> Played:
    """The reply to the last message, and what retrieval finds for the question that it is."""
    history: list[Turn] = []
    started = perf_counter()
    for message in case.turns:
        history.append(assistant.ask(message, history))
    total = (perf_counter() - started) * 1000 / len(case.turns)
    turn = history[-1]
    return Played(
        case=case,
        reply=turn.reply,
        verdict=turn.verdict,
        support=turn.trace.support,
        ranked=retrieved(case, turn, assistant) if case.evidence else (),
        articles=cited(turn, assistant),
        ms={**turn.trace.ms, "total": total},
    )


def retrieved(case: Case, turn: Turn, assistant: Assistant) -> tuple[Span, ...]:
    looked = assistant.look(turn.question or case.turns[-1], turn.article)
    passages = {passage.id: passage for passage in looked.shelf.passages}
    found = [passages[name] for name in looked.passages()]
    return tuple(Span(one.article, one.start, one.end) for one in found)


def cited(turn: Turn, assistant: Assistant) -> Mapping[str, str]:
    """The texts of the articles that a reply cites; one that there is not is left out."""
    texts: dict[str, str] = {}
    for one in getattr(turn.reply, "citations", ()):
        if one.article not in texts:
            try:
                texts[one.article] = assistant.article(one.article).text
            except UnknownArticle:
                continue
    return texts


def play_profile(case: Case, means: Means) -> Played:
    started = perf_counter()
    try:
        profile = validated(Profile, case.profile)
        decided = build(profile, today=DAY, means=means)
    except InvalidProfile as error:
        return Played(case, faults=error.fields)
    return Played(
        case,
        decided=decided,
        promises=kept(profile, decided, means),
        ms={"plan": (perf_counter() - started) * 1000},
    )


def kept(profile: Profile, decided: Decided, means: Means) -> dict[str, bool]:
    """Every promise about a plan by name: those of its last check, and those read a second time."""
    if decided.plan is None:
        return {}
    allowance = allowance_of(profile, today=DAY, rulebook=means.rulebook)
    made = Checked(decided.plan, profile, allowance, means.exercises)
    checked = {name: check(made) for name, check in CHECKS.items()}
    return {**checked, **dict(promises(profile, decided, means))}
