"""What a run is about to put in place, noted before it begins, so that it can be undone whatever ends it.

Knows the files of a folder by their contents; not why they are written. Undoing looks at the disk alone: a
run that failed and the run after one that was killed undo alike.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

NAME, OLD = "journal", "old"
MAX_BYTES = 1 << 26  # a change takes 200 bytes
# What this process has put in place, or may have if undoing was interrupted too: an interrupted run says it
WRITTEN: list[Path] = []


class FileChange(NamedTuple):
    """A file of the folder, by its name with /, and its `contents` before and after; "" before it exists."""

    name: str
    before: str
    after: str


class Journal(NamedTuple):
    """The changes of a run in order, and the folders that it makes for them, the outermost first."""

    changes: tuple[FileChange, ...]
    folders: tuple[str, ...] = ()


class Undone(NamedTuple):
    """The names of files that are as before again, and of those that somebody else has changed since."""

    restored: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


def contents(path: Path) -> str:
    """Return what tells the contents of a file or a link from all others, "" where there is none."""
    if path.is_symlink():
        return f"-> {path.readlink()}"
    import hashlib

    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return ""


def write(aside: Path, journal: Journal) -> None:
    """Note the journal, and bring it to the disk with the files that undoing needs."""
    import json

    with (aside / NAME).open("x", encoding="utf-8") as file:
        json.dump(journal, file)
        file.flush()
        os.fsync(file.fileno())
    sync_folders([aside / OLD, aside])


def close(aside: Path, folders: Iterable[Path]) -> None:
    """Bring what was put in place to the disk; from then on it is not undone."""
    sync_folders(folders)
    (aside / NAME).unlink()
    sync_folders([aside])


def undo(folder: Path, aside: Path) -> Undone:
    """Put the files of `folder` back as they were before a run, but for those that were changed since.

    Raises OSError; undoing again then goes on where it ended.
    """
    journal = _read(folder, aside / NAME)
    changed = [
        change for change in journal.changes if contents(folder / change.name) not in {change.before, ""}
    ]
    ours = [change for change in changed if _is_ours(folder, aside, change)]
    for change in ours:
        if change.before:
            (aside / OLD / change.name).replace(folder / change.name)
        else:
            (folder / change.name).unlink()
    foreign = tuple(change.name for change in changed if change not in ours)
    known = {folder / change.name for change in journal.changes if change.name not in foreign}
    WRITTEN[:] = [path for path in WRITTEN if path not in known]
    remove_empty(folder / name for name in reversed(journal.folders))
    (aside / NAME).unlink(missing_ok=True)
    return Undone(tuple(change.name for change in ours), foreign)


def _is_ours(folder: Path, aside: Path, change: FileChange) -> bool:
    """Return whether a file is as the run left it, and can be put back."""
    path, old = folder / change.name, aside / OLD / change.name
    current = contents(path)
    if change.before:
        return current == change.after and contents(old) == change.before
    # Empty: on a disk without second names the name is taken before the file is moved there
    return current == change.after or not path.lstat().st_size


def _read(folder: Path, path: Path) -> Journal:
    """Return a journal; one without changes where it is not complete, since nothing was begun then."""
    import json

    try:
        with path.open("rb") as file:
            changes, folders = json.loads(file.read(MAX_BYTES))
        journal = Journal(
            tuple(FileChange(*map(str, change)) for change in changes), tuple(map(str, folders))
        )
    except (OSError, ValueError, TypeError):
        return Journal(())
    names = [*journal.folders, *(change.name for change in journal.changes)]
    # A copied project may hold a journal that somebody made up: nothing outside of the folder is touched
    return journal if all(_is_below(folder, name) for name in names) else Journal(())


def _is_below(folder: Path, name: str) -> bool:
    path = Path(name)
    inside = (folder / path).parent.resolve().is_relative_to(folder.resolve())
    return inside and bool(path.parts) and not path.anchor and ".." not in path.parts


def remove_empty(folders: Iterable[Path]) -> None:
    """Remove those of the folders that are there and empty, the innermost given first."""
    for folder in folders:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def sync_folders(folders: Iterable[Path]) -> None:
    """Bring the names in folders to the disk, where the system can."""
    for folder in folders:
        try:
            number = os.open(folder, os.O_RDONLY)
        except PermissionError:  # Windows opens no folders
            return
        try:
            os.fsync(number)
        except OSError:  # nor do some shares know how; their files are there all the same
            return
        finally:
            os.close(number)
