"""A text to its words, in the forms in which words are compared."""

import re

# Words that say nothing of what a question is about.
STOPWORDS = frozenset(
    """
    a an the is are am was be been do does did i my me you your it this that these to of in
    on for with and or so if at as s t m re ve ll d what which can could should would will
    how please exercise
    """.split()  # noqa: SIM905  (a list of ninety lines is not read)
)
WORD = re.compile(r"[a-z0-9]+")
APOSTROPHE = re.compile(r"['’]")
POSSESSIVE = re.compile(r"['’]s?\b")
IES = re.compile(r"..+ies")
PLURAL = re.compile(r"...+s|ups")
SUFFIX = re.compile(r"(?<=[a-z]{3})(?:ings?|ed|es|s|ly|e)$")


def words(text: str) -> list[str]:
    """Lower-case words with hyphens as blanks and regular plurals cut: "Pull-ups" -> pull, up."""
    found = WORD.findall(POSSESSIVE.sub("", text.lower()))
    return [singular(word) for word in found]


def singular(word: str) -> str:
    if not word.endswith("s"):
        return word
    if IES.fullmatch(word):
        return word[:-3] + "y"
    if PLURAL.fullmatch(word) and not word.endswith(("ss", "us", "is")):
        return word[:-2] if word.endswith(("ches", "shes", "xes", "sses")) else word[:-1]
    return word


def stems(text: str) -> list[str]:
    """The words of `text` that carry meaning, cut to rough stems: "bends", "bending" -> "bend"."""
    found = WORD.findall(APOSTROPHE.sub("", text.lower()))
    return [SUFFIX.sub("", word) for word in found if word not in STOPWORDS]
