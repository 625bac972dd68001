"""A lower-case text, its numbers in digits, to how far a knee bends, and how far it may."""

import re

LEAST_BEND, MOST_BEND = 10, 170  # degrees that a knee may be said to bend, or be limited to
UNIT = r"(?:°|º|degrees?\b|degs?\b|grades?\b|grad\b|gradi\b)"
FROM = r"(?:-?\d{1,2} ?(?:-|–|to|/|through) ?)?"  # of a range, as in "0-90"
NUMBER = rf"{FROM}(\d{{2,3}})\b ?({UNIT})?"
ELSE = (
    r"(?!\s?(?:x\b|reps?|sets?|weeks?|wks?|wk|days?|months?|%|kg|kilos?|lbs?|min\w*|"
    r"sec\w*|hours?|m\b|met\w+|km|miles?|"
    r"yards?|feet|ft\b|steps|stairs|bpm|beats|cm|inch\w*|out|of 10|c\b|f\b|celsius|"
    r"fahrenheit|years?|yrs?|yo\b|"
    r"mg|calories|pounds|times|/\d|\.\d))"
)
FILL = (
    r"(?:(?:of|at|is|to|only|about|a|an|be|the|my|his|her|knee|bend\w*|flex\w*|"
    r"degrees?|around|roughly|like|just|still|it|me|him|set|up|now|for|=|:|-|range|"
    r"angle) ?){0,6}"
)
NEGATED = (
    r"\b(?:no|not?|nothing|never|don'?t|mustn'?t|must not|can'?t|cannot|shouldn'?t|isn'?t|aren'?t|"
    r"won'?t|without)\b[^,.;!?]{0,40}?\b(?:past|beyond|over|above|more than|"
    r"greater than|(?:further|"
    r"farther|higher|bigger|larger) than|exceed\w*|pass(?:ing)?|out ?side)\b "
)
CAPS = (
    re.compile(rf"{NEGATED}{FILL}{NUMBER}{ELSE}"),
    re.compile(
        r"\b(?:limit\w*|max\w*|capp?(?:ed|ing)?|restrict\w*|ceiling|lock(?:ed)?|"
        r"block(?:ed)?|hinged?|brace|"
        rf"stops?(?: me| it)?|raised it|raised|"
        rf"lowered)\b(?: (?!weeks?\b)[a-z]+){{0,3}}? ?:? ?{FILL}{NUMBER}{ELSE}"
    ),
    re.compile(
        r"\b(?:(?:keep|stay|kept|remain|must be|has to be|have to be|needs? to (?:be|"
        r"stay))\b[^,.;!?]{0,25}\b(?:under|"
        rf"below|within|less than|inside|to)|(?:told|said|says|"
        rf"say)\b[^,.;!?]{{0,30}}\b(?:under|below|within|less than)) {FILL}{NUMBER}{ELSE}"
    ),
    re.compile(
        r"\b(?:only |just )?(?:allowed|permitted|cleared)(?: (?:only|just|me|him|"
        r"her))? ?:? ?(?:to )?(?:bend|flex|go|move)?"
        rf" ?(?:it |the knee |my knee )?(?:up )?(?:to |from |"
        rf"for )?(?:only )?{NUMBER}{ELSE}(?! (?:at|yet))"
    ),
    re.compile(
        rf"\bmay (?:only )?(?:bend|flex|go) (?:\w+ )?(?:only )?(?:up to|to|till|"
        rf"until) {NUMBER}{ELSE}"
    ),
    re.compile(
        rf"\bcan (?:bend|flex|go) (?:\w+ )?(?:up )?to {NUMBER}{ELSE}(?= ?(?:but|and) (?:no|not)\b)"
    ),
    re.compile(
        rf"\b{NUMBER} (?:of )?(?:knee )?(?:bend |flexion )?(?:limit|max\w*|cap|"
        rf"restriction|ceiling|is (?:the|my) "
        r"(?:limit|max\w*|most)|tops|at most|and no (?:more|further)|but no (?:more|"
        r"further)|or less)\b"
    ),
    re.compile(
        rf"\b(?:put|set|gave (?:me )?)(?: an?| the| my)? (?:limit|"
        rf"stop)\b(?: [a-z]+){{0,3}}? {NUMBER}{ELSE}"
    ),
)
NOT_A_BEND = re.compile(
    r"\b(?:heart rate|hr|pulse|walk\w*|steps|weight|lift\w*|bp|blood pressure|oven|"
    r"outside|weather|sun|temp\w*|"
    r"fever|reps|minutes|goal|aim\w*|target|hop(?:e|ing)|should be|supposed to (?:be|"
    r"reach|get)|want\w* to|"
    r"trying to|need\w* to (?:get|reach)|have to (?:get|reach)|must (?:get|reach)|"
    r"told to (?:get|reach)|straight)\b"
)
NOT_A_CAP = re.compile(
    r"\b(?:can'?t|cannot|couldn'?t|not able to|unable to|struggl\w*) (?:seem to |"
    r"even |yet )?(?:get|reach|manage)\b"
)
AUTHORITY = re.compile(
    r"\b(?:told|said|says|say|allowed|allow|surgeon\w*|physio\w*|doctor\w*|"
    r"consultant|orders?|they|team|must|"
    r"supposed|until|till|brace|hinge|op note|yet|permitted|may|limit(?:ed)?|locked|"
    r"capped|restricted|restriction)\b"
)
RAISED = re.compile(r"\b(?:raised|increased|upped|extended|moved|changed|now)\b")
BY = (
    ("surgeon", re.compile(r"\b(?:surgeon\w*|consultant|op note|orthop\w*)\b")),
    ("physio", re.compile(r"\b(?:physio\w*|physical therapist|therapist|pt)\b")),
    ("doctor", re.compile(r"\b(?:doctor|dr|gp|doc)\b")),
)
UNSAID = re.compile(
    r"\b(?:hasn'?t|haven'?t|didn'?t|never|without|not (?:said|told)|ask\w*|student|"
    r"friend|mate)\b|\bsystem ?:|\bthe user\b"
)
REACHED = re.compile(
    r"\b(?:bend\w*|bent|flex\w*|a?rom|prom|range|got|gets?|get|reach\w*|goes?|going|"
    r"go|stuck|measures?|measured|"
    r"manag\w+|only|past|up|limited|about|knee|to|at)\b[^,.;!?\d]{0,25}"
    rf"(?<![\d.]){NUMBER}{ELSE}"
)
WITH_UNIT = re.compile(
    rf"(?<![\d.-]){FROM}\b(\d{{2,3}}) ?{UNIT}(?!\s?(?:c\b|f\b|celsius|fahrenheit))"
)
BENDING = re.compile(
    r"\b(?:bend\w*|bent|flex\w*|a?rom|prom|range|reach\w*|stuck|measur\w*|manag\w+|"
    r"goes?|go|get|got)\b"
)
EARLIER = re.compile(
    r"\b(?:was|were|last (?:week|month)|used to|before|at first)\b[^,.;!?]{0,12}$|\bfrom $"
)
SENTENCE = re.compile(r"(?<=[.!?;\n])\s+")
CLAUSE = re.compile(r"[,;.!?](?!\d)|\bbut\b(?! no)")


def cap_of(text: str) -> tuple[float | None, str]:
    """
    The most that the knee may bend, in degrees, and who said so ("" where nobody is named).

    Of several the least holds, unless it is told that it was raised.
    """
    caps, by = [], ""
    for sentence in SENTENCE.split(text):
        here = [
            (match.start(), float(match[1]))
            for pattern in CAPS
            for match in pattern.finditer(sentence)
            if is_cap(match, sentence)
        ]
        if here:
            caps += [value for _, value in sorted(here)]
            if not UNSAID.search(sentence):
                by = by or next((who for who, pattern in BY if pattern.search(sentence)), "")
    if not caps:
        return None, ""
    return (caps[-1] if RAISED.search(text) else min(caps)), by


def is_cap(match: re.Match[str], sentence: str) -> bool:
    clause = CLAUSE.split(sentence[: match.start()])[-1] + match[0]
    if not LEAST_BEND < float(match[1]) < MOST_BEND or NOT_A_CAP.search(clause):
        return False
    return not NOT_A_BEND.search(clause)


def flexion_of(text: str) -> float | None:
    """How far the knee bends now, in degrees: of several the least."""
    reached = []
    for sentence in SENTENCE.split(text):
        allowed = {
            match.start(1)
            for pattern in CAPS
            for match in pattern.finditer(sentence)
            if is_cap(match, sentence) and AUTHORITY.search(sentence)
        }
        if not AUTHORITY.search(sentence):  # "my maximum is 95": what the knee does by itself
            reached += [
                float(match[1])
                for pattern in CAPS
                for match in pattern.finditer(sentence)
                if is_cap(match, sentence)
            ]
        for pattern in (REACHED, WITH_UNIT):
            for match in pattern.finditer(sentence):
                before = CLAUSE.split(sentence[: match.start(1)])[-1]
                if (
                    LEAST_BEND < float(match[1]) < MOST_BEND
                    and match.start(1) not in allowed
                    and not NOT_A_BEND.search(before)
                    and not EARLIER.search(before)
                    and (pattern is WITH_UNIT or match.group(2) or BENDING.search(match[0]))
                ):
                    reached.append(float(match[1]))
    return min(reached, default=None)
