"""An article and its wordings to the words that they know, stored with the shelf."""

import re
from collections import Counter

from assistant.library.article import Article, Fact, Silence, Vocabulary
from assistant.library.words import stems, words

CHATTER = frozenset(stems("um uh ugh hmm hi hello thanks thank sorry ok okay wow lol btw mate doc"))
FAMILIAR = 2  # wordings a word must stand in to be a correction: some wordings hold typos too


def vocabulary(
    article: Article, facts: tuple[Fact, ...], silences: tuple[Silence, ...]
) -> Vocabulary:
    asked = [wording for fact in facts for wording, _ in fact.wordings]
    left_open = [wording for silence in silences for wording in silence.wordings]
    counts: Counter[str] = Counter()
    for wording in (*asked, *left_open):
        counts.update(set(plain_words(wording)))
    in_article = set(plain_words(article.text))
    folded = f" {' . '.join(' '.join(words(text)) for text in (article.text, *asked))} "
    return Vocabulary(
        folded=folded,
        stems=frozenset(stems(folded)),
        words=frozenset(in_article | counts.keys()),
        familiar=frozenset(in_article | {word for word in counts if counts[word] >= FAMILIAR}),
    )


def plain_words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def strange_stems(text: str, known: Vocabulary) -> list[str]:
    """The stems of `text` that an article and the wordings for it do not know, chatter aside."""
    found = dict.fromkeys(stems(text))
    return [stem for stem in found if stem not in known.stems and stem not in CHATTER]
