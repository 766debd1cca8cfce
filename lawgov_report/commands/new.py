"""lawgov new: next year's file, made from a year that is there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import files
from lawgov_report.commands import _arguments, _output, _project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lawgov_report.comparing.drafting import Target
    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.project import Project
    from lawgov_report.models.year import Year
    from lawgov_report.reading.source import Source

OFFICE = "office"  # the outline of office.yaml, beside the names of those built in


def run(
    context: typer.Context,
    year: Annotated[str, typer.Argument(metavar="年份", help="起草哪一年的文件")],
    old: Annotated[
        str, typer.Option("--from", metavar="年份", help="以哪一年为底稿，默认为之前最近的一年")
    ] = "",
    outline: Annotated[
        str,
        typer.Option(
            "--outline", metavar="提纲", help="换用内置的 six、national，或 office.yaml 的（office）"
        ),
    ] = "",
) -> None:
    """起草新一年的文件：指标待报，文字留作草稿，不覆盖已有文件

    提纲与底稿相同；换提纲时，各部分按键和法定内容移过去，移不过去的留作注释，并逐项列出。

    例：lawgov new 2021 --from 2020；lawgov new 2025 --outline national
    """
    folder = files.root(context.obj)
    number = _arguments.year_number(year, 2021)
    data = _output.short(folder / files.MARKER.parent)
    files.sweep(data)
    _refuse(data, number)
    opened = _project.open_in(folder)
    last = _project.years(opened, [old or _before(opened, number)])[0]
    from lawgov_report.comparing import drafting

    old_year = _read(opened, last)
    target = _target(outline, opened)
    content = drafting.draft(*old_year, number, target).encode()
    _check(opened, number, content)
    (path,) = files.create(data, {f"{number}.yaml": content})
    sys.stdout.write(f"{path}\n")
    sys.stderr.write("".join(f"{line}\n" for line in _remarks(opened, old_year, target)))
    sys.stderr.write(f"待报的指标：lawgov indicators --owed {number}；还差什么：lawgov validate {number}\n")


def _refuse(data: Path, number: int) -> None:
    """Raise Unusable where the file is there: at once, before errors in other files hide that."""
    path = data / f"{number}.yaml"
    if path.exists():
        raise files.Unusable(f"已有 {path}，不覆盖；要重新起草，先把它移走或改名")


def _target(asked: str, opened: Project) -> Target | None:
    """Return the outline asked for, None where it is to stay. Raises Unusable."""
    from lawgov_report.comparing.drafting import Target
    from lawgov_report.models.outline import BUILT_IN

    if not asked:
        return None
    if asked == OFFICE:
        return Target(opened.outline)
    if asked not in BUILT_IN:
        choices = "、".join((*BUILT_IN, OFFICE))
        raise files.Unusable(f"没有提纲 {asked}；可用：{choices}（office.yaml 的提纲）")
    return Target(BUILT_IN[asked], "" if BUILT_IN[asked] == opened.outline else asked)


def _remarks(opened: Project, old: tuple[Catalogue, Year, Source], target: Target | None) -> Iterator[str]:
    """Yield where the parts have gone, or that the office has another outline now."""
    from lawgov_report.comparing import moving
    from lawgov_report.models.outline import SIX
    from lawgov_report.models.project import OFFICE as OFFICE_FILE

    _, year, source = old
    if target is None:
        if year.outline != opened.outline:
            usual, name = (
                ("office.yaml 的", OFFICE) if OFFICE_FILE in opened.names else ("通常的六个部分", SIX)
            )
            yield f"提纲同 {year.year} 年，与{usual}不同；要换用后者，写 --outline {name}"
        return
    moved = moving.move(year, source, target.outline)
    for part in target.outline:
        if note := moved.notes[part.id]:
            yield f"{part.title}（{part.id}）：{note}"
    for part in year.outline:
        if reason := moved.left.get(part.id):
            yield f"{part.title}（{part.id}）没有移过来：{reason}；它的文字在新文件的注释里"


def _before(opened: Project, number: int) -> str:
    earlier = [year for year in opened.years if year < number]
    if not earlier:
        raise files.Unusable(f"{number} 年之前没有年度文件可作底稿；用 --from 指明以哪一年为底稿")
    return str(earlier[-1])


def _check(opened: Project, number: int, content: bytes) -> None:
    """Raise Unusable where the draft is no file that the other commands can read."""
    from lawgov_report.models import year as years
    from lawgov_report.models.office import NO_OFFICE
    from lawgov_report.reading import source as sources

    source, found = sources.read(f"data/{number}.yaml", content)
    wrong = found or years.read(source, number, opened.office or NO_OFFICE)[1]
    if wrong:
        place, line = wrong[0].place, source.lines[wrong[0].place.line - 1 :][:1]
        reason = f"第 {place.line} 行 {wrong[0].code} {wrong[0].message}：{''.join(line).strip()}"
        raise files.Unusable(
            f"起草的 {number} 年读不回来（{reason}）；没有写出任何文件；改写底稿里这一处再试"
        )


def _read(opened: Project, number: int) -> tuple[Catalogue, Year, Source]:
    """Return what the draft is made from; exits with 1 where it cannot be used, having shown why."""
    from lawgov_report.models import project

    # The year alone, as if no other were there: a draft needs nothing of the year before it
    (reading,) = project.years(opened._replace(years=(number,)), [number])
    if opened.catalogue is None or reading.year is None:
        _project.refuse(opened, [reading], f"{number} 年的文件或指标目录有错误，不能作底稿")
    return opened.catalogue, reading.year, reading.source
