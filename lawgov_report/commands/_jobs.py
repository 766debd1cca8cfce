"""Many years on all cores: blocks of neighbouring years, a process for each core, results in order.

Knows processes; not what is done with a year.
"""

from __future__ import annotations

import gc
import os
import signal
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from lawgov_report import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Block = tuple[int, ...]
    Work = Callable[[Block], Iterator["Result"]]

Result = TypeVar("Result")

FEW = 20  # years below which a second process takes longer to start than it saves
LONGEST = 25  # years of a block: Ctrl-C waits for one, and each reads the year before its first once more
PER_PROCESS = 4  # blocks at least, so that none is left alone with a long last one
MOST = 64
OBJECTS = 50_000  # made since garbage was last looked for: a template with macros leaves its document as such
OPTION = typer.Option(
    "--jobs", metavar="数目", min=1, max=MOST, help=f"几个进程一起做，默认用全部核，不足 {FEW} 年的用一个"
)
Jobs = Annotated[int | None, OPTION]


def processes(asked: int | None, years: int) -> int:
    """Return how many processes work on so many years: those asked for, else one for each core."""
    if asked is not None:
        return min(asked, max(years, 1))
    return 1 if years < FEW else min(cores(), MOST)


def cores() -> int:
    """Return how many cores this process may use; a container or taskset can leave fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(work: Work[Result], years: Sequence[int], count: int) -> Iterator[Result]:
    """Yield what `work` yields for blocks of the years, in order, by `count` processes.

    `work`, the years and the results cross the border of a process: `work` is a function of a module, or a
    partial of one, and results are plain data. With one process nothing crosses, and years are one block.
    Raises what `work` raises, and Unusable where the system ended a process.
    """
    if len(years) >= FEW:
        gc.set_threshold(OBJECTS)  # else what waits makes 1,000 years take 7 MB more than 10
    if count == 1:
        yield from work(tuple(years))
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Not fork: typst has threads, of which a forked process has only the locks
    context = get_context("spawn")
    with ProcessPoolExecutor(count, context, initializer=_set_up) as pool:
        try:
            with _ctrl_c_ignored():
                results = pool.map(partial(_collected, work), blocks(years, count))
            yield from chain.from_iterable(results)
        except BrokenProcessPool as error:
            raise files.Unusable("系统结束了一个进程，多为内存不够；加上 --jobs 1 再试") from error
        finally:
            pool.shutdown(cancel_futures=True)


def blocks(years: Sequence[int], count: int) -> list[Block]:
    """Return the years, in order, as blocks of neighbours for so many processes."""
    size = max(1, min(LONGEST, len(years) // (count * PER_PROCESS)))
    ordered = sorted(years)
    return [tuple(ordered[start : start + size]) for start in range(0, len(ordered), size)]


def _collected(work: Work[Result], block: Block) -> list[Result]:
    return [*work(block)]


@contextmanager
def _ctrl_c_ignored() -> Iterator[None]:
    """Ignore Ctrl-C, as do all processes that are started meanwhile: else it ends them as they import."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _set_up() -> None:
    """Set up a process: it looks for garbage as the first does, and leaves Ctrl-C to that one.

    The first lets the blocks at work end, and starts no more.
    """
    gc.set_threshold(OBJECTS)
    # On Windows no process inherits that it is ignored
    signal.signal(signal.SIGINT, signal.SIG_IGN)
