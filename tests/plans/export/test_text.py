"""The letter for a terminal or an e-mail."""

from assistant.plans.export import EXPORTERS, Printed
from assistant.plans.export.text import WIDTH
from assistant.plans.plan import Plan


def test_no_line_is_wider_than_a_terminal(plan: Plan, printed: Printed) -> None:
    written = EXPORTERS["text"].write(plan, printed)

    assert max(map(len, written.splitlines())) <= WIDTH
    assert not [line for line in written.splitlines() if line != line.rstrip()]


def test_stop_signs_come_first_and_sources_last(plan: Plan, printed: Printed) -> None:
    written = EXPORTERS["text"].write(plan, printed)

    order = [
        "STOP AND GET HELP", "In an emergency call 112.", "BEFORE YOU START",
        "WHEN TO DO MORE", "WARM UP", "1. CHAIR SLIDE - right leg", "2. HEEL DRAG BACK",
        "WHY THE PLAN IS LIKE THIS", "WHERE THIS COMES FROM", "NEMEX: Ageberg",
    ]  # fmt: skip
    places = [written.index(one) for one in order]
    assert places == sorted(places)


def test_an_exercise_says_how_much_how_why_and_from_where(plan: Plan, printed: Printed) -> None:
    flat = " ".join(EXPORTERS["text"].write(plan, printed).split())

    assert "* 2 sets of 10 to 12 reps * Once a day, 3 to 5 days a week" in flat
    assert "2. Breathe out. Drag your right heel slowly towards you." in flat
    assert "to a right angle at most. (changed for you, see M05)" in flat
    assert "Too hard? Loop a towel round your foot and pull with your arms." in flat
    assert "Why this one? It trains the back of the thigh" in flat
    assert "Numbers from: Sets, reps, knee bend: the article." in flat
