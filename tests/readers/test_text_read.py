# 样例数据，非真实 (all data in this file is made up)
"""Text and Markdown files read back: broken lines put together, marks taken out, nothing lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lawgov_report.files import Unusable
from lawgov_report.readers import lines, markdown, text
from lawgov_report.readers.published import TITLE
from lawgov_report.reading.characters import FORBIDDEN
from lawgov_report.writing import markdown as writer

SENTENCE = "全区各级行政机关坚持依法行政，办理案件2020件，办结率98.5%，群众的满意度不断提高。"
PARAGRAPHS = [
    "样例区2021年度法治政府建设工作情况报告",
    "一、主要工作",
    SENTENCE * 4,
    "（一）学习",
    SENTENCE * 2,
    "二、下一步",
]


def wrapped(paragraph: str, margin: int, indent: str) -> list[str]:
    """Return a paragraph in lines of so many characters, numbers in one piece."""
    rows, row = [], indent
    for word in re.findall(r"[!-~]+|.", paragraph):
        if lines.width(row) + lines.width(word) > margin:
            rows.append(row)
            row = ""
        row += word
    return [*rows, row]


@pytest.mark.parametrize("margin", [28, 35, 40])
@pytest.mark.parametrize(("indent", "between"), [("　　", []), ("    ", [""]), ("", [""])])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_lines_broken_at_a_margin_are_one_paragraph_again(
    margin: int, indent: str, between: list[str], encoding: str
) -> None:
    rows = [row for each in PARAGRAPHS for row in (*wrapped(each, margin, indent), *between)]
    found = text.read("\r\n".join(rows).encode(encoding)).text
    assert [each.text for each in found] == PARAGRAPHS
    assert found[1].spot.line == 2 + len(between)


@pytest.mark.parametrize("margin", [30, 36])
def test_lines_of_so_many_characters_are_one_paragraph_again(margin: int) -> None:
    """A program that counts characters breaks numbers, too, and sets the signature further in."""
    rows = [
        row[start : start + margin]
        for row in ("　　" + each for each in PARAGRAPHS)
        for start in range(0, len(row), margin)
    ]
    signature = " " * 30 + "样例市样例区人民政府"
    found = text.read("\n".join([*rows, signature]).encode()).text
    assert [each.text for each in found] == [*PARAGRAPHS, signature.strip()]


def test_a_paragraph_a_line_is_read_as_it_is() -> None:
    rows = ["　　" + each for each in PARAGRAPHS]
    assert [each.text for each in text.read("\n".join(rows).encode()).text] == PARAGRAPHS
    short = ["加强组织领导，落实工作责任的若干具体措施", "加强队伍建设，提高执法水平的若干具体措施"]
    assert [each.text for each in text.read("\n".join([*short, *PARAGRAPHS]).encode()).text][:2] == short


def test_lines_with_tabs_are_rows_and_an_indent_is_none() -> None:
    found = text.read("表\n类别\t件数\n处罚\t5件\n\t2件\n\t甲\n\t乙\n".encode()).text
    cells = [
        ("类别", (1, 1, 1)),
        ("件数", (1, 1, 2)),
        ("处罚", (1, 2, 1)),
        ("5件", (1, 2, 2)),
        ("2件", (1, 3, 2)),
    ]
    assert [(each.text, each.cell) for each in found[1:6]] == cells
    assert (found[4].spot.line, found[4].spot.column) == (3, 4)


MARKDOWN = r"""---
title: 不读
---
# 样例区**报告**

<!-- 不读
-->
导语\*一\*，[链接](http://x)和`代码`，见下
一行。
第二行。\
断行后

## 一、*工作* ##
**（一）加强。**办理3\*5件，**90**件，a_b_c，5 * 6。

1. 甲
2. 乙
   续
- 丙

二、副标题
---
| 类 | 数 |
|---|:-:|
| 罚\|款 | **5**&#124;6 |

1\. 不是列表
"""


def test_markdown_is_read_without_its_marks() -> None:
    found = markdown.read(MARKDOWN.encode()).text
    assert [(each.text, each.level, each.label, each.bold, each.cell) for each in found] == [
        ("样例区报告", TITLE, "", 0, None),
        ("导语*一*，链接和代码，见下一行。第二行。\n断行后", 0, "", 0, None),
        ("一、工作", 1, "", 0, None),
        ("（一）加强。办理3*5件，90件，a_b_c，5 * 6。", 0, "", 6, None),
        ("甲", 0, "1.", 0, None),
        ("乙续", 0, "2.", 0, None),
        ("丙", 0, "", 0, None),
        ("二、副标题", 1, "", 0, None),
        ("类", 0, "", 0, (1, 1, 1)),
        ("数", 0, "", 0, (1, 1, 2)),
        ("罚|款", 0, "", 0, (1, 2, 1)),
        ("5|6", 0, "", 0, (1, 2, 2)),
        ("1. 不是列表", 0, "", 0, None),
    ]
    assert [each.spot.line for each in found[:4]] == [4, 8, 13, 14]


LETTERS = st.one_of(
    st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]),
    st.sampled_from("#*_`[]()<>&;!-+=.1\\~|:"),
)
PROSE = st.text(LETTERS, min_size=1).filter(lambda prose: not re.search(FORBIDDEN, prose))


@given(PROSE)
@example("1.5万件")
@example("\\#")
@example("&lt;--")
def test_what_our_markdown_says_is_read_back(prose: str) -> None:
    (found,) = markdown.read(writer.escape(prose).encode()).text
    assert (found.text, found.level, found.label) == (prose, 0, "")


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["<!--", "`", "[", "[](", "**a", "# ", " ", "|-", "- ", "\\", "* ", "\t", "&#9;", "> ", "__a "]
)
@pytest.mark.parametrize("reader", [markdown, text])
def test_texts_made_to_harm_are_read_at_once(piece: str, reader: object) -> None:
    for content in (piece * 30_000, piece * 30_000 + "\n甲", ("甲" + piece + "\n") * 10_000):
        try:
            reader.read(content.encode())  # type: ignore[attr-defined]
        except Unusable:
            continue


def test_what_is_no_text_is_unusable() -> None:
    for reader in (text.read, markdown.read):
        for content in (b"", b"\n \n", bytes(range(256)) * 9, "甲\n".encode() * 100_001, b"a|\t" * 200_001):
            with pytest.raises(Unusable):
                reader(content)
