"""lawgov forms return: the forms in which something is wrong, with comments, to be sent back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import files
from lawgov_report.commands import _arguments, _output
from lawgov_report.commands.forms import _incoming, _record, _workbooks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_report.commands.forms._incoming import Incoming, OpenedYear
    from lawgov_report.forms.log import Event
    from lawgov_report.forms.returned import Returned
    from lawgov_report.forms.sheet import Form, Line


def run(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="文件…", help="交回来的 .xlsx，或它们的文件夹")],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件夹", help="写到哪里，不能是交回来的表所在的文件夹")
    ],
    year: _incoming.Year = "",
    force: _arguments.Force = False,
) -> None:
    """退回报送表：把问题批注在有问题的格子上

    没有问题的表不写。填过的都在，部门照批注改好再交。

    例：lawgov forms return 报送表 -o 退回
    """
    target = _incoming.target(files.root(context.obj), year)
    # what the year has may differ from a form: that is not for the department to mend
    conditions = _incoming.conditions(target, "", "theirs", names=False)
    incoming = _incoming.examine(target, _incoming.read(paths), conditions)
    wrong = [form for form in incoming.forms if incoming.of_file(form.file)]
    outputs = {form.name: _annotated(target, incoming, form) for form in wrong}
    if len(outputs) < len(wrong):
        raise files.Unusable("要退回的表里有同名的文件；分几次退回")
    if incoming.findings.diagnostics:
        _output.show_findings(incoming.findings)
    if outputs:
        _workbooks.put(output, outputs, force=force)
        _record.append(target.root, target.reading.number, [*_events(incoming, wrong)])
    sys.stderr.write(f"{len(incoming.forms)} 份表，退回 {len(wrong)} 份\n")
    raise typer.Exit(1 if wrong else 0)


def _annotated(target: OpenedYear, incoming: Incoming, form: Returned) -> bytes:
    """Return a form with its findings as comments. Raises files.Unusable for one that can have none."""
    from lawgov_report.forms import annotated

    if not form.place.sheet:
        raise files.Unusable(f"{form.file} 是 CSV，加不了批注；导出 Excel 表再填")
    if form.sha256 not in {used.sha256 for used in incoming.merged.used}:
        # figures of another year or office would be taken for this one's
        form = form._replace(answers=())
    return annotated.write(_anew(target, form), form, incoming.of_file(form.file))


def _anew(target: OpenedYear, form: Returned) -> Form:
    """Return the form that is to be filled in now. Raises files.Unusable where there is none."""
    from lawgov_report.forms import departments
    from lawgov_report.language import dates

    year, number = target.reading.year, target.reading.number
    assert year is not None  # noqa: S101 target() has looked
    office = target.project.office
    due = dates.printed(departments.due_date(office, number))
    collection = departments.Collection(departments.office_name(office, year), due)
    lines = [*departments.lines(target.catalogue, year, target.reading.previous)]
    if not form.department:
        return departments.together(target.catalogue, _answered(target, form, lines), number, collection)
    asked = departments.forms(target.catalogue, year, target.reading.previous, collection)
    found = [each for each in asked if each.department == form.department]
    if not found:
        raise files.Unusable(f"{form.file} 的部门今年没有要报的指标，没有表可以退回")
    return found[0]


def _answered(target: OpenedYear, form: Returned, lines: Iterable[Line]) -> list[Line]:
    """Return the lines of a form of all departments: those of the year, else those of the blank form."""
    from lawgov_report.forms import departments

    collection = departments.Collection("")
    whole = departments.blank(target.catalogue, target.reading.number, collection).lines
    known, answered = {line.key: line for line in lines}, {answer.key for answer in form.answers}
    return [known.get(line.key, line) for line in whole if line.key in answered]


def _events(incoming: Incoming, wrong: list[Returned]) -> Iterator[Event]:
    """Yield a line of the log for each department whose form is returned."""
    from lawgov_report.forms.log import Event, What

    now = _record.now()
    for form in wrong:
        if form.department:
            count = len(incoming.of_file(form.file))
            yield Event(now, What.RETURNED, form.department, form.name, form.sha256, findings=count)
