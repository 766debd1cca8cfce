"""What every command that works on a project does first: find it, open it, choose its years.

Also opens a project as a git revision has it. Knows the disk and git; not what is done with the years.
"""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from lawgov_report import files, git
from lawgov_report.commands import _arguments, _output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import NoReturn

    from lawgov_report.models.project import Project, Reading
    from lawgov_report.report.document import SourceDigest

UNCHANGED: Mapping[str, bytes] = {}
DATA = files.MARKER.parent.as_posix()
LATEST = 10  # years that are named where one is missing
YEAR_LINE = rb"(?m)^year:[ ]*([1-9][0-9]{3})\b"
COMMITTED = r"(.+):(?:.*/)?([1-9][0-9]{3})[.]ya?ml"  # as git itself names a file of a revision


def open_in(folder: Path, instead: Mapping[str, bytes] = UNCHANGED) -> Project:
    """Return the opened project in `folder`, read from disk but for the files whose contents `instead` gives.

    Raises files.Unusable.
    """
    from lawgov_report.models import project
    from lawgov_report.reading.source import MAX_BYTES

    data, templates = folder / project.FOLDER, files.templates(folder)
    with suppress(files.Unusable):  # the next command that writes there says so
        files.sweep(data)

    def read(name: str) -> bytes:
        replaced = instead.get(f"{project.FOLDER}/{name}")
        return files.read(files.of_data(folder, name), MAX_BYTES) if replaced is None else replaced

    return project.open_(read, files.data_names(folder), lambda: templates(project.TERMS))


def years(opened: Project, asked: Sequence[str]) -> list[int]:
    """Return the years asked for, all of the project if none is. Raises files.Unusable."""
    if not opened.years:
        stray = "".join(f"；{line}" for line in _misnamed(opened))
        raise files.Unusable(f"data/ 里还没有年度文件，例如 data/2020.yaml{stray}")
    if not asked:
        return list(opened.years)
    return [*dict.fromkeys(_year(opened, text) for text in asked)]


def _year(opened: Project, text: str) -> int:
    """Return the year that a text names. Raises files.Unusable, which names a file meant to be it."""
    from lawgov_report.models import strays

    name = Path(text).name
    if name in opened.names and (meant := strays.meant(name)) not in {"", name}:
        raise files.Unusable(f"没有读取 {text}：{_renaming(opened, name, meant)}")
    number = _arguments.year_number(text, opened.years[-1])
    if number not in opened.years:
        for line in _misnamed(opened, f"{number}.yaml"):
            raise files.Unusable(f"没有 data/{text}.yaml；{line}")
        known = "、".join(str(year) for year in opened.years[-LATEST:])
        raise files.Unusable(f"没有 data/{text}.yaml；已有的年份：{known}")
    return number


def _misnamed(opened: Project, wanted: str = "") -> Iterator[str]:
    """Yield what to do with the files of data/ that were meant to be a year's, or the one wanted."""
    from lawgov_report.models import strays

    for name in sorted(opened.names):
        meant = strays.meant(name)
        if meant != name and strays.YEAR_FILE.fullmatch(meant) and wanted in {"", meant}:
            yield _renaming(opened, name, meant)


def _renaming(opened: Project, name: str, meant: str) -> str:
    if meant in opened.names:
        return f"读取的是 data/{meant}，对照以后只留它"
    return f"把 data/{name} 改名为 {meant}"


def digests(opened: Project, reading: Reading) -> Iterator[SourceDigest]:
    """Yield the files of data/ that a year is built from: itself, the year before, what all years share."""
    from lawgov_report.models.project import CATALOGUE, OFFICE, TERMS
    from lawgov_report.report.document import SourceDigest
    from lawgov_report.writing import digest

    roles = {f"{reading.number}.yaml": "year", CATALOGUE: "catalogue", OFFICE: "office", TERMS: "terms"}
    # of the lines as they were read: an editor may have saved the file since
    for source in (reading.source, *opened.sources, *opened.glossary().sources):
        folder, _, name = source.name.rpartition("/")
        if folder == DATA:
            yield SourceDigest(roles[name], name, digest.of_source("\n".join(source.lines).encode()))
    if reading.number - 1 in opened.years:
        name = f"{reading.number - 1}.yaml"
        yield SourceDigest("previous", name, digest.of_source(opened.read(name)))


def refuse(opened: Project, readings: Iterable[Reading], message: str, code: int = 1) -> NoReturn:
    """Show what is wrong with the catalogue and the years, say so in a line, and exit."""
    from lawgov_report.checking import check
    from lawgov_report.reading.diagnostics import Findings

    readings = tuple(readings)
    found = [*opened.diagnostics, *(wrong for reading in readings for wrong in reading.diagnostics)]
    complete = check.complete(found, [*opened.sources, *(reading.source for reading in readings)])
    _output.show_findings(Findings(complete, len(readings), len(readings)))
    sys.stderr.write(f"{message}\n")
    raise typer.Exit(code)


# A year by its number, its file, or a git revision


def named(name: str, folder: Path | None, open_: Callable[[Path], Project]) -> tuple[Project, int]:
    """Return the project and the number of the year that `name` names: a year, a file, or REV:YEAR.

    `folder` is the one given by -C, `open_` opens a project on disk. Raises files.Unusable.
    """
    if name.endswith(files.YAML):
        if (match := re.fullmatch(COMMITTED, name)) and not Path(name).exists():
            raise files.Unusable(f"git 的一个版本里的年份写作 {match[1]}:{match[2]}，不写文件名")
        return of_file(Path(name), folder, open_)
    if ":" in name:
        return _of_revision(name, files.root(folder))
    opened = open_(files.root(folder))
    return opened, years(opened, [name])[0]


def of_file(path: Path, folder: Path | None, open_: Callable[[Path], Project]) -> tuple[Project, int]:
    """Return the project of a year file, with that file in place of its own of the year, and the year.

    A file that lies beside no catalogue is judged by the project's. Raises files.Unusable.
    """
    from lawgov_report.models import project
    from lawgov_report.reading.source import MAX_BYTES

    content = files.read(path, MAX_BYTES)
    # git hands a textconv copies under names of its own, so the year may stand in the file only
    match = project.YEAR_FILE.fullmatch(path.name) or re.search(YEAR_LINE, content)
    if match is None:
        raise files.Unusable(f"{path} 里没有 year: 一行，看不出是哪一年")
    number = int(match[1])
    beside = path.absolute().parent.parent
    opened = open_(beside if (beside / files.MARKER).is_file() else files.root(folder))

    def read(name: str) -> bytes:
        return content if name == f"{number}.yaml" else opened.read(name)

    return opened._replace(read=read), number


def _of_revision(name: str, folder: Path) -> tuple[Project, int]:
    """Return the project as a git revision has it, and the year: HEAD~1:2020."""
    from lawgov_report.models import project

    revision, _, number = name.rpartition(":")
    # git would take a revision that begins with - for an option
    if not _arguments.YEAR.fullmatch(number) or not revision or revision.startswith("-"):
        raise files.Unusable(f"“{name}”应为 版本:年份，例如 HEAD~1:2020")
    with _needing_git():
        committed = git.names(folder, revision, DATA)
    names = [file for file in committed if file.lower().endswith(files.DATA_FILES)]
    if f"{number}.yaml" not in names:
        raise files.Unusable(f"git 的 {revision} 里没有 data/{number}.yaml")
    return project.open_(partial(_committed, folder, revision), names), int(number)


def _committed(folder: Path, revision: str, name: str) -> bytes:
    with _needing_git():
        return git.read(folder, revision, f"{DATA}/{name}")


@contextmanager
def _needing_git() -> Iterator[None]:
    """Say for what git is needed where it cannot be run."""
    try:
        yield
    except OSError as error:
        raise files.Unusable(f"运行不了 git：{files.reason(error)}；版本:年份 要用到 git") from error
