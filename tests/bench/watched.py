"""Run one command, its output into a file; print its wall time in seconds, its exit code and its peak memory.

A process of its own, and a small one: the kernel counts in a process's peak what the process that starts it
has in memory, so that no command would seem smaller than the bench. POSIX only: `os.wait4`.
"""

from __future__ import annotations

import os
import sys
from time import perf_counter

OUTPUT, *ARGUMENTS = sys.argv[1:]
NOTHING = os.open(os.devnull, os.O_RDONLY)
INTO = os.open(OUTPUT, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
# what stands at 0, 1 and 2 of the new process
STREAMS = [(os.POSIX_SPAWN_DUP2, NOTHING, 0), (os.POSIX_SPAWN_DUP2, INTO, 1), (os.POSIX_SPAWN_DUP2, INTO, 2)]

start = perf_counter()
child = os.posix_spawnp(ARGUMENTS[0], ARGUMENTS, os.environ, file_actions=STREAMS)
_, status, usage = os.wait4(child, 0)
seconds = perf_counter() - start
sys.stdout.write(f"{seconds} {os.waitstatus_to_exitcode(status)} {usage.ru_maxrss}\n")
