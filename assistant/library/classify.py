"""Labelled vectors to a linear classifier: which fact, silence or scope a question belongs to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from assistant.library.embed import Vectors

INVERSE_REGULARISATION = 20.0  # 5 to 60 do the same on the development questions
MAX_ITERATIONS = 100  # 40 lose a point of success@1, 200 gain none


@dataclass(frozen=True)
class Reading:
    """What a classifier makes of one question."""

    log_p: dict[str, float]  # natural logarithm of the probability of each "role/name"
    sides: dict[str, dict[str, float]]  # of a label: probabilities of "open", "yes", "no", "partly"


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
        totals = np.add.reduceat(shares, self.firsts)
        things = [self.things[first] for first in self.firsts]
        within = shares / (np.repeat(totals, np.diff([*self.firsts, len(shares)])) + 1e-12)
        sides: dict[str, dict[str, float]] = defaultdict(dict)
        for label, thing, share in zip(self.labels, self.things, within.tolist(), strict=True):
            if thing.startswith("fact/"):
                sides[thing][label[len(thing) + 1 :]] = share
        return Reading(dict(zip(things, np.log(totals + 1e-12).tolist(), strict=True)), sides)

    @cached_property
    def things(self) -> list[str]:
        """What each label is a side of: "fact/palms-down"."""
        return [label.rpartition("/")[0] for label in self.labels]

    @cached_property
    def firsts(self) -> list[int]:
        """Where each thing's labels start; they stand together, since labels are sorted."""
        pairs = enumerate(zip([None, *self.things], self.things, strict=False))
        return [at for at, (before, thing) in pairs if thing != before]


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
