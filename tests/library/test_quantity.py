"""Texts to quantities: numbers and ranges as people write them."""

import pytest

from assistant.library.article import Quantity
from assistant.library.quantity import UNITS, quantities


@pytest.mark.parametrize(("text", "expected"), [
    ("Do 10-15 repetitions per leg.", Quantity(10, 15, "repetition", "leg")),
    ("Aim for 2–3 sets.", Quantity(2, 3, "set")),
    ("10 to 15 reps", Quantity(10, 15, "repetition")),
    ("two or three sets", Quantity(2, 3, "set")),
    ("between 10 and 15 reps", Quantity(10, 15, "repetition")),
    ("Between five and ten seconds", Quantity(5, 10, "second")),
    ("15-10 reps", Quantity(10, 15, "repetition")),
    ("bent to about 90 degrees", Quantity(90, 90, "degree")),
    ("bent to 90°", Quantity(90, 90, "degree")),
    ("a 90-degree bend", Quantity(90, 90, "degree")),
    ("ninety degrees", Quantity(90, 90, "degree")),
    ("Hold for 30s.", Quantity(30, 30, "second")),
    ("1.5 minutes", Quantity(1.5, 1.5, "minute")),
    ("a .5 kg weight", Quantity(0.5, 0.5, "kilogram")),
    ("a 5kg weight", Quantity(5, 5, "kilogram")),
    ("80% of it", Quantity(80, 80, "percent")),
    ("5 times a week", Quantity(5, 5, "repetition", "week")),
    ("TEN REPS EACH SIDE", Quantity(10, 10, "repetition", "side")),
])  # fmt: skip
def test_a_number_or_range_with_its_unit_is_a_quantity(text: str, expected: Quantity) -> None:
    assert quantities(text) == (expected,)


@pytest.mark.parametrize(("text", "number"), [
    ("1,000 calories", 1000),
    ("12,500 calories", 12_500),
    ("twenty-five calories", 25),
    ("forty five calories", 45),
    ("thirteen calories", 13),
    ("a hundred calories", 100),
    ("two hundred calories", 200),
])  # fmt: skip
def test_a_long_number_is_read_whole(text: str, number: float) -> None:
    assert quantities(text) == (Quantity(number, number, "calorie"),)


def test_several_quantities_keep_their_order() -> None:
    found = quantities("Do 2-3 sets of 10-15 repetitions per leg, to 90 degrees.")

    assert [one.unit for one in found] == ["set", "repetition", "degree"]


@pytest.mark.parametrize("text", [
    "",
    "Do it often.",
    "Step 3: breathe.",
    "10 apples",
    "a few sets",
    "10 settings",
    "phase2 sets",
    "L5 is a vertebra",
    "often minutes",
    "someone repeats it",
])  # fmt: skip
def test_what_is_no_number_with_a_known_unit_is_none(text: str) -> None:
    assert quantities(text) == ()


@pytest.mark.parametrize("name", sorted(UNITS))
def test_each_unit_is_found_by_each_of_its_names(name: str) -> None:
    assert quantities(f"about 7 {name} or so") == (Quantity(7, 7, UNITS[name]),)
