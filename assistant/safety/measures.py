"""A lower-case text, its numbers in digits, to the measures in it: pain, degrees, age, weeks."""

import re
from datetime import date

MOST_PAIN = 10
THEN = re.compile(
    r"\b(?:was|were|had|yesterday|last (?:week|night|month|year)|used to|before|earlier|"
    r"at (?:first|the start)|weeks? ago|days? ago|(?:months?|years?) ago|from)\b"
)
USUAL = re.compile(
    r"\b(?:usual\w*|normally|as usual|baseline|most days|average|at worst|at its worst)\b"
)
OF_TEN = re.compile(r"\b(\d{1,2}(?:\.\d)?)\s*(?:/|out ?of|outta|outa|from|on|of|in)\s*(?:a )?10\b")
UNLIKE_PAIN = (
    r"(?!\s*(?:x\b|reps|sets|weeks?|wks?|days?|months?|mins?|minutes|hours?|years?|%|"
    r"deg|°|am\b|pm\b|/(?!10)|\.\d|-))"
)
SPOKEN = re.compile(
    r"\b(?:pain|nprs|vas|pain ?(?:level|lvl|score|scale|rating))\b(?:'?s)?\s*(?:is |"
    r"of |at |level |lvl |"
    r"score |rating |about |around |a |an |like |maybe |prob\w* |now |today |right |"
    r"at the moment |currently |"
    rf"rn |=|:|,|-)*\s*(\d{{1,2}})\b{UNLIKE_PAIN}|"
    r"\b(?:it'?s|at|about|knee(?:'s| is)|leg(?:'s| is)|hip(?:'s| is)|sitting) (?:at |"
    r"an? |like |about |around |"
    r"prob\w* )*(\d{1,2}) (?:for pain |in pain |of pain )?(?:now|right now|today|atm|"
    r"rn|at the moment)\b|"
    rf"\bit'?s an? (\d{{1,2}}) now\b|\b(\d{{1,2}}) (?:for|of) pain\b"
)
SO_FAR = re.compile(r"\b(\d{1,2})\b(?=.{0,40}\bout ?of 10\b)")
PLACE = r"(?:\w+ ){0,2}"
WORDS = (
    (
        re.compile(
            r"\b(?:no|zero|0|without(?: any)?) pain\b|\bpain.?free\b|\bpain (?:is |"
            r"has )?(?:nil|none|0|gone)\b|\bpain's gone\b"
        ),
        0.0,
    ),
    (
        re.compile(
            rf"(?<!not )\b(?:severe|very bad|terrible|awful|unbearable|horrible|horrendous|"
            rf"excruciating|agonising) {PLACE}pain\b|\bin agony\b|\bpain\w* is (?:terrible|"
            rf"awful|unbearable|severe|horrible)\b"
        ),
        8.0,
    ),
    (
        re.compile(
            r"(?<!not )\b(?:hurt(?:s|ing)?|ach(?:es|ing)|sore|painful) (?:a lot|so much|"
            r"so bad\w*|bad\w*|like (?:hell|mad)|as hell|loads|really bad\w*)\b|"
            r"(?<!not )(?<!n't )\b(?:really|very|so|proper|bloody|extremely) (?:painful|sore|"
            r"hurting|hurts)\b|\b(?:a )?lot of pain\b|\bpain (?:is )?(?:quite |really |very |"
            r"so |pretty )?bad\b(?! (?:last|yest))|\bbad pain\b"
        ),
        6.0,
    ),
    (
        re.compile(
            rf"(?<!not )\bmoderate(?:ly)? {PLACE}pain\w*|(?<!not )\b(?:quite|rather|pretty|"
            rf"fairly) {PLACE}(?:painful|sore|bad pain|hurts)\b"
        ),
        4.0,
    ),
)
PAINFUL = re.compile(r"\b(?:pain\w*|hurt\w*|sore\w*|ach\w*|nprs|vas|knee|it'?s)\b")
REPS = re.compile(r"^\s*(?:reps?|sets?|done|exercises|days|times|people)\b")
FALLEN = re.compile(r"\b(?:down to|dropped to|to a|now (?:it's )?(?:a )?)\s*$")
NOT_AGE = (
    r"(?!\s*(?:weeks?|wks?|wk|days?|months?|mths?|min\w*|reps|sets|/|%|out|kg|"
    r"degrees?|°|deg|lb|st\b|post|x|hours?|"
    r"years? (?:ago|post|after|since|of|now|on)|yrs? (?:ago|post)|bpm|w\b|d\b|:|"
    r"stone|pounds|times|km|miles|"
    r"year olds|on the|out of|of 10|in pain|steps|-\d)|\.\d)"
)
ABOUT = r"(?:a |an |only |just |now |about |around |like |well |over |currently |already )*"
AGES = (
    re.compile(
        rf"\b(?:i'?m|i am|im|aged?|he'?s|she'?s|he is|she is|who'?s|turned|age:?|"
        rf"am) {ABOUT}(\d{{1,3}})\b{NOT_AGE}"
    ),
    re.compile(
        r"\b(\d{1,3})[ -]?(?:years?|yrs?|yr|y)[ -]?(?:old\b|o\b|young|of age)(?!s)|"
        r"\b(\d{1,3})\s?(?:yo|y/o|yrs old|year old)\b(?!s)|"
        r"\b(?:man|woman|lady|gentleman|person|patient) of (\d{1,3})\b"
    ),
    re.compile(r"\(\s?(\d{2})\s?\)|, ?(\d{2}), |\b(\d{2})\s?[mf]\b|(?<!')\b[mf],? ?(\d{2})\b"),
    re.compile(
        rf"\bmy (?:\w+ )?\w+(?:'s| is) {ABOUT}(\d{{1,3}})\b{NOT_AGE}|\b(?:mum|mom|dad|son|"
        rf"daughter|nan|gran\w*|husband|wife|neighbour)(?:'s|"
        rf" is) {ABOUT}(\d{{1,3}})\b{NOT_AGE}"
    ),
    re.compile(
        r"(?:^|[:.!?-] )(\d{2})(?=,| and (?!\d)| yo\b| today\b)|(?:^|"
        r"[,.] )(\d{2}), (?:just|female|male|retired|no|and|never|sit|inactive|hip|"
        r"knee|not|still|in)|\bi have (\d{1,2}) years\b(?! (?:of|ago|exp|since|with))"
    ),
    re.compile(
        r"\b(?:i'?ll be|will be|be) (\d{2}) (?:next|in|soon|this|on)\b|"
        r"\bborn (?:in )?((?:19|20)\d\d)\b"
    ),
)
# Not that age yet: "nearly 18", "turning 17 next month".
NOT_YET = re.compile(
    r"\b(?:nearly|almost|turn(?:ing)?|going on|coming up(?: to)?) (\d{1,3})\b" + NOT_AGE
)
NOT_MINE = re.compile(
    r"\b(?:limit|temp\w*|pain|bend|flexion|rom|degrees|knee|hip|cap|max\w*|goal|"
    r"target|score|is at|bmi|weight)\b(?:'s| is)?"
)
CHILDREN = re.compile(
    r"\b(?:boys|girls|kids|children|sons|daughters|twins|class of|group of|team of) $"
)
SPAN = re.compile(
    r"\bin (?:my|his|her) (?:early |mid |late )?([2-9])0'?s\b|\b(?:i'?m|am|"
    r"im) (?:over|past) (\d\d)\b"
)
YOUNG = re.compile(
    r"\b(?:i'?m|i am|im|as) (?:just |only )?a (?:\w+ )?teen(?:ager)?\b|"
    r"\bteen(?:ager)? here\b|\bin (?:year (?:7|8|9|10|11)|(?:7|8|9|10)th grade)\b|"
    r"\bi'?m in (?:middle|high) school\b"
)
TEEN, OLDEST, YOUNGEST, ADULT = 15.0, 110, 3, 18
FAHRENHEIT = re.compile(r"\b(9\d|10\d)(?:\.(\d))?\s?(?:°|degrees?|deg)?\s?(?:f\b|fahrenheit)")
CELSIUS = re.compile(
    r"\b(3[5-9]|4[0-2])(?:[.,](\d))?\s?(?:°|degrees?|deg)?\s?(?:c\b|celsius|centigrade)|"
    r"\b(?:temp\w*|fever|thermometer)\b.{0,25}?\b(3[5-9]|4[0-2])(?:[.,](\d))?\b|"
    r"\b(3[5-9]|4[0-2])\.(\d)\b(?=.{0,20}\b(?:temp\w*|fever))"
)
BARE_FAHRENHEIT = re.compile(
    r"\b(?:temp\w*|fever|thermometer)\b.{0,25}?\b(9[5-9]|10[0-6])(?:\.(\d))?\b"
)
GESTATION = re.compile(
    r"\b(\d{1,2})\s?(?:\+\d )?(?:weeks?|wks?|w|"
    r"/40)\b(?:\s?\+?\s?\d?)?(?=.{0,25}\b(?:pregnan\w*|preg|along|gone|"
    r"gestation|expecting|bump|preggo|preggers|with (?:my|our)|now|$))|"
    r"\bpregnan\w*.{0,20}?\b(\d{1,2})\s?(?:weeks?|"
    r"wks?|w)\b|\bweek (\d{1,2})\b|\b(\d{1,2})/40\b"
)
DUE_IN = re.compile(
    r"\bdue in (\d{1,2}) (weeks?|months?)\b|\b(\d{1,2}) (weeks?|months?) (?:to go|"
    r"until (?:i'm |my )?due|left)\b"
)
MONTHS_GONE = re.compile(r"\b(\d)(?:\.5)?\s?(?:months?|mo)\b")
WEEKS_GONE = re.compile(r"\b(\d{1,2})\s?(?:weeks?|wks?)\b(?! ago)")
TRIMESTERS = (
    (
        re.compile(
            r"\b(?:first|1st|1) trimester\b|\b(?:early pregnancy|newly pregnant|early on)\b"
        ),
        8.0,
    ),
    (re.compile(r"\b(?:second|2nd|2) trimester\b"), 20.0),
    (re.compile(r"\b(?:third|3rd|3|last) trimester\b"), 32.0),
)
WEEKS_A_MONTH = 4.345
TERM = 40.0


def pain_of(text: str) -> float | None:
    """Pain now, 0-10: of several numbers the highest that is neither past nor usual."""
    scores = [
        (float(match[1]), match)
        for match in OF_TEN.finditer(text)
        if not REPS.match(text[match.end() :])
    ]
    scores += [
        (float(next(filter(None, match.groups()))), match) for match in SPOKEN.finditer(text)
    ]
    present = [value for value, match in scores if value <= MOST_PAIN and is_now(text, match)]
    if not scores and PAINFUL.search(text):
        present = [float(match[1]) for match in SO_FAR.finditer(text)]
    if present:
        fallen = [value for value, match in scores if FALLEN.search(text[: match.start()])]
        return fallen[-1] if fallen else max(present)
    return next(
        (
            value
            for pattern, value in WORDS
            if (match := pattern.search(text)) and (value == 0 or is_now(text, match))
        ),
        None,
    )


def is_now(text: str, match: re.Match[str]) -> bool:
    """Whether nothing in the clause of a number says that it is past, or usual."""
    before = re.split(r"[,;.!?]|\band\b|\bbut\b", text[: match.start()])[-1]
    after = re.split(r"[,;.!?]|\band\b|\bbut\b", text[match.end() :])[0]
    return not (THEN.search(before) or USUAL.search(before) or THEN.search(after))


def usual_pain_of(text: str) -> float | None:
    for match in OF_TEN.finditer(text):
        if USUAL.search(text[max(0, match.start() - 20) : match.start()]):
            return float(match[1])
    return None


def age_of(text: str, *, today: date) -> float | None:
    """Of several ages a child's, then the highest: it is the one that asks for care."""
    ages = [float(match[1]) - 1 for match in NOT_YET.finditer(text)]
    for pattern in AGES:
        for match in pattern.finditer(text):
            if NOT_MINE.search(match[0]) or CHILDREN.search(text[: match.start()]):
                continue
            value = float(next(filter(None, match.groups())))
            ages.append(today.year - value if value > OLDEST else value)
    for match in SPAN.finditer(text):
        ages.append(10 * float(match[1]) + 5 if match[1] else float(match[2]) + 1)
    ages += [TEEN] if YOUNG.search(text) else []
    ages = [age for age in ages if YOUNGEST < age < OLDEST]
    young = [age for age in ages if age < ADULT]
    return min(young) if young else max(ages, default=None)


def temperature_of(text: str) -> float | None:
    """In °C, to one decimal."""
    if match := FAHRENHEIT.search(text) or BARE_FAHRENHEIT.search(text):
        return round((float(f"{match[1]}.{match[2] or 0}") - 32) / 1.8, 1)
    if match := CELSIUS.search(text):
        whole, *decimals = [group for group in match.groups() if group is not None]
        return float(f"{whole}.{decimals[0] if decimals else 0}")
    return None


def pregnancy_of(text: str) -> float | None:
    """Weeks; the middle of a trimester where only that is said."""
    if match := DUE_IN.search(text):
        number, name = [group for group in match.groups() if group is not None]
        return max(0.0, TERM - float(number) * (WEEKS_A_MONTH if name[0] == "m" else 1))
    if match := GESTATION.search(text):
        return float(next(filter(None, match.groups())))
    if match := MONTHS_GONE.search(text):
        return round(float(match[1]) * WEEKS_A_MONTH, 1)
    if match := WEEKS_GONE.search(text):
        return float(match[1])
    return next((weeks for pattern, weeks in TRIMESTERS if pattern.search(text)), None)
