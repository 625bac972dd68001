"""The wordings of red flags and of ordinary questions to a likeness model, kept on disk."""

import hashlib
import os
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import InvalidRules
from assistant.safety.features import BUCKETS
from assistant.safety.learn import learn
from assistant.safety.likeness import Likeness, Weights, read_likeness, write_likeness
from assistant.safety.slips import slipped

WORDINGS_FILE = Path(__file__).with_name("wordings.toml")
FORM = "5"  # raise it when features or training change
# Hard examples (look-alikes, after-effects, denials) are a sixth of all that reports nothing.
SHARES = {"report": 0.5, "hard": 0.3, "plain": 0.2}
SLIPPED_EVERY = 3
ENTRIES = ("fact", "silence", "scope")
SIDES = ("asks", "yes", "no", "partly")

Vectors = Callable[[Sequence[str]], Weights]  # texts -> (texts, dimension)


def open_likeness(
    folder: Path,
    *,
    model: str,
    vectors: Vectors,
    questions: Sequence[Path],
    say: Callable[[str], None],
) -> Likeness:
    """
    The likeness model for vectors of `model` (its hash), learnt on first use and kept in `folder`.

    `questions` are files whose wordings are plain questions; only shipped ones are meant, since
    whoever writes those decides what is not noticed. Raises InvalidRules when a file can't be read:
    there is no running without them.
    """
    files = [WORDINGS_FILE, *questions]
    digest = hashlib.sha256(f"{FORM} {BUCKETS} {model}".encode())
    try:
        for path in files:
            digest.update(path.read_bytes())
    except OSError as error:
        raise InvalidRules(f"the file {str(path)!r} can't be read: {error.strerror}") from error
    kept = folder / f"{digest.hexdigest()[:16]}.npz"
    try:
        return read_likeness(kept)
    except (OSError, ValueError, KeyError, EOFError):
        say("Learning what red flags sound like.")
    ours = dict(examples())
    labels = {**dict.fromkeys(plain_questions(questions), ""), **ours}
    texts = list(labels)
    likeness = learn(
        texts, vectors(texts), list(labels.values()), weights(labels, hard=ours.keys())
    )
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.npz"):
        old.unlink(missing_ok=True)
    draft = folder / "draft.npz"
    write_likeness(likeness, draft)
    os.replace(draft, kept)
    return likeness


def weights(labels: Mapping[str, str], *, hard: Collection[str]) -> list[float]:
    """How much each text counts, so that the kinds have their shares however many there are."""
    kinds = [
        "report" if label else "hard" if text in hard else "plain" for text, label in labels.items()
    ]
    share = {kind: SHARES[kind] * len(kinds) / count for kind, count in Counter(kinds).items()}
    return [share[kind] for kind in kinds]


def examples() -> Iterator[tuple[str, str]]:
    """The safety wordings, each with the sign that it reports, or with ""."""
    written = parsed(WORDINGS_FILE)
    nothing = list(written["ordinary"])
    for sign in written["sign"]:
        for first, second in sign["pairs"]:
            yield first, sign["id"]
            nothing.append(second)
        yield from ((text, sign["id"]) for text in with_slips(sign["fires"]))
        nothing += sign["near"]
    yield from ((text, "") for text in with_slips(nothing))


def plain_questions(files: Sequence[Path]) -> Iterator[str]:
    """The wordings of facts, silences and scopes, but for those that may report something."""
    left_out = set(parsed(WORDINGS_FILE)["not_ordinary"])
    for file in files:
        written = parsed(file)
        for entry in (entry for kind in ENTRIES for entry in written.get(kind, [])):
            if not {entry.get(name) for name in ("id", "kind")} & left_out:
                yield from with_slips([text for side in SIDES for text in entry.get(side, [])])


def with_slips(texts: Sequence[str]) -> Iterator[str]:
    """Some again with typos, alike in reports and in what is none: to mistype says nothing."""
    for number, text in enumerate(texts):
        yield text
        if number % SLIPPED_EVERY == 0:
            yield slipped(text)


def parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidRules(f"the file {str(path)!r} can't be read: {error}") from error
