"""A seed to exercise articles that nobody wrote: the same ones every time."""

import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

SEED = 20_260
WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def write_articles(folder: Path, count: int) -> list[Path]:
    """`count` Markdown files with names and contents of their own."""
    folder.mkdir(parents=True)
    paths = []
    for title, text in articles(count):
        path = folder / f"{re.sub(r'[^a-z]+', '-', title.lower())}.md"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def articles(count: int) -> Iterator[tuple[str, str]]:
    """Titles with articles: 40 sentences of 14 to 21 words each, in eight sections."""
    chance = random.Random(SEED)
    names = [" ".join(parts) for parts in product(*WORDS["names"].values())]
    for title in chance.sample(names, count):
        yield title, "\n\n".join([f"---\ntitle: {title}\n---", *blocks(title, chance)]) + "\n"


def blocks(title: str, chance: random.Random) -> Iterator[str]:
    yield f"# {title}"
    for section in WORDS["section"]:
        yield f"## {section['heading']}"
        sentences = [filled(template, chance) for template in section["sentences"]]
        chance.shuffle(sentences)
        yield "\n".join(f"- {sentence}" for sentence in sentences)


def filled(template: str, chance: random.Random) -> str:
    """`template` with a word drawn for each slot."""
    return re.sub(r"{(\w+)}", lambda match: chance.choice(WORDS["slots"][match[1]]), template)


def questions_naming(titles: Sequence[str], count: int) -> list[str]:
    """Different questions that each name an article."""
    chance = random.Random(SEED + 1)
    templates = WORDS["naming"]
    pairs = [(title, template) for title in titles for template in templates]
    return [
        template.format(title=title)
        for title, template in chance.sample(pairs, min(count, len(pairs)))
    ]


def questions_naming_none(count: int) -> list[str]:
    """Different questions that any of the articles may answer."""
    chance = random.Random(SEED + 2)
    templates = WORDS["naming_none"]
    found: dict[str, None] = {}
    while len(found) < count:
        found[filled(chance.choice(templates), chance)] = None
    return list(found)
