"""The lines of a plan in a chat: what to heed first, then each exercise."""

import re
from typing import Any

from assistant.plans.means import Means
from assistant.plans.summary import NOT_REVIEWED, summary
from tests.plans.conftest import each_case, items_of, planned


@each_case
def test_a_summary_tells_all_that_matters(changes: dict[str, Any], means: Means) -> None:
    plan = planned(means, **changes)

    text = summary(plan)

    assert all(said.text in text for said in (*plan.stop_signs, *plan.special))
    assert all(f"- {item.name}: " in text for item in items_of(plan))
    assert (
        text.index("Stop at once if") < text.index("For you:") < text.index(items_of(plan)[0].name)
    )
    assert NOT_REVIEWED in text
    assert "29 June 2026" in text


@each_case
def test_a_summary_tells_the_dose_and_the_limit(changes: dict[str, Any], means: Means) -> None:
    plan = planned(means, **changes)
    lines = summary(plan).splitlines()

    for item in items_of(plan):
        (line,) = [one for one in lines if one.startswith(f"- {item.name}: ")]
        assert re.search(rf"\b{item.sets.high:g} sets? of ", line)
        assert "a day" in line
        assert item.range_deg is None or f"{item.range_deg.high:g}°" in line
        assert item.hip_deg is None or f"{item.hip_deg.high:g}°" in line


def test_no_line_is_left_half_filled(means: Means) -> None:
    text = summary(planned(means))

    assert "None" not in text
    assert "{" not in text
