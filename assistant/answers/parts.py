"""A message with two or three questions in it to the questions, each standing alone."""

import re

ASKING = (
    r"(?:how|what|what['’]?s|whats|which|who|when|where|why|is|are|am|do|does|can|could|should|will|"
    r"would|must|also)\b"
)
JOINT = re.compile(
    rf"\s*(?:[?;]+|,\s*(?:and|but|or|plus)|\band\b(?: also)?|\bplus\b|,)\s+(?={ASKING})",
    re.IGNORECASE,
)
ASKS = re.compile(rf"\b{ASKING}", re.IGNORECASE)
MIN_WORDS = 3  # a shorter piece is not a question of its own
MIN_PARTS = 2
MAX_PARTS = 3


def parts_of(question: str) -> tuple[str, ...]:
    """
    Two or three questions, or nothing when `question` is a single one.

    Only where a joint is followed by the start of a question is it cut: "bend and straighten" and
    "arch or lift" stay whole.
    """
    pieces = [piece.strip(" ?.,;") for piece in JOINT.split(question)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) > 1 and not ASKS.search(pieces[0]):  # "on the way back, does … and am I …"
        pieces = [f"{pieces[0]}, {piece}" for piece in pieces[1:]]
    if not MIN_PARTS <= len(pieces) <= MAX_PARTS:
        return ()
    if any(len(piece.split()) < MIN_WORDS or not ASKS.search(piece) for piece in pieces):
        return ()
    return (pieces[0], *(spelled_out(piece, pieces[0]) for piece in pieces[1:]))


def spelled_out(piece: str, first: str) -> str:
    """ "which ones …" with the noun of the first question: "which muscle …"."""
    noun = re.search(r"\b(?:which|what) ([a-z]+)", first, re.IGNORECASE)
    if noun is None:
        return piece
    return re.sub(r"\b(which|what) ones?\b", rf"\1 {noun[1]}", piece, flags=re.IGNORECASE)
