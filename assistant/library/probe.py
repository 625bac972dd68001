"""A doubtful store to yes or no: opened in a process of its own, since Chroma can crash one."""

import subprocess
import sys
from pathlib import Path

PROBE_SECONDS = 60


def store_answers(folder: Path, generation: str, counts: dict[str, int]) -> bool:
    """Whether every collection opens, holds its count and answers one query, without a crash."""
    pairs = [f"{name}={count}" for name, count in sorted(counts.items())]
    command = [sys.executable, "-m", "assistant.library.probe", str(folder), generation, *pairs]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PROBE_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main(arguments: list[str]) -> int:
    import numpy as np  # noqa: PLC0415

    from assistant.errors import AssistantError  # noqa: PLC0415
    from assistant.library.index import PassageIndex  # noqa: PLC0415

    folder, generation, *pairs = arguments
    try:
        index = PassageIndex(Path(folder), generation)
        for pair in pairs:
            name, _, count = pair.rpartition("=")
            if index.count(name) != int(count):
                return 1
            if int(count):
                sample = index.open(name).peek(1)["embeddings"]
                vector = np.asarray(sample[0], dtype=np.float32)
                if not index.search(vector, collection=name, limit=1):
                    return 1
    except AssistantError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
