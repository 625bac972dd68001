"""An article to its passages: sentences with their place, polarity and quantities."""

import re
from collections import Counter
from collections.abc import Iterator

from assistant.library.article import Article, Passage, Polarity, Span
from assistant.library.orders import is_order
from assistant.library.quantity import quantities

CHUNKER_VERSION = "2"  # raise it when the same article would give other passages
MAX_CHARS = 900  # about 200 tokens: the default model cuts silently at 256

SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9])")
NOT_AN_END = re.compile(r"\b(?:e\.g|i\.e|vs|Dr|Mr|Mrs|Ms|St|approx|cf|No|Fig)\.$")

STOP = re.compile(r"\bstop (?:immediately|at once|right away|if|the exercise|exercising)\b", re.I)
AVOID = re.compile(
    r"^(?:never|avoid|do not|don['’]t|resist)\b|\bnever something\b|"
    r"[,;] (?:but )?(?:never|avoid|not)\b",
    re.I,
)
FAULTS = re.compile(r"\b(?:mistakes?|faults?|errors?|avoid|pitfalls?)\b", re.I)
FAULT_SENTENCE = re.compile(r"^(?:this|that|it|lack|incomplete|excessive|using|lifting)\b", re.I)
IMPERATIVE = re.compile(
    r"^(?:always |slowly |gently |then |now )*(?:lie|lay|sit|stand|keep|hold|drag|pull|push|"
    r"slide|bend|straighten|extend|lift|raise|lower|bring|place|put|rest|engage|draw|inhale|exhale|breathe|do|"
    r"perform|aim|repeat|start|begin|go|move|make|use|loop|anchor|focus|follow|consult|take|ensure|"
    r"maintain|continue|listen|turn|tighten|squeeze|relax|press|step|return)\b",
    re.I,
)


def passages(article: Article) -> tuple[Passage, ...]:
    """
    One passage a sentence, in reading order; `article.text[p.start:p.end] == p.text` for each.

    A sentence of over `MAX_CHARS` characters is cut by LangChain's recursive splitter, so that
    no vector stands for words that the embedding model never saw. Orders to an assistant are left
    out, each with the rest of its paragraph.
    """
    counts: Counter[str] = Counter()
    found: list[Passage] = []
    for span in article.spans:
        if span.kind == "heading":
            continue
        if is_order(f"{span.label}:"):
            continue
        for number, (start, end) in enumerate(sentences(article.text, span.body, span.end)):
            if is_order(article.text[start:end]):
                break
            place = slug(span.path[-1] if span.path else article.title)
            counts[place] += 1
            text = article.text[start:end]
            found.append(
                Passage(
                    id=f"{article.slug}#{place}-{counts[place]}",
                    article=article.slug,
                    path=span.path,
                    label=span.label,
                    kind=span.kind,
                    text=text,
                    start=start,
                    end=end,
                    label_start=span.start if number == 0 else start,
                    polarity=polarity(text, span),
                    quantities=quantities(text),
                )
            )
    return tuple(found)


def orders(article: Article) -> Iterator[str]:
    """What speaks to an assistant and is in no passage: from each order to its paragraph's end."""
    for span in article.spans:
        if span.kind != "heading" and is_order(f"{span.label}:"):
            yield article.text[span.start : span.end]
            continue
        for start, end in sentences(article.text, span.body, span.end):
            if span.kind != "heading" and is_order(article.text[start:end]):
                yield article.text[start : span.end]
                break


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The offsets of each sentence of `text[start:end]`, without the blanks between them."""
    at = start
    for match in SENTENCE_END.finditer(text, start, end):
        stop = match.end()
        if NOT_AN_END.search(text, at, stop):
            continue
        yield from cut(text, at, stop)
        at = end - len(text[stop:end].lstrip())
    if text[at:end].strip():
        yield from cut(text, at, end)


def cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if end - start <= MAX_CHARS:
        yield start, end
        return
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # noqa: PLC0415

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=MAX_CHARS, chunk_overlap=0, add_start_index=True, strip_whitespace=True
    )
    for part in splitter.create_documents([text[start:end]]):
        at = start + int(part.metadata["start_index"])
        yield at, at + len(part.page_content)


def polarity(text: str, span: Span) -> Polarity:
    """What a sentence asks of the reader; the faults in a section on mistakes are to be avoided."""
    if STOP.search(text):
        return "stop"
    if AVOID.search(text):
        return "avoid"
    if IMPERATIVE.search(text):
        return "do"
    in_faults = any(FAULTS.search(heading) for heading in span.path)
    return "avoid" if in_faults and FAULT_SENTENCE.search(text) else "state"


def slug(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-") or "text"
