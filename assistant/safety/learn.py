"""Messages that report a red flag, and others that do not, to a likeness model."""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from assistant.safety.features import BUCKETS, features
from assistant.safety.likeness import VECTOR_WEIGHT, Likeness, Weights

# Cross-validation over the wordings set these; see evals/NOTES.md.
INVERSE_REGULARISATION = 20.0  # 5 finds as much and raises more of what looks alike
INVERSE_FOR_SIGNS = 5.0
MAX_ITERATIONS = 200


def learn(
    texts: Sequence[str], vectors: Weights, labels: Sequence[str], weights: Sequence[float]
) -> Likeness:
    """
    Logistic regression by scikit-learn: whether a sign is reported, and which.

    `labels` name the sign that a text reports, or "" for none; `vectors` has the shape (texts,
    dimension); `weights` say how much each text counts. The same input gives the same model.
    """
    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (half a second)
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # noqa: PLC0415

    table = side_by_side(texts, vectors)
    raised = np.asarray([bool(label) for label in labels])
    whether = LogisticRegression(
        C=INVERSE_REGULARISATION,
        max_iter=MAX_ITERATIONS,
        solver="liblinear",
        random_state=0,
    )
    which = LogisticRegression(C=INVERSE_FOR_SIGNS, max_iter=MAX_ITERATIONS)
    with warnings.catch_warnings(), threadpool_limits(1):
        warnings.simplefilter("ignore", ConvergenceWarning)
        whether.fit(table, raised, sample_weight=np.asarray(weights))
        which.fit(vectors[raised], np.asarray(labels)[raised])
    learnt = whether.coef_[0].astype(np.float32)
    meaning = np.ascontiguousarray(learnt[BUCKETS:])
    return Likeness(
        words=np.ascontiguousarray(learnt[:BUCKETS]),
        meaning=meaning,
        bias=float(whether.intercept_[0]),
        signs=tuple(map(str, which.classes_)),
        which=np.ascontiguousarray(which.coef_.T, dtype=np.float32),
        which_bias=np.asarray(which.intercept_, dtype=np.float32),
    )


def side_by_side(texts: Sequence[str], vectors: Weights) -> Any:  # noqa: ANN401  (a SciPy matrix)
    import scipy.sparse as sp  # type: ignore[import-untyped]  # noqa: PLC0415

    pairs = [features(text) for text in texts]
    sparse = sp.csr_matrix(
        (
            np.concatenate([values for _, values in pairs]),
            np.concatenate([indices for indices, _ in pairs]),
            np.cumsum([0, *(len(indices) for indices, _ in pairs)]),
        ),
        shape=(len(texts), BUCKETS),
    )
    return sp.hstack([sparse, sp.csr_matrix(VECTOR_WEIGHT * vectors)]).tocsr()
