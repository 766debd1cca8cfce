# 样例数据，非真实 (all data in this file is made up)
"""Word files as people make them, read back: bold without styles, Word's lists, text boxes, tables."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx as python_docx
import pytest
import rendering
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt

from lawgov_report.files import Unusable
from lawgov_report.readers import docx, docx_numbering
from lawgov_report.readers.published import TITLE, Marked

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    from lawgov_report.readers.published import PublishedText

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LISTS = (Path(__file__).parent / "numbering.xml").read_text(encoding="utf-8")
STYLES = (Path(__file__).parent / "styles.xml").read_text(encoding="utf-8")


def package(body: str, **parts: str) -> bytes:
    """Return a Word file that has no more than the reader needs."""
    written = io.BytesIO()
    document = f'<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in {"document": document, **parts}.items():
            archive.writestr(f"word/{name}.xml", content)
    return written.getvalue()


def read(body: str) -> tuple[PublishedText, ...]:
    return docx.read(package(body, styles=STYLES, numbering=LISTS)).text


def p(text: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def listed(text: str, depth: int, number: int = 1) -> str:
    return p(text, more=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


# What styles say


def test_levels_and_looks_come_from_the_paragraph_its_style_and_what_that_is_based_on() -> None:
    body = (
        p("标题", "t") + p("一", "1") + p("二", "own") + p("三", "y") + p("四", "x")
        + p("五", "1", '<w:outlineLvl w:val="9"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("目录", "c") + p("六", "no")
    )  # fmt: skip
    found = read(body)
    assert [(each.text, each.level, each.label) for each in found] == [
        ("标题", TITLE, ""), ("一", 1, "一、"), ("二", 1, "二、"), ("三", 2, ""), ("四", 2, ""),
        ("五", 0, ""), ("六", 0, ""),
    ]  # fmt: skip
    assert [(each.align, each.size, each.bold, each.face) for each in found[:3]] == [
        ("center", 10.5, 0, "宋体"), ("", 10.5, 1, "黑体"), ("", 10.5, 0, "黑体"),
    ]  # fmt: skip


def test_a_heading_that_runs_in_shows_how_far_it_goes() -> None:
    runs = (
        '<w:r><w:t>　　</w:t></w:r><w:r><w:rPr><w:rStyle w:val="k"/><w:b/></w:rPr><w:t>加强领导。</w:t></w:r>'
        '<w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t>全年组织学习两次。</w:t></w:r>'
    )
    bold = runs.replace("<w:r><w:t>　　", "<w:r><w:rPr><w:b/></w:rPr><w:t>　　")
    (found,) = read(f"<w:p>{bold}</w:p>")
    assert (found.text, found.bold, found.size) == ("加强领导。全年组织学习两次。", 5, 16)
    assert read(f"<w:p>{runs}</w:p>")[0].face == "楷体"


# Lists


def test_lists_count_as_word_counts() -> None:
    body = (
        listed("甲", 0) + listed("乙", 1) + listed("丙", 1) + listed("", 1) + listed("丁", 1)
        + listed("戊", 0) + listed("己", 1) + listed("庚", 2) + listed("点", 3) + listed("另", 0, 2)
        + listed("起", 0, 2) + listed("无", 0, 9)
    )  # fmt: skip
    assert [each.label for each in read(body)] == [
        "一、", "（一）", "（二）", "（四）", "二、", "（一）", "1.", "", "一、", "二、", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "form", "expected"),
    [
        (10, "chineseCounting", "十"), (12, "chineseCounting", "十二"), (20, "japaneseCounting", "二十"),
        (103, "chineseCountingThousand", "一百零三"), (110, "chineseCounting", "一百一十"),
        (3, "decimalEnclosedCircle", "③"), (7, "decimalFullWidth", "７"), (2, "upperLetter", "B"),
        (9, "lowerRoman", "ix"), (4000, "upperRoman", "4000"), (2, "ideographTraditional", "乙"),
        (12, "chineseLegalSimplified", "拾贰"), (0, "chineseCounting", "零"), (5, "decimalZero", "05"),
        (6, "no-such-form", "6"),
    ],
)  # fmt: skip
def test_numbers_are_written_in_words_own_forms(count: int, form: str, expected: str) -> None:
    assert docx_numbering.written(count, form) == expected


# What is read of a paragraph, and what is not


def test_soft_breaks_and_tabs_are_read_and_codes_and_hidden_text_are_not() -> None:
    runs = (
        "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t><w:br w:type='page'/><w:tab/><w:t>丁</w:t>"
        "</w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:t>码</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:sym/></w:r>"
        "<w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>标</w:t></w:r></w:smartTag>"
        "<w:r><w:ruby><w:rt><w:r><w:t>yin</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>音</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
    )
    tabs = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs></w:pPr>'
    assert [each.text for each in read(f"<w:p>{tabs}{runs}</w:p>")] == ["甲\n乙\n丙\t丁7链标音新"]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    first = p("甲", more="<w:rPr><w:del/></w:rPr>")
    assert [each.text for each in read(first + p("乙", "t") + p("丙"))] == ["甲乙", "丙"]


def test_controls_are_marks_in_the_text() -> None:
    def control(key: str, text: str) -> str:
        content = f"<w:sdtContent><w:r><w:t>{text}</w:t></w:r></w:sdtContent>"
        return f'<w:sdt><w:sdtPr><w:tag w:val="{key}"/></w:sdtPr>{content}</w:sdt>'

    range_ = f"{control('a', '3')}<w:r><w:t>—</w:t></w:r>{control('a', '5')}"
    body = f"<w:p><w:r><w:t>　　办理</w:t></w:r>{range_}<w:r><w:t>件</w:t></w:r></w:p>"
    (found,) = read(body)
    assert (found.text, found.marks) == ("办理3—5件", (Marked(2, 5, "a"),))


def test_cells_say_their_table_row_and_column() -> None:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    inner = f"<w:tbl>{row(p('内'))}</w:tbl>"
    rows = row(wide + p("甲"), p("乙")) + row(p("丙"), p("丁") + p("戊"), inner + p(""))
    assert [(each.text, each.cell) for each in read(f"<w:tbl>{rows}</w:tbl>{p('己')}")] == [
        ("甲", (1, 1, 1)), ("乙", (1, 1, 3)), ("丙", (1, 2, 1)), ("丁", (1, 2, 2)), ("戊", (1, 2, 2)),
        ("内", (2, 1, 1)), ("己", None),
    ]  # fmt: skip


def test_a_text_box_that_word_writes_twice_is_read_once() -> None:
    box = f"<w:txbxContent>{p('框')}</w:txbxContent>"
    compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    twice = f"<mc:AlternateContent {compatible}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    body = f"<w:p><w:r><w:t>甲</w:t>{twice}</mc:AlternateContent><w:t>乙</w:t></w:r></w:p>"
    assert [each.text for each in read(body)] == ["框", "甲乙"]


# As python-docx and LibreOffice write


def looked(run: Run, face: str, size: float) -> None:
    run.font.size, run.bold = Pt(size), True
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)  # noqa: SLF001 no public way


def numbered(paragraph: Paragraph, depth: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 no public way
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = 1


def typed() -> bytes:
    """Return a report as an office would type it: bold instead of styles, a list, a table, a text box."""
    document = python_docx.Document()
    part = document.part.numbering_part
    part._element = parse_xml(LISTS)  # noqa: SLF001 no public way
    document.sections[0].header.paragraphs[0].text = "内部资料"
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    looked(title.add_run("样例区2021年度法治政府建设工作情况报告"), "方正小标宋简体", 22)
    heading = document.add_paragraph()
    looked(heading.add_run("主要工作"), "黑体", 16)
    numbered(heading, 0)
    numbered(document.add_paragraph("加强领导"), 1)
    body = document.add_paragraph("　　全年办理案件120件，")
    body.add_run().add_break(WD_BREAK.LINE)
    body.add_run("办结90件。")
    table = document.add_table(2, 2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), "类数罚5", strict=True):
        cell.text = text
    box = OxmlElement("w:pict")
    box.append(parse_xml(BOX))
    document.add_paragraph().add_run()._r.append(box)  # noqa: SLF001 no public way
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


BOX = f"""\
<v:rect xmlns:v="urn:schemas-microsoft-com:vml" style="width:200pt;height:40pt"><v:textbox>
<w:txbxContent xmlns:w="{MAIN}"><w:p><w:r><w:t>样例区人民政府</w:t></w:r></w:p></w:txbxContent>
</v:textbox></v:rect>
"""
EXPECTED = [
    ("样例区2021年度法治政府建设工作情况报告", "", "center", 22, 21, "方正小标宋简体"),
    ("主要工作", "一、", "", 16, 4, "黑体"),
]
REST = [
    ("加强领导", "（一）", None),
    ("全年办理案件120件，\n办结90件。", "", None),
    ("类", "", (1, 1, 1)),
    ("数", "", (1, 1, 2)),
    ("罚", "", (1, 2, 1)),
    ("5", "", (1, 2, 2)),
    ("样例区人民政府", "", None),
]


def check(content: bytes) -> None:
    found = docx.read(content).text
    looks = [(each.text, each.label, each.align, each.size, each.bold, each.face) for each in found[:2]]
    assert looks == [(text, *rest[:3], len(text), rest[4]) for text, *rest in EXPECTED]
    assert [(each.text, each.label, each.cell) for each in found[2:]] == REST


def test_a_file_as_an_office_types_it_is_read_whole() -> None:
    check(typed())


@pytest.mark.renders
def test_a_file_that_libreoffice_saved_is_read_whole(tmp_path: Path) -> None:
    rendering.need()
    (tmp_path / "typed.docx").write_bytes(typed())
    own = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", own, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"]
    paths = [str(tmp_path / "out"), str(tmp_path / "typed.docx")]
    subprocess.run([*command, *paths], check=True, capture_output=True, timeout=rendering.TIMEOUT)
    check((tmp_path / "out" / "typed.docx").read_bytes())


# Hostile files


MANY = "".join(f'<w:style w:styleId="{n}"/><w:num w:numId="{n}"/>' for n in range(20_002))
CHAIN = "".join(f'<w:style w:styleId="{n}"><w:basedOn w:val="{n + 1}"/></w:style>' for n in range(5000))


@pytest.mark.parametrize(
    "parts",
    [
        {"styles": "<w:styles"},
        {"numbering": "no"},
        {"styles": f'<w:styles xmlns:w="{MAIN}">{MANY}</w:styles>'},
        {"numbering": f'<w:numbering xmlns:w="{MAIN}">{MANY}</w:numbering>'},
        {"styles": f'<!DOCTYPE a [<!ENTITY a "b">]><w:styles xmlns:w="{MAIN}"/>'},
    ],
)
def test_broken_parts_are_unusable(parts: dict[str, str]) -> None:
    with pytest.raises(Unusable):
        docx.read(package(p("甲"), **parts))


def test_numbers_and_chains_beyond_any_use_are_read_as_nothing() -> None:
    lists = LISTS.replace('w:start w:val="1"', 'w:start w:val="99999999999"').replace("%1、", "%1" * 9999)
    styles = STYLES.replace("</w:styles>", CHAIN + "</w:styles>")
    body = "".join(p("甲", str(number)) for number in range(500)) + listed("甲", 0)
    body += '<w:p><w:r><w:fldChar w:fldCharType="end"/><w:t>乙</w:t></w:r></w:p>'
    found = docx.read(package(body, styles=styles, numbering=lists)).text
    assert len(found) == 502
    assert len(found[-2].label) < 50
