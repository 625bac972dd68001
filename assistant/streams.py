"""What a process reads, writes and listens on, used so that bad surroundings are no crash."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TextIO

from assistant.errors import AssistantError


def forgiving(*streams: TextIO) -> None:
    """An ASCII terminal is shown "?" for what it has no letter for."""
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def utf8(stream: TextIO) -> None:
    """JSON is UTF-8, whatever the terminal speaks."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="strict")


@contextmanager
def quiet_when_closed(stream: TextIO) -> Iterator[None]:
    """End without a word when who reads `stream` has seen enough, as `head` has."""
    try:
        try:
            yield
        finally:
            stream.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        sys.exit(1)


def tell(line: str) -> None:
    """On standard error, so that what is piped on is the answer alone."""
    print(line, file=sys.stderr)  # noqa: T201


def read_message() -> str:
    """A line from the terminal or a pipe; empty at its end."""
    try:
        return input("> " if sys.stdin.isatty() else "").strip()
    except EOFError:
        return ""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises AssistantError when the address can't be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        raise AssistantError(
            f"port {port} on {host} can't be used ({error}): choose another with --port"
        ) from error
