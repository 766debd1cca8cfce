# 样例数据，非真实 (all data in this file is made up)
"""Headings that have no number and no look: found where a report can be told by them, else it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import made
import pytest
from republished import EMPTY, again, headings, original, plain, republished

from lawgov_report.files import Unusable
from lawgov_report.importing import counting, importer, paragraphs, unnumbered
from lawgov_report.importing.draft import GuessKind
from lawgov_report.importing.importer import Task
from lawgov_report.readers.published import PublishedText, Spot

if TYPE_CHECKING:
    from pathlib import Path

PROJECTS = made.ROOT / "tests" / "projects"
TITLE = "样例县2021年度法治政府建设情况报告"
LEAD = "现将有关情况报告如下："
DONE, LACKING, NEXT = "组织学习12次。", "执法力量不足。", "增加人员。"


def bare(text: str) -> str:
    """Return a heading without its number."""
    label = counting.of(text)
    return text[label.length :] if label else text


@pytest.mark.parametrize(
    ("folder", "year"),
    [
        (made.ROOT, 2020),
        (PROJECTS / "shifan", 2021),
        (PROJECTS / "yangli", 2024),
        (PROJECTS / "hereby", 2024),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_parts_without_numbers_are_those_that_had_them(folder: Path, year: int) -> None:
    document = original(folder, year)
    parts = {heading for level, heading in headings(document) if level == 1}
    lines = [
        text._replace(text=bare(joined)) if (joined := text.text.replace("\n", "")) in parts else text
        for text in republished(document, styled=False)
    ]
    found = importer.bring_in(Task("样例.txt", lines, year), EMPTY)
    assert found.loss.differences == ()
    expected = [(level, bare(text) if level == 1 else text) for level, text in headings(document)]
    assert [*headings(again(found))] == expected
    noted = [guess.text for guess in found.guesses if "独立成行" in guess.note]
    assert noted == [bare(part) for level, part in headings(document) if level == 1]


@pytest.mark.parametrize(
    "lines",
    [
        ["主要工作", "加强学习", DONE, "规范执法", DONE, "存在的问题", LACKING, "下一步打算", NEXT],
        ["主要工作", DONE, "加强学习", DONE, "存在的问题", LACKING, "下一步打算", NEXT],
        ["主要工作", DONE, "存在的问题", LACKING, "执法短板", LACKING, "下一步打算", NEXT],
        ["主要工作", DONE, "存在的问题", LACKING, "下一步打算", NEXT, "加强培训", NEXT],
        ["主要工作", DONE, "存在的问题", LACKING, "下一步打算"],
        ["主要工作", "学习以下各法：", "存在的问题", LACKING, "下一步打算", NEXT],
        ["主要工作", DONE.strip("。"), "存在的问题", LACKING, "下一步打算", NEXT],
        ["规范执法，提升水平", DONE, "化解纠纷，", DONE, "存在的问题", LACKING, "下一步打算", NEXT],
        ["主要工作和成效", DONE, "第一责任人履职情况", DONE, "法治宣传", DONE],
        [DONE, LACKING, NEXT],
        [
            DONE,
            "附件：1.活动说明",
            "2.活动名单",
            "样例县人民政府",
            "2022年1月10日",
            "附件1",
            "活动说明",
            "共3场。",
        ],
    ],
    ids=[
        "two levels",
        "one holds",
        "two of one",
        "unnamed",
        "nothing below",
        "leads on",
        "no stop",
        "open",
        "others",
        "no line",
        "second of a list",
    ],
)
def test_lines_that_may_be_something_else_are_no_headings(lines: list[str]) -> None:
    with pytest.raises(Unusable, match="没有找到各部分的标题"):
        importer.bring_in(Task("样例.txt", plain(TITLE, LEAD, *lines)), EMPTY)


PARTS = ["主要工作", DONE, "存在的问题", LACKING, "下一步打算", NEXT]


@pytest.mark.parametrize(
    "lines",
    [[TITLE, "县长示例甲", DONE, *PARTS], [LEAD, "依法行政情况", DONE, *PARTS]],
    ids=["a name below the title", "a paragraph above what reads as one"],
)
def test_what_stands_before_the_text_may_leave_it_in_doubt(lines: list[str]) -> None:
    found = importer.bring_in(Task("样例.txt", plain(TITLE, *PARTS)), EMPTY)
    assert [*headings(again(found))] == [(1, heading) for heading in PARTS[::2]]
    with pytest.raises(Unusable, match="没有找到各部分的标题"):
        importer.bring_in(Task("样例.txt", plain(*lines), 2021), EMPTY)


def test_an_annex_behind_such_parts_is_one() -> None:
    tail = [
        "附件：法治宣传活动说明",
        "样例县人民政府",
        "2022年1月10日",
        "附件",
        "法治宣传活动说明",
        "共3场。",
    ]
    found = importer.bring_in(Task("样例.txt", plain(TITLE, LEAD, *PARTS, *tail)), EMPTY)
    assert found.loss.differences == ()
    assert [*headings(again(found))] == [(1, heading) for heading in PARTS[::2]]
    assert [annex.title for annex in again(found).annexes] == [("法治宣传活动说明",)]


def test_lines_set_in_two_ways_are_parts_and_their_sections() -> None:
    heads = {
        "主要工作": "黑体",
        "加强学习": "楷体",
        "规范执法": "楷体",
        "存在的问题": "黑体",
        "下一步打算": "黑体",
    }
    lines = [
        TITLE,
        LEAD,
        "主要工作",
        "加强学习",
        DONE,
        "规范执法",
        DONE,
        "存在的问题",
        LACKING,
        "下一步打算",
        NEXT,
    ]
    text = [PublishedText(line, Spot(page=1), face=heads.get(line, "仿宋"), size=16) for line in lines]
    found = importer.bring_in(Task("样例.pdf", text), EMPTY)
    assert found.loss.differences == ()
    assert [*headings(again(found))] == [(2 if face == "楷体" else 1, head) for head, face in heads.items()]
    noted = [guess.note for guess in found.guesses if guess.kind is GuessKind.LEVEL]
    assert noted[:2] == ["没有序号，独立成行，认作第一级标题", "没有序号，独立成行，认作第二级标题"]


def test_bold_lines_are_the_parts_though_the_longest_does_not_look_centred() -> None:
    long = "坚持党的领导，全面履行推进法治建设第一责任人职责"
    lines = [*TITLE.partition("报告")[:2], LEAD, long, DONE, *PARTS[2:]]
    bold = {long: "", "存在的问题": "center", "下一步打算": "center"}
    text = [
        PublishedText(line, Spot(page=1), bold=len(line) if line in bold else 0, align=bold.get(line, ""))
        for line in lines
    ]
    found = importer.bring_in(Task("样例.pdf", text), EMPTY)
    assert [*headings(again(found))] == [(1, heading) for heading in bold]
    assert (found.loss.differences, len(found.read.document.title)) == ((), 2)
    caption = [PublishedText(line, Spot(page=1)) for line in ("图为执法现场", DONE)]
    assert unnumbered.headed(paragraphs.read([*text[:5], *caption, *text[5:]])[0])[1] == []


def test_a_report_whose_parts_are_numbered_stays_as_it_is() -> None:
    lines = [
        "一、主要工作",
        DONE,
        "成效",
        DONE,
        "二、不足",
        LACKING,
        "存在的问题",
        LACKING,
        "下一步打算",
        NEXT,
    ]
    blocks = paragraphs.read(plain(TITLE, LEAD, *lines))[0]
    assert unnumbered.headed(blocks) == (blocks, [])
    lines = [bare(line) for line in lines if line != "二、不足"]
    assert unnumbered.headed(paragraphs.read(plain(TITLE, LEAD, *lines[2:]))[0])[1]
