"""A message to whether it reports a professional's review, or takes a question back."""

import re
from functools import lru_cache

MAX_HELD = 4096  # messages: all of a conversation are asked about at every turn

# Only a professional who has looked at it lifts a flag: not "ignore that", nor a change of topic,
# nor a text that speaks of "the user".
PROFESSIONAL = (
    r"(?:doctors?|gp|physio\w*|surgeon|consultant|nurse|paramedics?|specialist|midwife|hospital|"
    r"a&e|er|emergency department|walk.?in|urgent care)"
)
GOOD_NEWS = (
    r"(?:(?:is|are|'s|was|all|am|i'm) (?:fine|okay|ok|clear)|all.?clear|cleared|ruled out|"
    r"nothing serious|not (?:a )?(?:clot|serious|broken|infected)|no clot|"
    r"(?:i|he|she) (?:can|may) (?:exercise|start|carry on|go on|continue|train)|"
    r"(?:safe to|ok to|okay to|can) (?:exercise|carry on|train))"
)
REVIEWED = re.compile(
    rf"(?:\b(?:my|the|a|an|our|this) |^){PROFESSIONAL}\b[^.?!]{{0,80}}\b{GOOD_NEWS}\b|"
    rf"\b{GOOD_NEWS}\b[^.?!]{{0,30}}\bby (?:my|the|a|an) {PROFESSIONAL}\b|"
    rf"\b(?:been|went) to (?:the )?{PROFESSIONAL}\b[^.?!]{{0,40}}\b{GOOD_NEWS}\b"
)
# Whatever makes it less than a report of what was found: hopes, plans, questions, denials, and good
# news about something else.
NO_REPORT = re.compile(
    r"\b(?:will|going to|gonna|should|would|could|might|hop(?:e|es|ing)|pretend|imagine|suppose|"
    r"wish|want|need|wait\w*|tomorrow|next|later|soon|if|until|unless|whether|once|before|when|"
    r"not|never|nobody|no one|without|says? nothing|tablets?|driv\w+|work|fly|other|think|guess|"
    r"thinks|doubts?|yet to|off sick|on holiday|youtube|online|google|internet|video|tiktok|"
    r"probably|maybe|ask\w*|say \w+ can)\b|n['’]t\b|"
    r"\b(?:do|ca|is|was|did|has|have|could|would)nt\b|^>|[?\"“”]"
)
RULED = re.compile(r"\bnot (?:a )?(?:clot|serious|broken|infected)\b|\bwhen i (?:went|saw)\b")
SYSTEM = re.compile(r"\b(?:system|assistant|admin|developer)\s*:|\bthe user\b|```|\bleaflet\b")
SENTENCE = re.compile(r"(?<=[.!?;\n])\s+")
DENIES = re.compile(
    r"^\s*(?:no+|nope|nah|not really|not at all|none(?: of (?:that|those|it|these))?|no to all|"
    r"nothing like that|i (?:do not|don'?t|haven'?t|have not)(?: have| had)? (?:that|any(?: of "
    r"(?:that|those|these))?|it|those)|it'?s not that|that'?s not it)"
    r"(?:\s*[,.!]*\s*$|\s*[,.!]+\s*"
    r"(?:thanks|thank you|i'?m (?:fine|ok|okay|good)|all (?:fine|good)|"
    r"nothing like that|none of (?:that|those)|not at all|just|so|and|but|how|what|which|where|can|"
    r"it'?s (?:fine|ok|just)|everything)\b)"
)
ALARM = re.compile(r"\b(?:worse|help|clot|please help|way|doubt|strength|feeling|idea)\b")


@lru_cache(MAX_HELD)
def reviewed(message: str) -> bool:
    """Whether a sentence of `message` plainly reports what a professional found."""
    text = message.lower().replace("’", "'")
    if SYSTEM.search(text):
        return False
    return any(
        REVIEWED.search(part) and not NO_REPORT.search(RULED.sub(" ", part))
        for part in SENTENCE.split(text)
    )


@lru_cache(MAX_HELD)
def denies(message: str) -> bool:
    """Whether a message plainly answers "no" to what it was asked."""
    text = message.lower().replace("’", "'")
    return bool(DENIES.search(text)) and not ALARM.search(text)
