"""Numbers in words."""

from datetime import date

import pytest

from assistant.plans.export import words
from assistant.plans.plan import Amount, Item, LeftOut, Origin, Plan, Said


def amount(low: float, high: float, origin: Origin | None = None, because: str = "") -> Amount:
    given = origin or Origin(of="inference")
    return Amount(low=low, high=high, unit="", origin=given, because=because)


@pytest.fixture
def basic(plan: Plan) -> Item:
    return plan.blocks[1].items[0]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "2 sets of 10 to 12 reps"),
        ({"sets": amount(1, 1), "reps": amount(1, 1)}, "1 set of 1 rep"),
        ({"sets": amount(2, 3), "each_side": True}, "2 to 3 sets of 10 to 12 reps with each leg"),
        ({"reps": None, "duration_s": amount(20, 30)}, "2 sets of 20 to 30 seconds"),
        ({"reps": None, "duration_s": amount(180, 180)}, "2 sets of 3 minutes"),
        ({"reps": None}, "2 sets"),
    ],
)
def test_how_many(changes: dict[str, object], expected: str, basic: Item) -> None:
    assert words.how_many(basic.model_copy(update=changes)) == expected


@pytest.mark.parametrize(
    ("times", "days", "expected"),
    [
        ((1, 1), (7, 7), "Once a day, every day"),
        ((2, 3), (3, 5), "2 to 3 times a day, 3 to 5 days a week"),
        ((1, 1), (1, 1), "Once a day, 1 day a week"),
        ((1, 1), (5, 7), "Once a day, 5 to 7 days a week"),
    ],
)
def test_how_often(
    times: tuple[float, float], days: tuple[float, float], expected: str, basic: Item
) -> None:
    item = basic.model_copy(update={"times_a_day": amount(*times), "days_a_week": amount(*days)})

    assert words.how_often(item) == expected


def test_details_name_all_that_is_set(basic: Item) -> None:
    item = basic.model_copy(
        update={"hold_s": amount(5, 5), "hip_deg": amount(0, 90), "load": "light TheraBand"}
    )

    assert list(words.details(item)) == [
        "Hold for 5 seconds",
        "Take 3 seconds there and 3 seconds back",
        "Rest 45 to 60 seconds after each set",
        "Effort: no more than 4 of 10",
        "Bend your knee to 90° at most",
        "Bend your hip to 90° at most",
        "Light TheraBand",
    ]


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0.0, "about 1 minute"), (60.0, "about 1 minute"), (61.0, "about 2 minutes")],
)
def test_minutes_are_rounded_up(seconds: float, expected: str) -> None:
    assert words.minutes(seconds) == expected


def test_a_day_does_not_depend_on_the_locale() -> None:
    assert words.day(date(2026, 3, 1)) == "1 March 2026"


def test_numbers_of_one_origin_are_named_together(basic: Item) -> None:
    named = basic.model_copy(
        update={"rest_s": amount(30, 30, Origin(of="inference", sources=("NBT", "ARUK")))}
    )

    assert words.drawn_from(named) == (
        "Sets, reps, knee bend: the article",
        "Speed, speed back, effort, times a day, days a week: our own choice",
        "Rest: our own choice, after NBT, ARUK",
    )


def test_a_fact_is_told_once(basic: Item) -> None:
    item = basic.model_copy(
        update={
            "because": ("pain 3 of 10", "goal: knee"),
            "sets": amount(2, 2, because="pain 3 of 10: the smaller amount"),
            "reps": amount(8, 8, because="pain 3 of 10: the smaller amount"),
        }
    )

    assert words.reasons(item) == ("goal: knee", "pain 3 of 10: the smaller amount")


@pytest.mark.parametrize(
    ("because", "expected"),
    [
        ("M05", "changed for you, see M05"),
        ("your limit of 70°", "changed for you: your limit of 70°"),
        ("M05, C08", "changed for you: M05, C08"),  # C08 is not explained in this plan
    ],
)
def test_a_changed_sentence_says_why(because: str, expected: str, plan: Plan) -> None:
    line = Said(text="Stop there.", origin=Origin(of="inference"), because=because)

    assert words.changed(line, plan) == expected


def test_what_the_special_lines_say_is_not_said_twice(plan: Plan) -> None:
    line = Said(
        text="Keep to the easy end while your pain is above 2 of 10.", origin=Origin(of="inference")
    )

    assert words.unsaid(plan) == plan.verdict.text
    assert words.unsaid(plan.model_copy(update={"special": (line,)})) == "You can train with care."


def test_exercises_that_were_left_out_are_named_by_reason(plan: Plan) -> None:
    left = [LeftOut(exercise=name, name=name, reason=why) for name, why in
            [("a", "too hard"), ("b", "no band"), ("c", "too hard")]]  # fmt: skip

    found = words.left_out(plan.model_copy(update={"left_out": tuple(left)}))
    assert found == {"too hard": ["a", "c"], "no band": ["b"]}
