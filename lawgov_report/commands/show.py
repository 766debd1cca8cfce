"""lawgov show: one year as text, for the terminal and for git."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import files
from lawgov_report.commands import _project

if TYPE_CHECKING:
    from lawgov_report.models.project import Project, Reading
    from lawgov_report.report.document import Document


def run(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="年份或文件", help="年份、年度文件，或 版本:年份（git）")],
    textconv: Annotated[
        bool, typer.Option("--textconv", help="供 git 用：编不成的文件照原样印出，退出码 0")
    ] = False,
) -> None:
    """显示一年的报告：一句一行的文字，后面是全部数值

    让 git diff 显示报告的文字：git config diff.lawgov.textconv "lawgov show --textconv"，
    并在 .gitattributes 里写 data/[0-9]*.yaml diff=lawgov

    例：lawgov show 2020；lawgov show HEAD~1:2020
    """
    if textconv:
        _converted(Path(name), context.obj)
        return
    opened, number = _project.named(name, context.obj, _project.open_in)
    reading = _reading(opened, number)
    document = _document(opened, reading)
    if document is None:
        _project.refuse(opened, [reading], f"{name} 有错误，无法显示")
    sys.stdout.write(_text(document))


def _converted(path: Path, folder: Path | None) -> None:
    """Print a year file as git asks for it: it may be of any age, lie anywhere, and hold errors."""
    from lawgov_report.reading.source import MAX_BYTES

    content, document, reason = files.read(path, MAX_BYTES), None, f"{path} 有错误"
    try:
        opened, number = _project.of_file(path, folder, _project.open_in)
        document = _document(opened, _reading(opened, number))
    except files.Unusable as error:
        reason = str(error)
    if document is not None:
        sys.stdout.write(_text(document))
        return
    # git stops a whole diff where its textconv fails, so the file goes out as it is
    sys.stderr.write(f"lawgov：{reason}；照原样比较\n")
    sys.stdout.write(_as_it_stands(content))


def _as_it_stands(content: bytes) -> str:
    """Return the text of a file whatever its encoding; bytes that are none stay apart."""
    from lawgov_report.readers import encoding

    try:
        return encoding.text(content)
    except files.Unusable:
        return content.decode(errors="backslashreplace")


def _reading(opened: Project, number: int) -> Reading:
    from lawgov_report.models import project

    (reading,) = project.years(opened, [number])
    return reading


def _document(opened: Project, reading: Reading) -> Document | None:
    """Return the document; None where catalogue or year cannot be used."""
    from lawgov_report.report.assemble import assemble

    if opened.catalogue is None or reading.year is None:
        return None
    return assemble(opened.catalogue, reading.year, reading.previous)[0]


def _text(document: Document) -> str:
    from lawgov_report.writing import text

    return text.text(document)
