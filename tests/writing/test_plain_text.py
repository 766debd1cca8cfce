# 样例数据，非真实 (all data in this file is made up)
"""Plain text: a paragraph a line, read back whole."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.readers import text
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
    TableBlock,
    Text,
)
from lawgov_report.writing import plain_text

TABLE = Table(
    ("类别", "件数"), (Group("一、甲", (((Text("处罚"),), (Fact("a", "处罚", "约", "7", "件", "件"),)),)),)
)
WHOLE = Document(
    2021,
    ((Text("样例区2021年度"),), (Text("工作情况报告"),)),
    (
        Paragraph((Text("导语。"),)),
        Heading(1, "work", ((Text("一、"), Text("工作")),)),
        TableBlock(TABLE, (Text("表"),)),
    ),
    head=Head(("样例区文件",), "样例〔2022〕1号", "样某", urgency="特急"),
    addressee="样例市",
    attachments=("甲", "乙"),
    signatures=("样例区",),
    date="2022年2月21日",
    note="（此件公开发布）",
    imprint=Imprint("样例办", "样例区办", "2022年2月22日"),
    annexes=(Annex("附件1", ("甲",), TABLE, ("注：无。",)),),
)
EXPECTED = """\
特急
样例区文件
样例〔2022〕1号
签发人：样某
样例区2021年度工作情况报告
样例市：
导语。
一、工作
表
类别\t件数
一、甲\t
处罚\t约7件
附件：1.甲
2.乙
样例区
2022年2月21日
（此件公开发布）

附件1
甲
类别\t件数
一、甲\t
处罚\t约7件
注：无。

抄送：样例办。
样例区办
2022年2月22日印发

-- lawgov sha256:"""


def written(document: Document) -> bytes:
    return plain_text.write(document)[".txt"]


def test_all_that_is_printed_has_a_line_or_a_cell() -> None:
    assert written(WHOLE).decode().startswith(EXPECTED)
    found = text.read(written(WHOLE)).text
    rows = [line for line in EXPECTED.splitlines() if line.strip()][:-1]
    assert [each.text for each in found] == [cell for row in rows for cell in row.split("\t") if cell]
    assert [each.cell for each in found if each.cell][-2:] == [(2, 3, 1), (2, 3, 2)]


LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"])
PROSE = st.text(LETTERS, min_size=1).filter(lambda prose: not re.search(FORBIDDEN, prose))


@given(st.lists(PROSE, min_size=1))
def test_prose_survives_unchanged(prose: list[str]) -> None:
    blocks = tuple(Paragraph((Text(each),)) for each in prose)
    found = text.read(written(Document(2021, ((Text("标题"),),), blocks))).text
    assert [each.text for each in found] == ["标题", *prose]
