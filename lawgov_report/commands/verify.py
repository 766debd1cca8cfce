"""lawgov verify: read published files back, and compare their figures with the data."""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from lawgov_report import files
from lawgov_report.commands import _project
from lawgov_report.readers import READERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lawgov_report.models.project import Project
    from lawgov_report.readers.published import Published
    from lawgov_report.report.document import Document
    from lawgov_report.verifying.verify import Difference, Verdict

FORMATS = ("text", "json")
VERSION = 1
MOST_BYTES = {".html": 1 << 23, ".htm": 1 << 23, ".csv": 1 << 23, ".docx": 1 << 26, ".pdf": 1 << 26}
IN_NAME = re.compile(r"(?<![0-9])[1-9][0-9]{3}(?![0-9])")
IN_TEXT = re.compile(r"([1-9][0-9]{3})年度")
LONGEST = 60  # characters of a figure that are shown
NOTHING, LOST = "没有", "没有找到"
NAMES = {
    "value": "数值",
    "unit": "单位",
    "bound": "概数用词",
    "low": "下限",
    "high": "上限",
    "written": "原文",
    "json-ld": "供机器读的数值（JSON-LD）",
}
NAMES |= {
    "key": "键",
    "label": "名称",
    "part": "部分",
    "department": "部门",
    "previous": "上年",
    "note": "备注",
}


def run(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="文件…", help="公开的 HTML、DOCX、PDF 或 CSV")],
    year: Annotated[str, typer.Option("--year", metavar="年份", help="不写就看文件名，再看标题")] = "",
    form: Annotated[str, typer.Option("--format", metavar="格式", help="text 或 json")] = "text",
) -> None:
    """核对公开的文件：读回其中的数值，与数据比较

    例：lawgov verify out/2020.html out/2020.pdf；lawgov verify --year 2020 网站下载的报告.docx
    """
    if form not in FORMATS:
        raise files.Unusable(f"没有 {form} 这种格式；可用：{'、'.join(FORMATS)}")
    opened = _project.open_in(files.root(context.obj))
    if year:
        _project.years(opened, [year])
    documents = _documents(opened)
    results = [_result(path, year, opened, documents) for path in paths]
    sys.stdout.write(_json(results) if form == "json" else "".join(map(_text, results)))
    sys.stdout.flush()
    for one in results:
        if one.verdict is None:
            sys.stderr.write(f"lawgov：{one.path}：{one.reason}\n")
    code = max(one.code for one in results)
    if code:
        raise typer.Exit(code)


class _Result(NamedTuple):
    """What came of one file; without a verdict, `reason` says why."""

    path: str
    year: int = 0
    verdict: Verdict | None = None
    reason: str = ""

    @property
    def code(self) -> int:
        if self.verdict is None:
            return 2
        return 1 if self.verdict.differences else 0


def _result(path: Path, year: str, opened: Project, documents: Callable[[int], Document]) -> _Result:
    """Return what comes of a file; others are looked at even where this one cannot be used."""
    from lawgov_report.verifying import verify

    shown = _harmless(str(path))
    try:
        published = _read(path)
        number = _year(path, year, opened, published)
        return _Result(shown, number, verify.compare(published, documents(number)))
    except files.Unusable as error:
        reason = str(error).removeprefix(f"读不了 {path}：")
        return _Result(shown, reason=_harmless(reason))


def _read(path: Path) -> Published:
    suffix = path.suffix.lower()
    if suffix not in READERS:
        kinds = "、".join(READERS)
        raise files.Unusable(f"不认识这种文件；可以核对的：{kinds}")
    most = MOST_BYTES[suffix]
    content = files.read(path, most)
    if len(content) > most:
        raise files.Unusable(f"超过 {most >> 20} MB，不读")
    published: Published = import_module(f"lawgov_report.readers.{READERS[suffix]}").read(content)
    return published


def _year(path: Path, asked: str, opened: Project, published: Published) -> int:
    """Return the year that the file is of: as asked, by its name, or by the first …年度 in it."""
    if asked:
        return int(asked)
    named = {*IN_NAME.findall(path.stem)}
    known = [one for one in named if int(one) in opened.years]
    told = (match[1] for one in published.text if (match := IN_TEXT.search(one.text)))
    found = known[0] if len(known) == 1 else next(told, "")
    if not found and len(named) == 1:
        found = named.pop()
    if not found:
        raise files.Unusable("文件名和标题里都看不出是哪一年；用 --year 指明，例如 --year 2020")
    return _project.years(opened, [found])[0]


def _documents(opened: Project) -> Callable[[int], Document]:
    """Return what yields the document of a year. It raises files.Unusable where the data are broken."""
    from lawgov_report.checking import check as examine
    from lawgov_report.models import project

    @cache
    def document(number: int) -> Document:
        (reading,) = project.years(opened, [number])
        made = examine.year(opened, reading, final=False).document
        if made is None:
            raise files.Unusable(f"{reading.source.name} 有错误，无法比较；见 lawgov validate {number}")
        return made

    return document


# How it is shown


def _harmless(text: str) -> str:
    """Return the text as a terminal may show it, on one line and not too long."""
    from lawgov_report.checking.check import harmless

    said = harmless(text.replace("\n", " "))
    return said if len(said) <= LONGEST * 4 else f"{said[: LONGEST * 4]}…"


def _cut(text: str) -> str:
    said = _harmless(text)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"


def _text(result: _Result) -> str:
    if result.verdict is None:
        return ""
    return "".join(f"{line}\n" for line in _told(result, result.verdict))


def _told(result: _Result, verdict: Verdict) -> Iterator[str]:
    data = f"data/{result.year}.yaml"
    count = len(verdict.differences)
    said = f"与 {data} 不同 {count} 处" if count else f"与 {data} 相同"
    yield f"{result.path}：{said}（比较了 {verdict.compared} 处）"
    for one in verdict.differences:
        yield from _difference(result, one)
    yield from (f"  说明：{_harmless(remark)}" for remark in verdict.remarks)


def _difference(result: _Result, one: Difference) -> Iterator[str]:
    what = "" if one.what == "written" else f"：{NAMES[one.what]}"
    note = f"（{one.note}）" if one.note else ""
    yield f"  {_cut(one.label or '数据里没有的指标')} {_cut(one.key)}{what}{note}"
    yield f"    文件 {_value(one.published, LOST)}{_at(result, one)}"
    yield f"    数据 {_value(one.expected, NOTHING)}{f'  {one.place}' if one.place else ''}"


def _value(text: str | None, nothing: str) -> str:
    return nothing if text is None else _cut(text) or "（空）"


def _at(result: _Result, one: Difference) -> str:
    if one.spot is None:
        return ""
    return f"  {result.path}{':' if one.spot.line else ' '}{one.spot}"


def _json(results: Sequence[_Result]) -> str:
    import json

    told = {"version": VERSION, "files": [_entry(one) for one in results]}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _entry(result: _Result) -> dict[str, Any]:
    if result.verdict is None:
        return {"file": result.path, "year": None, "same": None, "reason": result.reason}
    return {
        "file": result.path,
        "year": result.year,
        "same": not result.verdict.differences,
        "compared": result.verdict.compared,
        "differences": [_of(one) for one in result.verdict.differences],
        "remarks": [*result.verdict.remarks],
    }


def _of(one: Difference) -> dict[str, Any]:
    spot, place = one.spot, one.place
    at = (
        {"line": spot.line, "column": spot.column, "paragraph": spot.paragraph, "page": spot.page}
        if spot
        else {}
    )
    return {
        "key": _harmless(one.key),
        "label": one.label or None,
        "what": one.what,
        "published": None if one.published is None else _harmless(one.published),
        "expected": one.expected,
        "at": {name: number for name, number in at.items() if number} or None,
        "data": {"file": place.file, "line": place.line, "column": place.column} if place else None,
        "note": one.note or None,
    }
