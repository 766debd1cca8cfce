"""Finds the project and the templates, and reads files.

Knows paths and bytes; not what the bytes mean.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MARKER = Path("data", "indicators.yaml")
TEMPLATES = "templates"
MAX_TEMPLATE = 1 << 26  # bytes; a reference document may hold a letterhead's picture
YAML = (".yaml", ".yml")
# what lies in data/ and is read, or was meant to be: Notepad makes 2020.yaml.txt of 2020.yaml
DATA_FILES = (*YAML, ".csv", ".yaml.txt", ".yml.txt")
# The system's own words are English, or of whatever locale the shell has
REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限，或文件正在别的程序（如 Word）里打开",
    errno.EPERM: "没有权限，或文件正在别的程序（如 Word）里打开",
    errno.ELOOP: "它是指向自己的链接",
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
            raise Unusable(f"{given} 不是项目文件夹：里面没有 {MARKER.as_posix()}{_misnamed(given)}")
        return given
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / MARKER).is_file():
            return folder
    where = f"从 {here} 往上都没有 {MARKER.as_posix()}{_misnamed(here)}"
    raise Unusable(f"没有找到项目：{where}；先进入项目文件夹，或用 lawgov -C 文件夹 指明")


def _misnamed(folder: Path) -> str:
    """Return what to do with a catalogue that has another suffix, "" where there is none."""
    data = folder / MARKER.parent
    for suffix in DATA_FILES:
        if (data / f"{MARKER.stem}{suffix}").is_file():
            return f"；把 {MARKER.parent.as_posix()}/{MARKER.stem}{suffix} 改名为 {MARKER.name}"
    return ""


def data_names(project: Path) -> list[str]:
    """Return the names of the YAML and CSV files in the project's data/, misnamed ones among them."""
    folder = project / MARKER.parent
    try:
        return sorted(path.name for path in folder.iterdir() if path.name.lower().endswith(DATA_FILES))
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


def of_data(project: Path, name: str) -> Path:
    """Return the path of a file of the project's data/.

    Raises Unusable where it is a link that leads out of the project: what stands there is not the project's,
    and would be printed in the report of whoever builds it.
    """
    path = project / MARKER.parent / name
    if path.is_symlink() and not _leads_to(path).is_relative_to(_leads_to(project)):
        raise Unusable(f"不读 {path}：它是指向项目以外的链接；把文件本身放进来")
    return path


def _leads_to(path: Path) -> Path:
    # not Path.resolve, which raises an error of its own for a link to itself
    return Path(os.path.realpath(path))


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
    package = Path(__file__).parent.parent
    packaged = package / TEMPLATES
    return packaged if packaged.is_dir() else package.parent / TEMPLATES
