"""A profile that is not complete to the few questions that are asked next."""

from collections.abc import Collection, Sequence

from assistant.plans.plan import Asked

# What is asked together, in this order: a few questions at a time, those about safety together.
STEPS: Sequence[tuple[str, ...]] = (
    ("goal", "minutes", "kit"),
    ("event", "event.on", "event.procedures", "event.graft"),
    (
        "red_flags.chest_breath_faint", "red_flags.calf", "red_flags.fever", "red_flags.hot_knee",
        "red_flags.locks_or_gives_way", "red_flags.numbness", "red_flags.new_injury",
    ),
    ("red_flags.pregnancy_warning",),
    ("pain.now",),
    ("age",),
    ("pregnant", "conditions"),
    ("pregnancy_weeks",),
    ("active",),
    ("floor",),
)  # fmt: skip
SAFETY = "red_flags."
CHECK = "Is any of this so today? Say no, or which one."
WHICH = "Which of these is it? Tell me in your own words."
START = "Let us build your session. A few questions first."
NEXT = "Noted."
GO_ON = "To go on with your session:"
NUMBERED = 2  # questions from which on they are put one a line
LEFT = "All right, no session. What you told me is kept; ask for a session when you want one."


def next_asks(asks: Sequence[Asked]) -> tuple[Asked, ...]:
    """Of all that is open, what is asked now."""
    open_ids = {one.id for one in asks}
    step = next((step for step in STEPS if open_ids & set(step)), ())
    return tuple(one for one in asks if one.id in step)


def question_of(asks: Sequence[Asked], *, lead: str) -> str:
    """The questions in words, with their choices where those help."""
    lines = [one.question + choices_of(one) for one in asks]
    if len(asks) > 1 and asks[0].id.startswith(SAFETY):
        return "\n".join([f"{lead} {CHECK}", *(f"- {line}" for line in lines)])
    if len(lines) < NUMBERED:
        return f"{lead} {lines[0]}"
    return "\n".join([lead, *(f"- {line}" for line in lines)])


def choices_of(asked: Asked) -> str:
    if asked.id not in ("goal", "kit", "event.graft"):
        return ""
    return f" ({', '.join(choice.replace('_', ' ') for choice in asked.choices)})"


def asks_safety(ids: Collection[str]) -> bool:
    return any(name.startswith(SAFETY) for name in ids)
