"""lawgov forms import: figures from forms that came back, into the year's file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lawgov_report import files
from lawgov_report.commands import _arguments, _output
from lawgov_report.commands.forms import _incoming, _record
from lawgov_report.language import narrative
from lawgov_report.language.quantity import OWED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.commands.forms._incoming import Incoming, OpenedYear
    from lawgov_report.forms.log import Event

VERSION = 1
FORMATS = ("text", "json")


def run(
    context: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="文件…", help="交回来的 .xlsx、它们的文件夹，或待报.csv")
    ],
    write: Annotated[bool, typer.Option("--write", help="写进年度文件；不写这个只显示会改什么")] = False,
    year: _incoming.Year = "",
    take: Annotated[
        str,
        typer.Option("--take", metavar="哪个", help="与已有的数不同时：theirs 用表里的，ours 留现有的"),
    ] = "",
    skip_wrong: Annotated[
        bool, typer.Option("--skip-wrong", help="有错误的、读不了的表整份跳过，其余的照写")
    ] = False,
    names: Annotated[bool, typer.Option("--names", help="出处里写上填报人的姓名")] = False,
    day: Annotated[
        str, typer.Option("--date", metavar="日期", help="表上没有日期的，按哪一天算，默认为今天")
    ] = "",
    form: Annotated[str, typer.Option("--format", metavar="格式", help="text（默认）或 json")] = "",
) -> None:
    """收回报送表：核对以后把数写进年度文件，注明出处

    先不加 --write，看会改什么。有错误就什么也不写；加 --skip-wrong，只跳过有错误的、读不了的表。

    退回有问题的表，用 lawgov forms return。

    例：lawgov forms import 报送表；lawgov forms import 报送表 --write
    """
    chosen = _arguments.known_format(form or FORMATS[0], FORMATS)
    target = _incoming.target(files.root(context.obj), year)
    conditions = _incoming.conditions(target, day, take, names=names)
    if skip_wrong:
        forms, refused = _incoming.readable(paths)
        _output.warn(f"跳过 {reason}" for reason in refused)
        incoming = _incoming.sound(target, forms, conditions)
    else:
        incoming, refused = _incoming.examine(target, _incoming.read(paths), conditions), ()
    written = write and not incoming.failed
    if written:
        _write(target, incoming)
    _show(target, incoming, chosen, written=written)
    changes = incoming.new != incoming.old and not written
    raise typer.Exit(1 if changes or incoming.failed or incoming.skipped or refused else 0)


def _write(target: OpenedYear, incoming: Incoming) -> None:
    """Write the year's file, then what came back into the log. Raises files.Unusable."""
    if incoming.new != incoming.old:
        files.rewrite(target.root, {target.name: incoming.new})
    number = target.reading.number
    last = {event.department: event for event in _record.events(target.root, number)}
    new = [event for event in _events(target, incoming) if not _noted(event, last.get(event.department))]
    _record.append(target.root, number, new)


def _noted(event: Event, last: Event | None) -> bool:
    """Return whether the last line of a department's says the same: a form imported once more."""
    return last is not None and (last.what, last.sha256) == (event.what, event.sha256)


def _events(target: OpenedYear, incoming: Incoming) -> Iterator[Event]:
    """Yield a line of the log for each department that answered anything, and each of its forms."""
    from lawgov_report.forms import answered
    from lawgov_report.forms.log import Event, What

    now = _record.now()
    for form in incoming.merged.used:
        findings = len(incoming.of_file(form.file))
        completions = answered.by_department(target.catalogue, form) if answered.anything(form) else {}
        for department, completion in completions.items():
            came = (department, form.name, form.sha256, len(completion.values), findings, completion.absent)
            if completion.values or completion.absent:
                yield Event(now, What.IMPORTED, *came)


def _show(target: OpenedYear, incoming: Incoming, form: str, *, written: bool) -> None:
    """Show what changes and what was found, for people or for programs."""
    from lawgov_report.checking.fixes import difference

    if form == "json":
        sys.stdout.write(json.dumps(_object(target, incoming, written=written), ensure_ascii=False, indent=2))
        sys.stdout.write("\n")
        return
    if not (written or incoming.failed):
        sys.stdout.write(difference(target.name, incoming.old, incoming.new))
    if incoming.findings.diagnostics:
        _output.show_findings(incoming.findings)
    _output.warn([*_without_values(incoming), *_dangling(target, incoming)])
    sys.stderr.write(f"{_summary(target, incoming, written=written)}\n")


def _without_values(incoming: Incoming) -> Iterator[str]:
    """Yield the remarks that are written nowhere, since nothing stands beside them."""
    for form in incoming.merged.used:
        for answer in form.answers:
            if answer.note and not answer.base and answer.shown.strip() in {"", OWED}:
                yield f"{form.file} {answer.label}：没有填数，备注“{answer.note}”没有写进年度文件"


def _dangling(target: OpenedYear, incoming: Incoming) -> Iterator[str]:
    """Yield where the text refers to what departments have not: the year cannot be built so."""
    removed = {entry.key for entry in incoming.merged.entries if not entry.value}
    for number, line in enumerate(incoming.new.decode().splitlines(), 1):
        keys = (piece.key for piece in narrative.parse(line) if isinstance(piece, narrative.Reference))
        for key in removed.intersection(keys):
            yield f"{target.name} 第 {number} 行的文字引用了 {key}，部门填的是“无此项”：改这一句"


def _summary(target: OpenedYear, incoming: Incoming, *, written: bool) -> str:
    """Return what came of it, and what can be done next."""
    count = len(incoming.merged.entries)
    what = (
        f"{len(incoming.forms)} 份表，{count} 项有新的数"
        if count
        else f"{len(incoming.forms)} 份表，没有新的数"
    )
    if incoming.skipped:
        what += f"，{len(incoming.skipped)} 份有错误，没有用"
    if incoming.failed:
        return f"{what}；有错误，没有写入：改正，或用 lawgov forms return 退回有问题的表"
    if written:
        return f"{what}；已写进 {target.name}" if count else what
    return f"{what}；现在没有改动文件，加 --write 写进 {target.name}" if count else what


def _object(target: OpenedYear, incoming: Incoming, *, written: bool) -> dict[str, Any]:
    from lawgov_report.forms import answered

    findings = json.loads(_output.report(incoming.findings, "json"))
    forms = [answered.entry(target.catalogue, form) for form in incoming.merged.used]
    changes = [
        {
            "key": entry.key,
            "value": entry.value or None,
            "file": incoming.merged.answers[entry.key].place.file,
            "cell": incoming.merged.answers[entry.key].place.cell or None,
        }
        for entry in incoming.merged.entries
    ]
    head: dict[str, Any] = {"version": VERSION, "year": target.reading.number, "written": written}
    skipped = [*incoming.skipped]
    return {
        **head,
        "skipped": skipped,
        "forms": forms,
        "changes": changes,
        "diagnostics": findings["diagnostics"],
    }
