"""A yes/no question and the fact that answers it to the honest opening, or none."""

import re
from collections.abc import Mapping, Sequence

from assistant.library.article import Fact, Opening, Passage, Quantity
from assistant.library.facts import OPENINGS
from assistant.library.quantity import quantities

AUXILIARY = (
    r"(?:is|are|am|was|were|do|does|did|can|could|should|shall|would|will|may|must|has|have|had|"
    r"isn['’]?t|aren['’]?t|don['’]?t|doesn['’]?t|can['’]?t|shouldn['’]?t|won['’]?t|ought|need)"
)
SUBJECT = (
    r"(?:i|it|its|this|that|these|those|they|you|we|he|she|my|your|the|a|an|there|any|some|both|"
    r"one|people|someone|anyone|all|each)"
)
POLAR = re.compile(rf"(?:^|[,.:;!?–-]\s*|\b(?:so|but|and|or|then|also)\s+){AUXILIARY}\s+\S+")
POLAR_INSIDE = re.compile(rf"\b{AUXILIARY}\s+{SUBJECT}\b")
TAG = re.compile(
    r"(?:\b(?:right|correct|yeah|yes|no|ok|okay|true|allowed|fine|yay or nay|or not|or no|"
    r"is that (?:ok|right|fine|bad|true)|isn['’]?t it|don['’]?t i|is it))\s*\?*\s*$"
)
OPEN = re.compile(
    r"(?:^|[,.:;!?–-]\s*)(?:and |so |but |then |ok |like )*"
    r"(?:how|what|what['’]?s|whats|which|who|whose|when|where|why|whys|why['’]?s)\b"
)
EITHER = re.compile(r"\bor\b(?! (?:not|no|nah|nay|something|anything|what)\b)")
SHORT = re.compile(r"^\S+(?: \S+){1,4}\s*\?$")  # "palms up?"
NEGATED = re.compile(
    r"n['’]t\b|\bnot\b|\bnever\b|\bwithout\b|\bwrong\b|\bbad\b|\bmistake\b|\bavoid\b"
)

SURE = 0.7  # share of one answer among the wordings that have one; below it none is given
SURE_PREMISE = (
    0.5  # share of "no" among all wordings, at which an open question has a false premise
)


def is_polar(question: str) -> bool:
    """Whether a yes or a no would answer it: "is it ok …?", "…, right?", not "in or out?"."""
    text = question.lower().strip()
    if TAG.search(text):
        return True
    if OPEN.search(text) or EITHER.search(text):
        return False
    return bool(POLAR.search(text) or POLAR_INSIDE.search(text) or SHORT.match(text))


def opening(
    question: str, fact: Fact, sides: Mapping[str, float], passages: Sequence[Passage]
) -> Opening | None:
    """
    "yes", "no", "partly", or None where the evidence does not decide.

    In this order: a number in the question against the article's number of the same unit; the
    fact's own cues; the classifier's share of the fact's yes, no and partly wordings, `sides`.
    An open question gets "no" only if it reads like one with a known false premise.
    """
    text = question.lower()
    if not is_polar(question):
        return "no" if sides.get("no", 0.0) >= SURE_PREMISE else None
    if decided := by_number(question, passages):
        return decided
    if not NEGATED.search(text) and (decided := by_cue(text, fact)):
        return decided
    return by_share(sides)


def by_number(question: str, passages: Sequence[Passage]) -> Opening | None:
    """Whether each quantity asked about lies within the article's one of the same unit."""
    stated = {quantity.unit: quantity for passage in passages for quantity in passage.quantities}
    asked = [quantity for quantity in quantities(question) if quantity.unit in stated]
    if not asked or re.search(r"\b(?:too|more|less|fewer|over|under|above|below)\b", question):
        return None
    return "yes" if all(within(one, stated[one.unit]) for one in asked) else "no"


def within(asked: Quantity, stated: Quantity) -> bool:
    return stated.low <= asked.low and asked.high <= stated.high


def by_cue(text: str, fact: Fact) -> Opening | None:
    """A cue decides only when cues of no other opening match too."""
    found = {side for side, cue in fact.cues if re.search(cue, text)}
    return found.pop() if len(found) == 1 else None


def by_share(sides: Mapping[str, float]) -> Opening | None:
    shares = {side: sides.get(side, 0.0) for side in OPENINGS}
    best = max(OPENINGS, key=lambda side: shares[side])
    total = sum(shares.values())
    return best if total and shares[best] >= SURE * total else None
