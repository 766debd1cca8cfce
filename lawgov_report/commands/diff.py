"""lawgov diff: what changed between two years."""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import files
from lawgov_report.commands import _arguments, _output, _project, _published
from lawgov_report.comparing.formats import FORMATS, WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from fractions import Fraction

    from lawgov_report.comparing.changes import ChangeKind, Changes, Choice, Side
    from lawgov_report.models.project import Project, Reading
    from lawgov_report.report.document import Document

UNUSABLE = 2  # 1 says that the years differ, for --exit-code
# 5, 0.5 or 5%: few digits, for the number becomes an exact fraction
LEAST = r"([0-9]{1,6}(?:[.][0-9]{1,3})?)%?"
MAX_AUTHOR = 255
NOBODY = "lawgov"  # under whose name changes stand where none is given


def run(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="旧", help="年份、年度文件、版本:年份，或 Word、网页等")],
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
    author: Annotated[str, typer.Option("--author", metavar="姓名", help="docx 的修订记在谁的名下")] = NOBODY,
    date: Annotated[str, typer.Option("--date", metavar="日期", help="docx 的修订日期，默认为成文日期")] = "",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="有不同时退出码为 1")] = False,
    force: _arguments.Force = False,
) -> None:
    """比较两年：指标的增减，文字的改动

    docx 是新一年的报告，改动都是 Word 的修订：全部接受是新一年的文字，全部拒绝是旧一年的。
    Word 文件、网页、PDF、文本也可以比，读作一年，标识和键照旁边的一年取。

    例：lawgov diff 2019 2020；lawgov diff HEAD~1:2020 2020；lawgov diff 2020 领导改过的.docx
    """
    chosen = _arguments.output_format(form, output, (*FORMATS, WORD), {WORD: "修订"})
    moment = _moment(date)
    if chosen != WORD and (moment or author != NOBODY):
        raise files.Unusable(f"--author 和 --date 只用于 {WORD} 的修订；要它的，写 -o 修订.{WORD}")
    from lawgov_report.comparing import years
    from lawgov_report.comparing.changes import Choice

    sides = _sides(context.obj, (old, new))
    choice = Choice(
        _department(department, sides),
        _parts(part, sides),
        _kinds(only),
        _least(least),
    )
    changes = years.select(years.compare(*sides), choice)
    if chosen != WORD:
        content = _shown(changes, chosen, terminal=output is None and sys.stdout.isatty())
    else:
        _whole(choice)
        content = _tracked(sides, _templates(context.obj), author, moment)
    _output.put(content, _output.Destination(output, chosen, force))
    raise typer.Exit(1 if exit_code and not changes.empty else 0)


def _shown(changes: Changes, form: str, *, terminal: bool) -> bytes:
    if form == "text" and terminal:
        import shutil

        from lawgov_report.comparing.formats import text

        return text.write(changes, shutil.get_terminal_size().columns).encode()
    shown: str = import_module(f"lawgov_report.comparing.formats.{form}").write(changes)
    return shown.encode()


# The Word file


def _tracked(sides: tuple[Side, Side], templates: Callable[[str], bytes], author: str, moment: str) -> bytes:
    """Return the newer report with what changed since the older as tracked changes; warn as build does."""
    from lawgov_report.comparing.formats import docx as tracked
    from lawgov_report.writing import docx

    _output.warn(docx.warnings(templates))
    old, new = (_document(side) for side in sides)
    date = moment or f"{new.properties.dated or f'{new.year}-12-31'}T00:00:00Z"
    tracked_by = tracked.TrackedBy(_name(author), date)
    try:
        body = tracked.merge(docx.body(old, templates), docx.body(new, templates), tracked_by)
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
    from lawgov_report.report import assemble

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
    from lawgov_report.comparing.changes import Choice

    if choice != Choice():
        raise files.Unusable(f"{WORD} 总是整份报告，不能与 --department、--part、--only、--min 连用")


# What is chosen


def _department(asked: str, sides: Iterable[Side]) -> str:
    known = {key: name.text for side in sides for key, name in side.catalogue.departments.items()}
    _arguments.department(asked, known)
    return asked  # as it was asked: its name may differ between the years


def _parts(asked: str, sides: tuple[Side, Side]) -> frozenset[str]:
    """Return the keys of the part asked for in both years, and of what belongs to it; none for ""."""
    from lawgov_report.comparing.parts import kin

    old, new = (side.year.outline for side in sides)
    others = tuple(part for part in old if part.id not in {part.id for part in new})
    part = _arguments.part(asked, new, others)
    groups = kin(old, new)
    return frozenset(id_ for id_, group in groups.items() if part and group == groups[part])


def _kinds(asked: str) -> frozenset[ChangeKind]:
    from lawgov_report.comparing.changes import ChangeKind

    named = [name for name in _arguments.comma_list(asked) if name]
    unknown = [name for name in named if name not in set(ChangeKind)]
    if unknown:
        raise files.Unusable(f"--only 没有 {unknown[0]} 这一种；可用：{'、'.join(ChangeKind)}")
    return frozenset(ChangeKind(name) for name in named)


def _least(asked: str) -> Fraction | None:
    from fractions import Fraction

    match = re.fullmatch(LEAST, asked)
    if asked and match is None:
        raise files.Unusable(f"--min 的“{asked}”应为百分数，例如 5%")
    return Fraction(match[1]) if match else None


# The two years


def _sides(folder: Path | None, names: tuple[str, str]) -> tuple[Side, Side]:
    """Return the two years. Raises Unusable; exits with 2 where one cannot be used, having shown why."""
    from lawgov_report.models import project

    if any(map(_is_report, names)):
        return _with_reports(folder, names)
    # Most often both years are of one project, which is opened once
    open_ = cache(_project.open_in)
    (older, first), (newer, second) = (_project.named(name, folder, open_) for name in names)
    if older is newer and first < second:
        # Read together, a year that is the year before the other is read once
        old, new = project.years(older, [first, second])
    else:
        (old,), (new,) = project.years(older, [first]), project.years(newer, [second])
    return _side(names[0], older, old), _side(names[1], newer, new)


def _is_report(name: str) -> bool:
    return Path(name).suffix.lower() in _published.REPORTS


def _with_reports(folder: Path | None, names: tuple[str, str]) -> tuple[Side, Side]:
    """Return two years of which a Word file, a page or a text is one, or both: imported, but not written.

    Such a file has the keys and ids of the year beside it.
    """
    from lawgov_report.models import project

    sides: dict[str, tuple[Project, Side]] = {}
    for name in sorted(dict.fromkeys(names), key=_is_report):
        if _is_report(name):
            beside = next(iter(sides.values()), None)
            sides[name] = _report(name, folder, beside)
        else:
            opened, number = _project.named(name, folder, _project.open_in)
            (reading,) = project.years(opened, [number])
            sides[name] = opened, _side(name, opened, reading)
    return sides[names[0]][1], sides[names[1]][1]


def _report(name: str, folder: Path | None, beside: tuple[Project, Side] | None) -> tuple[Project, Side]:
    """Return a report as a year, beside another year or by itself. Raises Unusable."""
    from lawgov_report.comparing.changes import Side
    from lawgov_report.importing import importer
    from lawgov_report.importing.beside import Beside, with_unprinted

    other = Beside(beside[1].catalogue, beside[1].year, _document(beside[1])) if beside else None
    task = importer.Task(Path(name).name, _published.read(Path(name), _published.REPORTS).text, beside=other)
    dated = importer.dated(task, other.year.year if other else 0)
    opened = beside[0] if beside else _project_or_none(folder)
    imported = importer.bring_in(dated, importer.without(opened, dated.year, _templates(folder)))
    if imported.loss.differences:
        count = len(imported.loss.differences)
        sys.stderr.write(f"警告：{name} 有 {count} 处没有读进来，比较时没有它们；逐处见 lawgov import\n")
    year = with_unprinted(imported.read, other) if other else imported.read
    return imported.project, Side(name, imported.catalogue, year, imported.reading.previous)


def _project_or_none(folder: Path | None) -> Project | None:
    """Return the project where there is one: two reports may be compared outside of any."""
    try:
        return _project.open_in(files.root(folder))
    except files.Unusable:
        return None


def _side(name: str, opened: Project, reading: Reading) -> Side:
    """Return a year as a side of the comparison."""
    from lawgov_report.comparing.changes import Side

    if opened.catalogue is None or reading.year is None:
        _project.refuse(opened, [_called(reading, name)], f"{name} 有错误，无法比较", UNUSABLE)
    return Side(name, opened.catalogue, reading.year, reading.previous)


def _called(reading: Reading, name: str) -> Reading:
    """Return a year under the name of the file that was asked for, where it is not the project's own."""
    if _arguments.YEAR.fullmatch(name):
        return reading
    own = reading.source.name
    called = name if name.endswith(files.YAML) else f"{name.rpartition(':')[0]}:{own}"
    findings = [
        finding._replace(place=finding.place._replace(file=called)) if finding.place.file == own else finding
        for finding in reading.diagnostics
    ]
    return reading._replace(source=reading.source._replace(name=called), diagnostics=tuple(findings))
