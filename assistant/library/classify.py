"""Labelled vectors to a linear classifier: which fact, silence or scope a question belongs to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

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
        shares = np.exp(logits - logits.max())
        shares /= shares.sum()
        sides: dict[str, dict[str, float]] = defaultdict(dict)
        for label, share in zip(self.labels, shares.tolist(), strict=True):
            thing, _, side = label.rpartition("/")
            sides[thing][side] = share
        totals = {thing: sum(parts.values()) for thing, parts in sides.items()}
        return Reading(
            {thing: float(np.log(total + 1e-12)) for thing, total in totals.items()},
            {
                thing: {side: share / (totals[thing] + 1e-12) for side, share in parts.items()}
                for thing, parts in sides.items()
                if thing.startswith("fact/")
            },
        )


def train(vectors: Vectors, labels: Sequence[str]) -> Classifier:
    """
    Multinomial logistic regression by scikit-learn (L-BFGS from zero: the same input gives the
    same weights). `vectors` has the shape (wordings, dimension); `labels` one name for each.
    """
    import warnings  # noqa: PLC0415

    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (half a second)

    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=MAX_ITERATIONS)
    with warnings.catch_warnings():
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
