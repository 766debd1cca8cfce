"""lawgov diff: what changed between two years."""

from __future__ import annotations

import re
import sys
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import files
from lawgov_report.commands import opening
from lawgov_report.diffs import FORMATS, WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from fractions import Fraction

    from lawgov_report.compare import Changes, Choice, Kind, Side
    from lawgov_report.document import Document
    from lawgov_report.project import Project

YEAR_LINE = re.compile(rb"^year:[ ]*([1-9][0-9]{3})\b", re.MULTILINE)
LEAST = re.compile(r"([0-9]{1,6}(?:[.][0-9]{1,3})?)%?")
NUMERALS = "一二三四五六"
MAX_AUTHOR = 255


def run(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="旧", help="年份、年度文件，或 版本:年份（git）")],
    new: Annotated[str, typer.Argument(metavar="新", help="同上")],
    form: Annotated[
        str, typer.Option("--format", metavar="格式", help="text、md、html、json 或 docx，默认 text")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="写到这个文件；docx 必写")
    ] = None,
    department: Annotated[str, typer.Option("--department", metavar="部门", help="只看一个部门的指标")] = "",
    part: Annotated[str, typer.Option("--part", metavar="部分", help="只看一个部分：一至六，或它的键")] = "",
    only: Annotated[
        str, typer.Option("--only", metavar="种类", help="gone、new、changed、moved，用逗号隔开")
    ] = "",
    least: Annotated[str, typer.Option("--min", metavar="5%", help="不看变幅更小的指标")] = "",
    author: Annotated[
        str, typer.Option("--author", metavar="姓名", help="docx 的修订记在谁的名下")
    ] = "lawgov",
    date: Annotated[str, typer.Option("--date", metavar="日期", help="docx 的修订日期，默认为成文日期")] = "",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="有不同时退出码为 1")] = False,
) -> None:
    """比较两年：指标的增减，文字的改动

    docx 是新一年的报告，改动都是 Word 的修订：全部接受是新一年的文字，全部拒绝是旧一年的。

    例：lawgov diff 2019 2020；lawgov diff HEAD~1:2020 2020；lawgov diff 2019 2020 -o 修订.docx
    """
    chosen = _form(form, output)
    moment = _moment(date)
    from lawgov_report import compare

    sides = _sides(context.obj, (old, new))
    choice = compare.Choice(_department(department, sides), _part(part), _kinds(only), _least(least))
    changes = compare.select(compare.compare(*sides), choice)
    if chosen != WORD:
        _put(_shown(changes, chosen, terminal=output is None and sys.stdout.isatty()), output)
    else:
        _whole(choice)
        _put(_tracked(sides, _templates(context.obj), author, moment), output)
    raise typer.Exit(1 if exit_code and not changes.empty else 0)


def _shown(changes: Changes, form: str, *, terminal: bool) -> bytes:
    if form == "text" and terminal:
        import shutil

        from lawgov_report.diffs import text

        return text.write(changes, shutil.get_terminal_size().columns).encode()
    shown: str = import_module(f"lawgov_report.diffs.{form}").write(changes)
    return shown.encode()


def _put(content: bytes, output: Path | None) -> None:
    """Print what was made, or write it to the file and print its name. Raises files.Unusable."""
    if output is None:
        sys.stdout.write(content.decode())
        return
    with files.Staging(output.parent) as staging:
        staging.put(output.name, content)
        staging.publish()
    sys.stdout.write(f"{output}\n")


# The Word file


def _tracked(sides: tuple[Side, Side], templates: Callable[[str], bytes], author: str, moment: str) -> bytes:
    """Return the newer report with what changed since the older as tracked changes."""
    from lawgov_report.diffs import docx as tracked
    from lawgov_report.writers import docx

    old, new = (_document(side) for side in sides)
    mark = tracked.Mark(_name(author), moment or f"{new.properties.dated or f'{new.year}-12-31'}T00:00:00Z")
    try:
        body = tracked.merge(docx.body(old, templates), docx.body(new, templates), mark)
    except SyntaxError as error:
        raise files.Unusable(f"模板 {docx.TEMPLATE} 排出的不是 XML：{error.msg}") from error
    return docx.pack(new, body, templates)


def _templates(folder: Path | None) -> Callable[[str], bytes]:
    """Return what finds templates; year files may be compared outside a project, with those built in."""
    try:
        return files.templates(files.root(folder))
    except files.Unusable:
        return files.templates(None)


def _document(side: Side) -> Document:
    from lawgov_report import assemble

    return assemble.assemble(side.catalogue, side.year, side.previous)[0]


def _name(author: str) -> str:
    if not author.strip() or not author.isprintable() or len(author) > MAX_AUTHOR:
        raise files.Unusable(f"--author 应为一行文字，不空，至多 {MAX_AUTHOR} 字")
    return author


def _moment(asked: str) -> str:
    """Return a day, or a moment, as Word writes it; "" for none."""
    from datetime import UTC, datetime

    try:
        found = datetime.fromisoformat(asked) if asked else None
        utc = found.astimezone(UTC) if found and found.tzinfo else found
    except (ValueError, OverflowError):
        raise files.Unusable(f"--date 的“{asked}”应为日期，例如 2021-03-01") from None
    return f"{utc.replace(tzinfo=None).isoformat(timespec='seconds')}Z" if utc else ""


def _whole(choice: Choice) -> None:
    from lawgov_report.compare import Choice

    if choice != Choice():
        raise files.Unusable(f"{WORD} 总是整份报告，不能与 --department、--part、--only、--min 连用")


# What is chosen


def _form(asked: str, output: Path | None) -> str:
    """Return the format asked for, that of the output's suffix, or text. Raises files.Unusable."""
    suffix = output.suffix.lower().removeprefix(".") if output else ""
    form = asked or (suffix if suffix in {*FORMATS, WORD} else "text")
    if form not in {*FORMATS, WORD}:
        raise files.Unusable(f"没有 {form} 这种格式；可用：{'、'.join((*FORMATS, WORD))}")
    if form == WORD and output is None:
        raise files.Unusable(f"{form} 要写到文件里：加上 -o 修订.{form}")
    return form


def _department(asked: str, sides: Iterable[Side]) -> str:
    known = {key: name.text for side in sides for key, name in side.catalogue.departments.items()}
    if asked and asked not in {*known, *known.values()}:
        raise files.Unusable(f"没有部门 {asked}；可用：{'、'.join(known.values()) or '指标目录里没有部门'}")
    return asked


def _part(asked: str) -> str:
    from lawgov_report.catalogue import PartName

    names = list(PartName)
    if asked and asked in NUMERALS:
        return names[NUMERALS.index(asked)]
    if asked and asked not in set(names):
        raise files.Unusable(f"没有 {asked} 这一部分；可用：一至六，或 {'、'.join(names)}")
    return asked


def _kinds(asked: str) -> frozenset[Kind]:
    from lawgov_report.compare import Kind

    named = [name.strip() for name in asked.split(",") if name.strip()]
    unknown = [name for name in named if name not in set(Kind)]
    if unknown:
        raise files.Unusable(f"--only 没有 {unknown[0]} 这一种；可用：{'、'.join(Kind)}")
    return frozenset(Kind(name) for name in named)


def _least(asked: str) -> Fraction | None:
    from fractions import Fraction

    match = LEAST.fullmatch(asked)
    if asked and match is None:
        raise files.Unusable(f"--min 的“{asked}”应为百分数，例如 5%")
    return Fraction(match[1]) if match else None


# The two years


def _sides(folder: Path | None, names: tuple[str, str]) -> tuple[Side, Side]:
    """Return the two years. Raises Unusable; exits with 1 where one cannot be used, having told why."""
    opened = cache(opening.project)
    found = [(name, *_found(name, folder, opened)) for name in names]
    old, new = (_side(name, held, number) for name, held, number in found)
    return old, new


def _found(name: str, folder: Path | None, opened: Callable[[Path], Project]) -> tuple[Project, int]:
    """Return the project and the number of the year that `name` names: a year, a file, or REV:YEAR."""
    from lawgov_report import project

    if name.endswith((".yaml", ".yml")):
        return _of_file(Path(name), folder, opened)
    if ":" not in name:
        held = opened(files.root(folder))
        return held, opening.years(held, [name])[0]
    revision, _, year = name.rpartition(":")
    if not opening.YEAR.fullmatch(year) or not revision or revision.startswith("-"):
        raise files.Unusable(f"“{name}”应为 版本:年份，例如 HEAD~1:2020")
    read = partial(_committed, files.root(folder), revision)
    names = _listed(files.root(folder), revision)
    if f"{year}.yaml" not in names:
        raise files.Unusable(f"git 的 {revision} 里没有 data/{year}.yaml")
    return project.open_(read, names), int(year)


def _of_file(path: Path, folder: Path | None, opened: Callable[[Path], Project]) -> tuple[Project, int]:
    """Return the project of a year file and its year; beside no catalogue, the project's is taken."""
    from lawgov_report import project
    from lawgov_report.source import MAX_BYTES

    content = files.read(path, MAX_BYTES)
    match = project.YEAR_FILE.fullmatch(path.name) or YEAR_LINE.search(content)
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


def _side(name: str, held: Project, number: int) -> Side:
    """Return a year as a side of the comparison."""
    from lawgov_report import project
    from lawgov_report.compare import Side

    (reading,) = project.years(held, [number])
    if held.catalogue is not None and reading.year is not None:
        return Side(name, held.catalogue, reading.year, reading.previous)
    from lawgov_report.diagnostics import Findings
    from lawgov_report.examine import told

    found = told([*held.diagnostics, *reading.diagnostics], [held.source, reading.source])
    sys.stderr.write(opening.report(Findings(found, 1, 1), "full" if sys.stderr.isatty() else "concise"))
    sys.stderr.write(f"{name} 有错误，无法比较\n")
    raise typer.Exit(1)
