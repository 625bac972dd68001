"""A message to whether it reports a professional's review, or takes a question back."""

import re

# Only a professional who has looked at it lifts a flag: not "ignore that", nor a change of topic,
# nor a text that speaks of "the user".
PROFESSIONAL = (
    r"(?:doctors?|gp|physio\w*|surgeon|consultant|nurse|paramedics?|specialist|midwife|hospital|"
    r"a&e|er|emergency department|walk.?in|urgent care)"
)
GOOD_NEWS = (
    r"(?:(?:is|are|'s|was|all|am|i'm) (?:fine|okay|ok|clear)|all.?clear|cleared|ruled out|"
    r"nothing serious|not (?:a )?(?:clot|serious|broken|infected)|no clot|"
    r"(?:can|may|safe to|ok to|okay to) (?:exercise|start|carry on|go on|continue|train))"
)
REVIEWED = re.compile(
    rf"(?:\b(?:my|the|a|an|our|this) |^|[,.;!?] ?){PROFESSIONAL}\b[^.?!]{{0,80}}\b{GOOD_NEWS}\b|"
    rf"\b{GOOD_NEWS}\b[^.?!]{{0,30}}\bby (?:my|the|a|an) {PROFESSIONAL}\b"
)
NOT_YET = re.compile(
    r"\b(?:will|going to|should|haven['’]?t|hasn['’]?t|not|never|if|until|unless|when)\b"
)
SYSTEM = re.compile(r"\b(?:system|assistant|admin|developer)\s*:|\bthe user\b|```")
DENIES = re.compile(
    r"^\s*(?:no+|nope|nah|not really|not at all|none(?: of (?:that|those|it))?|nothing like that|"
    r"i (?:do not|don'?t|haven'?t|have not)(?: have)? (?:that|any|it|those)|it'?s not that|"
    r"that'?s not (?:it|what)|that is not)\b(?! (?:idea|clue|better|sure))"
)


def reviewed(message: str) -> bool:
    text = message.lower().replace("’", "'")
    found = REVIEWED.search(text)
    if found is None or SYSTEM.search(text):
        return False
    return not NOT_YET.search(text[: found.end()].replace("not a clot", ""))


def denies(message: str) -> bool:
    """Whether a message answers "no" to what it was asked."""
    return bool(DENIES.search(message.lower().replace("’", "'")))
