"""Values of cases to intervals and tests that hold for small, clustered samples."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.stats import binomtest

from evals.score import Interval

SEED = 20261128
DRAWS = 2000  # of the bootstrap and of the sign-flip test
CONFIDENCE = 0.95
# Of a two-sided test at 5 % that finds a true difference in 80 of 100 runs.
Z_ALPHA, Z_POWER = 1.96, 0.84


def wilson(hits: int, n: int) -> Interval:
    """The score interval of a share (Wilson, JASA 1927). `n` is at least 1."""
    found = binomtest(hits, n).proportion_ci(CONFIDENCE, method="wilson")
    return Interval(float(found.low), float(found.high))


def upper_bound(hits: int, n: int) -> float:
    """One-sided exact upper bound of a share (Clopper and Pearson, Biometrika 1934)."""
    found = binomtest(hits, n, alternative="less").proportion_ci(CONFIDENCE, method="exact")
    return float(found.high)


def cluster_bootstrap(values: Mapping[str, float], clusters: Mapping[str, str]) -> Interval:
    """
    Percentile interval of a mean when whole clusters are drawn: wordings of one fact fail together.

    The order of the cases does not matter; the seed is fixed.
    """
    sums, counts = per_cluster(values, clusters)
    draws = np.random.default_rng(SEED).integers(len(sums), size=(DRAWS, len(sums)))
    means = sums[draws].sum(axis=1) / counts[draws].sum(axis=1)
    low, high = np.quantile(means, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Interval(float(low), float(high))


def per_cluster(
    values: Mapping[str, float], clusters: Mapping[str, str]
) -> tuple[np.ndarray, np.ndarray]:
    """The sum and the number of the values of each cluster, clusters by name."""
    names = sorted({clusters[name] for name in values})
    at = {name: row for row, name in enumerate(names)}
    sums, counts = np.zeros(len(names)), np.zeros(len(names))
    for name in sorted(values):
        sums[at[clusters[name]]] += values[name]
        counts[at[clusters[name]]] += 1
    return sums, counts


def mcnemar(gained: int, lost: int) -> float:
    """Exact p of a paired change in yes/no outcomes (McNemar, Psychometrika 1947)."""
    changed = gained + lost
    return float(binomtest(gained, changed).pvalue) if changed else 1.0


def sign_flip(differences: Mapping[str, float], clusters: Mapping[str, str]) -> float:
    """
    p of a paired mean difference under flips of sign, each cluster as a whole.

    A Monte Carlo p is (1 + as extreme) / (1 + draws), so it is never 0 (Phipson and Smyth 2010).
    """
    sums, _ = per_cluster(differences, clusters)
    if not sums.any():
        return 1.0
    signs = np.random.default_rng(SEED).choice([-1.0, 1.0], size=(DRAWS, len(sums)))
    extreme = np.abs(signs @ sums) >= abs(sums.sum()) - 1e-12
    return float((1 + extreme.sum()) / (1 + DRAWS))


def holm(pvalues: Sequence[float]) -> list[float]:
    """Adjusted p of several tests, in their order (Holm, Scand J Statist 1979)."""
    order = sorted(range(len(pvalues)), key=pvalues.__getitem__)
    adjusted = [0.0] * len(pvalues)
    highest = 0.0
    for rank, at in enumerate(order):
        highest = max(highest, min(1.0, (len(pvalues) - rank) * pvalues[at]))
        adjusted[at] = highest
    return adjusted


def smallest_detectable(differences: Mapping[str, float], clusters: Mapping[str, str]) -> float:
    """
    The mean difference that such pairs would show in four of five runs.

    From the spread of the clusters' sums; where nothing changed at all, from one changed case.
    """
    sums, counts = per_cluster(differences, clusters)
    spread = float(np.sqrt((sums**2).sum())) or 1.0
    return (Z_ALPHA + Z_POWER) * spread / float(counts.sum())
