"""Articles with their facts files to the faults a maintainer should mend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.errors import InvalidFacts, UnreadableArticle
from assistant.library.article import Shelf, Source
from assistant.library.chunk import orders
from assistant.library.sources import read_source

MIN_WORDINGS = 8  # of a fact or silence; fewer are missed by people who say it otherwise


@dataclass(frozen=True)
class Fault:
    """One thing to mend, and where."""

    where: str  # "corpus/heel-drag-back/article.md"
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def lint_sources(sources: Sequence[Source]) -> Iterator[Fault]:
    """
    Faults of each article: it can't be read, credits are missing, it gives orders to an assistant,
    a quote is not found or a
    wording stands twice (by the reader of facts), a passage is covered by no fact, a fact or
    silence has few wordings.
    """
    for source in sources:
        try:
            shelf = read_source(source)
        except InvalidFacts as error:
            yield Fault(str(source.facts), str(error))
        except UnreadableArticle as error:
            yield Fault(str(source.article), str(error))
        else:
            yield from lint_shelf(shelf, source)


def lint_shelf(shelf: Shelf, source: Source) -> Iterator[Fault]:
    where = str(source.article)
    credit = shelf.article.credit
    if not credit.author and not credit.site:
        yield Fault(where, "names no author or site: credit the source in its front matter")
    for order in orders(shelf.article):
        yield Fault(where, f"speaks to an assistant and not to a reader, left out: {order[:80]!r}")
    if source.facts is None:
        yield Fault(where, "has no facts file: its answers will be less sure")
        return
    texts = {passage.id: passage.text for passage in shelf.passages}
    covered = {texts[passage] for fact in shelf.facts for passage in fact.passages}
    for passage in shelf.passages:
        if passage.text not in covered:
            yield Fault(str(source.facts), f"no fact quotes {passage.text!r}")
    for fact in shelf.facts:
        if len(fact.wordings) < MIN_WORDINGS:
            yield Fault(str(source.facts), f"{fact.id!r} has only {len(fact.wordings)} wordings")
    for silence in shelf.silences:
        if len(silence.wordings) < MIN_WORDINGS:
            yield Fault(
                str(source.facts), f"{silence.id!r} has only {len(silence.wordings)} wordings"
            )
