"""A text about a person to the circumstances that it tells of."""

import re
from collections.abc import Iterable

from assistant.safety.lexicon import CLAUSE, found, lexicon, negated, says

USED_TO = re.compile(r"\bused to\b[^,.;!?]*?(?=[,.;!?]|\bbut\b|$)")
NOT_TOLD = re.compile(
    r"\b(?:no.?one|no 1|nobody|never|not|\w+n't)\b[^,.;!?]{0,20}\b(?:told|said|asked|"
    r"advised|recommended)\b"
)
NONE = re.compile(
    r"\b(?:no|without|never had|don't have) (?:\w+ ){0,2}(?:stitch|staple|suture|clip)"
)
OLD = 52.0  # weeks after which a break that is not called open has healed, and a strain after half


def circumstances_of(
    text: str, operations: tuple[str, ...], *, graft: str, weeks: float | None
) -> set[str]:
    names = set(found("circumstances", USED_TO.sub(" ", text)))
    names = names - {"stitches_in", "stitches_out"} | set(stitches(text))
    if "precautions_over" in names:
        names -= {"precautions"}
    if "heart_symptoms" in names:  # whom the guidance calls active has no symptoms
        names -= {"active"}
    names = names - {"healed"} if "healed" in names and not is_healed(text) else names
    if "bone" in operations and weeks is not None and weeks >= OLD and not says_unhealed(text):
        names |= {"healed"}
    if "hamstring_strain" in names and (
        "prox_hamstring" in operations
        or graft == "hamstring"
        or "healed" in names
        or (weeks is not None and weeks >= OLD / 2)
        or within_denied("hamstring_strain", text)
    ):
        names -= {"hamstring_strain"}
    for name in ("bridge_hurts_back", "worn_band"):
        if name in names and within_denied(name, text):
            names -= {name}
    if "supervised_only" in names and NOT_TOLD.search(text):
        names -= {"supervised_only"}
    if "alone" in names and operations:
        names |= {"alone_after_surgery"}
    return names - {"unhealed", "not_out"}


def stitches(text: str) -> Iterable[str]:
    """Whether they are in or out, by the clauses that speak of them; a day for them is still in."""
    mention = lexicon()["circumstances"]["stitches_in"][0]
    for clause in CLAUSE.split(text):
        if (match := mention.search(clause)) is None:
            continue
        out = says("circumstances", clause, "stitches_out")
        if says("circumstances", clause, "not_out") and (out or not NONE.search(clause)):
            yield "stitches_in"
        elif out:
            yield "stitches_out"
        elif not negated(clause[: match.start()]):
            yield "stitches_in"


def is_healed(text: str) -> bool:
    """Not a question, a hope, or a wound."""
    return any(
        says("circumstances", clause, "healed") and not says("circumstances", clause, "unhealed")
        for clause in CLAUSE.split(re.sub(r"[^.!?;]*\?", " ", text))
    )


def says_unhealed(text: str) -> bool:
    return (
        re.search(r"\bnon.?union\b|\b(?:not|n't|never) (?:\w+ )?(?:heal\w*|knit\w*|unit\w*)", text)
        is not None
    )


def within_denied(name: str, text: str) -> bool:
    """Whether each mention holds a denial within: "my hamstrings are tight, not injured"."""
    spans = [m[0] for p in lexicon()["circumstances"][name] for m in p.finditer(text)]
    return all(
        re.search(r"\b(?:no|not|never|without|isn't|doesn't|don't)\b", span) for span in spans
    )
