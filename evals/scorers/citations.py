"""An answer to whether its citations are real, and carry what it says."""

import hashlib
import re
from collections.abc import Sequence

from assistant.answers.phrases import OPENINGS
from assistant.answers.reply import Answer, Citation
from evals.score import Played, Score

NO_ANSWER = Score(None, "there is no answer to cite for")
OURS = frozenset(OPENINGS.values())  # "Yes." rests on the sentence behind it
WORD = re.compile(r"[a-z0-9]+(?:[-–][a-z0-9]+)*")
RUN = 4  # words: "exhale while you extend" is none of two quotes that hold all its words
CARRIED = 0.7  # of a sentence's runs are in what it cites; the rest are joints between quotes


def validity(played: Played) -> Score:
    """1 when each sentence cites, and each citation is a place in an article that reads so."""
    reply = played.reply
    if not isinstance(reply, Answer):
        return NO_ANSWER
    if not reply.citations or not reply.sentences:
        return Score(0.0, "nothing is cited")
    numbers = {one.n for one in reply.citations}
    for sentence in reply.sentences:
        if not sentence.citations:
            return Score(0.0, f"uncited: {sentence.text!r}")
        if strange := set(sentence.citations) - numbers:
            return Score(0.0, f"cites {sorted(strange)}, which there is not")
    for one in reply.citations:
        if why := wrong_with(one, played.articles.get(one.article)):
            return Score(0.0, f"[{one.n}] {why}")
    return Score(1.0)


def wrong_with(citation: Citation, text: str | None) -> str:
    if text is None:
        return f"is of {citation.article!r}, which there is not"
    inside = 0 <= citation.start < citation.end <= len(text)
    if not inside or text[citation.start : citation.end] != citation.quote:
        return "does not stand where it says"
    if hashlib.sha256(citation.quote.encode()).hexdigest() != citation.sha256:
        return "has the hash of another text"
    return ""


def recall(played: Played) -> Score:
    """
    The share of sentences that their citations carry (ALCE, Gao and others 2023).

    Over the words of spans and not by a language model's judgement: our writer quotes.
    """
    reply = played.reply
    if not isinstance(reply, Answer):
        return NO_ANSWER
    if not reply.citations or not reply.sentences:
        return Score(0.0, "nothing is cited")
    quotes = {one.n: one.quote for one in reply.citations}
    bare = [
        one.text
        for one in reply.sentences
        if not carries([quotes.get(n, "") for n in one.citations], one.text)
    ]
    share = 1 - len(bare) / len(reply.sentences)
    return Score(share, f"not carried: {bare[0]!r}" if bare else "")


def precision(played: Played) -> Score:
    """The share of citations that their sentence needs, or that carry it alone (ALCE)."""
    reply = played.reply
    if not isinstance(reply, Answer):
        return NO_ANSWER
    if not reply.citations:
        return Score(0.0, "nothing is cited")
    quotes = {one.n: one.quote for one in reply.citations}
    used = [
        needed(n, one.citations, quotes, one.text) for one in reply.sentences for n in one.citations
    ]
    if not used:
        return Score(0.0, "no sentence cites")
    return Score(sum(used) / len(used), f"{used.count(False)} of {len(used)} are not needed")


def needed(n: int, cited: Sequence[int], quotes: dict[int, str], text: str) -> bool:
    alone = carries([quotes.get(n, "")], text)
    rest = carries([quotes.get(other, "") for other in cited if other != n], text)
    return alone or (carries([quotes.get(one, "") for one in cited], text) and not rest)


def carries(quotes: Sequence[str], text: str) -> bool:
    """Every word stands in the quotes, and most runs of words: a paraphrase is not carried."""
    if text in OURS:
        return any(quotes)
    words = WORD.findall(text.lower())
    held = [WORD.findall(quote.lower()) for quote in quotes]
    if not words or not set(words) <= {word for quote in held for word in quote}:
        return False
    known = {run for quote in held for run in runs(quote)}
    own = runs(words)
    return sum(run in known for run in own) >= CARRIED * len(own)


def runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
