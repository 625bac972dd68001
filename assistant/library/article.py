"""The nouns of the library: an article, its parts, and what a search finds in it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FACTS_FILE = "facts.toml"  # beside an article of a folder of its own

BlockKind = Literal["heading", "paragraph", "item", "step"]
Polarity = Literal["do", "avoid", "stop", "state"]
Opening = Literal["yes", "no", "partly"]


@dataclass(frozen=True)
class Credit:
    """Whose work an article is, or is adapted from."""

    title: str = ""  # "Heel Drag Back: Understanding, Step-by-Step Guide, …"
    author: str = ""  # "Hart"
    site: str = ""  # "Exercise & Fitness"
    note: str = ""  # "Retold in our own sentences; …"


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph or one bullet, as a reader finds it in a file."""

    kind: BlockKind
    text: str  # "Lay your arms by your sides with the palms down."
    path: tuple[str, ...]  # the headings above it, its own included if it is one
    label: str = ""  # "Low impact", when the text opens with "Low impact:"
    depth: int = 0  # nesting of a bullet, 0 at the outside


@dataclass(frozen=True)
class Draft:
    """What a reader makes of a file, before offsets exist."""

    title: str
    blocks: tuple[Block, ...]
    aliases: tuple[str, ...] = ()
    credit: Credit = Credit()
    companion: bool = False


@dataclass(frozen=True)
class Section:
    """A heading with all that stands below it; offsets into the article's text."""

    path: tuple[str, ...]  # ("Step-by-step guide", "Breathing")
    start: int
    end: int


@dataclass(frozen=True)
class Span:
    """A paragraph or bullet in the article's text, its label included."""

    kind: BlockKind
    path: tuple[str, ...]
    label: str
    depth: int
    start: int
    body: int  # where the text behind the label starts
    end: int


@dataclass(frozen=True)
class Article:
    """An exercise article as plain text, and where its parts stand in that text."""

    slug: str  # "heel-drag-back"
    title: str  # "Heel Drag Back"
    aliases: tuple[str, ...]  # ("heel slide",)
    credit: Credit
    text: str
    sections: tuple[Section, ...]
    spans: tuple[Span, ...]
    companion: bool = False  # goes with another one: it is meant only where it is named


@dataclass(frozen=True)
class Quantity:
    """A number or range with its unit, as a text states it."""

    low: float  # 10
    high: float  # 15
    unit: str  # "repetition"; always singular
    per: str = ""  # "leg"


@dataclass(frozen=True)
class Passage:
    """One sentence in its place: the unit that is embedded, found and cited."""

    id: str  # "heel-drag-back#reps-and-sets-1": stable while its section and text stand
    article: str  # "heel-drag-back"
    path: tuple[str, ...]  # ("Step-by-step guide", "Breathing")
    label: str  # "Sets"
    kind: BlockKind
    text: str  # article.text[start:end]
    start: int
    end: int
    label_start: int  # start, or where the label before the text starts
    polarity: Polarity
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True)
class Fact:
    """One thing that an article states, and the wordings in which people ask for it."""

    id: str  # "palms-down"
    kind: str  # "start"
    passages: tuple[str, ...]  # ids, in the order in which they are quoted
    wordings: tuple[tuple[str, Opening | None], ...]  # ("palms up?", "no")
    cues: tuple[tuple[Opening, str], ...] = ()  # ("no", r"\bup\b"): decides a yes/no question
    why: str = ""  # id of the fact that gives the reason for this one


@dataclass(frozen=True)
class Silence:
    """Something people ask about an article that it does not say."""

    id: str  # "frequency"
    say: str  # "how many days a week to do it"
    nearest: str  # id of the passage that comes closest, or ""
    wordings: tuple[str, ...]


@dataclass(frozen=True)
class Instruction:
    """A sentence that tells a person to do something, which a restriction may forbid."""

    passage: str  # its id
    variation: str = ""  # "bridge": the variation that it tells how to do; "" for any of them
    cues: tuple[str, ...] = ()  # ("pull",): what it asks for, in the words of safety rules


@dataclass(frozen=True)
class Vocabulary:
    """The words that an article and the wordings for it know."""

    folded: str = ""  # article and facts' wordings in folded words, with blanks between and round
    stems: frozenset[str] = frozenset()  # of the same
    words: frozenset[str] = frozenset()  # of the article, the facts' and the silences' wordings
    familiar: frozenset[str] = frozenset()  # those that a misspelt word may have meant


@dataclass(frozen=True)
class Shelf:
    """One article with everything that is searched for it."""

    article: Article
    passages: tuple[Passage, ...]
    facts: tuple[Fact, ...] = ()
    silences: tuple[Silence, ...] = ()
    vocabulary: Vocabulary = Vocabulary()
    instructions: tuple[Instruction, ...] = ()


@dataclass(frozen=True)
class Hit:
    """An entry of the index near a query."""

    entry: str  # "fact/palms-down/no/2", see entries.py
    score: float  # cosine, 1 is the same direction


@dataclass(frozen=True)
class Source:
    """An article file and the facts file beside it, not read yet."""

    article: Path
    facts: Path | None
    sha256: str  # of both files and the slug
