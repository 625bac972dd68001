"""Signs of progress to bars on the terminal, from the first sign on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Display
    from rich.progress import TaskID

    from assistant.library.vectors import Progress


@contextmanager
def shown_progress() -> "Iterator[Progress]":
    """A function to report to; where nothing is reported, nothing is imported or shown."""
    display: Display | None = None
    tasks: dict[str, TaskID] = {}

    def report(what: str, done: int, total: int) -> None:
        nonlocal display
        if display is None:
            display = new_display()
            display.start()
        if what not in tasks:
            tasks[what] = display.add_task(what, total=total)
        display.update(tasks[what], completed=done, total=total)

    try:
        yield report
    finally:
        if display is not None:
            display.stop()


def new_display() -> "Display":
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress as Display  # noqa: PLC0415

    console = Console(stderr=True)
    return Display(console=console, transient=True, disable=not console.is_terminal)
