"""lawgov indicators: the catalogue as a table, and who still owes what."""

from __future__ import annotations

import shutil
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from lawgov_report import files
from lawgov_report.commands import _arguments, _output, _project
from lawgov_report.language.width import cut, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.project import Project, Reading
    from lawgov_report.models.year import Year

FORMATS = ("text", "csv", "json")
SAID = "有错误，列不出指标"
NOBODY = "未指定部门"
GAP = "  "
NARROWEST = 12


class Row(NamedTuple):
    """One indicator as it is listed; `value` and `before` are those of the year asked for."""

    key: str
    label: str
    unit: str
    department: str
    part: str
    years: tuple[int, ...] = ()
    value: str = ""
    before: str = ""


def run(
    context: typer.Context,
    of: Annotated[str, typer.Argument(metavar="[年份]", help="同 --year")] = "",
    owed: Annotated[bool, typer.Option("--owed", help="只列待报的，按部门分组；不写年份为最近一年")] = False,
    department: Annotated[str, typer.Option("--department", metavar="部门", help="只列一个部门的")] = "",
    part: Annotated[
        str, typer.Option("--part", metavar="部分", help="只列一个部分的：一至六，或它的键")
    ] = "",
    year: Annotated[str, typer.Option("--year", metavar="年份", help="只列这一年有的，并列出数值")] = "",
    form: Annotated[str, typer.Option("--format", metavar="格式", help="、".join(FORMATS))] = "text",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="写到文件，不写到屏幕")
    ] = None,
) -> None:
    """列出指标：名称、单位、部门、有哪几年的数；谁还欠着数

    例：lawgov indicators --owed 2021；lawgov indicators --owed --format csv -o 待报.csv
    """
    asked = _options(form, of, year)
    opened = _project.open_in(files.root(context.obj))
    known = _catalogue(opened)
    names = {key: name.text for key, name in known.departments.items()}
    wanted = _arguments.department(department, names), _arguments.part(part)
    if owed or asked:
        number = _project.years(opened, [asked] if asked else [])[-1]
        rows = [*_of_year(opened, known, number, owed=owed)]
    else:
        number, rows = 0, [*_all(opened, known)]
    rows = [row for row in rows if _fits(row, *wanted)]
    columns = 0 if output else _columns()
    _output.put(_shown(form, rows, number, columns, owed=owed).encode(), output)


# What is asked for


def _options(form: str, of: str, year: str) -> str:
    """Return the year asked for, "" where none is."""
    if form not in FORMATS:
        raise files.Unusable(f"没有 {form} 这种格式；可用：{'、'.join(FORMATS)}")
    if of and year and of != year:
        raise files.Unusable(f"年份写了两个：{of} 和 {year}；只写一个")
    return of or year


def _fits(row: Row, department: str, part: str) -> bool:
    return department in {"", row.department} and part in {"", row.part}


# What is listed


def _all(opened: Project, known: Catalogue) -> Iterator[Row]:
    """Yield all indicators, each with the years that have a figure of it, owed ones not counted."""
    from lawgov_report.models import project

    years: dict[str, list[int]] = {key: [] for key in known.indicators}
    for reading in project.years(opened, opened.years):
        if reading.year is None:
            sys.stderr.write(f"{reading.source.name} 有错误，没有计入；见 lawgov validate {reading.number}\n")
        for key, figure in reading.year.indicators.items() if reading.year else ():
            if key in years and figure.value.quantity is not None:
                years[key].append(reading.number)
    for key, numbers in years.items():
        yield _row(key, known, tuple(numbers))


def _of_year(opened: Project, known: Catalogue, number: int, *, owed: bool) -> Iterator[Row]:
    """Yield the indicators that a year has, with its values; with `owed` only those still to come."""
    from lawgov_report.models import project
    from lawgov_report.report import year_on_year

    (reading,) = project.years(opened, [number])
    year = _usable(opened, reading)
    for key in known.indicators:
        figure = year.indicators.get(key)
        if figure is not None and not (owed and figure.value.quantity):
            before = year_on_year.last_value(key, year, reading.previous)
            said = figure.value.written.text, before.written.text if before else ""
            years = () if figure.value.quantity is None else (number,)
            yield _row(key, known, years)._replace(value=said[0], before=said[1])


def _row(key: str, known: Catalogue, years: tuple[int, ...]) -> Row:
    indicator = known.indicators[key]
    name = indicator.department.text if indicator.department else ""
    department = known.departments.get(name)
    said = department.text if department else name
    return Row(key, indicator.label.text, indicator.unit.text, said, str(indicator.part), years)


def _catalogue(opened: Project) -> Catalogue:
    """Return the catalogue; exits with 1 where it cannot be used, having told why."""
    if opened.catalogue is None:
        _project.refuse(opened, [], SAID)
    return opened.catalogue


def _usable(opened: Project, reading: Reading) -> Year:
    if reading.year is None:
        _project.refuse(opened, [reading], SAID)
    return reading.year


# How it is shown


def _columns() -> int:
    """Return how wide the terminal is, 0 where there is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def _shown(form: str, rows: Sequence[Row], number: int, columns: int, *, owed: bool) -> str:
    if form == "text":
        return _text(rows, number, columns, owed=owed)
    return (_csv if form == "csv" else _json)(rows, number, owed=owed)


def _text(rows: Sequence[Row], number: int, columns: int, *, owed: bool) -> str:
    lines = _owed(rows, number, columns) if owed else _listed(rows, number, columns)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _listed(rows: Sequence[Row], number: int, columns: int) -> Iterator[str]:
    if not rows:
        yield "没有这样的指标"
        return
    last = f"{number} 年" if number else "年份"
    table = [("键", "名称", "单位", "部门", last)]
    for row in rows:
        told = row.value if number else _years(row.years)
        table.append((row.key, row.label, row.unit, row.department, told))
    yield from _aligned(table, columns, (3, 1))


def _owed(rows: Sequence[Row], number: int, columns: int) -> Iterator[str]:
    """Yield what is owed, by department; who owes most comes first."""
    if not rows:
        yield f"{number} 年没有待报的指标"
        return
    groups = _by_department(rows)
    yield f"{number} 年待报 {len(rows)} 项，{len(groups)} 个部门"
    compared = any(row.before for row in rows)
    table = [_cells(row, compared=compared) for _, held in groups for row in held]
    aligned = _aligned(table, columns, (3, 0))
    for name, held in groups:
        yield from ("", f"{name}（{len(held)} 项）")
        yield from (next(aligned) for _ in held)


def _cells(row: Row, *, compared: bool) -> tuple[str, ...]:
    before = f"上年 {row.before}" if row.before else "上年没有"
    return f"{GAP}{row.label}", row.unit, before if compared else "", row.key


def _by_department(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    ordered = sorted(rows, key=lambda row: (not row.department, row.department))
    groups = [(name or NOBODY, [*held]) for name, held in groupby(ordered, key=lambda row: row.department)]
    return sorted(groups, key=lambda group: (group[0] == NOBODY, -len(group[1])))


def _years(years: Iterable[int]) -> str:
    """Return years as people write them: 2019—2021、2023."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1][1:] = [year]
        else:
            runs.append([year])
    return "、".join("—".join(map(str, run)) for run in runs)


def _aligned(table: Sequence[Sequence[str]], columns: int, yielding: Iterable[int]) -> Iterator[str]:
    """Yield the rows in columns; where the terminal is too narrow, the `yielding` ones are cut."""
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    for place in yielding if columns else ():
        over = sum(widths) + len(GAP) * (len(widths) - 1) - columns
        widths[place] = min(widths[place], max(widths[place] - over, NARROWEST))
    for row in table:
        cells = (cut(cell, size) for cell, size in zip(row, widths, strict=True))
        yield GAP.join(
            cell + " " * (size - width(cell)) for cell, size in zip(cells, widths, strict=True)
        ).rstrip()


def _csv(rows: Sequence[Row], number: int, *, owed: bool) -> str:
    """Return the rows for a spreadsheet; of what is owed, the column of values is left to be filled in."""
    from lawgov_report.writing import csv_cells

    table = [["部门", "键", "名称", "单位", "部分", *_heads(number)]]
    held = [row for _, group in _by_department(rows) for row in group] if owed else rows
    for row in held:
        told = ["" if owed else row.value, row.before] if number else [_years(row.years)]
        table.append([row.department, row.key, row.label, row.unit, row.part, *told])
    return csv_cells.table(table)


def _heads(number: int) -> list[str]:
    return [f"{number}年数值", f"{number - 1}年数值"] if number else ["有数值的年份"]


def _json(rows: Sequence[Row], number: int, *, owed: bool) -> str:
    import json

    listed = []
    for row in rows:
        one = {name: getattr(row, name) for name in ("key", "label", "unit", "department", "part")}
        told = {"value": row.value, "previous": row.before} if number else {"years": [*row.years]}
        listed.append({**one, **told})
    head = {"version": 1, **({"year": number, "owed": owed} if number else {})}
    return json.dumps({**head, "indicators": listed}, ensure_ascii=False, indent=2) + "\n"
