"""Running processes to the memory they hold, and a server's answers to their latency."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

from assistant.app import open_assistant
from evals.bench.ground import ARTICLE, REPOSITORY, Ground
from evals.bench.held import held_tutorial, index_for_tutorial, rss_mb
from evals.bench.questions import shipped_questions
from evals.bench.row import Row, Target

BEFORE_RSS = 50  # questions answered before memory is read
QUESTIONS = 200
HOST = "127.0.0.1"
START_S = 60.0
POLL_S = 0.2
OK = 200


def measure(ground: Ground) -> Iterator[Row]:
    open_assistant(ground.settings).close()
    questions = shipped_questions(ground.some(QUESTIONS) + BEFORE_RSS, ground)
    first, counted = questions[:BEFORE_RSS], questions[BEFORE_RSS:]
    with served(ground) as (pid, connection):
        for question in first:
            post(question, connection)
        held_mb = rss_mb(pid)
        latency = tuple(post(question, connection) for question in counted)
    article = ground.settings.corpus / ARTICLE / "article.md"
    index_for_tutorial([article], ground.store, ground)
    with held_tutorial(ground.store, ground) as held:
        for question in first:
            held.ask(question)
        tutorial_mb = held.rss_mb()
    yield Row("memory", "`assistant serve` after 50 questions", "MB", (held_mb,), Target(350))
    yield Row("memory", "tutorial after 50 questions, no server", "MB", (tutorial_mb,))
    yield Row("memory", "`POST /v1/chat`", "ms", latency)


@contextmanager
def served(ground: Ground) -> Iterator[tuple[int, HTTPConnection]]:
    """A server's process id and a connection to it, once it is ready."""
    port = free_port()
    command = [sys.executable, "-m", "assistant", "serve", "--host", HOST, "--port", str(port)]
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=ground.environment, stderr=subprocess.DEVNULL
    ) as process:
        connection = HTTPConnection(HOST, port)
        try:
            wait_until_ready(process, connection)
            yield process.pid, connection
        finally:
            connection.close()
            process.terminate()


def wait_until_ready(process: subprocess.Popen[bytes], connection: HTTPConnection) -> None:
    """Raises RuntimeError when the server stops or is not ready in time."""
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            connection.request("GET", "/readyz")
            response = connection.getresponse()
            response.read()
            if response.status == OK:
                return
        except (OSError, HTTPException):
            connection.close()
        time.sleep(POLL_S)
    raise RuntimeError("`assistant serve` did not start: run it by hand to see why")


def post(question: str, connection: HTTPConnection) -> float:
    """Milliseconds from sending to the last byte of the reply."""
    body = json.dumps({"message": question})
    started = time.perf_counter()
    connection.request("POST", "/v1/chat", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    response.read()
    ms = (time.perf_counter() - started) * 1000
    if response.status != OK:
        raise RuntimeError(f"the server answered {question!r} with status {response.status}")
    return ms


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
