"""The machine of a run, with its load before and after as the measure of the noise."""

import os
import platform
from dataclasses import dataclass


@dataclass(frozen=True)
class Machine:
    """Where a run was measured."""

    cores: int  # that this process may use
    python: str  # "3.11.7"
    system: str  # "Linux x86_64"
    load_before: float  # load average over a minute
    load_after: float


def this_machine(*, load_before: float) -> Machine:
    return Machine(
        cores=cores(),
        python=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}",
        load_before=load_before,
        load_after=load(),
    )


def cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def load() -> float:
    """0 where the system keeps no such number (Windows)."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
