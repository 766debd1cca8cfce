"""lawgov series: indicators through all years."""

from __future__ import annotations

import shutil
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import files
from lawgov_report.commands import _arguments, _output, _project

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.project import Project
    from lawgov_report.models.year import Year
    from lawgov_report.series.series import Series

FORMATS = ("text", "bars", "csv", "json", "svg", "png")
PICTURES = ("svg", "png")
COLUMNS = 80  # of bars that go into a file or a pipe
REFUSED = "有错误，看不了历年的数值"


def run(
    context: typer.Context,
    keys: Annotated[list[str], typer.Argument(metavar="指标…", help="指标的键或名称，可以写几个")],
    form: Annotated[
        str, typer.Option("--format", metavar="格式", help="text、bars、csv、json、svg 或 png，默认 text")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="写到这个文件；svg、png 必写")
    ] = None,
    force: _arguments.Force = False,
) -> None:
    """看指标历年的数值：表格或图，标出中断、换口径和更正

    例：lawgov series mediation_cases --format bars；lawgov series penalty_cases -o 图.svg
    """
    chosen = _arguments.output_format(form, output, FORMATS, dict.fromkeys(PICTURES, "图"))
    opened = _project.open_in(files.root(context.obj))
    numbers = _project.years(opened, [])
    if opened.catalogue is None:
        _project.refuse(opened, [], REFUSED)
    from lawgov_report.series import series

    known = opened.catalogue
    asked = list(dict.fromkeys(_key(known, key) for key in keys))
    found = series.collect(known, _years(opened, numbers), asked)
    shown = _drawn(found, chosen, opened) if chosen in PICTURES else _shown(found, chosen)
    _output.put(shown, _output.Destination(output, chosen, force))


def _key(catalogue: Catalogue, asked: str) -> str:
    """Return the key of the indicator of this key or label. Raises files.Unusable."""
    if asked in catalogue.indicators:
        return asked
    labels = {indicator.label.text: key for key, indicator in catalogue.indicators.items()}
    if asked in labels:
        return labels[asked]
    # 0.6 is difflib's own bound; one suggestion, as labels of one office are much alike
    near = get_close_matches(asked, [*catalogue.indicators, *labels], 1, 0.6)
    hint = f"，是否为 {near[0]}" if near else "；指标的键见 data/indicators.yaml"
    raise files.Unusable(f"指标目录里没有 {asked}{hint}")


def _years(opened: Project, numbers: list[int]) -> Iterator[Year]:
    """Yield the years; exit 1 at the first that cannot be read, having shown why."""
    from lawgov_report.models import project

    for reading in project.years(opened, numbers):
        if reading.year is None:
            _project.refuse(opened, [reading], REFUSED)
        yield reading.year


def _drawn(found: Sequence[Series], form: str, opened: Project) -> bytes:
    from lawgov_report.series import charts

    years = [point.year for point in found[0].points if point.filed]
    through = "—".join(str(year) for year in dict.fromkeys((years[0], years[-1])))
    source = f"来源：{_office(opened)}{through}年度法治政府建设工作情况报告"
    return charts.draw(found, form, source)


def _office(opened: Project) -> str:
    """Return the name of the office as its last year has it, "" where nothing says it."""
    from lawgov_report.models import project
    from lawgov_report.models.office import NO_OFFICE
    from lawgov_report.report import issuer

    (reading,) = project.years(opened, opened.years[-1:])
    if reading.year is None:
        return ""
    lines = (reading.year.document.texts(name) for name in ("signature", "title"))
    signature, title = ("".join(written.text for written in texts) for texts in lines)
    return issuer.details(opened.office or NO_OFFICE, signature, title, reading.number).name


def _shown(found: Sequence[Series], form: str) -> bytes:
    from lawgov_report.series import tables

    if form == "bars":
        columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else COLUMNS
        return tables.bars(found, columns).encode()
    forms = {"text": tables.text, "csv": tables.as_csv, "json": tables.as_json}
    return forms[form](found).encode()
