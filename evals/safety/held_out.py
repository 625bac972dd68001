"""The wordings to how a model that has not seen a fifth of them hears that fifth."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from assistant.library.embed import Encode
from assistant.library.exported import open_session
from assistant.safety.likeness import open_likeness
from assistant.safety.notice import notice, sense_by
from assistant.safety.rule import Flag, Rule
from assistant.safety.teach import labelled, shipped_questions, teach_shipped

FIFTHS = 5


@dataclass(frozen=True)
class Tried:
    """A message, what it is, and what was raised by a model that had not seen it."""

    text: str
    sign: str  # "" for one that reports nothing
    kind: str  # "report", "hard" or "plain"
    raised: tuple[Flag, ...]


def held_out(text: str) -> bool:
    return crc32(text.encode()) % FIFTHS == 0


def tried(rules: tuple[Rule, ...], encode: Encode, say: Callable[[str], None]) -> Iterator[Tried]:
    """
    Each message that was held out, with what is raised.

    The words of the rules were tuned on a part of the reports, which flatters them; only what the
    likeness model adds is out of sample.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "likeness.onnx"
        teach_shipped(path, say, without=held_out)
        sense = sense_by(open_likeness(open_session, path), encode, rules)
        for text, sign, kind in labelled(shipped_questions()):
            if held_out(text):
                yield Tried(text, sign, kind, notice(text, rules=rules, sense=sense))
