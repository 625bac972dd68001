"""The messages that the likeness model learns from to what kind each is."""

import tomllib
from collections.abc import Iterator

from assistant.building import ARTICLE_QUESTIONS
from assistant.library.scope import SCOPE_FILE
from assistant.safety.teach import WORDINGS_FILE, examples, plain_questions
from assistant.settings import shipped_corpus


def kinds() -> Iterator[tuple[str, str]]:
    """Each text with "report", "look-alike", "ordinary" or "question"."""
    questions = [shipped_corpus() / ARTICLE_QUESTIONS, SCOPE_FILE]
    yield from ((text, "question") for text in plain_questions(questions))
    everyday = set(tomllib.loads(WORDINGS_FILE.read_text(encoding="utf-8"))["ordinary"])
    for text, sign in examples():
        yield text, "report" if sign else "ordinary" if text in everyday else "look-alike"
