"""A sentence to how it is meant: denied, past, of somebody else, or asked in general."""

import re

SYMPTOM = re.compile(
    r"\b(?:pains?|painful|hurts?|hurting|aches?|aching|sore|tight(?:ness)?|pressure|"
    r"swell(?:ing|s)?|swollen|swelled|puffy|numb(?:ness)?|tingl\w+|pins and needles|"
    r"breathless\w*|out of breath|short(?:ness)? of breath|fevers?|temperature|chills|"
    r"shiver\w*|hot|warm\w*|red(?:ness)?|dizz\w+|light.?headed\w*|faint\w*|"
    r"pass(?:ed)? out|black(?:ed)? ?out|collaps\w+|bleed\w*|blood|weak(?:ness)?|lock(?:ed|"
    r"ing|s)?|stuck|giv(?:es?|ing|en) way|gave way|buckl\w+|clots?|dvt|discharge|pus|"
    r"ooz\w+|leak\w*|snap(?:ped)?|popp?(?:ed)?|crack(?:ed)?|twist\w*|fell|fall|"
    r"fracture\w*|broke\w*|disloc\w+|deform\w*|cold|pale|blue|white|seizures?|fits?|rash|"
    r"vomit\w*|sick|cough\w*|palpitations?|contractions?|stroke|droop\w*|slur\w*|chok\w+|"
    r"burn(?:t|ed|s)?|overdos\w+|suicid\w*|kill myself|confus\w+|unconscious|sharp|"
    r"stabb?ing|calf|calves|chest|infect\w+|problems?|symptoms?|issues?|trouble|"
    r"red flags?|any of (?:that|those|these|it))\b"
)
NEGATOR = re.compile(
    r"\b(?:no|not|never|without|none|nothing|nor|neither|zero|nil|free of|denies|deny|"
    r"negative for|ruled out|rules out|isn['’]?t|aren['’]?t|wasn['’]?t|don['’]?t (?:have|"
    r"get|feel|think)|doesn['’]?t|didn['’]?t|haven['’]?t|hasn['’]?t|hadn['’]?t|ain['’]?t|"
    r"(?:has|have|is|are|all) gone(?= *(?:$|[.,;!?)]|now|away|down|since|completely|by))|"
    r"cleared up)\b"
)
# "Not sure why I get chest pain", "not just sore": the symptom is there.
NO_DENIAL = re.compile(
    r"\bnot (?:slept|eaten|drunk|sure|certain|only|just|really sure|getting better|"
    r"going (?:away|down)|right|normal|good|great|well|able|feeling (?:right|well|"
    r"great))\b|\bno (?:idea|clue|better|longer|strength|feeling|power|movement|pulse|way|"
    r"matter|wonder|joke|relief|response)\b|\bnothing (?:helps|works|touches|shifts|"
    r"i (?:do|take))\b|\bnever (?:felt|had|known) (?:anything|pain|such|this)\b|"
    r"\bdoesn['’]?t (?:go|stop|feel right|work|help|move|want|look right|respond|wake)\b|"
    r"\bwon['’]?t (?:go|stop|wake|stay)\b|\bcan(?:no|['’])?t\b"
)
AFTER = (
    "has gone",
    "have gone",
    "is gone",
    "are gone",
    "all gone",
    "cleared up",
    "ruled out",
    "none",
)
# Where what a negator says ends: "no fever and my wound is leaking".
APART = re.compile(
    r"\b(?:but|except|though|however|only)\b|[;.]|"
    r"(?:,|\band\b) (?:my|i|i'm|the|now|just|it|there|calf|knee|leg|foot|chest|wound|shin|thigh)\b"
)
REACH = 40  # characters between a negator and the symptom that it denies

PAST = re.compile(
    r"\b(?:in (?:19|20)\d\d|back in|years? ago|decades? ago|last (?:year|summer|winter|"
    r"spring|autumn)|as a (?:kid|child|teen\w*)|when i was (?:a |\d|young)|used to|"
    r"long ago|ages ago|history of|(?:months?|weeks?) ago (?:and|but|,).*(?:fine|gone|"
    r"healed|better|clear)|(?:all )?(?:fine|ok|okay|good|clear|sorted|healed|recovered|"
    r"resolved|settled|gone) (?:now|since|ever since|by now|again)|since (?:healed|"
    r"recovered|resolved|cleared)|went away|(?:got|been) the all.?clear|once had|"
    r"previously had|got over it)\b"
)
STILL = re.compile(
    r"\b(?:now|today|tonight|this (?:morning|afternoon|evening|minute)|just (?:now|"
    r"started|happened|then)|right now|at the moment|again|still|started|came on|"
    r"coming on|getting worse|worse|since (?:yesterday|last night|this morning|monday|"
    r"tuesday|wednesday|thursday|friday|saturday|sunday)|an hour ago|minutes ago|"
    r"yesterday|last night|keeps?|when i|every time|whenever|(?:this|it) feels|feels|"
    r"hurts?|aches?|(?:is|are) \w+ing)\b"
)
OTHER = re.compile(
    r"\b(?:my|our|a|an|her|his|their) (?:late )?(?:mum|mom|mother|dad|father|nan|gran\w*|"
    r"grandad|sister|brother|aunt|uncle|cousin|friend|mate|neighbour|neighbor|colleague|"
    r"boss|ex|client|patient|team.?mate|coach|girlfriend|boyfriend|flatmate|"
    r"roommate)(?:['’]s)?\b"
)
SELF = re.compile(
    r"\b(?:i|i['’]?m|i['’]?ve|im|ive|me|mine|myself)\b|\bmy (?!mum|mom|mother|dad|father|"
    r"nan|gran|sister|brother|aunt|uncle|cousin|friend|mate|neighbo|colleague|boss|ex\b|"
    r"client|patient|team|coach)"
)
HERE = re.compile(
    r"\b(?:now|here|beside me|next to me|with me|is|are|has|won['’]?t|can['’]?t|cannot|just|today|"
    r"tonight|keeps?)\b|(?<!mum)(?<!dad)'s (?:\w+ )?(?:\w+ing|gone|got|not|swollen|red|hot)\b"
)
THEN = re.compile(
    r"\b(?:had|used to|years ago|ages ago|once|died|in (?:19|20)\d\d|last (?:year|summer|winter)|"
    r"as a (?:kid|child)|had (?:a|an|his|her|their))\b"
)
GENERAL = re.compile(
    r"\b(?:is|are) (?:\w+ ){1,5}(?:a |an )?(?:red flags?|warning signs?|(?:bad )?signs?|"
    r"symptoms?|dangerous|serious|an? emergency)\b|\b(?:what|which) (?:are|is|were|"
    r"would be) (?:the |some )?(?:early |main |common |usual |typical |"
    r"warning )*(?:red flags?|warning signs?|signs?|symptoms?|causes?|risks?|"
    r"difference)\b|\bsymptoms? of\b|\bsigns of\b|\bhow (?:do|can|would|will) (?:i|you|"
    r"people|one|we) (?:know|tell|spot|recogni[sz]e|notice)\b|\bwhat (?:if|happens if|"
    r"would happen|should (?:i|you|one|people) do (?:if|when|in case))\b|\bif i (?:ever|"
    r"were|had|got|get|felt|feel|start|develop)\b|\bin case (?:i|of)\b|\bwhat (?:does|do|"
    r"is|are|causes?) (?:a |an |the )?\w+(?: \w+){0,3}\?|\bwhy do(?:es)? (?:people|"
    r"someone|a person)\b|\bcan (?:it|this|these|heel slides?|the exercise|exercise|"
    r"exercising) (?:cause|give|trigger|lead|prevent|help)\b|\bwhen (?:should|do|"
    r"would) (?:i|you|people|one|someone) (?:worry|call|see|go|stop|phone)\b|\bdefine\b|"
    r"\bmeaning of\b|\bwhat['’]?s (?:a|an|the)\b"
)
REPORTED = re.compile(
    r"\b(?:i have|i['’]?ve|i got|i get|i feel|i took|i am|i['’]?m|i can['’]?t|"
    r"my \w+(?:['’]s)?(?: \w+)? (?:is|are|has|feels|went|just|gone|turned|hurts?)|my \w+['’]s)\b|"
    r"\bhurts?,|\b(?:for me|today|tonight|right now)\b"
)


def reports_nothing(sentence: str) -> bool:
    """Whether a lower-case sentence names symptoms without saying that somebody has them now."""
    return denied(sentence) or past(sentence) or of_another(sentence) or general(sentence)


def denied(sentence: str) -> bool:
    """Whether every symptom that the sentence names is denied right before it."""
    mentions = list(SYMPTOM.finditer(sentence))
    if not mentions:
        return False
    negators = [
        match
        for match in NEGATOR.finditer(sentence)
        if not NO_DENIAL.match(sentence, match.start())
    ]
    return all(any(reaches(negator, one, sentence) for negator in negators) for one in mentions)


def reaches(negator: re.Match[str], symptom: re.Match[str], sentence: str) -> bool:
    between = sentence[negator.end() : symptom.start()]
    if symptom.start() < negator.start():  # "the swelling is gone"
        gap = sentence[symptom.end() : negator.start()]
        return negator[0] in AFTER and len(gap) < REACH / 2
    return len(between) < REACH and not APART.search(between)


def past(sentence: str) -> bool:
    return bool(PAST.search(sentence)) and not STILL.search(PAST.sub(" ", sentence))


def of_another(sentence: str) -> bool:
    """Somebody else, and in the past: one who is in trouble now may be beside the writer."""
    return (
        bool(OTHER.search(sentence))
        and not SELF.search(sentence)
        and not HERE.search(sentence)
        and bool(THEN.search(sentence))
    )


def general(sentence: str) -> bool:
    """A question for knowledge, or about what might be."""
    return bool(GENERAL.search(sentence)) and not REPORTED.search(GENERAL.sub(" ", sentence))
