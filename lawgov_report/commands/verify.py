"""lawgov verify: read published files back, and compare their text and figures with the data."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import files
from lawgov_report.commands import _arguments, _project, _published

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawgov_report.models.project import Project
    from lawgov_report.readers.published import Published
    from lawgov_report.report.document import Document
    from lawgov_report.verifying.results import Result

FORMATS = ("text", "json")
IN_NAME = re.compile(r"(?<![0-9])[1-9][0-9]{3}(?![0-9])")  # four digits that are no part of a longer number
IN_TEXT = re.compile(r"([1-9][0-9]{3})年度")


def run(
    context: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="文件…", help="公开的 HTML、DOCX、PDF、Markdown、文本或 CSV")
    ],
    year: Annotated[str, typer.Option("--year", metavar="年份", help="不写就看文件名，再看标题")] = "",
    form: Annotated[str, typer.Option("--format", metavar="格式", help="text 或 json")] = "text",
) -> None:
    """核对公开的文件：读回其中的文字和数值，与数据比较

    例：lawgov verify out/2020.html out/2020.pdf；lawgov verify --year 2020 网站下载的报告.docx
    """
    _arguments.known_format(form, FORMATS)
    from lawgov_report.verifying import results

    opened = _project.open_in(files.root(context.obj))
    if year:
        _project.years(opened, [year])
    documents = _documents(opened)
    found = [_result(path, year, opened, documents) for path in paths]
    sys.stdout.write(results.as_json(found) if form == "json" else "".join(map(results.as_text, found)))
    sys.stdout.flush()  # before stderr, so that a terminal shows both in this order
    for result in found:
        if result.verdict is None:
            sys.stderr.write(f"lawgov：{result.path}：{result.reason}\n")
    code = max(result.code for result in found)
    if code:
        raise typer.Exit(code)


def _result(path: Path, year: str, opened: Project, documents: Callable[[int], Document]) -> Result:
    """Return what comes of a file; others are looked at even where this one cannot be used."""
    from lawgov_report.verifying import verify
    from lawgov_report.verifying.results import Result, cleaned

    shown = cleaned(str(path))
    try:
        published = _published.read(path)
        number = _year(path, year, opened, published)
        return Result(shown, number, verify.compare(published, documents(number)))
    except files.Unusable as error:
        reason = str(error).removeprefix(f"读不了 {path}：")
        return Result(shown, reason=cleaned(reason))


def _year(path: Path, asked: str, opened: Project, published: Published) -> int:
    """Return the year that the file is of: as asked, by its name, or by the first …年度 in it."""
    if asked:
        return int(asked)
    named = {*IN_NAME.findall(path.stem)}
    known = [number for number in named if int(number) in opened.years]
    # A name may hold other numbers of four digits, such as a day; so a year that the project has goes first
    found = known[0] if len(known) == 1 else _year_in(published)
    if not found and len(named) == 1:
        found = named.pop()
    if not found:
        raise files.Unusable("文件名和标题里都看不出是哪一年；用 --year 指明，例如 --year 2020")
    return _project.years(opened, [found])[0]


def _year_in(published: Published) -> str:
    """Return the year of the first …年度 in the text, "" where there is none."""
    for stretch in published.text:
        if match := IN_TEXT.search(stretch.text):
            return match[1]
    return ""


def _documents(opened: Project) -> Callable[[int], Document]:
    """Return what yields the document of a year. It raises files.Unusable where the data are broken."""
    from lawgov_report.checking import check
    from lawgov_report.models import project

    # Several files, a page and its PDF, are mostly of one year
    @cache
    def document(number: int) -> Document:
        (reading,) = project.years(opened, [number])
        examined = check.year(opened, reading, final=False)
        if examined.document is None:
            raise files.Unusable(f"{reading.source.name} 有错误，无法比较；见 lawgov validate {number}")
        return examined.document

    return document
