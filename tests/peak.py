"""The command line in a process of its own, and the most memory that it took."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import made
import pytest

if TYPE_CHECKING:
    from pathlib import Path

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
MOST = 300  # MB: what any refused file may take, the program itself included
# VmHWM is the process's own, where ru_maxrss may be that of the process that started it
RUN = """
import atexit, sys
from lawgov_report.__main__ import main
atexit.register(lambda: sys.stderr.write(open("/proc/self/status").read()))
sys.argv[0] = "lawgov"
main()
"""


def run(*arguments: str | Path, cwd: Path) -> tuple[subprocess.CompletedProcess[str], float]:
    """Return what comes of a command, and its peak memory in MB."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", RUN, *map(str, arguments)],
        cwd=cwd,
        env={"PYTHONPATH": str(made.ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    shown, _, status = done.stderr.partition("Name:\t")
    peak = re.search(r"VmHWM:\s*(\d+) kB", status)
    assert peak, done.stderr
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout, shown), int(peak[1]) / 1024
