"""The tutorial pipeline as a process held open, that is asked through its input."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from psutil import Process

from evals.bench.ground import REPOSITORY, Ground, run_python

MODULE = "evals.bench.tutorial"
MB = 1e6


@dataclass(frozen=True)
class Held:
    """The tutorial pipeline, open. In a process of its own, so that torch stays out of ours."""

    process: subprocess.Popen[str]

    def ask(self, question: str) -> float:
        """Milliseconds that the answer took, those of the pipe not counted."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(question, file=self.process.stdin, flush=True)
        return float(json.loads(self.process.stdout.readline())["ms"])

    def rss_mb(self) -> float:
        return rss_mb(self.process.pid)


@contextmanager
def held_tutorial(store: Path, ground: Ground) -> Iterator[Held]:
    with subprocess.Popen(
        [sys.executable, "-m", MODULE, str(store)],
        cwd=REPOSITORY,
        env=ground.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Held(process)
        finally:
            process.kill()


def index_for_tutorial(paths: list[Path], store: Path, ground: Ground) -> float:
    """Seconds that splitting, embedding and storing took, imports and loading not counted."""
    return float(run_python("-m", MODULE, str(store), "--add", *map(str, paths), ground=ground))


def rss_mb(pid: int) -> float:
    return float(Process(pid).memory_info().rss) / MB
