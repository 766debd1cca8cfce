"""lawgov preview: the report as a web page that follows what is typed."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lawgov_report import files
from lawgov_report.commands import _output, _project
from lawgov_report.commands.forms import _record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lawgov_report.models.project import Project, Reading
    from lawgov_report.preview.server import Board
    from lawgov_report.reading.diagnostics import Findings

MAX_PORT = 65535


def run(
    context: typer.Context,
    year: Annotated[str, typer.Argument(metavar="[年份]", help="不写就看最近一年")] = "",
    port: Annotated[
        int, typer.Option("--port", metavar="端口", min=0, max=MAX_PORT, help="不写由系统挑一个空闲的")
    ] = 0,
) -> None:
    """预览报告：边写边看，文件一保存网页就更新

    网页只在本机能看；待报和草稿照样显示。按 Ctrl-C 结束。

    例：lawgov preview 2020；lawgov preview --port 8000
    """
    folder = files.root(context.obj)
    number = _project.years(_project.open_in(folder), [year] if year else [])[-1]
    from lawgov_report.preview import page, server, watch

    board = server.Board(page.BLANK)
    built_in = files.templates(None)  # the shell runs a script: not one of a project's own template
    shell = partial(page.shell, number, templates=built_in)
    with watch.pausing(folder) as pause, server.serving(board, shell, port) as address:
        _say(f"预览 {number} 年：{address}")
        _say("data/ 和 templates/ 里的文件一保存，网页就更新；按 Ctrl-C 结束")
        try:
            _follow(folder, number, board, watch.changes(folder, pause))
        except KeyboardInterrupt:
            _say("预览已结束")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()  # the command runs on, and a pipe would hold the line back


def _follow(folder: Path, number: int, board: Board, changes: Iterator[None]) -> None:
    """Rebuild the year after each change, and print one status line."""
    last = _Seen("")
    for _ in changes:
        began = time.perf_counter()
        seen = _safe(folder, number)
        last = seen if seen.page is not None else last
        board.put(partial(_state, seen, last), seen.page)
        milliseconds = (time.perf_counter() - began) * 1000
        _say(f"{seen.time} {seen.summary}{_standing(seen, last)}（{milliseconds:.0f} 毫秒）")


def _standing(seen: _Seen, last: _Seen) -> str:
    """Return which version the page goes on showing, "" where it shows what was seen."""
    if seen is last:
        return ""
    return f"；网页保留 {last.time} 的版本" if last.time else "；还没有可看的版本"


def _now() -> str:
    return time.strftime("%H:%M:%S")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one look at the project gave; `page` is None where the one before stays.

    `problem` says in a line why nothing could be made. `time` is when we looked, by the clock on the wall.
    """

    summary: str
    page: bytes | None = None
    findings: Findings | None = None
    details: Mapping[str, Any] | None = None
    forms: Mapping[str, Any] | None = None
    problem: str = ""
    time: str = ""


def _state(seen: _Seen, last: _Seen, version: str, page: str) -> bytes:
    """Return what the page asks for: what was seen, and when the report that it shows was built."""
    from lawgov_report.preview import page as pages

    return pages.state(
        version=version,
        page=page,
        time=seen.time,
        shown=last.time,
        fresh=seen is last,
        summary=seen.summary,
        problem=seen.problem,
        findings=_as_json(seen.findings) if seen.findings else [],
        details=last.details,
        forms=seen.forms,
    )


def _safe(folder: Path, number: int) -> _Seen:
    """Look at the project; whatever goes wrong is shown, for the next save may mend it."""
    try:
        return _look(folder, number)
    except files.Unusable as error:
        return _Seen(str(error), problem=str(error), time=_now())
    except Exception as error:  # noqa: BLE001 a bug of ours must not end what the drafter works with
        line = f"程序内部出错（{type(error).__name__}: {error}）".replace("\n", " ")
        remedy = f"请运行 lawgov validate {number}，把显示的内容发给维护者"
        return _Seen(line, problem=f"{line}；{remedy}", time=_now())


def _look(folder: Path, number: int) -> _Seen:
    """Return the year as it stands: as `build --draft` makes it, but in spite of errors of judgement."""
    from lawgov_report.checking import check
    from lawgov_report.models import project
    from lawgov_report.preview import page as pages
    from lawgov_report.reading.diagnostics import Findings
    from lawgov_report.reporters import summary
    from lawgov_report.writing import html

    opened = _project.open_in(folder)
    (reading,) = project.years(opened, [number])
    examined = check.year(opened, reading, final=False)
    found = (*check.catalogue(opened), *examined.diagnostics)
    findings = Findings(found, 1, int(examined.document is None))
    line = summary.line(findings)
    forms = _forms(folder, opened, reading)
    if examined.document is None or check.broken(found):
        return _Seen(line, findings=findings, forms=forms, time=_now())
    try:
        page = html.write(examined.document, files.templates(folder))[html.SUFFIX]
    except files.Unusable as error:
        return _Seen(f"{line}；{error}", findings=findings, forms=forms, problem=str(error), time=_now())
    details = pages.details(examined.document, opened, found)
    return _Seen(line, page, findings, details, forms, time=_now())


def _forms(folder: Path, opened: Project, reading: Reading) -> dict[str, Any] | None:
    """Return who has delivered the year's figures, None where no form was sent out or the year is broken."""
    from lawgov_report.forms import status
    from lawgov_report.preview import page as pages

    try:
        events = _record.events(folder, reading.number)
    except files.Unusable as error:  # a log that somebody broke hides nothing else
        return {"title": str(error), "head": [], "rows": []}
    if not events or opened.catalogue is None or opened.office is None or reading.year is None:
        return None
    days = _record.days("", opened.office, reading.number)
    return pages.forms(status.status(opened.catalogue, reading.year, events, days))


def _as_json(findings: Findings) -> list[dict[str, Any]]:
    """Return the findings as `validate --format json` prints them."""
    diagnostics: list[dict[str, Any]] = json.loads(_output.report(findings, "json"))["diagnostics"]
    return diagnostics
