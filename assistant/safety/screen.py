"""All that a person has said to a verdict: the recipe that runs before anything else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from assistant.safety.allowance import Allowance
from assistant.safety.extract import corrects, extract, merged
from assistant.safety.finding import NO_FINDINGS, Findings
from assistant.safety.judge import fires, judge
from assistant.safety.notice import Sense, notice
from assistant.safety.review import denies, reviewed
from assistant.safety.rule import ACTIONS, Action, Flag, Rulebook, Verdict

Notice = Callable[[str], Sequence[Flag]]  # one message -> what it raises
Extract = Callable[[str], Findings]

MAX_HELD = 4096  # messages
WAITING: Action = "clearance"  # what an unsure flag comes to


@dataclass(frozen=True)
class Screened:
    """The verdict, and what it rests on."""

    verdict: Verdict
    findings: Findings
    allowance: Allowance
    noticed: tuple[Flag, ...] = ()  # of the verdict: raised by what was reported, not by the case


def screener(
    rulebook: Rulebook, *, sense: Sense, today: Callable[[], date] = date.today
) -> Callable[[Sequence[str]], Screened]:
    """
    `screen` by `rulebook`, with what was noticed in the last messages held: a conversation is
    screened as a whole at every turn, and only its last message is new.
    """
    held = lru_cache(MAX_HELD)(partial(notice, rules=rulebook.rules, sense=sense))
    read = lru_cache(MAX_HELD)(lambda message, day: extract(message, today=day))

    def screen_held(messages: Sequence[str]) -> Screened:
        day = today()
        return screen(
            messages, rulebook=rulebook, notice=held, extract=lambda message: read(message, day)
        )

    return screen_held


def screen(
    messages: Sequence[str], *, rulebook: Rulebook, notice: Notice, extract: Extract
) -> Screened:
    """
    The verdict over a person's messages, oldest first.

    What is noticed stays until a professional's review is reported in a later message; a message
    that reports a review and a new sign raises the sign. An unsure flag is also taken back by a
    denial in the message behind it. What follows from the person's case (operation, week, limits)
    goes by what they said last.
    """
    flags: dict[str, Flag] = {}
    cases: dict[str, Flag] = {}
    findings = NO_FINDINGS
    for message in messages:
        if reviewed(message):
            flags.clear()
        elif denies(message):
            flags = {name: flag for name, flag in flags.items() if flag.sure}
        for flag in notice(message):
            known = flags.get(flag.rule)
            if known is None or (flag.sure and not known.sure):
                flags[flag.rule] = flag
        said = extract(message)
        if said != NO_FINDINGS:
            findings = merged(findings, said, corrects=corrects(message))
            cases = case_flags(findings, message, cases, rulebook)
    actions = {rule.id: rule.action for rule in rulebook.rules}
    if any(flag.sure for flag in flags.values()):
        flags = {name: flag for name, flag in flags.items() if flag.named}
    foremost = {rule.id for rule in rulebook.rules if rule.foremost}
    noticed = sorted(
        flags.values(), key=lambda flag: (-gravity(flag, actions), flag.rule not in foremost)
    )
    ordered = sorted([*noticed, *cases.values()], key=lambda flag: -gravity(flag, actions))
    action = ACTIONS[gravity(ordered[0], actions)] if ordered else "none"
    return Screened(
        Verdict(action, tuple(ordered)),
        findings,
        judge(findings, rulebook=rulebook),
        tuple(noticed),
    )


def gravity(flag: Flag, actions: Mapping[str, Action]) -> int:
    """An unsure flag waits for the person's word, and goes no further."""
    grave = ACTIONS.index(actions[flag.rule])
    return grave if flag.sure else min(grave, ACTIONS.index(WAITING))


def case_flags(
    findings: Findings, message: str, before: dict[str, Flag], rulebook: Rulebook
) -> dict[str, Flag]:
    """The rules of the case after `message`, each with the message that completed it."""
    now = [rule for rule in rulebook.rules if rule.when and fires(rule, findings)]
    told = Flag("", "", message.strip())
    return {
        rule.id: before.get(rule.id) or replace(told, rule=rule.id, label=rule.label)
        for rule in now
    }
