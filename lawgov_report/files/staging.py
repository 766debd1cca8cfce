"""Writes outputs all or nothing: aside first, then put in place together.

Knows the order of the steps, which no end of the process may leave half done; not what the bytes mean.

new/ complete and on the disk → old/ second names of what is replaced → journal → renames → journal away.
A run that ends before the journal is away is undone: at once, or by the next run if it was killed.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import stat
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from lawgov_report.files.aside import listed, make, release, sweep
from lawgov_report.files.disk import Unusable, reason
from lawgov_report.files.journal import OLD, WRITTEN, FileChange, Journal, contents, remove_empty, undo
from lawgov_report.files.journal import close as close_journal
from lawgov_report.files.journal import write as write_journal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

NEW = "new"
RIGHTS = 0o775  # of files and folders at most, whatever the umask: nothing that all may write
MANY = 50  # files from which bringing the whole disk up to date is quicker than each file: 5 ms


class Staging:
    """Outputs of one run: written aside first, then put in place all together or not at all.

    Used as a context manager; what was not published when it ends is thrown away. The place aside is a folder
    within the output folder: renaming is atomic only within one file system.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: list[str] = []
        self._created: list[Path] = []
        self._aside = self._new = folder
        self._lock = -1
        self._foreign: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        """Make the folder and a place aside in it; what a killed run has left there is undone first.

        Raises Unusable.
        """
        try:
            with _undoing(self._clean):
                self._created = _missing(self.folder)
                _make(self._created)
                sweep(self.folder)
                self._aside, self._lock = make(self.folder)
                self._new = self._aside / NEW
                self._new.mkdir()
                (self._aside / OLD).mkdir()
        except OSError as error:
            raise Unusable(f"不能写到 {self.folder}：{reason(error)}") from error
        return self

    def __exit__(self, *_: object) -> None:
        """Throw away what is still aside."""
        self._clean()

    def write(self, name: str, content: bytes) -> bool:
        """Write one output aside, also from another process; it is published once `names` has it.

        Returns True. Raises Unusable.
        """
        try:
            (self._new / name).touch(RIGHTS & 0o666)
            (self._new / name).write_bytes(content)
        except OSError as error:
            raise Unusable(f"不能写 {self.folder / name}：{reason(error)}；原有文件没有改动") from error
        return True

    def put(self, name: str, content: bytes) -> None:
        """Write one output aside, to be published. Raises Unusable."""
        if "/" in name:
            (self._new / name).parent.mkdir(parents=True, exist_ok=True)
        self.write(name, content)
        self.names.append(name)

    def set_aside(self, name: str, backup: str) -> None:
        """Have a file that will be replaced stay in the folder under another name. Raises Unusable."""
        copy = self._new / backup
        try:
            shutil.copy2(self.folder / name, copy)
            # Writable, to be brought to the disk; for nobody else who could not read the old one
            copy.chmod(stat.S_IMODE(copy.stat().st_mode) & RIGHTS | stat.S_IRUSR | stat.S_IWUSR)
        except OSError as error:
            raise Unusable(f"不能写 {self.folder / backup}：{reason(error)}；原有文件没有改动") from error
        self.names.insert(0, backup)

    def differs(self, name: str) -> bool:
        """Return whether an output that was written aside will replace a file that holds something else.

        Raises Unusable.
        """
        target = self.folder / name
        try:
            return target.is_file() and not filecmp.cmp(self._new / name, target, shallow=False)
        except OSError as error:
            raise Unusable(f"读不了 {target}：{reason(error)}") from error

    def publish(self, new: Collection[str] = ()) -> list[Path]:
        """Put all outputs in place and return their paths; those named `new` only where nothing stands yet.

        Raises Unusable with all as it was before.
        """
        _refuse_existing(self.folder, new)
        fresh = {self._new / name for name in new}

        def move(source: Path, target: Path) -> None:
            put = _put_new if source in fresh else Path.replace
            put(source, target)

        return self._publish(move, "原有文件没有改动")

    def publish_new(self) -> list[Path]:
        """Put all outputs in place where nothing stands yet, and return their paths.

        Raises Unusable with all as it was before.
        """
        _refuse_existing(self.folder, self.names)
        return self._publish(_put_new, "没有写出任何文件")

    def _publish(self, move: Callable[[Path, Path], object], unchanged: str) -> list[Path]:
        paths = [self.folder / name for name in self.names]
        path = self.folder
        try:
            with _undoing(self._undo):
                folders = self._prepare()
                WRITTEN.extend(paths)
                _make(folders)
                for name, path in zip(self.names, paths, strict=True):
                    move(self._new / name, path)
                close_journal(self._aside, {self.folder, *(path.parent for path in paths)})
        except OSError as error:
            foreign = tuple(name for name in self._foreign if self.folder / name != path)
            state = f"别的程序同时改了 {listed(foreign)}" if foreign else unchanged
            raise Unusable(f"不能写 {path}：{reason(error)}；{state}") from error
        return paths

    def _prepare(self) -> list[Path]:
        """Note all that will be done, and return the folders that are missing for it."""
        _sync([self._new / name for name in self.names])
        changes = tuple(self._change(name) for name in self.names)
        parents = dict.fromkeys((self.folder / name).parent for name in self.names)
        folders = [*dict.fromkeys(path for parent in parents for path in _missing(parent))]
        names = tuple(path.relative_to(self.folder).as_posix() for path in folders)
        write_journal(self._aside, Journal(changes, names))
        return folders

    def _change(self, name: str) -> FileChange:
        """Return what will become of a file, which is given a second name if it is there."""
        target, new = self.folder / name, self._new / name
        try:
            before = contents(target)
            if before:
                # A second name, not a move: at every moment a complete file stands under the first
                _link(target, self._aside / OLD / name)
            if target.exists():
                new.chmod(stat.S_IMODE(target.stat().st_mode) & RIGHTS)
            return FileChange(name, before, contents(new))
        except OSError as error:
            raise Unusable(f"不能写 {target}：{reason(error)}；原有文件没有改动") from error

    def _undo(self) -> None:
        """Undo what was put in place, and note what was not, since others have changed it meanwhile."""
        self._foreign = undo(self.folder, self._aside).foreign

    def _clean(self) -> None:
        if self._aside != self.folder:
            release(self._aside, self._lock)
        # An empty folder would be all that is left of a run that wrote nothing
        remove_empty(reversed(self._created))


@contextmanager
def _undoing(restore: Callable[[], None]) -> Iterator[None]:
    """Call `restore` unless the block is run to its end: whatever ends it, Ctrl-C and SIGTERM too."""
    with ExitStack() as stack:
        stack.callback(restore)
        yield
        stack.pop_all()


def rewrite(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Replace files of `folder`, those of one place all or none; a link stays a link. Raises Unusable."""
    places: dict[Path, dict[str, bytes]] = {}
    for name, content in contents.items():
        path = (folder / name).resolve()
        places.setdefault(path.parent, {})[path.name] = content
    for place, files in places.items():
        with Staging(place) as staging:
            for name, content in files.items():
                staging.put(name, content)
            staging.publish()


def create(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write files below `folder`, by their names with /, and return their paths; nothing is overwritten.

    Raises Unusable where one exists or cannot be written; then nothing is left behind.
    """
    sweep(folder)
    _refuse_existing(folder, contents)
    with Staging(folder) as staging:
        for name, content in contents.items():
            staging.put(name, content)
        return staging.publish_new()


def _refuse_existing(folder: Path, names: Iterable[str]) -> None:
    # A link that leads nowhere exists too
    existing = tuple(folder / name for name in names if os.path.lexists(folder / name))
    if existing:
        raise Unusable(f"已有 {listed(existing)}，不覆盖；没有写出任何文件")


def append(path: Path, text: str) -> None:
    """Add text to the end of a file. Raises Unusable."""
    try:
        path.touch(RIGHTS & 0o666)
        with path.open("a", encoding="utf-8", newline="\n") as file:
            WRITTEN.append(path)
            file.write(text)
    except OSError as error:
        raise Unusable(f"不能写 {path}：{reason(error)}") from error


def _missing(folder: Path) -> list[Path]:
    """Return the folder and what is above it as far as they do not exist, the outermost first."""
    return [path for path in (folder, *folder.parents) if not path.exists()][::-1]


def _make(folders: Iterable[Path]) -> None:
    for folder in folders:
        folder.mkdir(RIGHTS, exist_ok=True)


def _put_new(new: Path, target: Path) -> None:
    """Give a file a name that no other has, in one step."""
    try:
        os.link(new, target)
    except FileExistsError:
        raise
    except OSError:
        # The disk knows no second names: take the name first, then move the file there
        target.open("xb").close()
        new.replace(target)


def _link(source: Path, target: Path) -> None:
    """Give a file a second name, or copy it where the disk knows no second names, as FAT and some shares."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)


def _sync(paths: list[Path]) -> None:
    """Bring files to the disk: what a renamed file holds must not be lost when the power goes."""
    if len(paths) > MANY and sys.platform == "linux":  # elsewhere sync() does not wait
        os.sync()
        return
    for path in paths:
        number = os.open(path, os.O_RDWR)
        try:
            os.fsync(number)
        finally:
            os.close(number)
