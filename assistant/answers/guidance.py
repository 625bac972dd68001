"""The rulebook to an article of its own, so that what is said from the rules can be cited."""

from collections.abc import Iterator, Mapping, Sequence

from assistant.library.article import Passage, Shelf
from assistant.library.chunk import passages
from assistant.library.read import read_text
from assistant.safety.rule import Basis, Limit, Rule, Rulebook, Variation

SLUG = "safety-rules"
TITLE = "Safety rules"
REVIEW = (
    "No clinician has reviewed these rules yet. They are drawn from public pages, each named by "
    "its key in brackets, and are not medical advice."
)
WHY, FIRST, DIFFER, OURS = "Why", "What to do first", "Sources disagree", "What we do"
AFTER, CHANGES, SIGNS, SOURCES = "After an operation", "Changes", "Warning signs", "Sources"
VERSIONS: dict[Variation, str] = {
    "assisted": "With a towel",
    "low_friction": "One heel on something slippery",
    "chair": "Sitting on a chair",
    "basic": "The basic drag",
    "single_leg": "The single-leg version",
    "bridge": "With a glute bridge",
    "standing": "The standing version",
    "slider": "With sliders, both heels",
    "band": "With a band",
}
INFERENCE = "This is our own inference, not a source's."


def guidance(rulebook: Rulebook, *, sources: Mapping[str, str], number: str) -> Shelf:
    """`sources` are the titles by key; `number` is the emergency number."""
    lines = [f"# {TITLE}", "", REVIEW, "", f"## {AFTER}"]
    for limit in rulebook.limits:
        lines += limit_lines(limit)
    for heading, rules in (
        (CHANGES, [rule for rule in rulebook.rules if rule.when]),
        (SIGNS, [rule for rule in rulebook.rules if rule.signs and not rule.when]),
    ):
        lines += ["", f"## {heading}"]
        for rule in rules:
            lines += rule_lines(rule, number)
    lines += ["", f"## {SOURCES}", ""]
    lines += [f"- {key}: {title}." for key, title in sorted(sources.items())]
    article = read_text(SLUG, "\n".join(lines))
    return Shelf(article, passages(article))


def limit_lines(limit: Limit) -> Iterator[str]:
    yield from ("", f"### {limit.label}", "")
    yield from (f"- {text}" for text in limit.says)
    if limit.disagreement:
        yield f"- **{DIFFER}:** {limit.disagreement}"
    yield f"- **{OURS}:** {limit.ours}"
    yield from (f"- **{name}:** {start_of(limit, one)}" for one, name in VERSIONS.items())


def start_of(limit: Limit, variation: Variation) -> str:
    """From when on a variation is allowed, in words."""
    start = limit.from_week.get(variation)
    if start is None:
        return "Only on your surgeon's word."
    what = f"Not before week {start:g}" if start else "From the start, once you are cleared"
    return f"{what}{', which is our own inference' if variation in limit.inference else ''}."


def rule_lines(rule: Rule, number: str) -> Iterator[str]:
    yield from ("", f"### {heading_of(rule)}", "")
    yield f"- **{WHY}:** {because(rule.why, rule.sources)}"
    yield f"- **{FIRST}:** {rule.first.format(number=number)}"
    if rule.disagreement:
        yield f"- **{DIFFER}:** {rule.disagreement}"
    if rule.inference:
        yield f"- {INFERENCE}"


def heading_of(rule: Rule) -> str:
    return rule.label[:1].upper() + rule.label[1:]


def because(text: str, sources: Sequence[Basis]) -> str:
    """The reason with the keys of its sources inside its last sentence."""
    keys = ", ".join(basis.key for basis in sources)
    return f"{text.rstrip('.')} [{keys}]."


def told_of(shelf: Shelf, limit: Limit) -> list[Passage]:
    """What is said of a limit as a whole, without the lines of its variations."""
    return [one for one in said_of(shelf, limit.label) if one.label not in VERSIONS.values()]


def said_of(shelf: Shelf, label: str, *, marked: str = "") -> list[Passage]:
    """The sentences of the section `label`, or those of them that stand behind a mark."""
    return [
        one
        for one in shelf.passages
        if len(one.path) > 1 and one.path[1] == label and (not marked or one.label == marked)
    ]
