"""Labelled vectors to a linear classifier: which fact, silence or scope a question belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from assistant.library.embed import Vectors

INVERSE_REGULARISATION = 20.0  # 5 to 60 do the same on the development questions
TINY = 1e-12  # keeps logarithms and quotients of a probability finite
MAX_ITERATIONS = 100  # 40 lose a point of success@1, 200 gain none

Shares = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Reading:
    """What a classifier makes of one question."""

    log_p: dict[str, float]  # natural logarithm of the probability of each "role/name"
    answered: float  # probability of all facts together
    shares: Shares  # probability of each label
    rows: Mapping[str, range]  # where the labels of each "role/name" stand among the shares
    labels: Sequence[str]

    def sides(self, thing: str) -> dict[str, float]:
        """Of one "role/name": probabilities of "open", "yes", "no", "partly", which sum to one."""
        rows = self.rows[thing]
        shares = self.shares[rows.start : rows.stop]
        within = (shares / (shares.sum() + TINY)).tolist()
        return {
            self.labels[row].rpartition("/")[2]: share
            for row, share in zip(rows, within, strict=True)
        }


@dataclass(frozen=True)
class Classifier:
    """A softmax over the things that the wordings of one article stand for, side by side."""

    labels: tuple[str, ...]  # ("fact/palms-down/no", "silence/rest/open", …), sorted
    weights: npt.NDArray[np.float32]  # (dimension, labels)
    bias: npt.NDArray[np.float32]  # (labels,)

    def read(self, vector: Vectors) -> Reading:
        """For one unit vector of shape (dimension,)."""
        logits = vector @ self.weights + self.bias
        shares = np.exp(logits - logits.max()).astype(np.float64)
        shares /= shares.sum()
        totals = np.add.reduceat(shares, self.firsts) + TINY
        log_p = dict(zip(self.rows, np.log(totals).tolist(), strict=True))
        return Reading(log_p, float(totals[self.facts].sum()), shares, self.rows, self.labels)

    @cached_property
    def rows(self) -> dict[str, range]:
        """Where the sides of each "fact/palms-down" stand: together, since labels are sorted."""
        rows: dict[str, range] = {}
        for number, label in enumerate(self.labels):
            thing = label.rpartition("/")[0]
            rows[thing] = range(rows.get(thing, range(number, number)).start, number + 1)
        return rows

    @cached_property
    def firsts(self) -> npt.NDArray[np.intp]:
        return np.array([rows.start for rows in self.rows.values()], dtype=np.intp)

    @cached_property
    def facts(self) -> npt.NDArray[np.bool_]:
        """Which of the things are facts."""
        return np.array([thing.startswith("fact/") for thing in self.rows])


def train(vectors: Vectors, labels: Sequence[str]) -> Classifier:
    """
    Multinomial logistic regression by scikit-learn (L-BFGS from zero: the same input gives the
    same weights). `vectors` has the shape (wordings, dimension); `labels` one name for each.
    """
    import warnings  # noqa: PLC0415

    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (half a second)
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # noqa: PLC0415

    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=MAX_ITERATIONS)
    # On one thread sums do not depend on the machine, and it is ten times as fast as on two.
    with warnings.catch_warnings(), threadpool_limits(1):
        warnings.simplefilter("ignore", ConvergenceWarning)  # the iterations are cut on purpose
        model.fit(vectors, list(labels))
    weights, bias = model.coef_.T, model.intercept_
    if len(model.classes_) == 2:  # noqa: PLR2004  (scikit-learn then keeps one column, for the second)
        weights, bias = (
            np.hstack([-weights / 2, weights / 2]),
            np.array([-bias[0] / 2, bias[0] / 2]),
        )
    return Classifier(
        tuple(str(label) for label in model.classes_),
        np.ascontiguousarray(weights, dtype=np.float32),
        np.asarray(bias, dtype=np.float32),
    )
