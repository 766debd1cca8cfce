# 样例数据，非真实 (all data in this file is made up)
"""Files as people make them: Word without styles, Word's own lists, a page whose title is any heading."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from republished import EMPTY, again, headings

from lawgov_report.importing import importer
from lawgov_report.importing.importer import Task
from lawgov_report.readers import docx, html
from lawgov_report.report.document import TableBlock

if TYPE_CHECKING:
    from lawgov_report.importing.importer import Imported

CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
CELLS = (("序号", "领域", "检查", "处罚"), ("1", "市场监管", "320次", "45件"), ("2", "应急", "", "12件"))
COUNTED = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))


def add(document: Any, *runs: str | tuple[str, str], align: Any = None) -> None:  # noqa: ANN401 python-docx has no types
    """Add a paragraph of runs, some in a face of their own, as bold as people set headings."""
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    for each in runs:
        text, face = each if isinstance(each, tuple) else (each, "")
        run = paragraph.add_run(text)
        run.font.size = Pt(22 if align is CENTER else 16)
        if face:
            run.font.bold = face != "黑体"
            run.font.name = face
            run._element.rPr.rFonts.set(qn("w:eastAsia"), face)  # noqa: SLF001 python-docx sets no Chinese font


def saved(document: Any) -> bytes:  # noqa: ANN401
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture(scope="module")
def county() -> Imported:
    """A county's report in Word: bold and faces, no styles, blanks for indents, a table, soft line breaks."""
    word = Document()
    add(word, ("样例县人民政府", "方正小标宋简体"), align=CENTER)
    add(word, ("关于2022年度法治政府建设情况的报告", "方正小标宋简体"), align=CENTER)
    add(word, "样例市人民政府：")
    add(word, "　　2022年，我县推进法治政府建设。现将有关情况报告如下：")
    add(word, ("　　一、2022年法治政府建设工作开展情况", "黑体"))
    add(word, ("　　（一）加强党的领导，压实工作责任。", "楷体"), "专题研究法治政府建设3次。")
    add(word, ("　　（二）优化营商环境。", "楷体"), "持续改革。一是受理事项1200余件。二是清理证明35项。")
    add(word, ("　　（三）规范行政执法。", "楷体"), "执法情况如下：")
    add(word, ("行政执法情况表", "宋体"), align=CENTER)
    table = word.add_table(rows=len(CELLS), cols=len(CELLS[0]))
    for row, texts in zip(table.rows, CELLS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    add(word, ("　　二、党政主要负责人履行推进法治建设第一责任人职责情况", "黑体"))
    add(word, "　　县长带头述法。\n　　一是召开专题会议2次。\n　　二是开展督察1次。")
    add(word, ("　　三、存在的问题和不足", "黑体"))
    add(word, "　　还有不足：一是能力有待提升；二是形式单一，原因是创新不够。对于上述问题，我们将认真解决。")
    add(word, ("　　四、下一步工作打算", "黑体"))
    add(word, "　　1.加强队伍建设。计划培训600人次。")
    add(word, "　　2.创新普法方式。建设普法基地2个。")
    add(word, "　　特此报告。")
    add(word, "　　附件：2022年行政复议案件统计表")
    add(word, "样例县人民政府", align=RIGHT)
    add(word, "2023年1月18日", align=RIGHT)
    add(word, "（联系人：样例某）")
    return importer.bring_in(Task("报告.docx", docx.read(saved(word)).text), EMPTY)


def test_a_word_file_without_styles_loses_nothing(county: Imported) -> None:
    assert county.loss.differences == ()
    assert [*headings(again(county))] == [
        (1, "一、2022年法治政府建设工作开展情况"),
        (2, "（一）加强党的领导，压实工作责任。"),
        (2, "（二）优化营商环境。"),
        (2, "（三）规范行政执法。"),
        (1, "二、党政主要负责人履行推进法治建设第一责任人职责情况"),
        (1, "三、存在的问题和不足"),
        (1, "四、下一步工作打算"),
        (2, "1.加强队伍建设。"),
        (2, "2.创新普法方式。"),
    ]


def test_what_stands_before_and_after_the_text_is_found(county: Imported) -> None:
    document, given = again(county), county.read.document
    assert [line.text for line in given.title] == ["样例县人民政府", "关于2022年度法治政府建设情况的报告"]
    assert (document.addressee, document.signature, document.date, document.note) == (
        *("样例市人民政府", "样例县人民政府", "2023年1月18日"),
        "（联系人：样例某）",
    )
    assert [(each.title.text, each.separate) for each in given.attachments] == [
        ("2022年行政复议案件统计表", True)
    ]
    assert [part.covers for part in county.read.outline] == [
        *(("achievements",), ("leadership",), ("shortcomings",), ("next_steps",)),
    ]


def test_clauses_and_tables_are_found(county: Imported) -> None:
    counted, leadership, shortcomings, _ = county.read.parts.values()
    assert [[item.text.text[:4] for item in section.items] for section in counted.sections[1:]] == [
        ["受理事项", "清理证明"],
        [],
    ]
    assert (leadership.apart, len(leadership.items), len(shortcomings.items)) == (True, 2, 2)
    assert shortcomings.closing is not None
    (table,) = [block for block in again(county).blocks if isinstance(block, TableBlock)]
    assert table.title[0].text == "行政执法情况表"
    assert table.table.groups[0].rows[1][2][0].text == "—"


def test_the_numbers_of_word_s_own_lists_are_read() -> None:
    word = Document()
    numbering = word.part.numbering_part.element
    abstract, used = OxmlElement("w:abstractNum"), OxmlElement("w:num")
    abstract.set(qn("w:abstractNumId"), "77")
    for depth, (form, text) in enumerate(COUNTED):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for tag, value in (("start", "1"), ("numFmt", form), ("lvlText", text)):
            level.append(element(tag, value))
        abstract.append(level)
    numbering.insert(0, abstract)
    used.set(qn("w:numId"), "77")
    used.append(element("abstractNumId", "77"))
    numbering.append(used)
    add(word, "样例区2019年度法治政府建设工作报告", align=CENTER)
    add(word, "2019年，我区推进法治政府建设。")
    listed = (
        ("主要工作", 0),
        ("依法决策", 1),
        ("审核文件。审核文件35件。", 2),
        ("清理文件。清理文件3件。", 2),
    )
    for text, depth in (*listed, ("存在问题和下步打算", 0)):
        add(word, text)
        properties = word.paragraphs[-1]._element.get_or_add_pPr()  # noqa: SLF001 lists have no other way
        numbered = OxmlElement("w:numPr")
        numbered.extend([element("ilvl", str(depth)), element("numId", "77")])
        properties.append(numbered)
    add(word, "编制不足。")
    found = importer.bring_in(Task("报告.docx", docx.read(saved(word)).text), EMPTY)
    assert found.loss.differences == ()
    assert [text for _, text in headings(again(found))] == [
        *("一、主要工作", "（一）依法决策", "1.审核文件。", "2.清理文件。", "二、存在问题和下步打算"),
    ]


def element(tag: str, value: str) -> Any:  # noqa: ANN401
    found = OxmlElement(f"w:{tag}")
    found.set(qn("w:val"), value)
    return found


@pytest.mark.parametrize("tag", ["h1", "h2", "h3", "p"])
def test_the_title_of_a_page_may_be_any_heading(tag: str) -> None:
    lines = ("一、主要工作", "作出处罚30件。", "二、存在问题和下步打算", "人员不足，将予充实。")
    text = "".join(f"<p>　　{line}</p>" for line in ("现将有关情况报告如下。", *lines))
    title = "样例区2023年度法治政府建设年度报告"
    page = f"<html><body><ul><li>首页</li></ul><div><{tag}>{title}</{tag}>{text}</div></body></html>"
    found = importer.bring_in(Task("网页.html", html.read(page.encode()).text), EMPTY)
    assert [line.text for line in found.read.document.title] == [title]
    assert [level for level, _ in headings(again(found))] == [1, 1]
