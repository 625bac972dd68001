"""The wordings to rates of red flags noticed among messages that the model did not learn from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from assistant.library.embed import Embedder
from assistant.safety.learn import learn
from assistant.safety.notice import notice, sense_by
from assistant.safety.rule import Flag, Rule
from assistant.safety.teach import examples, weights
from evals.safety.kinds import kinds

FOLDS = 5


@dataclass(frozen=True)
class Tried:
    """A message, what it is, and what was raised by a model that had not seen it."""

    text: str
    sign: str  # "" for one that reports nothing
    kind: str  # "report", "look-alike", "ordinary" or "question"
    raised: tuple[Flag, ...]


def crossed(
    rules: tuple[Rule, ...], embedder: Embedder, say: Callable[[str], None]
) -> Iterator[Tried]:
    """
    Five-fold cross-validation with fixed folds.

    The words of the rules were tuned on a part of the reports, which flatters them; only what the
    likeness model adds is out of sample.
    """
    labels = dict(kinds())
    pairs = list(dict(examples()).items())
    pairs += [(text, "") for text, kind in labels.items() if kind == "question"]
    texts = [text for text, _ in pairs]
    hard = dict(examples()).keys()
    vectors = embedder.embed_many(texts)
    fold_of = np.random.default_rng(0).permutation(len(texts)) % FOLDS
    for fold in range(FOLDS):
        say(f"fold {fold + 1} of {FOLDS}")
        inside, outside = np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)
        known = {texts[at]: pairs[at][1] for at in inside}
        model = learn(list(known), vectors[inside], list(known.values()), weights(known, hard=hard))
        sense = sense_by(model, embedder.embed, rules)
        for at in outside:
            text, sign = pairs[at]
            yield Tried(text, sign, labels[text], notice(text, rules=rules, sense=sense))
