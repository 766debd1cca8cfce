"""lawgov forms return: the forms in which something is wrong, with comments, to be sent back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import files
from lawgov_report.commands import _arguments, _guard, _output
from lawgov_report.commands.forms import _incoming, _record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.commands.forms._incoming import Incoming, Target
    from lawgov_report.forms.log import Event
    from lawgov_report.forms.returned import Returned
    from lawgov_report.forms.sheet import Form

ELSEWHERE = "用 -o 写到别的文件夹"


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
    terms = _incoming.terms(target, "", "theirs", names=False)
    incoming = _incoming.examine(target, _incoming.read(paths), terms)
    wrong = [form for form in incoming.forms if incoming.of_file(form.file)]
    outputs = {form.name: _annotated(target, incoming, form) for form in wrong}
    if len(outputs) < len(wrong):
        raise files.Unusable("要退回的表里有同名的文件；分几次退回")
    if incoming.findings.diagnostics:
        _output.show_findings(incoming.findings)
    if outputs:
        _put(output, outputs, force=force)
        _record.append(target.root, target.reading.number, [*_events(incoming, wrong)])
    sys.stderr.write(f"{len(incoming.forms)} 份表，退回 {len(wrong)} 份\n")
    raise typer.Exit(1 if wrong else 0)


def _annotated(target: Target, incoming: Incoming, form: Returned) -> bytes:
    """Return a form with its findings as comments. Raises files.Unusable for one that can have none."""
    from lawgov_report.forms import annotated

    if not form.place.sheet:
        raise files.Unusable(f"{form.file} 是 CSV，加不了批注；导出 Excel 表再填")
    return annotated.write(_anew(target, form), form, incoming.of_file(form.file))


def _anew(target: Target, form: Returned) -> Form:
    """Return the form that the department is to fill in now. Raises files.Unusable where there is none."""
    from lawgov_report.forms import departments
    from lawgov_report.language import dates

    year = target.reading.year
    name = departments.office_name(target.project.office, year)
    due = departments.due_date(target.project.office, target.reading.number)
    collection = departments.Collection(name, dates.printed(due))
    if not form.department:
        return departments.blank(target.catalogue, target.reading.number, collection)
    assert year is not None  # noqa: S101 target() has looked
    asked = departments.forms(target.catalogue, year, target.reading.previous, collection)
    found = [each for each in asked if each.department == form.department]
    if not found:
        raise files.Unusable(f"{form.file} 的部门今年没有要报的指标，没有表可以退回")
    return found[0]


def _put(folder: Path, outputs: dict[str, bytes], *, force: bool) -> None:
    """Write the forms, all or none; none over one that somebody filled in. Raises files.Unusable."""
    with files.Staging(folder) as staging:
        for name, content in outputs.items():
            staging.put(name, content)
        standing = (_guard.by_hand(folder / name, "xlsx", {}) for name in outputs)
        settled = _guard.settle(staging, [old for old in standing if old], ELSEWHERE, force=force)
        paths = staging.publish()
    sys.stderr.write(settled)
    sys.stdout.write("".join(f"{path}\n" for path in paths))


def _events(incoming: Incoming, wrong: list[Returned]) -> Iterator[Event]:
    """Yield a line of the log for each department whose form is returned."""
    from lawgov_report.forms.log import Event, What

    now = _record.now()
    for form in wrong:
        if form.department:
            count = len(incoming.of_file(form.file))
            yield Event(now, What.RETURNED, form.department, form.name, form.sha256, findings=count)
