"""Watches the files that a preview is made of.

Knows when something changed; not what. Files are compared by names, times, sizes and numbers. watchfiles only
ends the wait sooner, if it is installed: folders may come and go, and network disks report no changes.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lawgov_report import files
from lawgov_report.forms import log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Look = tuple[tuple[str, int, int, int, int], ...]

# forms/ has the log of what departments were sent and gave back
FOLDERS = (files.MARKER.parent.as_posix(), files.TEMPLATES, log.FOLDER)
LOOK = 0.25  # seconds between two looks
QUIET = 0.04  # seconds for which nothing may change: an editor may be writing
RENEW = 500  # milliseconds after which the folders listened to are looked up anew
LONGEST = 0.4  # seconds after which it is built all the same


def look(project: Path) -> Look:
    """Return name, times, size and number of each file of data/, templates/ and forms/ that is there."""
    return tuple(entry for folder in FOLDERS for entry in _entries(project / folder))


def _entries(folder: Path) -> Iterator[tuple[str, int, int, int, int]]:
    try:
        with os.scandir(folder) as found:
            names = sorted(entry.path for entry in found)
    except OSError:
        return
    for name in names:
        try:
            status = Path(name).stat()
        except OSError:  # it went away since the folder was read
            continue
        # the time alone would not do: copies keep it, and a file renamed into place brings its own
        yield name, status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def changes(project: Path, pause: Callable[[], None]) -> Iterator[None]:
    """Yield once at first, then after each change that came to rest; `pause` waits for the next look."""
    known: Look | None = None
    while True:
        now = look(project)
        if now != known:
            known = _rested(project, now)
            yield
        else:
            pause()


def _rested(project: Path, seen: Look) -> Look:
    """Return the look that stays the same for a moment, or the last one after too long."""
    # an editor may write a file in pieces, and a checkout of git many files
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        time.sleep(QUIET)
        now = look(project)
        if now == seen:
            break
        seen = now
    return seen


@contextmanager
def pausing(project: Path) -> Iterator[Callable[[], None]]:
    """Yield what waits for the next look: until watchfiles reports a change, at most a moment."""
    changed, done = threading.Event(), threading.Event()

    def wait() -> None:
        changed.wait(LOOK)
        changed.clear()

    listener = threading.Thread(target=_listen, args=(project, changed, done), daemon=True)
    listener.start()
    try:
        yield wait
    finally:
        done.set()
        listener.join()


def _listen(project: Path, changed: threading.Event, done: threading.Event) -> None:
    """Set `changed` at each change, until `done`. Folders that come or go are listened to anew."""
    try:
        from watchfiles import watch
    except ImportError:  # without the extra `preview` the looks alone find changes
        return
    while not done.is_set():
        there = _there(project)
        try:
            for _ in watch(
                *there, stop_event=done, recursive=False, rust_timeout=RENEW, yield_on_timeout=True
            ):
                changed.set()
                if there != _there(project):
                    break
        except (OSError, RuntimeError):  # a folder went away, or the system has no more watches to give
            done.wait(RENEW / 1000)


def _there(project: Path) -> list[Path]:
    return [folder for name in FOLDERS if (folder := project / name).is_dir()] or [project]
