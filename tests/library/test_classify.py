"""Labelled vectors to a classifier: repeatable, and its probabilities are probabilities."""

import math

import numpy as np
import pytest

from assistant.library.classify import Classifier, train
from assistant.library.embed import Vectors

LABELS = ["fact/a/open", "fact/a/no", "fact/b/open", "silence/c/open", "scope/greeting/open"]


def vectors(rows: int, *, dimension: int = 8, seed: int = 1) -> Vectors:
    drawn = np.random.default_rng(seed).normal(size=(rows, dimension)).astype(np.float32)
    lengths: Vectors = np.linalg.norm(drawn, axis=1, keepdims=True)
    return drawn / lengths


def test_the_same_input_gives_the_same_weights() -> None:
    labels = LABELS * 6

    first, second = train(vectors(30), labels), train(vectors(30), labels)

    assert first.labels == second.labels == tuple(sorted(LABELS))
    assert first.weights.tobytes() == second.weights.tobytes()
    assert first.bias.tobytes() == second.bias.tobytes()
    assert first.weights.shape == (8, 5)
    assert first.weights.dtype == first.bias.dtype == np.dtype(np.float32)


@pytest.mark.parametrize("labels", [LABELS, LABELS[:2], LABELS[2:4], LABELS[:3]])
def test_probabilities_of_all_things_sum_to_one(labels: list[str]) -> None:
    model = train(vectors(len(labels) * 5), labels * 5)

    for vector in vectors(10, seed=2):
        reading = model.read(vector)
        assert sum(math.exp(value) for value in reading.log_p.values()) == pytest.approx(1)
        assert set(reading.log_p) == {label.rpartition("/")[0] for label in labels}


def test_the_sides_of_a_fact_share_all_of_it() -> None:
    model = train(vectors(25), LABELS * 5)

    for vector in vectors(10, seed=2):
        reading = model.read(vector)
        assert reading.sides("fact/a").keys() == {"open", "no"}
        assert sum(reading.sides("fact/a").values()) == pytest.approx(1)
        assert reading.sides("fact/b") == {"open": pytest.approx(1)}


def test_what_is_answered_is_the_share_of_all_facts() -> None:
    model = train(vectors(25), LABELS * 5)

    for vector in vectors(10, seed=2):
        reading = model.read(vector)
        facts = [math.exp(reading.log_p[thing]) for thing in ("fact/a", "fact/b")]
        assert reading.answered == pytest.approx(sum(facts))


@pytest.mark.parametrize("labels", [LABELS, LABELS[:2], ["silence/c/open", "fact/b/open"]])
def test_a_vector_it_was_trained_on_reads_as_its_label(labels: list[str]) -> None:
    taught = np.eye(len(labels), 8, dtype=np.float32)

    model = train(np.concatenate([taught] * 4), labels * 4)

    for vector, label in zip(taught, labels, strict=True):
        logits = vector @ model.weights + model.bias
        assert model.labels[int(np.argmax(logits))] == label


def test_two_classes_read_as_scikit_learn_reads_them() -> None:
    from sklearn.linear_model import LogisticRegression

    from assistant.library.classify import INVERSE_REGULARISATION

    labels = ["fact/a/open", "silence/b/open"] * 10
    reference = LogisticRegression(C=INVERSE_REGULARISATION).fit(vectors(20), labels)

    model = train(vectors(20), labels)

    for vector in vectors(5, seed=2):
        (wanted,) = reference.predict_proba(vector[np.newaxis])
        log_p = model.read(vector).log_p
        found = [math.exp(log_p["fact/a"]), math.exp(log_p["silence/b"])]
        assert found == pytest.approx(wanted.tolist(), abs=1e-3)


def test_large_logits_do_not_overflow() -> None:
    model = Classifier(
        ("fact/a/open", "fact/b/open"),
        np.array([[1000.0, -1000.0]], dtype=np.float32),
        np.zeros(2, dtype=np.float32),
    )

    reading = model.read(np.ones(1, dtype=np.float32))

    assert math.exp(reading.log_p["fact/a"]) == pytest.approx(1)
    assert math.isfinite(reading.log_p["fact/b"])
    assert math.isfinite(reading.sides("fact/b")["open"])
