"""lawgov validate: all diagnostics of the years."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import files
from lawgov_report.commands import opening
from lawgov_report.reporters import FORMATS

if TYPE_CHECKING:
    from lawgov_report.diagnostics import Findings
    from lawgov_report.project import Project


def run(
    context: typer.Context,
    years: Annotated[
        list[str] | None, typer.Argument(metavar="[年份或文件]…", help="不写就查全部年份")
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="格式", help="full、concise 或 json")] = "",
    final: Annotated[bool, typer.Option("--final", help="待报和草稿也算错误")] = False,
) -> None:
    """检查数据：格式、引用、勾稽关系

    例：lawgov validate 2020
    """
    if form and form not in FORMATS:
        message = f"没有 {form} 这种格式；可用：{'、'.join(FORMATS)}"
        raise files.Unusable(message)
    form = form or ("full" if sys.stdout.isatty() else "concise")
    asked = [_name(text) for text in years or []]
    folder = files.root(context.obj or _folder_of(years or []))
    opened = opening.project(folder)
    findings = _findings(opened, asked, final=final)
    sys.stdout.write(opening.report(findings, form))
    from lawgov_report.diagnostics import Severity

    raise typer.Exit(1 if findings.count(Severity.ERROR) else 0)


def _name(text: str) -> str:
    """Return the year that an argument names: a year itself, or the path of its file."""
    path = Path(text)
    return path.stem if path.suffix == ".yaml" else text


def _folder_of(arguments: list[str]) -> Path | None:
    """Return the project that the first file named lies in, None where no file is named."""
    paths = [Path(text) for text in arguments if text.endswith(".yaml")]
    if not paths:
        return None
    if not paths[0].is_file():
        message = f"没有这个文件：{paths[0]}"
        raise files.Unusable(message)
    return paths[0].absolute().parent.parent


def _findings(opened: Project, asked: list[str], *, final: bool) -> Findings:
    from lawgov_report import examine, project
    from lawgov_report.diagnostics import Findings

    catalogue_only = bool(asked) and all(name in {"indicators", "terms"} for name in asked)
    numbers = (
        [] if catalogue_only else opening.years(opened, [name for name in asked if name != "indicators"])
    )
    found = [*examine.catalogue(opened)]
    skipped = 0
    for done, reading in enumerate(project.years(opened, numbers), 1):
        examined = examine.year(opened, reading, final=final)
        found += examined.diagnostics
        skipped += examined.document is None
        opening.progress(done, len(numbers), "检查")
    return Findings(tuple(found), len(numbers), skipped)
