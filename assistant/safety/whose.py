"""A message to what it tells of the person who is to exercise, and what it asks in general."""

import re
from dataclasses import dataclass

SENTENCE = re.compile(r"(?<=[.!?;\n])\s+")
PART = re.compile(
    r"[,;:.!?\n](?!\d)| - |\bbut\b|\bwhile\b|\band\b(?= (?:i|my|he|she|mine)\b)|\bso\b(?= i\b)"
)
KIN = (
    r"(?:mum|mom|mam|mother|dad|father|parents|nan|nana|gran\w*|grand\w+|son|daughter|husband|"
    r"hubby|wife|partner|kids?|child|boy(?!friend)|girl(?!friend)|brother|sister|aunt\w*|uncle)"
)
OTHER = re.compile(
    rf"\b(?:my|our|her|his|their|the|a|an|some|one of my) (?:\w+ )?(?:{KIN}|(?:step|god)?"
    r"(?:cousin|friend|mate|neighbou?r|colleague|boss|ex|client|team.?mate|coach|girlfriend|"
    r"boyfriend|flatmate|roommate|niece|nephew|guy|lad|bloke|woman|lady|man|chap|fella|"
    r"(?:mother|father|son|daughter|brother|sister).in.law|co.?worker|classmate|student))\b"
    rf"(?! band)|(?:^|[,.;!?] )(?:{KIN}|neighbou?r|mate|friend|cousin|boss|colleague|"
    rf"flatmate)(?:'s)?\b|"
    r"\b(?:someone|somebody|a (?:guy|lad|woman|man)) (?:i know|on|in|from|"
    r"at (?:work|school|college|church|(?:my|the|our) (?:gym|club|office)))\b"
)
# The person asked for is somebody else, and the question is about them.
ASKED = re.compile(
    r"\b(?:can|could|should|may|might|would|will|shall|must|does|do|did|"
    r"is it (?:\w+ )?for|(?:safe|ok|okay|good|right|suitable|fine|alright|bad|"
    r"allowed|wise) for|help|suit|let|for|is|are|get|show|teach|"
    r"give)\s+(?:this (?:be \w+ for|suit|help) )?(?:he|she|they|him|her(?! (?:knee|"
    r"hip|leg|surg|op|acl|hamstring|back)\w*)|them|my (?:\w+ )?(?:mum|mom|mam|mother|"
    r"dad|father|son|daughter|husband|hubby|wife|partner|nan|gran\w*|brother|sister|"
    r"friend|client|patient|uncle|aunt\w*|boy|girl|kid))\b(?! (?:had|has|have|did|"
    r"was|is \d))"
    r"|"
    r"\b(?:he|she|they)(?:.?d| would)? (?:wants?|likes?|asks?|needs?|hopes?|wishes|"
    r"love|would like|like to|keen)\b"
    r"|"
    r"\b(?:he|she|they).?(?:d|s|re) (?:like to|keen|asking|hoping|wondering)\b"
    r"|"
    r"\b(?:wants?|hep|keen|referred|requests?)\b.{0,20}\b(?:to (?:do|try|start|join)|hep)\b"
)
WORKS_WITH = re.compile(
    r"\b(?:look after|treat|coach|work with|care for|teach\w*|"
    r"train) (?:\w+ )?(?:people|patients|clients|kids|"
    r"children|class)\b[^,.;!?]*"
)
ME = re.compile(
    rf"\b(?:i|im|ive|id|me|mine|myself)\b|"
    rf"\bmy (?!(?:\w+ )?{KIN}\b)(?!(?:\w+ )?(?:cousin|friend|mate|"
    r"neighbo|colleague|boss|ex\b|client|patient|team|coach|girlfriend|boyfriend|flatmate|"
    r"roommate|niece|nephew|co.?worker|classmate))"
)
# "My mate says it's fine, knee op 3 weeks ago": what follows is not the mate's.
SAYING = re.compile(
    r"\b(?:says?|said|told|tells|thinks?|reckons?|recommend\w*|suggest\w*|swears?|"
    r"asks?)\b"
)
THEY = re.compile(r"\b(?:he|she|they|his|her|their|him|them)\b")
CLOSE = re.compile(rf"\b(?:my|our) (?:\w+ )?{KIN}\b(?!(?:.s)? (?:cousin|friend|mate|boss))")

LEAD = re.compile(
    r"^\W*(?:(?:hi|hello|hey|so|um|ok|okay|well|and|but|also|please|pls|just|quick question|"
    r"question|anyway|out of interest|(?:i'm |im )?(?:just )?(?:curious|wondering|asking)|"
    r"i (?:was )?wonder(?:ing)?|can (?:you|i) (?:tell me|explain|ask)|"
    r"could you (?:tell me|explain)|"
    r"do you know|does anyone know|anyone know|tell me|explain(?: to me)?|"
    r"i(?:'d| would) (?:like|love) to know|i want to know|if|whether|about)\b\W*)+"
)
KNOWLEDGE = re.compile(
    r"^(?:what(?:'?s| is| are) (?!allowed|safe|ok|next|best|good|permitted|my|the (?:plan|limit|"
    r"best|next|max\w*|safest|right)\b)|what (?:does|do|happens|counts|causes|makes|kind|type|sort|"
    r"graft|bend is|range is)|which \w+ (?:is|are|do|does)|why\b|"
    r"how (?:do|does|did|is|are|common|long (?:do|does|is|are)|many (?:people|weeks)|would)|"
    r"when (?:do|does|are|is|should|can|will)\b|who\b|where (?:do|does|is)\b)"
)
YES_NO = re.compile(r"^(?:is|are|does|do|can|could|should|would|will|has|have)\b")
# What asks of the world rather than for leave: "is it used", "do they usually".
OF_THE_WORLD = re.compile(
    r"\b(?:used|usually|normally|generally|common(?:ly)?|typical(?:ly)?|better|worse|harder|slower|"
    r"faster|quicker|different|difference|mean|means|necessary|needed|required|true|count|"
    r"repaired or|replaced or|most|always|ever|a problem|hurts? your|you|your|you're)\b"
)
PEOPLE = re.compile(
    r"\b(?:people|persons|patients|women|ladies|men|adults|folks|those|individuals|kids|children|"
    r"teenagers|teens|diabetics|seniors|users|athletes|beginners|runners|over.?\d0s|under.?\d\d?s|"
    r"pensioners|surgeons|doctors|physios|clinics|hospitals|anyone|someone|somebody|everyone|"
    r"most|they)\b"
)
IN_GENERAL = re.compile(r"\bin general\b|\bhypothetical\w*\b|\bin theory\b|\bgenerally speaking\b")
NOT_ME = re.compile(
    r"\b(?:it'?s |this is |that'?s )?not (?:about |for )?me\b|\bjust curious\b|"
    r"\bout of curiosity\b|"
    r"\bfor (?:an?|my) (?:\w+ )?(?:essay|course|class|exam|assignment|project|article|blog)\b"
)
NEED = re.compile(r"^(?:do i (?:really )?need|will i need|am i supposed)\b")
SPECIFIC = re.compile(
    r"\b(?:i|i'm|im|i've|ive|me|my|mine|myself|we|our)\b|\b\d+(?:\.\d+)? ?(?:days?|d|"
    r"weeks?|wks?|wk|w|"
    r"months?|mo|years?)\b(?! (?:of|long|to))|\b(?:week|day|wk|pow|pod) ?\d|\b\d/(?:7|52|12)\b"
)


@dataclass(frozen=True)
class Told:
    """The two halves of a message."""

    own: str  # what holds of the person
    asked: str  # questions for knowledge
    for_another: bool  # the person is not the writer


def whose(text: str) -> Told:
    """
    A lower-case `text` with its general questions and its clauses about people who are not
    concerned taken out. In doubt a clause is about the person.
    """
    sentences = SENTENCE.split(WORKS_WITH.sub(" ", text))
    not_me = NOT_ME.search(text) is not None
    asked = [part for part in sentences if general(part, not_me=not_me)]
    rest = (
        " ".join(part for part in sentences if part not in asked) if asked else " ".join(sentences)
    )
    if not OTHER.search(rest):
        return Told(rest, " ".join(asked), for_another=False)
    if ASKED.search(rest) or (CLOSE.search(rest) and not ME.search(rest)):
        return Told(rest, " ".join(asked), for_another=True)
    return Told(without_others(rest), " ".join(asked), for_another=False)


def general(sentence: str, *, not_me: bool) -> bool:
    """Whether it asks how things are, and not what this person may do."""
    if IN_GENERAL.search(sentence):
        return True
    bare = LEAD.sub("", sentence)
    if NEED.match(bare):
        return True
    if SPECIFIC.search(bare):
        return not_me and not re.search(r"\b(?:i|i'm|i've|my|mine)\b", bare)
    if not_me or KNOWLEDGE.match(bare):
        return True
    return YES_NO.match(bare) is not None and (
        OF_THE_WORLD.search(bare) is not None or PEOPLE.search(bare) is not None
    )


def without_others(text: str) -> str:
    """`text` without the clauses whose first person is somebody else, or who follow from those."""
    kept, at, other = [], 0, False
    for end in [*(match.end() for match in PART.finditer(text)), len(text)]:
        clause = text[at:end]
        me, them = ME.search(clause), OTHER.search(clause)
        if them and (me is None or them.start() < me.start()):
            kept.append(" ; ")
            at, other = end, not SAYING.search(clause)
            continue
        if me or (sentence_starts(text, at) and not THEY.search(clause)):
            other = False
        kept.append(" ; " if other else clause)
        at = end
    return "".join(kept)


def sentence_starts(text: str, at: int) -> bool:
    return text[:at].rstrip()[-1:] in ("", ".", "!", "?", ";", "\n")
