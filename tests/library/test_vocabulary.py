"""Articles and wordings to the words that they know."""

from assistant.library.article import Article, Block, Draft, Fact, Silence
from assistant.library.assemble import assemble
from assistant.library.vocabulary import vocabulary


def article() -> Article:
    return assemble("slide", Draft("Slide", (Block("item", "Bend the knees.", ("Steps",)),)))


def fact(*wordings: str) -> Fact:
    return Fact("a", "step", (), tuple((wording, None) for wording in wordings))


def test_folded_words_hold_article_and_facts_but_not_what_is_left_open() -> None:
    known = vocabulary(
        article(), (fact("my kneecaps?", "Pull-ups"),), (Silence("s", "", "", ("calories?",)),)
    )

    assert known.folded == " slide bend the knee . my kneecap . pull up "
    assert {"bend", "kneecap", "pull"} <= known.stems
    assert "calori" not in known.stems


def test_a_term_is_not_made_of_the_ends_of_two_texts() -> None:
    known = vocabulary(article(), (fact("towel", "strap it"),), ())

    assert " towel strap " not in known.folded


def test_words_of_silences_are_known_too() -> None:
    known = vocabulary(article(), (fact("Where?"),), (Silence("s", "", "", ("calories?",)),))

    assert known.words == {"slide", "bend", "the", "knees", "where", "calories"}


def test_a_word_is_familiar_from_the_article_or_from_two_wordings() -> None:
    facts = (fact("mussels", "thigh thigh", "quads"),)
    silences = (Silence("s", "", "", ("sore quads",)),)

    familiar = vocabulary(article(), facts, silences).familiar

    assert familiar == {"slide", "bend", "the", "knees", "quads"}


def test_an_article_without_facts_knows_its_own_words() -> None:
    known = vocabulary(article(), (), ())

    assert known.words == known.familiar == {"slide", "bend", "the", "knees"}
