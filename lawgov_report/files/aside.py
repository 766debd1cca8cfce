"""The folders aside, `.lawgov-…`: each is locked by the run that writes in it, and swept when that is gone.

Knows whose such a folder is; not what is written there. A lock ends with its process, however that ends: a
folder that nobody locks is of a run that was killed.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from typing import TYPE_CHECKING

from lawgov_report.files.disk import Unusable, reason
from lawgov_report.files.journal import NAME as JOURNAL
from lawgov_report.files.journal import undo

if TYPE_CHECKING:
    from pathlib import Path

    from lawgov_report.files.journal import Undone

LOCK = "lock"
FOLDER = re.compile(r"[.]lawgov-[0-9a-f]{16}")
SHOWN = 6  # names in a message

if sys.platform == "win32":
    import msvcrt

    def _lock(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


def make(folder: Path) -> tuple[Path, int]:
    """Return a new folder within `folder`, and its lock, which `release` takes. Raises OSError."""
    while True:
        path = folder / f".lawgov-{os.urandom(8).hex()}"
        path.mkdir(mode=0o700)  # outputs may be confidential until they are published
        try:
            number = _open(path)
        except FileNotFoundError:  # another run swept it between the two lines above
            continue
        try:
            _lock(number)
        except BlockingIOError:  # another run is about to sweep it
            os.close(number)
            continue
        except OSError:
            # A share without locks: no other run can lock the folder either, and so leaves it alone
            return path, number
        if (path / LOCK).exists():
            return path, number
        os.close(number)


def _open(path: Path) -> int:
    return os.open(path / LOCK, os.O_RDWR | os.O_CREAT, 0o600)


def release(path: Path, lock: int) -> None:
    """Remove a folder aside; it stays where a journal says that something is still to be undone."""
    os.close(lock)  # first: Windows removes no open file
    if not (path / JOURNAL).exists():
        shutil.rmtree(path, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Undo what killed runs have left half done in a folder, remove their folders aside, and say so.

    Raises Unusable where that is not possible.
    """
    try:
        left = [path for path in folder.iterdir() if FOLDER.fullmatch(path.name)]
    except OSError:  # what cannot be listed is told by whoever needs it
        return
    for path in left:
        if path.is_dir() and not path.is_symlink():
            _sweep(folder, path)


def _sweep(folder: Path, path: Path) -> None:
    try:
        number = _open(path)
    except OSError:  # another user's, or just removed
        return
    try:
        _lock(number)
    except OSError:  # its run is at work
        os.close(number)
        return
    try:
        undone = undo(folder, path)
    except OSError as error:
        why = f"{reason(error)}；解决后再运行一次"
        raise Unusable(f"上次运行中途被终止，{folder} 里的文件恢复不了：{why}") from error
    finally:
        release(path, number)
    _report(folder, undone)


def _report(folder: Path, undone: Undone) -> None:
    if not any(undone):
        return
    message = f"上次运行中途被终止：{folder} 里 {len(undone.restored)} 个文件已恢复原样"
    if undone.foreign:
        message += f"；后来又改过的没有动：{listed(undone.foreign)}"
    sys.stderr.write(f"{message}\n")


def listed(names: tuple[str, ...] | tuple[Path, ...]) -> str:
    """Return the first of the names, and how many there are."""
    more = f" 等 {len(names)} 个" if len(names) > SHOWN else ""
    return "、".join(map(str, names[:SHOWN])) + more
