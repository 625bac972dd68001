"""A text about a person to the operations that it tells of, and to the graft of one."""

import re
from collections.abc import Iterable

from assistant.safety.lexicon import CLAUSE, found, lexicon, mentions, says

SENTENCE = re.compile(r"(?<=[.!?;\n])\s+")
TORN = ("aclr", "pcl", "meniscus_body", "meniscus_root", "quad_or_patellar_tendon", "other")
# A general name gives way to the one that says more.
SAYS_MORE = {
    "meniscus_body": ("meniscus_root",),
    "arthroscopy": (
        "aclr", "pcl", "meniscus_body", "meniscus_root", "tka", "tha", "bone", "other",
        "quad_or_patellar_tendon",
    ),
    "quad_or_patellar_tendon": ("aclr",),
    "prox_hamstring": ("aclr",),
    "other": ("aclr", "pcl", "tka", "tha"),
}  # fmt: skip
INTACT = re.compile(
    r"\b(?:intact|spared?|keeps? your|no tear|no \w+ damage|sprain\w*|tendin\w+|tendonitis|"
    r"(?:is|are|was|were|'s) (?:fine|ok|okay|good|healthy))\b"
)
MADE = re.compile(
    r"\b(?:repair|graft|reconstruct|recon|surgery|operat|op\b|replac|stitch|sew|sutur)"
)
ELSEWHERE_BROKEN = re.compile(
    r"\b(?:wrist|arm|hand|finger|thumb|elbow|shoulder|collar.?bone|clavicle|ribs?|nose|jaw|skull|"
    r"tooth|teeth|cheek|radius|ulna|humerus|scaphoid|phone|eye socket)\b"
)
LEG = re.compile(
    r"\b(?:leg|knee|knee ?cap|ankle|hip|femur|thigh|tibia\w*|shin|fibula|patell?a|"
    r"pelvi\w+|foot|heel|"
    r"stress|plateau)\b"
)
UNSURE = re.compile(
    r"\b(?:some (?:kind|sort) of|don't (?:really )?know (?:what|which)|no idea what|"
    r"(?:thing|something) or)\b"
)
AGO = re.compile(
    r"\b(?:ago|post|since|weeks? (?:out|in)|pod|pow|back in|out from)\b|\b\d/(?:52|7|12)\b|"
    r"\b(?<!not )(?:had|got) (?:my|the|a|an|his|her)\b|\bweek \d"
)
# An operation that lies ahead. A follow-up, a scan or the staples may be booked, too, so the clause
# has to speak of an operation, or the sentence must not tell of one as done.
AHEAD = re.compile(
    r"\b(?:booked|scheduled|awaiting|upcoming|planned|planning|in waiting|waiting|wait list|on the "
    r"(?:waiting )?list|on the cards|pre.?op\b|pre.?hab|not had it|date (?:for|of)|set for|due for|"
    r"going in|in for (?:my|a)|(?:going to|gonna|due to|about to|will|shall|they're to) (?:\w+ )?"
    r"(?:have|get|be|do|need|operate|replace|repair|fix|reconstruct|use)|i'll (?:have|get|be)|"
    r"they'll (?:use|do|fix|repair|take|operate)|before (?:my|the|his|"
    r"her) (?:\w+ )?(?:op|operation|"
    r"surgery|knee|hip|acl)|(?:having|getting) (?:my|a|an|the|it|his|her)\b.{0,40}\b(?:next|in \d+|"
    r"soon|tomorrow|in (?:the )?(?:january|february|march|april|may|june|july|august|september|"
    r"october|november|december|spring|summer|autumn|fall|winter))|next (?:month|week|year|\w+day)|"
    r"is in (?:a|\d+) (?:weeks?|months?)|might (?:need|have)|may need|need(?:s|ing)? (?:a|an|my)|"
    r"thinking (?:of|about)|considering|if i (?:have|need|get)|should i (?:have|get)|"
    r"from now|coming up|in \d+ (?:days|weeks|months)|"
    r"offered|recommended (?:a|an|surgery)|candidate for|bad enough)\b"
)
SURELY_AHEAD = re.compile(
    r"\b(?:booked|scheduled|waiting list|awaiting|pre.?op|pre.?hab|not had it|date for|set for)\b"
)
OPERATION = re.compile(
    r"\b(?:op|surg\w+|operat\w+|replac\w+|repair\w*|recon\w*|arthroscop\w*|graft|"
    r"stitched|rebuil\w+|"
    r"re-?attach\w*|done|fixed|acl|pcl|menisc\w*|(?:new|total) (?:knee|hip)|"
    r"hamstring|osteotom\w*)\b"
)
# A structure alone is most likely the answer to "Which operation was it?"
ALONE = re.compile(
    r"\W*(?:(?:actually|sorry|oh|no|i meant|i think|it was|it's|its|the|my|a|an|left|"
    r"right|yes|yeah|just|only|one|front|back) ?,? ?)*"
    r"(?:acl|pcl|meniscus|meniscal|anterior cruciate|posterior cruciate|quad\w* tendon|"
    r"patell?ar? tendon)(?: ?(?:one|ligament))?\W*"
)


def done(text: str) -> str:
    """`text` without what is only planned and what says that nobody operated."""
    for pattern in lexicon()["not_operated"]["words"]:
        text = pattern.sub(" ", text)
    if not AHEAD.search(text):
        return text
    return " ".join(part for part in map(without_plans, SENTENCE.split(text)) if part)


def without_plans(sentence: str) -> str:
    told = AGO.search(sentence) is not None
    if SURELY_AHEAD.search(sentence) and not told:
        return ""
    kept = [
        clause
        for clause in re.split(r"(?<=[,;])\s|\s(?=but\b|and i\b)", sentence)
        if not (AHEAD.search(clause) and OPERATION.search(clause) and not AGO.search(clause))
    ]
    return " ".join(kept)


def procedures(text: str) -> tuple[str, ...]:
    operated = says("operated", text)
    if not operated and ALONE.fullmatch(text):
        return tuple(name for name in found("procedures", text) if name != "arthroscopy")[:1]
    names = set(found("procedures", text)) - {"bone"}
    if not operated:
        names &= {"tka", "tha", "arthroscopy"}
    if broken(text):
        names.add("bone")
    if names & {"meniscus_body", "meniscus_root"}:
        names = meniscus(names, text)
    names = {name for name in names if name not in TORN or repaired(name, text)}
    names = {name for name in names if names.isdisjoint(SAYS_MORE.get(name, ()))}
    if not names and re.search(r"\bgrafts?\b", text) and graft_of(text) not in ("", "allograft"):
        names = {"aclr"}
    unsure = bool(UNSURE.search(text)) and names == {"arthroscopy"}  # keyhole, but what was done?
    if unsure or (not names and unnamed(text)):
        return ("unknown",)
    return tuple(name for name in lexicon()["procedures"] if name in names)


def graft_of(text: str) -> str:
    return next(iter(found("grafts", text)), "")


def broken(text: str) -> bool:
    return any(
        LEG.search(match[0]) or not ELSEWHERE_BROKEN.search(around(text, match))
        for match in mentions(lexicon()["procedures"]["bone"], text)
    )


def around(text: str, match: re.Match[str]) -> str:
    """The clause that the mention stands in."""
    before = CLAUSE.split(text[: match.start()])[-1]
    return before + match[0] + CLAUSE.split(text[match.end() :])[0]


def meniscus(names: set[str], text: str) -> set[str]:
    """A meniscus that was cut is an arthroscopy; "not trimmed", "stitched, not cut" is a repair."""
    if any(undenied("removed", text)) and not any(undenied("stitched", meniscal(text))):
        return {name for name in names if not name.startswith("meniscus")} | {"arthroscopy"}
    return names


def meniscal(text: str) -> str:
    """The clauses of a meniscus, or all of them where an ACL is not there to be repaired."""
    if not re.search(r"\b(?:acl|pcl|cruciate)\b", text):
        return text
    return " , ".join(
        part for part in re.split(r"[,;.!?]|\band\b|\bplus\b", text) if "menisc" in part
    )


def undenied(group: str, text: str) -> Iterable[re.Match[str]]:
    for pattern in lexicon()[group]["words"]:
        for match in pattern.finditer(text):
            if not re.search(
                r"\b(?:not|rather than|instead of|no|never)\W+(?:\w+ing )?(?:it )?$|n't ?$",
                text[: match.start()],
            ):
                yield match


def repaired(name: str, text: str) -> bool:
    """Whether no clause says that it is intact, or hurt only, without telling of an operation."""
    for part in CLAUSE.split(text):
        hit = next(mentions(lexicon()["procedures"][name], part), None)
        if hit and INTACT.search(part) and not MADE.search(part):
            return False
    return True


def unnamed(text: str) -> bool:
    """Whether an operation near knee, hip or leg is told of, or one without a place."""
    elsewhere = lexicon()["unnamed"]["elsewhere"][0]
    for pattern in lexicon()["unnamed"]["here"]:
        if any(not elsewhere.search(match[0]) for match in pattern.finditer(text)):
            return True
    return says("unnamed", text, "anywhere") and not elsewhere.search(text)
