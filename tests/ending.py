"""Ends the real command line at a chosen step on the disk, and looks at what it leaves.

A step is what changes the disk below a folder: a file opened to be written, a new name, a removal.
Python reports each before it is done (PEP 578), so that no code of ours has to know of the test.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shifan
from made import ROOT, lawgov

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# All that are written, where many runs are ended; else those that take little time
FORMATS = "md,docx,html,pdf,data" if "LAWGOV_FUZZ" in os.environ else "md,html,data"
ASIDE = ".lawgov-*"
RUN = """
import os, sys
below, at, sign = sys.argv.pop(1), int(sys.argv.pop(1)), int(sys.argv.pop(1))
CHANGES = {"os.rename", "os.link", "os.remove", "os.rmdir", "os.mkdir", "os.chmod"}
steps = 0

def look(event, arguments):
    global steps
    if event == "open":
        if not isinstance(arguments[2], int) or not arguments[2] & (os.O_WRONLY | os.O_RDWR):
            return
    elif event not in CHANGES:
        return
    if any(isinstance(path, (str, os.PathLike)) and os.fspath(path).startswith(below) for path in arguments):
        steps += 1
        if steps == at:
            os.kill(os.getpid(), sign)

from lawgov_report.__main__ import main
sys.addaudithook(look)
try:
    main()
finally:
    print(f"steps {steps}", file=sys.stderr)
"""


@dataclass(frozen=True, slots=True)
class Work:
    """A command that writes, and what makes the folder that it is run in, which is given."""

    arguments: tuple[str, ...]
    prepare: Callable[[Path], None]

    def given(self, folder: Path) -> list[str]:
        return [argument.replace("@", str(folder)) for argument in self.arguments]

    def command(self, folder: Path, at: int, sign: int) -> list[str]:
        ending = [str(folder), str(at), str(sign)]
        return [sys.executable, "-X", "utf8", "-c", RUN, *ending, *self.given(folder)]

    def again(self, folder: Path) -> subprocess.CompletedProcess[str]:
        """Run the command to its end, in this process, which is quicker."""
        return lawgov(*self.given(folder))

    def run(self, folder: Path, at: int = 0, sign: int = signal.SIGTERM) -> subprocess.CompletedProcess[str]:
        """Run the command, ended by a signal before the given step, or not at all."""
        return subprocess.run(
            self.command(folder, at, sign),
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=600,
        )

    def kill(self, folder: Path, seconds: float) -> None:
        """Run the command and kill it after some time, if it still runs."""
        command = self.command(folder, 0, 0)
        with subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                process.wait(timeout=seconds)
            except subprocess.TimeoutExpired:
                process.kill()


def _office(folder: Path) -> None:
    """Make an office with its first two years."""
    shutil.copytree(shifan.FOLDER / "data", folder / "data", ignore=shutil.ignore_patterns("2021.yaml"))


def _built(folder: Path) -> None:
    """Make an office with outputs of an earlier run, of other options and in some formats only."""
    _office(folder)
    done = lawgov("-C", folder, "build", "--public", "--to", "md,data")
    assert done.returncode == 0, done.stderr


def _faulty(folder: Path) -> None:
    """Make an office with something to mend in each year."""
    _office(folder)
    for year in (2019, 2020):
        path = folder / "data" / f"{year}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("。", "。。", 1), encoding="utf-8")


def _empty(folder: Path) -> None:
    folder.mkdir(parents=True)


WORKS = {
    "build": Work(("-C", "@", "build", "--to", FORMATS), _built),
    "fix": Work(("-C", "@", "validate", "--fix", "--fail-on", "never"), _faulty),
    "new": Work(("-C", "@", "new", "2021"), _office),
    "init": Work(("init", "@/new/office", "--jurisdiction", "西宁市城中区", "--year", "2020"), _empty),
}


def files(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder with their bytes; those in folders aside are left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(parent.match(ASIDE) for parent in path.parents)
    }


def left(folder: Path) -> list[Path]:
    """Return the folders aside."""
    return [*folder.rglob(ASIDE)]
