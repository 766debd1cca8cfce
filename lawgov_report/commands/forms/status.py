"""lawgov forms status: which departments have given their figures, and which have not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import files
from lawgov_report.commands import _arguments, _output, _project
from lawgov_report.commands.forms import _record

if TYPE_CHECKING:
    from lawgov_report.forms.status import Status

FORMATS = ("text", "csv", "json")
REFUSED = "有错误，看不出谁报了"


def run(
    context: typer.Context,
    of: Annotated[str, typer.Argument(metavar="[年份]", help="哪一年的，默认为最近一年")] = "",
    due: Annotated[str, _record.DUE] = "",
    form: Annotated[
        str, typer.Option("--format", metavar="格式", help=f"{'、'.join(FORMATS)}，默认 text")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="写到文件，不写到屏幕")
    ] = None,
    force: _arguments.Force = False,
) -> None:
    """看谁报了：各部门应报、已报、还欠多少，退回的和逾期的排在前面

    例：lawgov forms status 2022；lawgov forms status 2022 --due 2023-01-20 --format csv -o 进度.csv
    """
    from lawgov_report.forms import status

    chosen = _arguments.output_format(form, output, FORMATS, {})
    shown = _status(files.root(context.obj), of, due)
    texts = {"text": status.text, "csv": status.as_csv, "json": status.as_json}
    _output.put(texts[chosen](shown).encode(), _output.Destination(output, chosen, force))


def _status(root: Path, of: str, due: str) -> Status:
    """Return the status of a year; exits with 1 where it cannot be used, having shown why."""
    from lawgov_report.forms import status
    from lawgov_report.models import project

    opened = _project.open_in(root)
    if opened.catalogue is None or opened.office is None:
        _project.refuse(opened, [], REFUSED)
    number = _project.years(opened, [of] if of else [])[-1]
    (reading,) = project.years(opened, [number])
    if reading.year is None:
        _project.refuse(opened, [reading], REFUSED)
    days = _record.days(due, opened.office, number)
    return status.status(opened.catalogue, reading.year, _record.events(root, number), days)
