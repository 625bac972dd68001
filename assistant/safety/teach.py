"""
The wordings of red flags and of ordinary questions to the likeness model that is shipped.

`make teach` runs it after a change of wordings.toml; it takes about half an hour on two cores.
"""

import hashlib
import os
import tomllib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import InvalidRules
from assistant.safety.likeness import parts_of
from assistant.safety.mend import plain
from assistant.safety.sentences import Span, sentences
from assistant.safety.slips import slipped

if TYPE_CHECKING:
    from assistant.library.embed import Encode, Encoded
    from assistant.safety.learn import Example

WORDINGS_FILE = Path(__file__).with_name("wordings.toml")
ARTICLE_QUESTIONS = Path("heel-drag-back") / "facts.toml"
SLIPPED_EVERY = 3  # messages that are learnt with typos, too
BESIDE_QUIET = (0, 1)  # of four messages, those learnt beside another one, not a courtesy
BEFORE, BEHIND = (0, 2), (1, 2)  # of three of them, those that it stands before and behind
PLAIN_EVERY = 2  # plain questions that are learnt by themselves: they are many, and alike
ENTRIES = ("fact", "silence", "scope")
SIDES = ("asks", "yes", "no", "partly")
PRIME = 7919  # messages that follow each other are alike
AT_ONCE = 256  # texts that one core encodes at a time

Labelled = tuple[str, str, str]  # a message, the sign that it reports or "", and its kind


def fingerprint(path: Path = WORDINGS_FILE) -> str:
    """The sha256 of the wordings that a likeness model was taught by."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True)
class Lesson:
    """A text to learn from. Where it reports a sign, its other parts report none."""

    text: str
    sign: str  # "" where none is reported
    kind: str  # "report", "hard" or "plain"
    told: Span  # the message in it that the label is of


def lessons(messages: Sequence[Labelled]) -> Iterator[Lesson]:
    """
    All that is learnt: messages in their mended form, some of them with typos, and all but the
    plain ones with something that reports nothing before them, behind them, or both.
    """
    messages = [(plain(text), sign, kind) for text, sign, kind in messages]
    quiet = [text for text, sign, _ in messages if not sign]
    courtesies = [plain(text) for text in parsed(WORDINGS_FILE)["beside"]]
    for number, (text, sign, kind) in enumerate(messages):
        if kind == "plain":
            if number % PLAIN_EVERY == 0:
                yield Lesson(text, sign, kind, (0, len(text)))
            continue
        yield Lesson(text, sign, kind, (0, len(text)))
        if number % SLIPPED_EVERY == 0 and (typed := plain(slipped(text))) != text:
            yield Lesson(typed, sign, kind, (0, len(typed)))
        fours, rest = divmod(number, 4)
        others = quiet if rest in BESIDE_QUIET else courtesies
        one, other = (others[at * PRIME % len(others)] for at in (number, number + 1))
        before = f"{ended(one)} " if fours % 3 in BEFORE else ""
        behind = f" {other}" if fours % 3 in BEHIND else ""
        told = ended(text) if behind else text
        yield Lesson(before + told + behind, sign, kind, (len(before), len(before + told)))


def ended(text: str) -> str:
    """`text` as a sentence, so that another one can stand behind it."""
    return text if text.rstrip()[-1:] in (".", "!", "?") else f"{text.rstrip()}."


def labelled(questions: Sequence[Path]) -> Iterator[Labelled]:
    known: set[str] = set()
    for text, sign in examples():
        if text not in known:
            known.add(text)
            yield text, sign, "report" if sign else "hard"
    for text in plain_questions(questions):
        if text not in known:
            known.add(text)
            yield text, "", "plain"


def examples() -> Iterator[tuple[str, str]]:
    """The safety wordings, each with the sign that it reports, or with ""."""
    written = parsed(WORDINGS_FILE)
    for sign in written["sign"]:
        for first, second in sign["pairs"]:
            yield first, sign["id"]
            yield second, ""
        yield from ((text, sign["id"]) for text in sign["fires"])
        yield from ((text, "") for text in sign["near"])
    yield from ((text, "") for text in (*written["ordinary"], *written["beside"]))


def plain_questions(files: Sequence[Path]) -> Iterator[str]:
    """The wordings of facts, silences and scopes, but for those that may report something."""
    left_out = set(parsed(WORDINGS_FILE)["not_ordinary"])
    for file in files:
        written = parsed(file)
        for entry in (entry for kind in ENTRIES for entry in written.get(kind, [])):
            if not {entry.get(name) for name in ("id", "kind")} & left_out:
                yield from (text for side in SIDES for text in entry.get(side, []))


def parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidRules(f"the file {str(path)!r} can't be read: {error}") from error


def teach(
    path: Path,
    messages: Sequence[Labelled],
    *,
    encode: "Encode",
    layers: Sequence[Any],
    say: Callable[[str], None],
) -> None:
    """Write the likeness model to `path`. `layers` are the top ones of the model of `encode`."""
    from assistant.safety.learn import learn, write_top  # noqa: PLC0415

    learnt = list(lessons(messages))
    say(f"reading {len(learnt)} messages")
    texts = [one.text for one in learnt]
    chunks = [texts[at : at + AT_ONCE] for at in range(0, len(texts), AT_ONCE)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        read = [one for chunk in pool.map(encode, chunks) for one in chunk]
    taught = [example(*one) for one in zip(learnt, read, strict=True)]
    signs = sorted({one.sign for one in taught} - {""})
    top = learn(taught, layers, signs, say=say)
    write_top(top, signs, path, about={"wordings": fingerprint()})


def example(lesson: Lesson, read: "Encoded") -> "Example":
    """What is learnt from `lesson` as the model reads it; a sentence behind the cut is no part."""
    from assistant.safety.learn import Example  # noqa: PLC0415

    spans = list(sentences(lesson.text))
    spans = [span for span in spans if span[0] < read.places[-2][1]] if len(spans) > 1 else []
    start, end = lesson.told
    telling = tuple(part for part, span in enumerate(spans, 1) if span[0] < end and span[1] > start)
    parts = parts_of(read.places, spans)
    if len(parts) <= len(spans):  # one of the sentences has no token
        parts, telling = parts[:1], ()
    return Example(read.states.astype("float16"), parts, telling, lesson.sign, lesson.kind)


def shipped_questions() -> list[Path]:
    """The files whose wordings are plain questions."""
    from assistant.library.scope import SCOPE_FILE  # noqa: PLC0415
    from assistant.settings import shipped_corpus  # noqa: PLC0415

    return [shipped_corpus() / ARTICLE_QUESTIONS, SCOPE_FILE]


def teach_shipped(
    path: Path, say: Callable[[str], None], *, without: Callable[[str], bool] = lambda _: False
) -> None:
    """`teach` by all the wordings there are, but for the messages `without` which it is wanted."""
    from assistant.library.embed import DEFAULT_MODEL  # noqa: PLC0415
    from assistant.library.exported import LAYERS_ABOVE  # noqa: PLC0415
    from assistant.library.model import load_reference, model_source, open_embedder  # noqa: PLC0415
    from assistant.settings import load_settings  # noqa: PLC0415

    embedder = open_embedder(DEFAULT_MODEL, models=load_settings().home / "models")
    assert embedder.encode is not None
    transformer = load_reference(model_source(DEFAULT_MODEL))[0].auto_model
    teach(
        path,
        [one for one in labelled(shipped_questions()) if not without(one[0])],
        encode=embedder.encode,
        layers=transformer.encoder.layer[-LAYERS_ABOVE:],
        say=say,
    )


if __name__ == "__main__":
    from assistant.safety.likeness import LIKENESS_FILE
    from assistant.streams import tell

    teach_shipped(LIKENESS_FILE, tell)
