"""Workbooks as others save them, and as somebody makes them to harm. Sample data that is not real."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from lawgov_report.files import Unusable
from lawgov_report.readers import xlsx
from lawgov_report.readers.xlsx import SheetCell
from lawgov_report.reading.diagnostics import column_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
IDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"


def book(cells: str, more: Mapping[str, str | bytes] | None = None, *, strict: bool = False) -> bytes:
    """Return a workbook with one sheet."""
    members: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{IDS}"><workbookPr/><sheets>'
        '<sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><r><t>一</t></r><r><t>百</t></r>'
        "<rPh><t>yi bai</t></rPh></si></sst>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" '
        'formatCode="0.0&quot;%&quot;"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="58"/></cellXfs>'
        "</styleSheet>",
        SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>',
        **(more or {}),
    }
    if strict:
        members = {
            name: content.replace(MAIN, STRICT) if isinstance(content, str) else content
            for name, content in members.items()
        }
    return zipped(members)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


def cells(content: bytes) -> dict[str, SheetCell]:
    found = xlsx.read(content, {"表"}).sheets["表"]
    return {f"{column_letters(column)}{row}": cell for (row, column), cell in found.items()}


KINDS = (
    '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="AB2" s="1"><v>0.95</v></c><c><v>7</v></c></row>'
    '<row><c t="inlineStr"><is><r><t>甲 </t></r><rPh><t>jia</t></rPh><t>乙</t></is></c>'
    '<c s="2"><f>SUM(A1:A2)</f><v>5</v></c><c s="3"><v>44625</v></c><c t="b"><v>1</v></c>'
    '<c t="e"><v>#REF!</v></c><c s="1"/><c><f>A1</f></c></row>'
)


@pytest.mark.parametrize("strict", [False, True], ids=["transitional", "strict"])
def test_each_kind_of_cell_is_read_as_it_is_in_the_file(*, strict: bool) -> None:
    found = cells(book(KINDS, strict=strict))
    assert found == {
        "A2": SheetCell("text", "一百"),
        "AB2": SheetCell("number", "0.95", "0%"),
        "AC2": SheetCell("number", "7"),
        "A3": SheetCell("text", "甲 乙"),
        "B3": SheetCell("number", "5", '0.0"%"', formula=True),
        "C3": SheetCell("number", "44625", xlsx.DATE),
        "D3": SheetCell("truth", "1"),
        "E3": SheetCell("error", "#REF!"),
        "G3": SheetCell("number", "", "", formula=True),
    }
    assert [cell.is_percent for cell in found.values()].count(True) == 1  # not where % only stands in quotes
    assert [cell.is_date for cell in found.values()].count(True) == 1


def many(row: str, count: int) -> str:
    return f"<row>{row}</row>" * count


# each is written when its test runs: every process that collects the tests would write all of them
OTHERS: dict[str, tuple[Callable[[], bytes], str]] = {
    "not-a-zip": (lambda: b"PK\3\4 no", "不是 Excel 工作簿（.xlsx），或已损坏"),
    "xls": (lambda: xlsx.OLE + b"\0" * 512, "是 Excel 97—2003 的 .xls；"),
    "password": (lambda: xlsx.OLE + b"\0" * 64 + xlsx.ENCRYPTED, "有密码；"),
    "macros": (lambda: book("", {"xl/vbaProject.bin": b"x"}), "带有宏；"),
    "old-macros": (lambda: book("", {"xl/macrosheets/sheet1.xml": b"x"}), "带有宏；"),
    "link": (lambda: book("", {"xl/externalLinks/externalLink1.xml": b"x"}), "链接了别的文件；"),
    "connection": (lambda: book("", {"xl/connections.xml": b"x"}), "连接了外部数据；"),
    "object": (lambda: book("", {"xl/embeddings/oleObject1.bin": b"x"}), "嵌入了别的文件；"),
    "formula-elsewhere": (
        lambda: book("<row><c><f>[1]表!A1</f><v>1</v></c></row>"),
        "A1 的公式引用了别的文件；",
    ),
    "formula-by-path": (
        lambda: book("<row><c/><c><f>'D:\\[报.xlsx]表'!A1</f></c></row>"),
        "B1 的公式引用了别的文件；",
    ),
    "dde": (lambda: book("<row><c><f>cmd|'/c calc'!A0</f></c></row>"), "A1 的公式引用了别的文件；"),
    "rows": (lambda: book(many("", 50_001)), "工作表超过 50000 行"),
    "cells": (lambda: book(many("<c/>" * 100, 1001)), "工作表超过 100000 格"),
    "long": (lambda: book(f'<row><c t="str"><v>{"样" * 32_768}</v></c></row>'), "里面有一格超过 32767 个字"),
    # joined piece by piece, such a text would take minutes
    "pieces": (
        lambda: book(f'<row><c t="inlineStr"><is>{"<t>样</t>" * 40_000}</is></c></row>'),
        "里面有一格超过",
    ),
    "characters": (
        lambda: book(many(f'<c t="str"><v>{"样" * 32_000}</v></c>', 132)),
        "工作表的文字超过 4194304 个",
    ),
    "no-string": (lambda: book('<row><c t="s"><v>1</v></c></row>'), "里面没有第 1 条文字，已损坏"),
    "no-sheet": (lambda: book("", {"xl/_rels/workbook.xml.rels": "<Relationships/>"}), "里面没有 "),
    "dtd": (lambda: book("", {SHEET: "<!DOCTYPE a><a/>"}), f"里面的 {SHEET} 有 DTD"),
    "torn": (lambda: book("<row>"), f"里面的 {SHEET} 已损坏"),
    "xlsb": (lambda: zipped({"xl/workbook.bin": b"x"}), "是 .xlsb；"),
    "ods": (lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "是 .ods；"),
    "word": (lambda: zipped({"word/document.xml": b"x"}), "不是 Excel 工作簿（.xlsx）；"),
    "bomb": (lambda: book("", {"xl/media/image1.png": bytes(1 << 26)}), "解压后超过 64 MB"),
    "bomb-of-xml": (lambda: book(" " * (1 << 25)), f"里面的 {SHEET} 超过 32 MB"),
}


@pytest.mark.parametrize(("content", "reason"), [*OTHERS.values()], ids=[*OTHERS])
def test_what_is_no_plain_workbook_is_refused_with_the_reason(
    content: Callable[[], bytes], reason: str
) -> None:
    with pytest.raises(Unusable) as refused:
        xlsx.read(content(), {"表"})
    assert str(refused.value).startswith(reason)
