"""A made-up document with all that GB/T 9704-2012 measures, and ways to look at its printed pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

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

if TYPE_CHECKING:
    from rendering import Glyph, Printed

CHARACTERS = "某某区坚持依法行政严格规范公正文明执法全面推进各项工作取得新的成效持续提升服务水平"
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
PITCH = 28.95 * 25.4 / 72
CHARACTER = 156 / 28
BODY_PT = 16


def prose(length: int) -> Paragraph:
    return Paragraph((Text((CHARACTERS * (length // len(CHARACTERS) + 1))[:length]),))


TITLE = ((Text("某某市某某区2020年度"),), (Text("法治政府建设工作样例报告"),))
PLAIN = Document(2020, TITLE, tuple(prose(28 * 22) for _ in range(6)))
FIGURES = Paragraph(
    (
        Text("一是受理案件"),
        Fact("cases", "受理案件", "", "717", "件", "件"),
        Text("，标的"),
        Fact("money", "标的", "约", "34.19", "万元", "元"),
        Text("，办结率"),
        Fact("rate", "办结率", "", "95%", "以上", "%"),
        Text("。“样例”结束。"),
    )
)
FULL = PLAIN._replace(
    blocks=(
        prose(150),
        Heading(1, "first", ((Text("一、样例部分"),),)),
        Heading(2, "first.one", ((Text("（一）样例小节"),),)),
        FIGURES,
        prose(300),
    ),
    head=Head(("某某市某某区人民政府文件",), "某政〔2021〕12号", "张三"),
    addressee="某某市人民政府",
    attachments=("样例指标一览表", "名称较长的样例文件目录" * 3),
    signatures=("某某市某某区人民政府",),
    date="2021年3月1日",
    imprint=Imprint("某某市司法局，某某区各样例部门，" * 3, "某某区人民政府办公室", "2021年3月2日"),
)


ROWS = tuple(
    (
        (Text(f"第{number}项样例指标"),),
        (Text("件"),),
        (Text("717件"),),
        (Text("680件"),),
        (Text("同比增长5.4%"),),
    )
    for number in range(60)
)
HEAD = ("指标", "单位", "2020年", "2019年", "比上年")
ANNEX = Annex(
    "附件1", ("样例区2020年度", "指标一览表"), Table(HEAD, (Group("一、样例部分", ROWS),)), ("注：样例。",)
)


def body(page: Printed) -> list[tuple[Glyph, ...]]:
    """Return the lines in the body's size: the page number is smaller."""
    return [line for line in page.lines if line[0].size_pt == BODY_PT]


def text(line: tuple[Glyph, ...]) -> str:
    return "".join(glyph.text for glyph in line)


def line_of(pages: list[Printed], start: str) -> tuple[Glyph, ...]:
    """Return the line that begins with these words."""
    return next(line for page in pages for line in page.lines if text(line).startswith(start))


def last_line_of(pages: list[Printed], start: str) -> tuple[Glyph, ...]:
    return line_of([replace(page, lines=page.lines[::-1]) for page in reversed(pages)], start)


def imprint_stands_on_the_lower_edge(page: Printed) -> bool:
    widths = [bottom - top for _, top, _, bottom in page.rules]
    return (
        widths == pytest.approx([0.35, 0.25, 0.35], abs=0.03)
        and page.rules[-1][3] == pytest.approx(BOTTOM, abs=0.1)
        and all(rule[0] == pytest.approx(LEFT, abs=0.1) for rule in page.rules)
        and all(rule[2] == pytest.approx(RIGHT, abs=0.1) for rule in page.rules)
    )
