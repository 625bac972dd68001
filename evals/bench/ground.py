"""The folders, articles and processes that all sections of a run measure on."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from assistant.library.embed import DEFAULT_MODEL
from assistant.settings import Settings, shipped_corpus

REPOSITORY = Path(__file__).parent.parent.parent
ARTICLE = "heel-drag-back"  # the one article of the small library
HASTE = 10  # how much less is measured in a quick run


@dataclass(frozen=True)
class Ground:
    """What a run measures on."""

    kept: Path  # holds the exported model and the small library from one run to the next
    scratch: Path  # thrown away at the end
    quick: bool

    @property
    def settings(self) -> Settings:
        """Of the small library, whatever the environment says."""
        return settings_of(self.kept, shipped_corpus())

    @property
    def store(self) -> Path:
        """Where the tutorial keeps its index of the same article."""
        return self.scratch / "tutorial-one"

    @property
    def environment(self) -> dict[str, str]:
        """For processes that use the small library, or the tutorial without its progress bars."""
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")
        }
        return {
            **inherited,
            "ASSISTANT_HOME": str(self.settings.home),
            "ASSISTANT_CORPUS": str(self.settings.corpus),
            "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        }

    def some(self, count: int) -> int:
        """`count`, or in a quick run a tenth of it."""
        return max(2, count // HASTE) if self.quick else count


def settings_of(home: Path, corpus: Path) -> Settings:
    return Settings(
        home=home, corpus=corpus, chroma_url="", database_url="", embedding=DEFAULT_MODEL
    )


def run_python(*arguments: str, ground: Ground) -> str:
    """What `python …` prints, run to its end. Raises CalledProcessError."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=REPOSITORY,
        env=ground.environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout
