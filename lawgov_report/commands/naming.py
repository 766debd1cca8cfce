"""What an argument names: a year, a year file, or REV:YEAR of a git revision; a department, a part.

Knows the command line's words, the disk and git; not what is done with what is found.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lawgov_report import files
from lawgov_report.commands import opening

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lawgov_report.models.project import Project

YEAR_LINE = rb"(?m)^year:[ ]*([1-9][0-9]{3})\b"
COMMITTED = r"(.+):(?:.*/)?([1-9][0-9]{3})[.]ya?ml"  # as git itself names a file of a revision


def year(name: str, folder: Path | None, opened: Callable[[Path], Project]) -> tuple[Project, int]:
    """Return the project and the number of the year that `name` names: a year, a file, or REV:YEAR.

    `folder` is the one given by -C, `opened` opens a project. Raises Unusable.
    """
    from lawgov_report.models import project

    if name.endswith(files.YAML):
        if (match := re.fullmatch(COMMITTED, name)) and not Path(name).exists():
            raise files.Unusable(f"git 的一个版本里的年份写作 {match[1]}:{match[2]}，不写文件名")
        return of_file(Path(name), folder, opened)
    if ":" not in name:
        held = opened(files.root(folder))
        return held, opening.years(held, [name])[0]
    revision, _, number = name.rpartition(":")
    if not opening.YEAR.fullmatch(number) or not revision or revision.startswith("-"):
        raise files.Unusable(f"“{name}”应为 版本:年份，例如 HEAD~1:2020")
    read = partial(_committed, files.root(folder), revision)
    names = _listed(files.root(folder), revision)
    if f"{number}.yaml" not in names:
        raise files.Unusable(f"git 的 {revision} 里没有 data/{number}.yaml")
    return project.open_(read, names), int(number)


def of_file(path: Path, folder: Path | None, opened: Callable[[Path], Project]) -> tuple[Project, int]:
    """Return the project of a year file and its year; beside no catalogue, the project's is taken."""
    from lawgov_report.models import project
    from lawgov_report.reading.source import MAX_BYTES

    content = files.read(path, MAX_BYTES)
    match = project.YEAR_FILE.fullmatch(path.name) or re.search(YEAR_LINE, content)
    if match is None:
        raise files.Unusable(f"{path} 里没有 year: 一行，看不出是哪一年")
    number = int(match[1])
    beside = path.absolute().parent.parent
    held = opened(beside if (beside / files.MARKER).is_file() else files.root(folder))
    file = f"{number}.yaml"
    return held._replace(read=lambda name: content if name == file else held.read(name)), number


def _listed(folder: Path, revision: str) -> list[str]:
    """Return the names of the files of data/ in a git revision."""
    told = _git(folder, "ls-tree", "--name-only", "-z", revision, "--", f"{files.MARKER.parent.as_posix()}/")
    names = (path.rpartition("/")[2] for path in told.decode(errors="replace").split("\0"))
    return [name for name in names if name.lower().endswith(files.YAML)]


def _committed(folder: Path, revision: str, name: str) -> bytes:
    """Return a file of data/ as a git revision has it."""
    return _git(folder, "cat-file", "blob", f"{revision}:./{files.MARKER.parent.as_posix()}/{name}")


def _git(folder: Path, *arguments: str) -> bytes:
    """Return what git prints. Raises Unusable."""
    import subprocess

    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 no shell, fixed words
    except OSError as error:
        raise files.Unusable(f"运行不了 git：{files.reason(error)}；版本:年份 要用到 git") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or [""]
        raise files.Unusable(f"git 里没有这个版本（{said[-1]}）")
    return done.stdout


def department(asked: str, known: Mapping[str, str]) -> str:
    """Return the name of the department of this key or name, "" for "". Raises Unusable."""
    if asked and asked not in {*known, *known.values()}:
        raise files.Unusable(f"没有部门 {asked}；可用：{'、'.join(known.values()) or '指标目录里没有部门'}")
    return known.get(asked, asked)


def part(asked: str) -> str:
    """Return the key of the part that 一 to 六, or its key, names, "" for "". Raises Unusable."""
    from lawgov_report.language.numerals import chinese
    from lawgov_report.models.catalogue import PartName

    names = list(PartName)
    numbered = {chinese(number): name for number, name in enumerate(names, 1)}
    if asked in numbered:
        return numbered[asked]
    if asked and asked not in set(names):
        raise files.Unusable(f"没有 {asked} 这一部分；可用：一至六，或 {'、'.join(names)}")
    return asked
