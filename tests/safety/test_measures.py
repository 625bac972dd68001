"""Pain, ages, temperatures, weeks of a pregnancy, and how far a knee bends or may bend."""

from datetime import date

import pytest

from assistant.safety.bend import cap_of, flexion_of
from assistant.safety.measures import age_of, pain_of, pregnancy_of, temperature_of, usual_pain_of

TODAY = date(2026, 6, 15)


@pytest.mark.parametrize(("said", "pain"), [
    ("pain is 4/10 now", 4),
    ("pain 7 from 10", 7),
    ("pain level 5 today", 5),
    ("my knee is at 7 now", 7),
    ("8 out of 10 reps done", None),
    ("pain was 7/10 last week, it's a 2 now", 2),
    ("6/10 when i bend, 2/10 at rest", 6),
    ("usually 3/10", None),
    ("quite painful now", 4),
    ("it hurts a lot", 6),
    ("not quite sore", None),
    ("severe knee pain", 8),
    ("severe pain last year", None),
    ("no pain", 0),
    ("3x15", None),
])  # fmt: skip
def test_pain_now(said: str, pain: float | None) -> None:
    assert pain_of(said) == pain


def test_usual_pain_is_kept_apart() -> None:
    assert usual_pain_of("usually 3/10, now 5/10") == 3


@pytest.mark.parametrize(("said", "degrees"), [
    ("not allowed past 90", 90),
    ("surgeon said nothing past 90 yet", 90),
    ("told to keep flexion under 90", 90),
    ("op note says flexion no greater than 100 degrees", 100),
    ("brace locked at 0-30", 30),
    ("limit was 60, physio raised it to 90", 90),
    ("max 70 degrees, 60 in the brace, limit 60 degrees", 60),
    ("told no walking further than 80 metres", None),
    ("heart rate not above 100", None),
    ("must get past 90 degrees", None),
    ("max 15 reps", None),
    ("no more than 20 minutes", None),
    ("i can bend to 95", None),
])  # fmt: skip
def test_the_most_that_the_knee_may_bend(said: str, degrees: float | None) -> None:
    assert cap_of(said)[0] == degrees


@pytest.mark.parametrize(("said", "degrees"), [
    ("bends to 65", 65),
    ("arom 5-92", 92),
    ("the bend is 75", 75),
    ("only 50 degrees", 50),
    ("can't get past 70 degrees", 70),
    ("got from 60 to 80 degrees", 80),
    ("95 is my maximum bend", 95),
    ("my goal is 110 degrees", None),
    ("it's 30 degrees outside", 30),
    ("my surgeon limits me to 90 degrees", None),
])  # fmt: skip
def test_how_far_the_knee_bends(said: str, degrees: float | None) -> None:
    assert flexion_of(said) == degrees


@pytest.mark.parametrize(("said", "age"), [
    ("i'm 66", 66),
    ("my mum is 78", 78),
    ("f, 80, sedentary", 80),
    ("71 and a couch potato", 71),
    ("worried: 85, never exercised", 85),
    ("turning 18 next month", 17),
    ("i have 15 years", 15),
    ("my daughter (24)", 24),
    ("i'm 45 and my son is 12", 12),
    ("a class of 12 year olds", None),
    ("i'm 15 weeks along", None),
    ("i'm 6/10", None),
    ("i'm in my 70s", 75),
    ("i'm a teenager", 15),
    ("born in 1950", 76),
    ("my limit is 60", None),
    ("i do 15 reps", None),
])  # fmt: skip
def test_age(said: str, age: float | None) -> None:
    assert age_of(said, today=TODAY) == age


@pytest.mark.parametrize(("said", "degrees"), [
    ("temp 39.1", 39.1),
    ("101.2 f", 38.4),
    ("temperature of 102", 38.9),
    ("3 weeks", None),
])  # fmt: skip
def test_temperature(said: str, degrees: float | None) -> None:
    assert temperature_of(said) == degrees


@pytest.mark.parametrize(("said", "weeks"), [
    ("20 weeks pregnant", 20),
    ("pregnant, 3rd trimester", 32),
    ("5 months pregnant", 21.7),
    ("24/40", 24),
    ("baby due in 8 weeks", 32),
    ("pregnant", None),
])  # fmt: skip
def test_weeks_of_a_pregnancy(said: str, weeks: float | None) -> None:
    assert pregnancy_of(said) == weeks
