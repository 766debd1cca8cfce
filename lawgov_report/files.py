"""Disk: finds the project and the templates, reads files, writes outputs all or nothing.

Knows paths and bytes; not what the bytes mean.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MARKER = Path("data", "indicators.yaml")
TEMPLATES = "templates"
MAX_TEMPLATE = 1 << 26  # bytes; a reference document may hold a letterhead's picture
YAML = (".yaml", ".yml")
# The system's own words are English, or of whatever locale the shell has
REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限，或文件正在别的程序（如 Word）里打开",
    errno.EPERM: "没有权限，或文件正在别的程序（如 Word）里打开",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "这里已有同名的文件",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EFBIG: "文件超过允许的大小",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "名字太长",
}


class Unusable(Exception):
    """We cannot go on: one line for the user, exit 2."""


def installing(extra: str) -> str:
    """Return the command that installs an extra beside this program."""
    # `python -m pip` of this very interpreter: a bare pip may belong to another one
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return f'{python} -m pip install "lawgov[{extra}]"'


def reason(error: OSError) -> str:
    """Return why the system refused, in words for the user."""
    return REASONS.get(error.errno or 0, error.strerror or str(error))


def root(given: Path | None) -> Path:
    """Return the project's folder: the one given, else the nearest upwards with data/indicators.yaml.

    Raises Unusable where there is none.
    """
    if given is not None:
        if not (given / MARKER).is_file():
            raise Unusable(f"{given} 不是项目文件夹：里面没有 {MARKER.as_posix()}")
        return given
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / MARKER).is_file():
            return folder
    where = f"从 {here} 往上都没有 {MARKER.as_posix()}"
    raise Unusable(f"没有找到项目：{where}；先进入项目文件夹，或用 lawgov -C 文件夹 指明")


def data_names(project: Path) -> list[str]:
    """Return the names of the YAML files in the project's data/."""
    folder = project / MARKER.parent
    try:
        return sorted(path.name for path in folder.iterdir() if path.name.lower().endswith(YAML))
    except OSError as error:
        raise Unusable(f"读不了 {folder}：{reason(error)}") from error


def names(folder: Path) -> tuple[str, ...]:
    """Return the names of the files in a folder, in order; none where it does not exist. Raises Unusable."""
    try:
        return tuple(sorted(path.name for path in folder.iterdir() if path.is_file()))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise Unusable(f"读不了 {folder}：{reason(error)}") from error


def read(path: Path, at_most: int) -> bytes:
    """Return the bytes of a file, no more than `at_most` + 1 of them, by which a caller sees one too large.

    Raises Unusable.
    """
    try:
        kind = stat.S_IFMT(path.stat().st_mode)
        if kind not in {stat.S_IFREG, stat.S_IFDIR}:  # a pipe would wait for ever
            raise Unusable(f"读不了 {path}：不是普通文件")
        with path.open("rb") as file:
            return file.read(at_most + 1)
    except OSError as error:
        raise Unusable(f"读不了 {path}：{reason(error)}") from error


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


def append(path: Path, text: str) -> None:
    """Add text to the end of a file. Raises Unusable."""
    try:
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise Unusable(f"不能写 {path}：{reason(error)}") from error


def templates(project: Path | None) -> Callable[[str], bytes]:
    """Return what finds a template by its name: the project's own first, then the one built in.

    It reads each template once.
    """
    folders = [built_in()] if project is None else [project / TEMPLATES, built_in()]

    @cache
    def find(name: str) -> bytes:
        for folder in folders:
            if (folder / name).is_file():
                return read(folder / name, MAX_TEMPLATE)
        raise Unusable(f"没有模板 {name}：程序没有装完整，重新安装")

    return find


def built_in() -> Path:
    """Return the folder of the built-in templates: in the package, or beside it in a checkout."""
    packaged = Path(__file__).parent / TEMPLATES
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / TEMPLATES


class Staging:
    """Outputs of one run: written aside first, then put in place all together or not at all.

    Used as a context manager; what was not published when it ends is thrown away. The place aside is a folder
    within the output folder: renaming is atomic only within one file system.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: list[str] = []
        self._created: list[Path] = []
        self._aside = self._new = self._old = folder

    def __enter__(self) -> Self:
        """Make the folder and a place aside in it. Raises Unusable."""
        try:
            self._created = _make(self.folder)
            self._aside = self.folder / f".lawgov-{os.urandom(8).hex()}"
            self._aside.mkdir(mode=0o700)  # outputs may be confidential until they are published
            self._new, self._old = self._aside / "new", self._aside / "old"
            self._new.mkdir()
            self._old.mkdir()
        except OSError as error:
            self._clean()
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
            (self._new / name).write_bytes(content)
        except OSError as error:
            raise Unusable(f"不能写 {self.folder / name}：{reason(error)}；原有文件没有改动") from error
        return True

    def put(self, name: str, content: bytes) -> None:
        """Write one output aside, to be published. Raises Unusable."""
        self.write(name, content)
        self.names.append(name)

    def publish(self) -> list[Path]:
        """Put all outputs in place and return their paths. Raises Unusable with all as it was before."""
        for number, name in enumerate(self.names):
            try:
                self._replace(name)
            except OSError as error:
                self._restore(self.names[:number])
                raise Unusable(f"不能写 {self.folder / name}：{reason(error)}；原有文件没有改动") from error
        return [self.folder / name for name in self.names]

    def _replace(self, name: str) -> None:
        target, new = self.folder / name, self._new / name
        if target.exists():
            # A second name, not a move: at every moment a complete file stands under the first
            _link(target, self._old / name)
            shutil.copymode(target, new)
        new.replace(target)

    def _restore(self, names: list[str]) -> None:
        for name in names:
            old = self._old / name
            if old.exists():
                old.replace(self.folder / name)
            else:
                (self.folder / name).unlink(missing_ok=True)

    def _clean(self) -> None:
        if self._aside != self.folder:
            shutil.rmtree(self._aside, ignore_errors=True)
        # An empty folder would be all that is left of a run that wrote nothing
        for folder in reversed(self._created):
            if not any(folder.iterdir()):
                folder.rmdir()


def _make(folder: Path) -> list[Path]:
    """Make a folder and what is missing above it; return those that were missing, the outermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _link(source: Path, target: Path) -> None:
    """Give a file a second name, or copy it where the disk knows no second names, as FAT and some shares."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
