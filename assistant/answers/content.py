"""A question to the words and numbers in it that an article would have to account for."""

import re
from collections.abc import Sequence

from assistant.answers.lexicon import terms
from assistant.library.article import Passage, Shelf
from assistant.library.quantity import UNITS
from assistant.library.vocabulary import strange_stems

COUNTED = re.compile(
    r"\b(?:how (?:many|much)|(?:number|amount) of)\s+(?:more |extra )?(?:of |the )*([a-z]+)"
    r"(?:\s*(?:and|or|&|/|,|x)\s*(?:how many )?([a-z]+))?"
)
DURATION = re.compile(r"\bhow (?:long|soon|old|often|frequently)\b")
DURATIONS = ("second", "minute", "hour", "day", "week", "month", "year")


def foreign_term(question: str, shelf: Shelf) -> str | None:
    """A thing the question names that neither the article nor any wording of a fact knows."""
    named = list(terms(question))
    if not named:
        return None
    known = shelf.vocabulary.folded
    return next((term.text for term in named if f" {term.text} " not in known), None)


def unaccounted(question: str, shelf: Shelf) -> list[str]:
    """The stems of the question that stand in no fact's wording and nowhere in the article."""
    return strange_stems(question, shelf.vocabulary)


def asked_units(question: str) -> set[str]:
    """The units in which an answer would have to be given; empty when any answer may do."""
    text = question.lower()
    named = [name for match in COUNTED.finditer(text) for name in match.groups() if name]
    units = {UNITS[name] for name in named if name in UNITS}
    return units | set(DURATIONS) if DURATION.search(text) else units


def stated_units(passages: Sequence[Passage]) -> set[str]:
    return {quantity.unit for passage in passages for quantity in passage.quantities}
