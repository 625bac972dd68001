"""A person's case to what the article, the protocols and the rules say about it, all cited."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.answers import phrases
from assistant.answers.guidance import FIRST, OURS, VERSIONS, WHY, heading_of, said_of, told_of
from assistant.answers.quote import cite
from assistant.answers.reply import Abstention, Answer, Citation, Reply, Sentence
from assistant.library.article import Article, Passage, Shelf
from assistant.safety.allowance import Allowance
from assistant.safety.finding import Findings
from assistant.safety.rule import ACTIONS, Limit, Rule, Rulebook

FROM_ARTICLE = 2  # sentences of the article that are set against the protocols
FEW = 4  # variations that are not allowed yet and are named one by one
LIMITS, RULES = 2, 2  # that are told in one reply, the gravest first

Line = tuple[str, Sequence[tuple[Passage, Article]]]  # a lead of ours, and the sentences behind it


def advise(
    reply: Reply,
    findings: Findings,
    allowance: Allowance,
    *,
    rulebook: Rulebook,
    guide: Shelf,
    shelf: Shelf | None,
    brief: bool,
    theirs: bool = True,
) -> Answer:
    """
    What holds for a person in the case of `findings`: what the article says, which of its cues does
    not hold for them, what protocols say and where they differ, what we do, and whom to ask.

    `reply` is what the article alone would say. A brief one leaves out what was told before; a
    case that is not `theirs` was only asked about.
    """
    rules, limits = concerned(allowance, rulebook)
    lead = phrases.TOLD if theirs else phrases.ASKED_ABOUT
    lines: list[Line] = [(lead.format(case=case_of(findings, rules, limits)), ())]
    if not brief:
        lines += from_article(reply, shelf)
        lines += conflict(allowance, shelf)
    for limit in limits:
        told = told_of(guide, limit)
        told = [one for one in told if not brief or one.label == OURS]
        lines.append(("", with_article([*told, *not_yet(limit, allowance, guide)], guide)))
    for rule in rules[: 1 if limits else RULES]:
        lines.append(("", with_article(said_of(guide, heading_of(rule), marked=FIRST), guide)))
    ask = question(findings, rules, limits) if theirs else ""
    return written([line for line in lines if line[0] or line[1]], [ask] if ask else [])


def not_yet(limit: Limit, allowance: Allowance, guide: Shelf) -> Iterator[Passage]:
    """When each variation is allowed that is not yet, unless that is nearly all of them."""
    names = [VERSIONS[one] for one in VERSIONS if limit.id in allowance.forbidden.get(one, ())]
    if len(names) <= FEW:
        for name in names:
            yield from said_of(guide, limit.label, marked=name)


def noted(answer: Answer, allowance: Allowance, *, rulebook: Rulebook, guide: Shelf) -> Answer:
    """`answer` behind a sentence on what changes for the person in their case."""
    rules, _ = concerned(allowance, rulebook)
    said: list[Passage] = []
    for rule in rules[:RULES]:
        said += said_of(guide, heading_of(rule), marked=FIRST)
    if not said:
        return answer
    note = written([(phrases.FOR_YOU, with_article(said, guide))], [])
    shift = len(note.citations)
    return Answer(
        text=f"{note.text}\n{answer.text}",
        sentences=(
            *note.sentences,
            *(
                Sentence(one.text, tuple(n + shift for n in one.citations))
                for one in answer.sentences
            ),
        ),
        citations=(*note.citations, *(replace(one, n=one.n + shift) for one in answer.citations)),
        facts=answer.facts,
        writer=answer.writer,
    )


def explained(rule: Rule, guide: Shelf) -> Answer:
    """What the rules say about a sign, for somebody who asks in general."""
    heading = heading_of(rule)
    said = [*said_of(guide, heading, marked=WHY), *said_of(guide, heading, marked=FIRST)]
    return written([("", with_article(said, guide))], [])


def concerned(allowance: Allowance, rulebook: Rulebook) -> tuple[list[Rule], list[Limit]]:
    """The rules and limits of a case that change something, the gravest rule first."""
    by_id = {rule.id: rule for rule in rulebook.rules}
    rules = sorted(
        (by_id[name] for name in allowance.rules), key=lambda rule: -ACTIONS.index(rule.action)
    )
    blamed = {name for names in allowance.forbidden.values() for name in names}
    limits = [one for one in rulebook.limits if one.id in allowance.limits and one.id in blamed]
    return rules, limits[:LIMITS]


def case_of(findings: Findings, rules: Sequence[Rule], limits: Sequence[Limit]) -> str:
    """The case in words: "ACL reconstruction with a hamstring graft, 3 weeks ago"."""
    names = [name_of(limit, findings) for limit in limits] or [rule.label for rule in rules[:1]]
    if findings.weeks is None or not findings.procedures:
        return " and ".join(names)
    weeks = f"{findings.weeks:.1f}".removesuffix(".0")
    return f"{' and '.join(names)}, {weeks} week{'' if weeks == '1' else 's'} ago"


def name_of(limit: Limit, findings: Findings) -> str:
    """The operation as it was told: without a graft where none was said."""
    if "unknown" in limit.grafts and not findings.graft:
        return f"{limit.operation.partition(' ')[2]}, the graft not said"
    return limit.label.split(", or ")[0]


def from_article(reply: Reply, shelf: Shelf | None) -> Iterator[Line]:
    """What the article says by itself, as far as that tells nobody to do anything."""
    if isinstance(reply, Abstention) and reply.reason == "not_in_corpus":
        yield reply.text.split(phrases.NEAREST.split("{")[0])[0].strip(), ()
    if not isinstance(reply, Answer) or shelf is None:
        return
    telling = {one.passage for one in shelf.instructions}
    by_end = {passage.end: passage for passage in shelf.passages}
    quoted = [by_end[one.end] for one in reply.citations if one.end in by_end]
    kept = [one for one in quoted if one.id not in telling][:FROM_ARTICLE]
    if kept:
        yield phrases.ARTICLE_SAYS, with_article(kept, shelf)


def conflict(allowance: Allowance, shelf: Shelf | None) -> Iterator[Line]:
    """The article's cue that the person's case forbids."""
    if shelf is None or "pull" not in allowance.suppressed:
        return
    against = {one.passage for one in shelf.instructions if "pull" in one.cues}
    if cues := [one for one in shelf.passages if one.id in against][:1]:
        yield phrases.NOT_FOR_YOU, with_article(cues, shelf)


def question(findings: Findings, rules: Sequence[Rule], limits: Sequence[Limit]) -> str:
    """At most one: the time, then the graft, then what the gravest rule asks."""
    if limits and findings.weeks is None:
        return phrases.HOW_LONG_AGO
    if "aclr" in findings.procedures and not findings.graft and limits:
        return phrases.WHICH_GRAFT
    return next((rule.ask for rule in rules if rule.ask), "")


def with_article(said: Iterable[Passage], shelf: Shelf) -> list[tuple[Passage, Article]]:
    return [(passage, shelf.article) for passage in said]


def written(lines: Sequence[Line], unsaid: Sequence[str]) -> Answer:
    """Each line with its sentences, every one of them cited; `unsaid` ends the text."""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    texts: list[str] = []
    for lead, said in lines:
        cited = [
            cite(passage, article, n=number, labelled=passage.label in VERSIONS.values())
            for number, (passage, article) in enumerate(said, len(citations) + 1)
        ]
        texts.append(" ".join(filter(None, [lead, *(one.quote for one in cited)])))
        sentences += [Sentence(one.quote, (one.n,)) for one in cited]
        citations += cited
    return Answer("\n".join([*texts, *unsaid]), tuple(sentences), tuple(citations))
