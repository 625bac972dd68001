"""A yes/no question and the fact that answers it to the honest opening, or none."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from assistant.library.article import Fact, Opening, Passage, Quantity
from assistant.library.facts import OPENINGS
from assistant.library.quantity import quantities

AUXILIARY = (
    r"(?:(?:is|are|was|were|do|does|did|ca|could|should|wo|would|must|has|have|had|need)n['’]?t|"
    r"is|are|am|was|were|do|does|did|can|could|should|shall|would|will|may|must|has|have|had|"
    r"ought|need)"
)
SUBJECT = (
    r"(?:i|it|its|this|that|these|those|they|you|we|he|she|my|your|the|a|an|there|any|some|both|"
    r"one|people|someone|anyone|all|each)"
)
START = r"(?:^|[,.:;!?–-]\s*)(?:(?:and|so|but|or|then|also|ok|okay|like|hi|hey|hello)\s+)*"
# "when I pull, …" and "if it hurts, …" say when, and ask nothing.
CIRCUMSTANCE = re.compile(
    rf"{START}(?:when(?:ever)?|while|if|once|after|before)\b(?! {AUXILIARY}\b)[^,?]*,\s*"
)
OPEN = re.compile(
    rf"{START}(?:(?:to|in|at|on|for|from|with|by|under|up to|into) )?"
    r"(?:how|hows|what|whats|which|whom?|whose|when|where|why|whys)\b|"
    # Inside, not "who have", "what it does", "when I am": those are no questions of their own.
    rf"\b(?:(?:how|what|which)(?: (?!{SUBJECT}\b)\S+){{1,2}}|how|what|when|where|why) {AUXILIARY}\b"
)
# Open in substance: "can you list the mistakes?" wants the list.
REQUEST = re.compile(
    r"\b(?:can|could|would|will) you (?:(?:please|just|quickly) )*(?:tell|explain|describe|list|"
    r"name|give|show|remind|say|sum|outline|define|(?:walk|talk|run|take) (?:me|us) through)\b|"
    r"\bdo you know (?:how|what|which|who|when|where|why)\b"
)
# "Is there a trick to keep the heel from sticking?" wants the trick; "no" would deny there is one.
TRICK = re.compile(
    r"\b(?:(?:is|are) there|do you have|have you got|got) (?:(?:an?|any|some) )?(?:\w+ )?"
    r"(?:tricks?|knack|tips?|secrets?|hacks?|advice) (?:to|for|of|on|about)\b"
)
WHETHER = re.compile(
    r"\b(?:tell me|know|sure|unsure|wonder(?:ing)?|check(?:ing)?|confirm|say) (?:if|whether)\b|"
    r"\b(?:true or false|yes or no|right or wrong)\b"
)
EITHER = re.compile(r"\bor\b(?! (?:not|no|nah|nay|false|wrong|something|anything|what)\b)")
TAG = re.compile(r"\b(?:right|correct|yeah|yes|no|ok|okay|true|allowed|fine)\s*\?*$")
TAG_APART = re.compile(rf",\s*(?:is that |is it )?{TAG.pattern}")
POLAR = re.compile(
    rf"(?:{START}|\b(?:so|but|and|or|then|also)\s+){AUXILIARY}\s+\S+|"
    rf"(?<!\bto )(?<!\bi ){AUXILIARY}\s+{SUBJECT}\b"
)
# "It stays down, doesn't it?" and "is it slow or not?" are not negated by their ends.
TURNED = re.compile(rf"(?:,? {AUXILIARY} (?:i|it|you|they|we|he|she)|,? or not)\s*\?*$")
NEGATED = re.compile(
    r"n['’]t\b|\b(?:is|are|was|do|does|did|ca|could|should|wo|would|must|has|have)nt\b|"
    r"\b(?:not|never|without|wrong|bad|mistake|avoid|problem|matter)\b"
)
COMPARED = re.compile(r"\b(?:too|more|less|fewer|over|under|above|below|past|beyond)\b")

CUES_HELD = 4096  # of about 10 kB
SURE = 0.8  # share of one answer among the wordings that have one; below it none is given
MIN_ANSWERED = 0.5  # share of the wordings that have an answer; below it the question is open
SURE_PREMISE = 0.5  # share of "no" at which an open question has a false premise


def is_polar(question: str) -> bool:
    """
    Whether it has the form of a yes/no question: "is it ok …?", "…, right?", not "in or out?".

    Whatever else ends in a question mark counts too: "palms up?" does, and that "key benefits?"
    is none is left to the wordings, see `by_share`.
    """
    text = CIRCUMSTANCE.sub(" ", question.lower().strip()).strip()
    if EITHER.search(text):
        return False
    if OPEN.search(text):
        return bool(TAG_APART.search(text))
    if WHETHER.search(text):
        return True
    if REQUEST.search(text) or TRICK.search(text):
        return False
    return text.endswith("?") or bool(TAG.search(text) or POLAR.search(text))


def opening(
    question: str, fact: Fact, sides: Mapping[str, float], passages: Sequence[Passage]
) -> Opening | None:
    """
    "yes", "no", "partly", or None where the evidence does not decide.

    In this order: a number in the question against the article's number of the same unit; the
    fact's own cues; the classifier's shares of the fact's open, yes, no and partly wordings,
    `sides`. Nothing decides a negated question, whose "no" may mean either, one with "or", nor one
    for a trick. An open question gets "no" only if it reads like one with a known false premise.
    """
    text = question.lower().strip()
    if EITHER.search(CIRCUMSTANCE.sub(" ", text)) or TRICK.search(text):
        return None
    if not is_polar(question):
        return "no" if sides.get("no", 0.0) >= SURE_PREMISE else None
    if NEGATED.search(TURNED.sub("", text)):
        return None
    return by_number(text, passages) or by_cue(text, fact) or by_share(sides)


def by_number(text: str, passages: Sequence[Passage]) -> Opening | None:
    """
    "yes" if all that is asked lies within what is stated, "no" if something lies outside.

    None where a quantity has nothing to be compared with: "12 a day" says nothing of "12 a leg".
    """
    if COMPARED.search(text):
        return None
    stated = [quantity for passage in passages for quantity in passage.quantities]
    asked = quantities(text)
    rivals = [[other for other in stated if comparable(one, other)] for one in asked]
    if any(
        found and not any(within(one, other) for other in found)
        for one, found in zip(asked, rivals, strict=True)
    ):
        return "no"
    return "yes" if rivals and all(rivals) else None


def comparable(asked: Quantity, stated: Quantity) -> bool:
    return asked.unit == stated.unit and asked.per in ("", stated.per)


def within(asked: Quantity, stated: Quantity) -> bool:
    return stated.low <= asked.low and asked.high <= stated.high


def by_cue(text: str, fact: Fact) -> Opening | None:
    """A cue decides only when cues of no other opening match too."""
    found = {side for side, cue in fact.cues if compiled(cue).search(text)}
    return found.pop() if len(found) == 1 else None


@lru_cache(CUES_HELD)
def compiled(cue: str) -> re.Pattern[str]:
    """Python's own cache holds 512 patterns of everybody's, and one article may have 450 cues."""
    return re.compile(cue)


def by_share(sides: Mapping[str, float]) -> Opening | None:
    """The surest answer among the fact's wordings, if fewer of those that are near have none."""
    shares = {side: sides.get(side, 0.0) for side in OPENINGS}
    best = max(OPENINGS, key=lambda side: shares[side])
    answered = sum(shares.values())
    return best if answered >= MIN_ANSWERED and shares[best] >= SURE * answered else None
