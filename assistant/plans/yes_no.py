"""A lower-case answer to whether it is a plain yes, a plain no, or says that it is not known."""

import re

YES = re.compile(
    r"^\W*(?:yes|yeah|yep|yup|y|sure|i (?:can|do|am)(?!'t| not)|of course|ok|okay|true|"
    r"no problem)\b"
)
# "No idea" and "no, but …" are none; "I can't" and the like are only where nothing follows.
NO = re.compile(
    r"^\W*(?:no+(?! (?:idea|clue|doubt|problem|worries)\b)|nope|nah|n|none|nothing|never|neither|"
    r"not really|not at all|all no|false)\b|"
    r"^\W*i(?:'ve)? (?:(?:have|had|got|get|feel) )?(?:none|nothing)\b|"
    r"^\W*(?:i (?:can't|cannot|can not|don't|do not|haven't|have not|am not)|i'm not)"
    r"(?: think so| have (?:any|that|it)| had any| any)?(?: of (?:them|these|those|it|that|this))?"
    r"\W*$"
)
UNSURE = re.compile(
    r"\b(?:no (?:idea|clue)|not (?:really |quite |too )?(?:sure|certain)|unsure|dunno|unknown|"
    r"(?:don't|do not|can't|cannot|couldn't|didn't) (?:really )?(?:know|remember|recall|say|tell)|"
    r"never told|forget|forgot\w*)\b"
)
EXCEPT = re.compile(r"\b(?:but|except|apart|although|though|only|just|other than|besides|unless)\b")


def plain(message: str) -> str:
    return message.lower().replace("’", "'")


def says_yes(text: str) -> bool:
    return bool(YES.search(text)) and not EXCEPT.search(text)


def says_no(text: str) -> bool:
    """What is not known, and what has an exception, is no "no"."""
    return bool(NO.search(text)) and not UNSURE.search(text) and not EXCEPT.search(text)


def is_unsure(text: str) -> bool:
    return bool(UNSURE.search(text))
