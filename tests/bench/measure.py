"""Run commands and say what they cost.

Knows processes, clocks and memory; not what the commands are for.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Some peers ask the network for a newer version of themselves: a closed port answers at once.
NOWHERE = "http://127.0.0.1:9"
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | {
    "http_proxy": NOWHERE,
    "https_proxy": NOWHERE,
}
# The kernel counts in 1,024 bytes, macOS in bytes
PEAK_UNITS_PER_MB = 1e6 if sys.platform == "darwin" else 1e6 / 1024
WATCHED = Path(__file__).with_name("watched.py")


class Broken(Exception):
    """A command that cannot be measured, since it failed."""


@dataclass(frozen=True, slots=True)
class Command:
    """One or more processes, run one after another and measured as one.

    Where they are a sample of the work, their time is multiplied by `scale`. `fonts` is the fontconfig file
    that they see, None for the system's. `exits` are the codes that each may end with.
    """

    name: str
    processes: tuple[tuple[str, ...], ...]
    scale: float = 1
    fonts: Path | None = None
    exits: tuple[int, ...] = (0,)


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
    arguments: Sequence[str], folder: Path, environment: dict[str, str], exits: tuple[int, ...]
) -> tuple[float, float]:
    """Return the wall time in seconds and the peak memory in MB of one process that may exit so."""
    output = folder / "output.txt"
    watched = [sys.executable, "-I", "-S", str(WATCHED), str(output), *arguments]
    answer = subprocess.run(watched, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    seconds, code, peak = answer.stdout.split()
    if int(code) not in exits:
        complaint = output.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise Broken(f"exit {code}: {' '.join(arguments)}\n{complaint}")
    return float(seconds), int(peak) / PEAK_UNITS_PER_MB
