"""Watches the files that a preview is made of.

Knows when something changed; not what. Files are compared by what the system says of them; watchfiles, where
it is installed, only ends the wait sooner: folders may come and go, and disks need not tell of changes.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lawgov_report import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Look = tuple[tuple[str, int, int, int, int], ...]

FOLDERS = (files.MARKER.parent.as_posix(), files.TEMPLATES)
LOOK = 0.25  # seconds between two looks
QUIET = 0.04  # seconds for which nothing may change: an editor may be writing
RENEW = 500  # milliseconds after which the folders listened to are looked up anew
LONGEST = 0.4  # seconds after which it is built all the same


def look(project: Path) -> Look:
    """Return what the system says of each file of data/ and templates/ that is there."""
    return tuple(entry for folder in FOLDERS for entry in _entries(project / folder))


def _entries(folder: Path) -> Iterator[tuple[str, int, int, int, int]]:
    try:
        with os.scandir(folder) as found:
            names = sorted(entry.path for entry in found)
    except OSError:
        return
    for name in names:
        try:
            told = Path(name).stat()
        except OSError:
            continue
        yield name, told.st_mtime_ns, told.st_ctime_ns, told.st_size, told.st_ino


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
    """Return what is seen once it stays the same for a moment, or after too long."""
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
    """Yield what waits for the next look: until watchfiles tells of a change, at most a moment."""
    told, done = threading.Event(), threading.Event()

    def wait() -> None:
        told.wait(LOOK)
        told.clear()

    listener = threading.Thread(target=_listen, args=(project, told, done), daemon=True)
    listener.start()
    try:
        yield wait
    finally:
        done.set()
        listener.join()


def _listen(project: Path, told: threading.Event, done: threading.Event) -> None:
    """Set `told` at each change, until `done`. Folders that come or go are listened to anew."""
    try:
        from watchfiles import watch
    except ImportError:
        return
    while not done.is_set():
        there = _there(project)
        try:
            for _ in watch(
                *there, stop_event=done, recursive=False, rust_timeout=RENEW, yield_on_timeout=True
            ):
                told.set()
                if there != _there(project):
                    break
        except (OSError, RuntimeError):  # a folder went away, or the system has no more watches to give
            done.wait(RENEW / 1000)


def _there(project: Path) -> list[Path]:
    return [folder for name in FOLDERS if (folder := project / name).is_dir()] or [project]
