"""The Markdown writer. Sample data that is not real."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lawgov_report import files
from lawgov_report.reading.characters import FORBIDDEN
from lawgov_report.report.document import (
    Annex,
    Document,
    Fact,
    Group,
    Head,
    Heading,
    Imprint,
    Paragraph,
    Table,
    Text,
)
from lawgov_report.writing import markdown

COMMONMARK = MarkdownIt("commonmark")
PROSE = (
    st.text(
        st.one_of(
            st.characters(exclude_categories=["Cs", "Cc"]), st.sampled_from("#*_`[]()<>&;!-+=.1\\~|:\"'{} ")
        )
    )
    .map(str.strip)
    .filter(lambda text: text and not re.search(FORBIDDEN, text))
)


def read_back(source: str, kind: str) -> str:
    """Return the text of the only block, which is of this kind and holds nothing but text."""
    tokens = COMMONMARK.parse(source)
    assert [token.type for token in tokens] == [f"{kind}_open", "inline", f"{kind}_close"], source
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}, source
    return "".join(child.content for child in children)


@given(PROSE)
@example("1. 一")
@example("12) 二")
@example("# 标题")
@example("- 项")
@example("---")
@example("<script>alert(1)</script>")
@example("&lt;&#35;")
@example("[a](b) ![c](d) *e* _f_ `g` ~~h~~")
@example("\\")
@example("=")
def test_prose_survives_as_a_paragraph(prose: str) -> None:
    assert read_back(markdown.escape(prose), "paragraph") == prose


@given(PROSE)
@example("a #")
@example("a ##")
@example("#")
def test_prose_survives_as_a_heading(prose: str) -> None:
    assert read_back(f"## {markdown.escape(prose)}", "heading") == prose


@given(PROSE)
def test_only_backslashes_are_added(prose: str) -> None:
    assert re.sub(r"\\(.)", r"\1", markdown.escape(prose)) == prose


@given(PROSE, st.integers(1, 9))
def test_blanks_at_the_start_make_no_code_of_it(prose: str, blanks: int) -> None:
    assert markdown.escape(" " * blanks + prose) == markdown.escape(prose)


def test_what_is_typed_with_and_without_its_mark_is_printed_with_one() -> None:
    given = document()._replace(addressee="某某", imprint=Imprint("某办。", "", ""))
    text = markdown.write(given, files.templates(None))[".md"].decode()
    assert "\n某某：\n" in text
    assert re.search(r"\n抄送：某办。\n\n<!-- lawgov sha256:[0-9a-f]{64} -->\n\Z", text)


def test_plain_chinese_and_its_punctuation_are_left_as_they_are() -> None:
    prose = "（2017-2020年）完成10件、达99.6%；“七五”+《办法》"
    assert markdown.escape(prose) == prose


def document() -> Document:
    figure = Fact("cases", "案件", "约", "7", "万件", "件")
    return Document(
        2020,
        ((Text("某地2020年度"),), (Text("报告"),)),
        (
            Paragraph((Text("共"), figure, Text("。"))),
            Heading(1, "leadership", ((Text("一、"), Text("*标题*")),)),
            Heading(2, "leadership.1", ((Text("（一）"), Text("小节")),)),
            Paragraph((Text("1. 正文{{ x }}"),)),
        ),
        head=Head(("某某文件",), "某〔2021〕1号", "某某"),
        addressee="某某：",
        attachments=("甲", "乙"),
        signatures=("某某局",),
        date="2021年3月1日",
        imprint=Imprint("某办", "某局", "2021年3月1日"),
    )


def test_document_is_written_in_order() -> None:
    text = markdown.write(document(), files.templates(None))[".md"].decode()
    assert text.partition("\n<!-- lawgov ")[0] == (
        "# 某地2020年度报告\n\n某某文件\n\n某〔2021〕1号\n\n签发人：某某\n\n某某：\n\n共约7万件。\n\n"
        "## 一、\\*标题\\*\n\n### （一）小节\n\n1\\. 正文{{ x }}\n\n附件：1.甲\n\n附件：2.乙\n\n某某局\n\n"
        "2021年3月1日\n\n抄送：某办。\n\n某局\n\n2021年3月1日印发\n"
    )


TABLES = MarkdownIt("commonmark").enable("table")


@given(PROSE)
@example("a|b")
@example("a\\|b\\")
@example("`a|b`")
@example("1. 一")
def test_prose_survives_in_a_cell_of_a_table(prose: str) -> None:
    tokens = TABLES.parse(f"| 甲 | 乙 |\n| --- | --- |\n| {markdown.cell(prose)} | 末 |\n")
    cells = [token for token in tokens if token.type == "inline"]
    assert len(cells) == 4
    children = cells[2].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == prose


def test_an_annex_is_a_table_behind_the_date_and_before_the_imprint() -> None:
    row = ((Text("a|b"),), (Fact("cases", "案件", "约", "7", "万件", "件"),))
    annex = Annex(
        "附件1",
        ("某地2020年度", "*指标*"),
        Table(("指标", "2020年"), (Group("一、甲", (row,)),)),
        ("注：无。",),
    )
    text = markdown.write(document()._replace(annexes=(annex,)), files.templates(None))[".md"].decode()
    assert (
        "2021年3月1日\n\n附件1\n\n## 某地2020年度\\*指标\\*\n\n"
        "| 指标 | 2020年 |\n| --- | --- |\n| 一、甲 |  |\n| a&#124;b | 约7万件 |\n\n注：无。\n\n抄送：某办。"
    ) in text
