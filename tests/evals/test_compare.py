"""Two runs are compared case by case, and a change is told only where it can be."""

from collections.abc import Mapping

import pytest

from assistant.errors import InvalidInput
from evals.compare import Change, Comparison, compare, lines
from evals.output.records import Recorded

MEASURE = "answers correct"
Values = Mapping[str, float]


def run(values: Mapping[str, Values], clusters: Mapping[str, str] | None = None) -> Recorded:
    """A case passes where its value of the first measure is 1."""
    first = next(iter(values.values()))
    return Recorded(
        config="shipped",
        cases_sha256="0",
        statuses={name: "pass" if value == 1 else "fail" for name, value in first.items()},
        clusters=clusters or {name: name for name in first},
        splits=dict.fromkeys(first, "dev"),
        values=values,
    )


def cases(*values: float) -> dict[str, float]:
    return {f"c{n:02}": value for n, value in enumerate(values)}


def compared(before: Values, after: Values, measure: str = MEASURE) -> Comparison:
    return compare(run({measure: before}), run({measure: after}))


def only(comparison: Comparison) -> Change:
    (change,) = comparison.changes
    return change


def test_cases_that_pass_now_are_gained_and_those_that_fail_now_are_lost() -> None:
    found = compared(cases(1, 1, 0, 0), cases(1, 0, 1, 1))

    assert (found.gained, found.lost) == (("c02", "c03"), ("c01",))
    assert list(lines(found))[1:] == ["gained 2: c02, c03", "lost 1: c01"]


@pytest.mark.parametrize(
    ("before", "after", "p", "significant", "worse", "told"),
    [
        (cases(*[0] * 8), cases(*[1] * 8), 2 / 256, True, False, "better, p = 0.00781 (McNemar"),
        (cases(*[1] * 8), cases(*[0] * 8), 2 / 256, True, True, "worse, p = 0.00781 (McNemar"),
        (cases(*[1] * 5), cases(*[0] * 5), 0.0625, False, False, "no detectable difference"),
        (cases(1, 0), cases(0, 1), 1, False, False, "no detectable difference"),
        (cases(1, 0), cases(1, 0), 1, False, False, "no detectable difference"),
    ],
)
def test_a_yes_or_no_is_tested_by_mcnemar(
    before: Values, after: Values, p: float, significant: bool, worse: bool, told: str
) -> None:
    found = compared(before, after)

    change = only(found)
    assert (change.test, change.p) == ("McNemar", pytest.approx(p))
    assert (change.significant, change.worse) == (significant, worse)
    assert told in next(lines(found))


def test_what_is_no_yes_or_no_is_tested_by_flips_of_sign() -> None:
    before, after = cases(*[0.5] * 10), cases(*[0.75] * 10)

    change = only(compared(before, after, "nDCG@10"))

    assert (change.test, change.gained, change.lost) == ("sign flip", 10, 0)
    assert change.significant
    assert not change.worse


def test_wordings_of_one_fact_are_flipped_together() -> None:
    values = {"nDCG@10": cases(*[0.5] * 10)}, {"nDCG@10": cases(*[0.75] * 10)}
    one = dict.fromkeys(values[0]["nDCG@10"], "fact/dose")

    change = only(compare(*(run(told, one) for told in values)))

    assert change.p == 1
    assert not change.significant


def test_the_line_of_a_difference_that_is_not_detectable_says_what_would_have_been() -> None:
    found = compared(cases(1, 0, *[1] * 98), cases(0, 1, *[1] * 98))

    line = next(lines(found))

    assert line == (
        "answers correct: 99.0 → 99.0 (n = 100), no detectable difference (smallest detectable "
        "about 4.0 points; 1 better, 1 worse)"
    )


def test_a_p_that_would_do_alone_does_not_among_many() -> None:
    six_worse = cases(*[1] * 6), cases(*[0] * 6)
    same = cases(*[1] * 6)
    alone = compared(*six_worse)
    others = ("red flags heard", "citation recall", "look-alikes left alone")

    among = compare(
        run({MEASURE: six_worse[0], **dict.fromkeys(others, same)}),
        run({MEASURE: six_worse[1], **dict.fromkeys(others, same)}),
    )

    by_name = {one.name: one for one in among.changes}
    assert (only(alone).p, only(alone).worse) == (0.03125, True)
    assert by_name[MEASURE].p == pytest.approx(4 * 0.03125)
    assert not by_name[MEASURE].significant
    assert {by_name[name].p for name in others} == {1}


def test_only_what_is_tested_is_compared() -> None:
    told = {MEASURE: cases(1, 0), "context precision": cases(0.1, 0.2)}

    found = compare(run(told), run(told))

    assert [one.name for one in found.changes] == [MEASURE]


def test_only_cases_that_both_runs_have_are_compared_and_the_others_are_told() -> None:
    before, after = {"a": 0.0, "b": 1.0, "gone": 0.0}, {"a": 1.0, "b": 1.0, "new": 0.0, "too": 1.0}

    found = compared(before, after)

    change = only(found)
    assert (change.n, change.before, change.after) == (2, 0.5, 1)
    assert (found.only_before, found.only_after) == (1, 2)
    assert list(lines(found))[-1].startswith("not compared: 1 cases only in the first run, 2 ")


def test_a_measure_that_only_one_run_has_is_left_out() -> None:
    found = compare(
        run({MEASURE: cases(1, 0), "MRR": cases(1, 0)}), run({"nDCG@10": cases(1, 0)})
    )  # fmt: skip

    assert found.changes == ()
    assert found.gained == found.lost == ()


def test_runs_that_share_no_case_are_refused() -> None:
    with pytest.raises(InvalidInput, match="share no case"):
        compared({"a": 1.0}, {"b": 1.0})
