"""lawgov forms export: a form for each department, as an Excel file."""

from __future__ import annotations

import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import files
from lawgov_report.commands import _arguments, _output, _project
from lawgov_report.commands.forms import _record, _workbooks
from lawgov_report.forms import log

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from lawgov_report.forms.sheet import Form
    from lawgov_report.models.project import Project, Reading

REFUSED = "有错误，编不出报送表"
NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\0-\x1f]')  # what Windows allows in no file's name


def run(
    context: typer.Context,
    year: Annotated[str, typer.Argument(metavar="[年份]", help="哪一年的，默认为最近一年")] = "",
    department: Annotated[
        str, typer.Option("--department", metavar="部门", help="只发一个部门的，写键或名称")
    ] = "",
    due: Annotated[str, _record.DUE] = "",
    blank: Annotated[
        Path | None, typer.Option("--blank", metavar="文件", help="只编一张含全部指标的空白表，不按部门分开")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件夹", help="写到哪里，默认为 forms/年份")
    ] = None,
    force: _arguments.Force = False,
) -> None:
    """发出报送表：一个部门一个 Excel 文件

    已经有的数填在本年一栏，上年的数列在旁边；部门只能改要填的格。

    例：lawgov forms export 2022 -o 报送表；lawgov forms export 2022 --blank 空白表.xlsx
    """
    from lawgov_report.models import project

    root = files.root(context.obj)
    opened = _project.open_in(root)
    if opened.catalogue is None or opened.office is None:
        _project.refuse(opened, [], REFUSED)
    if blank is not None:
        _blank(opened, year, due, _output.Destination(blank, "xlsx", force))
        return
    number = _project.years(opened, [year] if year else [])[-1]
    (reading,) = project.years(opened, [number])
    outputs = _written(_asked(opened, reading, department, due))
    folder = output or _output.short(root / log.FOLDER / str(number))
    contents = {name: content for name, (_, content) in outputs.items()}
    changed = _workbooks.put(folder, contents, force=force)
    at = _record.now()
    _record.append(root, number, [_event(at, name, *outputs[name]) for name in outputs if name in changed])


def _asked(opened: Project, reading: Reading, department: str, due: str) -> Sequence[Form]:
    """Return the forms of the departments asked for. Raises files.Unusable where there are none.

    Says on stderr how many indicators have no department.
    """
    from lawgov_report.forms import departments

    catalogue, year = opened.catalogue, reading.year
    if catalogue is None or year is None:
        _project.refuse(opened, [reading], REFUSED)
    wanted = _arguments.department(
        department, {key: name.text for key, name in catalogue.departments.items()}
    )
    name = departments.office_name(opened.office, year)
    collection = departments.Collection(name, _printed(opened, due, reading.number))
    forms = departments.forms(catalogue, year, reading.previous, collection)
    chosen = [form for form in forms if wanted in {"", form.name}]
    if not chosen:
        whose = f"{wanted}在 {reading.number} 年" if wanted else f"{reading.number} 年"
        raise files.Unusable(f"{whose}没有要报送的指标；指标由谁报送，写在指标目录的 department")
    nobody = len(year.indicators) - sum(len(form.lines) for form in forms)
    if nobody and not wanted:
        sys.stderr.write(f"{nobody} 项指标没有报送部门（department），不在表里\n")
    return chosen


def _printed(opened: Project, due: str, number: int) -> str:
    """Return until when the forms are due, as printed, "" for no date. Raises files.Unusable."""
    from lawgov_report.language import dates
    from lawgov_report.models.office import NO_OFFICE

    return dates.printed(_record.due(due, opened.office or NO_OFFICE, number))


def _blank(opened: Project, asked: str, due: str, destination: _output.Destination) -> None:
    """Write the blank form of all indicators in force in a year, of all that there are without one."""
    from lawgov_report.forms import departments, workbook

    if opened.catalogue is None:
        _project.refuse(opened, [], REFUSED)
    number = _arguments.year_number(asked, 2022) if asked else 0
    due_date = _printed(opened, due, number) if number else ""
    collection = departments.Collection(departments.office_name(opened.office, None), due_date)
    _output.put(workbook.write(departments.blank(opened.catalogue, number, collection)), destination)


def _written(forms: Sequence[Form]) -> dict[str, tuple[Form, bytes]]:
    """Return the forms and their files by the names of these."""
    from lawgov_report.forms import workbook

    outputs: dict[str, tuple[Form, bytes]] = {}
    for done, form in enumerate(forms, 1):
        outputs[_name(form, outputs)] = form, workbook.write(form)
        _output.progress(done, len(forms), "编报送表")
    return outputs


def _event(at: str, name: str, form: Form, content: bytes) -> log.Event:
    digest = sha256(content).hexdigest()
    return log.Event(at, log.What.EXPORTED, form.department, name, digest, len(form.lines))


def _name(form: Form, used: Container[str]) -> str:
    """Return the name of a department's file: its own name, with its key where another has that."""
    name = NOT_IN_NAMES.sub("_", form.name)
    return f"{name}.xlsx" if f"{name}.xlsx" not in used else f"{name}_{form.department}.xlsx"
