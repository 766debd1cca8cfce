"""Run commands and say what they cost.

Knows processes, clocks and memory; not what the commands are for. POSIX only: `os.wait4`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

# Some peers ask the network for a newer version of themselves: a closed port answers at once.
NOWHERE = "http://127.0.0.1:9"
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | {
    "http_proxy": NOWHERE,
    "https_proxy": NOWHERE,
}
PEAK_UNITS_PER_MB = 1e6 if sys.platform == "darwin" else 1e6 / 1024


class Broken(Exception):
    """A command that cannot be measured, since it failed."""


@dataclass(frozen=True, slots=True)
class Command:
    """One or more processes, run one after another and measured as one.

    Where they are a sample of the work, their time is multiplied by `scale`. `fonts` is the fontconfig file
    that they see, None for the system's. `exits` is the code that each must end with.
    """

    name: str
    processes: tuple[tuple[str, ...], ...]
    scale: float = 1
    fonts: Path | None = None
    exits: int = 0


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: wall time, and the peak memory of its largest process."""

    name: str
    seconds: float
    megabytes: float


@contextmanager
def one_core() -> Iterator[None]:
    """Keep this process and all it starts on one core within the block, where the system can."""
    if sys.platform != "linux":
        yield
        return
    usable = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(usable)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, usable)


def costs(commands: Sequence[Command], rounds: int, folder: Path) -> list[Cost]:
    """Return the median cost of each command; they run in turn: A B C, A B C, after one warm-up round.

    A single round has no warm-up.
    """
    rows = [[_cost(command, folder) for command in commands] for _ in range(rounds + (rounds > 1))]
    return [_median(column) for column in zip(*rows[-rounds:], strict=True)]


def _median(column: Sequence[Cost]) -> Cost:
    return Cost(
        column[0].name,
        median(cost.seconds for cost in column),
        median(cost.megabytes for cost in column),
    )


def _cost(command: Command, folder: Path) -> Cost:
    seen = ENVIRONMENT | ({"FONTCONFIG_FILE": str(command.fonts)} if command.fonts else {})
    spent = [_process(process, folder, seen, command.exits) for process in command.processes]
    seconds = sum(seconds for seconds, _ in spent) * command.scale
    return Cost(command.name, seconds, max(megabytes for _, megabytes in spent))


def _process(
    arguments: Sequence[str], folder: Path, environment: dict[str, str], exits: int
) -> tuple[float, float]:
    """Return the wall time in seconds and the peak memory in MB of one process that must exit so."""
    with (folder / "output.txt").open("w+b") as output:
        start = perf_counter()
        child = subprocess.Popen(
            arguments,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        _, status, usage = os.wait4(child.pid, 0)
        seconds = perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != exits:
            output.seek(0)
            complaint = output.read().decode(errors="replace")[-2000:]
            raise Broken(f"exit {child.returncode}: {' '.join(arguments)}\n{complaint}")
    return seconds, usage.ru_maxrss / PEAK_UNITS_PER_MB
