"""lawgov import: published or drafted reports, made the year files of a project."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import files
from lawgov_report.commands import _arguments, _output, _published

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawgov_report.importing.importer import Home, Imported, Task

FORMATS = ("text", "json")
FIGURES = ("all", "none")


def run(
    context: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="文件…", help="Word、网页、PDF、文本或 Markdown，一年一个")
    ],
    year: Annotated[
        str, typer.Option("--year", metavar="年份", help="不写就看标题，再看文件名；只用于一个文件")
    ] = "",
    like: Annotated[
        str, typer.Option("--like", metavar="年份", help="标识和指标的键照哪一年的取，默认为最近的一年")
    ] = "",
    figures: Annotated[
        str, typer.Option("--figures", metavar="数值", help="all 登记为指标（默认）；none 留作文字")
    ] = "all",
    draft: Annotated[
        bool, typer.Option("--draft", help="还没有公开的稿子：里面的错误不豁免，validate 照常报告")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="列出全部推定；不写的，每种列前几处，不同和豁免总是全列")
    ] = False,
    form: Annotated[str, typer.Option("--format", metavar="格式", help="text 或 json")] = "text",
) -> None:
    """导入报告：公开的或起草的文件，变成一年的 YAML，逐段核对

    没有项目的文件夹里，项目也一并建好；年度文件和 office.yaml 从不覆盖，指标目录只加行。
    推定的各项分种列出；有一段与文件不同，退出码为 1。已公开的文本改不了，里面的错误写成豁免；
    还没有公开的稿子用 --draft。

    例：lawgov import 2020年报告.docx；lawgov import --year 2019 --like 2020 网页.html
    """
    _arguments.known_format(form, FORMATS)
    if figures not in FIGURES:
        raise files.Unusable(f"--figures 没有 {figures}；可用：{'、'.join(FIGURES)}")
    if year and len(paths) > 1:
        raise files.Unusable("--year 只用于一个文件；几个文件的年份看标题或文件名")
    from lawgov_report.importing import results

    folder = _folder(context.obj)
    imported = _imported(
        [_task(path, year, like, figures)._replace(published=not draft) for path in paths], _home(folder)
    )
    written = [path.as_posix() for path in _write(_output.short(folder / files.MARKER.parent), imported)]
    if form == "json":
        sys.stdout.write(results.as_json(imported, written))
    else:
        sys.stdout.write("".join(f"{path}\n" for path in written))
        sys.stdout.write("".join(map(results.as_text if every else results.in_short, imported)))
    if any(each.loss.differences for each in imported):
        raise typer.Exit(1)


def _folder(given: Path | None) -> Path:
    """Return the project's folder; where there is none, the one given or the shell's becomes one."""
    try:
        return files.root(given)
    except files.Unusable:
        folder = given or Path.cwd()
        if any(
            name.startswith(f"{files.MARKER.stem}.") for name in files.names(folder / files.MARKER.parent)
        ):
            raise  # a catalogue with another suffix
        return folder


def _home(folder: Path) -> Home:
    """Return the project in a folder as it stands on disk."""
    from lawgov_report.importing.importer import Home
    from lawgov_report.models.project import TERMS
    from lawgov_report.reading.source import MAX_BYTES

    templates = files.templates(folder)
    data = folder / files.MARKER.parent
    names = tuple(files.data_names(folder)) if data.is_dir() else ()
    if names:
        files.sweep(data)
    return Home(
        lambda name: files.read(files.of_data(folder, name), MAX_BYTES), names, lambda: templates(TERMS)
    )


def _task(path: Path, year: str, like: str, figures: str) -> Task:
    """Return what is to be imported. Raises files.Unusable, which names the file."""
    from lawgov_report.importing.importer import Task

    try:
        published = _published.read(path, _published.REPORTS)
    except files.Unusable as error:
        reason = str(error).removeprefix(f"读不了 {path}：")
        raise files.Unusable(f"{path}：{reason}") from error
    return Task(
        path.name,
        published.text,
        _arguments.year_number(year, 2020) if year else 0,
        _arguments.year_number(like, 2020) if like else 0,
        figures == FIGURES[0],
    )


def _imported(tasks: Sequence[Task], home: Home) -> list[Imported]:
    """Return all files as years, the earliest first, each with those before it in the project."""
    from lawgov_report.importing import importer

    found: list[Imported] = []
    dated = sorted(map(importer.dated, tasks), key=lambda task: task.year)
    for first, second in pairwise(dated):
        if first.year == second.year:
            both = f"{first.file} 和 {second.file}"
            raise files.Unusable(f"{both} 都是 {first.year} 年的，一年只能有一个；去掉一个再导入")
    for number, task in enumerate(dated, 1):
        found.append(_brought_in(task, home))
        home = home.holding(found[-1].contents)
        _output.progress(number, len(tasks), "导入")
    return found


def _brought_in(task: Task, home: Home) -> Imported:
    """Return a file as a year. Raises files.Unusable, which names the file."""
    from lawgov_report.importing import importer

    try:
        return importer.bring_in(task, home)
    except files.Unusable as error:
        raise files.Unusable(f"{task.file}：{error}") from error


def _write(data: Path, imported: Sequence[Imported]) -> list[Path]:
    """Write all files, or none, and return their paths. Raises files.Unusable."""
    from lawgov_report.models.project import CATALOGUE

    contents: Mapping[str, bytes] = {
        name: content for each in imported for name, content in each.contents.items()
    }
    with files.Staging(data) as staging:
        for name, content in contents.items():
            staging.put(name, content)
        return staging.publish(new=contents.keys() - {CATALOGUE})
