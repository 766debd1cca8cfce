"""lawgov indicators: the catalogue as a table, and who still owes what."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import files
from lawgov_report.commands import _arguments, _output, _project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.outline import Outline
    from lawgov_report.models.project import Project, Reading
    from lawgov_report.models.year import Year
    from lawgov_report.series.listing import Listing

FORMATS = ("text", "csv", "json", "xlsx")
REFUSED = "有错误，列不出指标"


def run(
    context: typer.Context,
    of: Annotated[str, typer.Argument(metavar="[年份]", help="同 --year")] = "",
    owed: Annotated[bool, typer.Option("--owed", help="只列待报的，按部门分组；不写年份为最近一年")] = False,
    department: Annotated[str, typer.Option("--department", metavar="部门", help="只列一个部门的")] = "",
    part: Annotated[
        str, typer.Option("--part", metavar="部分", help="只列一个部分的：一至六，或它的键")
    ] = "",
    year: Annotated[str, typer.Option("--year", metavar="年份", help="只列这一年有的，并列出数值")] = "",
    form: Annotated[
        str, typer.Option("--format", metavar="格式", help=f"{'、'.join(FORMATS)}，默认 text")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="写到文件，不写到屏幕")
    ] = None,
    force: _arguments.Force = False,
) -> None:
    """列出指标：名称、单位、部门、有哪几年的数；谁还欠着数

    例：lawgov indicators --owed 2021；lawgov indicators --owed -o 待报.xlsx
    """
    chosen = _arguments.output_format(form, output, FORMATS, {"xlsx": "待报"})
    if chosen == "xlsx" and not owed:
        raise files.Unusable("xlsx 是给部门填的表，只用于 --owed；不写 --owed 的用 --format csv")
    asked = _year(of, year)
    opened = _project.open_in(files.root(context.obj))
    if opened.catalogue is None:
        _project.refuse(opened, [], REFUSED)
    catalogue = opened.catalogue
    departments = {key: name.text for key, name in catalogue.departments.items()}
    wanted = _arguments.department(department, departments), _parts(part, opened.outline, catalogue)
    destination = _output.Destination(output, chosen, force)
    if not (owed or asked):
        _put(_of_all_years(opened, catalogue).only(*wanted), destination)
        return
    reading = _reading(opened, asked)
    listing = _of_year(opened, reading, owed=owed).only(*wanted)
    if chosen == "xlsx":
        _output.put(_workbook(opened, reading, listing), destination)
    else:
        _put(listing, destination)


def _year(of: str, year: str) -> str:
    """Return the year asked for, "" where none is."""
    if of and year and of != year:
        raise files.Unusable(f"年份写了两个：{of} 和 {year}；只写一个")
    return of or year


def _parts(asked: str, outline: Outline, catalogue: Catalogue) -> frozenset[str]:
    """Return the key of the part asked for, and those of other outlines that belong there; none for ""."""
    from lawgov_report.models.outline import home

    used = {indicator.part.id: indicator.part for indicator in catalogue.indicators.values()}
    others = tuple(part for id_, part in used.items() if id_ not in {known.id for known in outline})
    wanted = _arguments.part(asked, outline, others)
    at_home = {part.id for part in others if (found := home(outline, part)) and found.id == wanted}
    return frozenset({wanted, *at_home} if wanted else ())


def _of_all_years(opened: Project, catalogue: Catalogue) -> Listing:
    from lawgov_report.series import listing

    return listing.through_years(catalogue, _usable_years(opened))


def _usable_years(opened: Project) -> Iterator[Year]:
    """Yield the years that can be read; say on stderr of each other one that it is left out."""
    from lawgov_report.models import project

    for reading in project.years(opened, opened.years):
        if reading.year is None:
            sys.stderr.write(f"{reading.source.name} 有错误，没有计入；见 lawgov validate {reading.number}\n")
        else:
            yield reading.year


def _reading(opened: Project, asked: str) -> Reading:
    """Return the year asked for, the latest for "". Raises files.Unusable."""
    from lawgov_report.models import project

    number = _project.years(opened, [asked] if asked else [])[-1]
    (reading,) = project.years(opened, [number])
    return reading


def _of_year(opened: Project, reading: Reading, *, owed: bool) -> Listing:
    """Return a year's indicators; exits with 1 where it cannot be used, having shown why."""
    from lawgov_report.series import listing

    if opened.catalogue is None or reading.year is None:
        _project.refuse(opened, [reading], REFUSED)
    return listing.of_year(opened.catalogue, reading.year, reading.previous, owed=owed)


def _workbook(opened: Project, reading: Reading, listing: Listing) -> bytes:
    """Return what is owed as a form to be filled in, which `lawgov forms import` reads back."""
    from lawgov_report.forms import departments, workbook
    from lawgov_report.language import dates

    catalogue, year = opened.catalogue, reading.year
    if catalogue is None or year is None:
        _project.refuse(opened, [reading], REFUSED)
    keys = {listed.key for listed in listing.indicators}
    asked = [line for line in departments.lines(catalogue, year, reading.previous) if line.key in keys]
    due = dates.printed(departments.due_date(opened.office, year.year))
    collection = departments.Collection(departments.office_name(opened.office, year), due)
    return workbook.write(departments.together(catalogue, asked, year.year, collection))


def _columns() -> int:
    """Return how wide the terminal is, 0 where there is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def _put(listing: Listing, destination: _output.Destination) -> None:
    columns = 0 if destination.path else _columns()
    _output.put(_shown(listing, destination.form, columns).encode(), destination)


def _shown(listing: Listing, form: str, columns: int) -> str:
    from lawgov_report.series import listing as listings

    if form == "text":
        return listings.text(listing, columns)
    return listings.as_csv(listing) if form == "csv" else listings.as_json(listing)
