"""A message and its conversation to a reply: resolve, look, choose, quote."""

from collections.abc import Callable, Sequence
from typing import assert_never

from assistant.answers import phrases
from assistant.answers.choose import Choice, Evidence, Outside, Silent, choose
from assistant.answers.language import is_english
from assistant.answers.look import Looked
from assistant.answers.parts import parts_of
from assistant.answers.polar import OPEN
from assistant.answers.quote import cite, quote
from assistant.answers.reply import Abstention, Considered, Notice, Reply, Trace, Turn
from assistant.answers.resolve import MAX_FRAGMENT, Reading, readings
from assistant.library.article import Article
from assistant.library.search import Candidate

Look = Callable[[str, str], Looked]  # a question and the conversation's article -> what there is

NOTICES = {
    "greeting": phrases.GREETING,
    "thanks": phrases.THANKS,
    "goodbye": phrases.GOODBYE,
    "capability": phrases.CAPABILITY,
}
SHOWN = 6  # candidates that `explain` shows
REASON_KIND = "mistake_why"  # facts that say what a fault leads to
REASONS_AMONG = 3  # candidates among which a reason is looked for, after a bare "why?"
MANY = 5  # titles that a sentence names


def respond(message: str, history: Sequence[Turn], *, look: Look, titles: Sequence[str]) -> Turn:
    """
    One turn. `titles` are the articles there are, for the sentences that name them.

    A message in another language, or without a word, is not searched. Each reading of the message
    is looked up and the best supported one holds; a question in parts is answered part by part
    when each part has an answer, or a silence, of its own.
    """
    if not is_english(message):
        return Turn(message, "", Abstention("language", phrases.LANGUAGE))
    options = readings(message, history)
    if not options:
        again = phrases.UNCLEAR_ALONE.format(titles=either(titles))
        return Turn(message, "", Abstention("unclear", again))
    slug = next((turn.article for turn in reversed(history) if turn.article), "")
    reading, looked = best_reading(options, slug, look)
    choices = in_parts(reading, looked, look) or (decide(reading, looked),)
    outside = isinstance(choices[0], Outside)
    return Turn(
        message=message,
        question="" if outside else reading.question,
        reply=say(choices, looked, titles),
        article="" if outside else looked.shelf.article.slug,
        kinds=kinds(choices, looked),
        trace=trace(looked, choices),
    )


def kinds(choices: Sequence[Choice], looked: Looked) -> tuple[str, ...]:
    """The kinds of the facts that are quoted; "" for a passage without a fact."""
    of = {fact.id: fact.kind for fact in looked.shelf.facts}
    evidence = [choice for choice in choices if isinstance(choice, Evidence)]
    return tuple(of.get(name, "") for piece in evidence for name in piece.facts or ("",))


def best_reading(options: Sequence[Reading], slug: str, look: Look) -> tuple[Reading, Looked]:
    """
    The reading that is supported best. "Thanks" and the like lean on nothing: read with the
    question before, they would only ask it again. What has an answer as a whole is not torn apart,
    and no yes or no is given to what a story leaves open by name: "I had a baby six weeks ago. Is
    it ok to start?" is not the question whether it is ok to start.
    """
    alone = options[0], look(options[0].question, slug)
    if len(options) == 1:
        return alone
    first = decide(*alone)
    if isinstance(first, Outside) and first.kind in NOTICES:
        return alone
    rest = [one for one in options[1:] if not one.story or may_be_torn_apart(first, one.question)]
    tried = [alone, *((reading, look(reading.question, slug)) for reading in rest)]
    return max(tried, key=lambda pair: pair[1].found.support)


def may_be_torn_apart(whole: Choice, asked: str) -> bool:
    """
    Whether what is `asked` in a story may be answered without the story. A yes or no may not where
    the article leaves the story open by name, or to hardly a word: "Normal?" is about the story.
    """
    if isinstance(whole, Evidence):
        return False
    named = isinstance(whole, Silent) and bool(whole.what)
    bare = len(asked.split()) <= MAX_FRAGMENT
    return bool(OPEN.search(asked.lower())) or not (named or bare)


def decide(reading: Reading, looked: Looked) -> Choice:
    if reading.reason_for:
        return reason(reading.reason_for, looked)
    return choose(looked.question, looked.found, looked.shelf, named=bool(looked.names))


def reason(facts: Sequence[str], looked: Looked) -> Choice:
    """
    The reason that the article gives for `facts`, which were just said: the one tied to them, else
    themselves where they are a reason, else what the fault that is nearest leads to.
    """
    shelf = looked.shelf
    by_id = {fact.id: fact for fact in shelf.facts}
    said = [by_id[name] for name in facts if name in by_id]  # an article may change meanwhile
    near = [by_id[one.name] for one in looked.found.answers[:REASONS_AMONG] if one.name in by_id]
    given = {fact.why for fact in shelf.facts}
    reasons = [
        *(by_id[fact.why] for fact in said if fact.why),
        *(fact for fact in said if fact.id in given),
        *(fact for fact in near if fact.kind == REASON_KIND),
    ]
    if not reasons:
        return Silent("", None)
    passages = {passage.id: passage for passage in shelf.passages}
    why = reasons[0]
    return Evidence(shelf.article, (why.id,), tuple(passages[name] for name in why.passages))


def in_parts(reading: Reading, looked: Looked, look: Look) -> tuple[Choice, ...]:
    """A choice for each part of a question in parts; none where a part has none of its own."""
    slug = looked.shelf.article.slug
    found: list[Choice] = []
    for part in parts_of(reading.question):
        piece = look(part, slug)
        choice = decide(Reading(part), piece)
        if isinstance(choice, Outside) or choice == Silent("", None):
            return ()
        if choice not in found:
            found.append(choice)
    return tuple(found) if any(isinstance(choice, Evidence) for choice in found) else ()


def say(choices: Sequence[Choice], looked: Looked, titles: Sequence[str]) -> Reply:
    evidence = [choice for choice in choices if isinstance(choice, Evidence)]
    if evidence and looked.rivals:
        return Abstention("unclear", phrases.UNCLEAR.format(titles=either(looked.rivals)))
    if evidence:
        unsaid = [unanswered(choice) for choice in choices if isinstance(choice, Silent)]
        return quote(evidence, unsaid=unsaid)
    first = choices[0]
    if isinstance(first, Silent):
        return silence(first, looked.shelf.article)
    assert isinstance(first, Outside)
    return outside(first.kind, titles)


def silence(silent: Silent, article: Article) -> Abstention:
    text = unanswered(silent)
    if silent.nearest is None:
        return Abstention("not_in_corpus", text)
    citation = cite(silent.nearest, article)
    nearest = phrases.NEAREST.format(quote=citation.quote)
    return Abstention("not_in_corpus", f"{text} {nearest}", (citation,))


def unanswered(silent: Silent) -> str:
    if not silent.what:
        return phrases.SILENT_THERE
    form = phrases.SILENT_ON if silent.mention else phrases.SILENT
    return form.format(what=silent.what)


def outside(kind: str, titles: Sequence[str]) -> Reply:
    named = either(titles)
    match kind:
        case "greeting" | "thanks" | "goodbye" | "capability":
            return Notice(kind, NOTICES[kind].format(titles=named))
        case "other_exercise":
            return Abstention("not_in_corpus", phrases.NOT_HELD.format(titles=named))
        case _:
            return Abstention("out_of_scope", phrases.OUT_OF_SCOPE.format(titles=named))


def either(titles: Sequence[str]) -> str:
    """Titles as a person lists them; many are counted."""
    if len(titles) > MANY:
        return f"{', '.join(titles[:MANY])} and {len(titles) - MANY} more"
    *others, last = titles
    return f"{', '.join(others)} or {last}" if others else last


def trace(looked: Looked, choices: Sequence[Choice]) -> Trace:
    found = looked.found
    shown = sorted(
        (*found.answers[:SHOWN], *found.silences[:SHOWN], *found.scopes[:SHOWN]),
        key=lambda one: -one.fused,
    )
    return Trace(
        question=looked.question,
        article=looked.shelf.article.slug,
        considered=tuple(map(considered, shown[:SHOWN])),
        support=round(found.support, 3),
        why="; ".join(map(because, choices)),
        ms={"embed": round(looked.embed_ms, 2), "search": round(looked.search_ms, 2)},
    )


def considered(one: Candidate) -> Considered:
    return Considered(
        role=one.role,
        name=one.name,
        cosine=round(one.cosine, 3),
        bm25=round(one.bm25, 2),
        log_p=round(one.log_p, 2),
        near=one.near,
    )


def because(choice: Choice) -> str:
    match choice:
        case Evidence(_, facts, passages, opening):
            what = ", ".join(facts) or ", ".join(passage.id for passage in passages)
            return f"answers by {what}" + (f", opening {opening!r}" if opening else "")
        case Silent(what, _, mention):
            return f"does not mention {what!r}" if mention else f"silent: {what or 'no support'}"
        case Outside(kind):
            return f"outside: {kind}"
        case _:
            assert_never(choice)
