"""Intervals and tests have the values of the papers they come from, and never change by chance."""

import random
from collections.abc import Mapping

import pytest

from evals.score import Interval
from evals.statistics import (
    cluster_bootstrap,
    holm,
    mcnemar,
    sign_flip,
    smallest_detectable,
    upper_bound,
    wilson,
)

ALL = range(60)
VALUES = {f"c{n}": float(n % 3 != 0) for n in ALL}
ALONE = {name: name for name in VALUES}


def width(interval: Interval) -> float:
    return interval.high - interval.low


def of(*values: float) -> dict[str, float]:
    """Values of cases that are called 0, 1, …"""
    return {str(n): value for n, value in enumerate(values)}


def apart(values: Mapping[str, float]) -> dict[str, str]:
    """Each case in a cluster of its own."""
    return {name: name for name in values}


def together(values: Mapping[str, float]) -> dict[str, str]:
    """All cases in one cluster."""
    return dict.fromkeys(values, "all")


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 1998, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0000),
        (1, 1, 0.2065, 1.0000),
    ],
)
def test_wilson_has_the_values_of_newcombe(hits: int, n: int, low: float, high: float) -> None:
    found = wilson(hits, n)

    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("hits", "n", "bound"),
    [
        (0, 1, 0.95),
        (0, 58, 1 - 0.05 ** (1 / 58)),
        (0, 59, 1 - 0.05 ** (1 / 59)),  # the fewest that can bound a risk of 5 %
        (1, 10, 0.3942),
        (5, 100, 0.1023),
        (10, 10, 1),
    ],
)
def test_the_upper_bound_is_exact(hits: int, n: int, bound: float) -> None:
    assert upper_bound(hits, n) == pytest.approx(bound, abs=5e-5)


def test_fifty_nine_without_a_fault_bound_a_risk_of_5_percent_and_fifty_eight_do_not() -> None:
    assert upper_bound(0, 59) < 0.05 < upper_bound(0, 58)


def test_the_bootstrap_is_the_same_each_time_and_in_any_order() -> None:
    chance = random.Random(1)
    values = {name: chance.random() for name in VALUES}  # whose sum depends on the order
    shuffled = {name: values[name] for name in chance.sample(sorted(values), len(values))}
    clusters = {name: f"k{n % 7}" for n, name in enumerate(values)}
    reversed_clusters = dict(reversed(clusters.items()))

    found = cluster_bootstrap(values, clusters)

    assert found == cluster_bootstrap(values, clusters)
    assert found == cluster_bootstrap(shuffled, clusters)
    assert found == cluster_bootstrap(shuffled, reversed_clusters)


def test_clusters_of_cases_that_are_not_measured_change_nothing() -> None:
    more = {**ALONE, "another": "another"}

    assert cluster_bootstrap(VALUES, more) == cluster_bootstrap(VALUES, ALONE)


def test_the_bootstrap_is_wider_when_cases_fail_together() -> None:
    clustered = {name: f"k{n // 6}" for n, name in enumerate(VALUES)}
    alike = {name: float(n // 6 % 3 != 0) for n, name in enumerate(VALUES)}

    independent = cluster_bootstrap(alike, ALONE)
    found = cluster_bootstrap(alike, clustered)

    assert width(found) > 1.8 * width(independent)  # about √6, as six of a kind are one


def test_the_bootstrap_is_no_wider_when_clusters_are_all_alike() -> None:
    mixed = {name: f"k{n // 3}" for n, name in enumerate(VALUES)}

    found = cluster_bootstrap(VALUES, mixed)  # each cluster holds one that fails and two that don't

    assert width(found) == pytest.approx(0)


def test_the_bootstrap_is_near_the_normal_interval_where_that_holds() -> None:
    values = {str(n): float(n % 2) for n in range(400)}

    found = cluster_bootstrap(values, apart(values))

    assert (found.low, found.high) == pytest.approx((0.451, 0.549), abs=0.006)


def test_the_bootstrap_holds_the_mean_of_clusters_of_different_sizes() -> None:
    values = of(1, 1, 1, 1, 0, 0)
    clusters = dict(zip(values, ("a", "a", "a", "a", "b", "c"), strict=True))

    found = cluster_bootstrap(values, clusters)

    assert found.low <= 4 / 6 <= found.high
    assert (found.low, found.high) == (0, 1)


@pytest.mark.parametrize(
    ("gained", "lost", "p"),
    [
        (0, 0, 1),
        (1, 0, 1),
        (5, 5, 1),
        (0, 5, 0.0625),
        (6, 0, 0.03125),
        (1, 9, 22 / 1024),
        (9, 1, 22 / 1024),
        (3, 9, 598 / 4096),
    ],
)
def test_mcnemar_is_exact(gained: int, lost: int, p: float) -> None:
    assert mcnemar(gained, lost) == pytest.approx(p)


@pytest.mark.parametrize(
    ("differences", "p"),
    [
        (of(0, 0, 0), 1),
        (of(1, -1), 1),
        (of(0.5), 1),  # one case can't tell anything
        (of(1, 1, 1, 1), 2 / 16),
        (of(-1, -1, -1, -1), 2 / 16),
        (of(1, 1, 1, 1, 1, 1), 2 / 64),
        (of(1, 1, 1, 1, 1, 1, 0, 0, 0), 2 / 64),  # what did not change has no say
        (of(3, 2, 1), 2 / 8),
    ],
)
def test_the_sign_flip_comes_near_the_exact_p(differences: dict[str, float], p: float) -> None:
    assert sign_flip(differences, apart(differences)) == pytest.approx(p, abs=0.02)


def test_the_p_of_a_sign_flip_is_never_0() -> None:
    clear = of(*[1.0] * 50)

    assert sign_flip(clear, apart(clear)) == pytest.approx(1 / 2001)


def test_wordings_of_one_fact_are_one_piece_of_evidence() -> None:
    same = of(*[1.0] * 50)

    assert sign_flip(same, together(same)) == 1


def test_wordings_of_one_fact_that_move_against_each_other_cancel_out() -> None:
    both = of(1, -1)

    assert sign_flip(both, together(both)) == 1


def test_the_sign_flip_is_the_same_each_time_and_in_any_order() -> None:
    differences = {name: value - 0.3 for name, value in VALUES.items()}
    backwards = dict(reversed(differences.items()))

    found = sign_flip(differences, ALONE)

    assert found == sign_flip(backwards, ALONE)
    assert found == sign_flip({name: -value for name, value in differences.items()}, ALONE)


@pytest.mark.parametrize(
    ("pvalues", "adjusted"),
    [
        ([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]),
        ([0.005, 0.01, 0.03, 0.04], [0.02, 0.03, 0.06, 0.06]),
        ([0.01, 0.01, 0.01], [0.03, 0.03, 0.03]),
        ([0.6, 0.5], [1, 1]),
        ([0.04], [0.04]),
        ([], []),
    ],
)
def test_holm_adjusts_in_the_order_given(pvalues: list[float], adjusted: list[float]) -> None:
    assert holm(pvalues) == pytest.approx(adjusted)


@pytest.mark.parametrize("seed", range(5))
def test_holm_never_lowers_a_p_and_keeps_their_order(seed: int) -> None:
    chance = random.Random(seed)
    pvalues = [chance.random() / 5 for _ in range(8)]

    adjusted = holm(pvalues)

    assert all(after >= before for before, after in zip(pvalues, adjusted, strict=True))
    assert sorted(adjusted) == [after for _, after in sorted(zip(pvalues, adjusted, strict=True))]
    assert max(adjusted) <= 1


@pytest.mark.parametrize(
    ("differences", "detectable"),
    [
        (of(*[0.0] * 100), 0.028),  # as from one changed case
        (of(1, *[0.0] * 99), 0.028),
        (of(1, -1, 1, -1, *[0.0] * 96), 0.056),
        (of(*[0.5] * 4, *[0.0] * 6), 0.28),
    ],
)
def test_the_smallest_detectable_difference_is_of_the_spread(
    differences: dict[str, float], detectable: float
) -> None:
    assert smallest_detectable(differences, apart(differences)) == pytest.approx(detectable)


def test_less_is_detectable_where_cases_change_together() -> None:
    same = of(*[1.0] * 4, *[0.0] * 96)
    pairs = {name: f"k{int(name) // 4}" for name in same}

    assert smallest_detectable(same, apart(same)) == pytest.approx(0.056)
    assert smallest_detectable(same, pairs) == pytest.approx(0.112)
