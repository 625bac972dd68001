"""What was raised in groups of messages to a table of rates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.safety.rule import Action, Flag

HEAD = "| messages | n | raised | surely | surely an emergency |\n|---|--:|--:|--:|--:|"


@dataclass(frozen=True)
class Group:
    """Messages of one kind, each with the flags that it raised."""

    name: str
    raised: Sequence[Sequence[Flag]]


def to_table(groups: Sequence[Group], actions: Mapping[str, Action]) -> str:
    return "\n".join([HEAD, *(row(group, actions) for group in groups)])


def row(group: Group, actions: Mapping[str, Action]) -> str:
    return f"| {group.name} | {len(group.raised)} | {' | '.join(cells(group, actions))} |"


def cells(group: Group, actions: Mapping[str, Action]) -> Iterator[str]:
    sure = [[flag for flag in flags if flag.sure] for flags in group.raised]
    for count in (
        sum(map(bool, group.raised)),
        sum(map(bool, sure)),
        sum(any(actions[flag.rule] == "emergency" for flag in flags) for flags in sure),
    ):
        yield f"{count} ({100 * count / max(1, len(group.raised)):.1f} %)"
