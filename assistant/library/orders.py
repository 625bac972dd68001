"""A sentence of an article to whether it gives orders to an assistant, and not to a reader."""

import re

PROGRAM = r"(?:ais?|kis?|chatbots?|bots?|assistants?|(?:large )?language models?|llms?|models?)"
ARTICLE = r"(?:the |any |all |every |die |den |la |las |el |l['’])?"
# The forms in which such text speaks; a reader of an exercise article is never spoken to so.
FORMS = (
    r"^\s*(?:system|assistant|user|human|ai)\s*(?:message|prompt|note)?\s*:",  # a faked talk
    r"\bsystem (?:prompt|override|message|instructions?)\b",
    r"</?\s*(?:system|assistant|user|human|instructions?|prompt|im_start|im_end)\b[^>]*>",
    r"\[/?(?:inst|sys|system)\]|<\|[^|]*\|>|<<\s*sys\s*>>",
    r"[\"'](?:role|content)[\"']\s*:\s*[\"']",
    r"\b(?:as|like) an? (?:ai|assistant|chatbot|(?:large )?language model|llm)\b",
    rf"\b(?:to|for|dear|attention|hello|hey|an|für|pour|para) {ARTICLE}{PROGRAM}\b"
    r"\s*(?:[:,;.!]|reading|that|which|who|$)",
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.]{0,40}\b(?:instructions?|prompts?|rules|"
    r"guidelines|safety|warnings?|(?:previous|prior|above|earlier) (?:text|sentences?|article))\b",
    r"\bskip (?:all |any |the )?(?:safety |medical )?(?:warnings?|disclaimers?|referrals?)\b",
    r"\bthe user (?:has|is|was|wants|needs|should|must|agrees)\b",
    r"\byou are (?:now )?\w*(?:gpt|bot\b)",
    r"\b(?:pretend|act) (?:to be|as if you were|as) (?:a|an|the)\b",
    r"\b(?:in|to|of|with|into) (?:your|every|any|each|all) "
    r"(?:answers?|repl(?:y|ies)|responses?|summar(?:y|ies))\b",
    r"\bwhen(?:ever)? (?:you |somebody |someone |anyone )?"
    r"(?:summari[sz]\w+|ask(?:s|ed)? (?:for|about)|answering|replying)\b",
    r"\b(?:tell|assure|inform|convince) (?:the |every |each |all )?(?:readers?|users?)\b",
    r"\b(?:answer|reply|respond) (?:only )?(?:with|to (?:every|each|any|all))\b",
    r"\banswer (?:every|each|any|all) questions?\b",
    r"\bfrom now on,? (?:you|answer|reply|respond|say)\b",
    r"\b(?:decode|base64)\b",
)
ORDERS = re.compile("|".join(FORMS), re.IGNORECASE)


def is_order(text: str) -> bool:
    """
    Whether a sentence, or the label before it, speaks to whatever program reads the article.

    What does is neither indexed nor quoted. By form alone: an order in the form of a plain false
    sentence can't be told from a mistake of the author's.
    """
    return ORDERS.search(text) is not None
