"""Year.walk: every text of a year, once, in the order in which it is printed, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import YEAR, read, with_

from lawgov_report.models.fields import load
from lawgov_report.models.outline import BUILT_IN
from lawgov_report.models.walk import Segment, TextKind
from lawgov_report.models.year import Year
from lawgov_report.reading import source as sources

FILES = sorted(Path(__file__).parent.parent.glob("projects/*/data/2*.yaml"))
SECTIONED = with_(
    """\
    heading: 履行职责
    items:
      - id: study
        text: 组织学习。
""",
    """\
    heading: [履行, 职责]
    intro: 导语。
    lead: {text: 引语。, draft: true}
    sections:
      - id: learning
        heading: 学习
        lead: 小节引语。
        items:
          - {id: study, text: 组织学习。}
          - {id: exam, text: 组织考试。, draft: true}
        closing: 小节结语。
      - heading: 述职
        lead: 述职。
    closing: 结语。
""",
)


def first_texts() -> list[Segment]:
    """Return the texts before the second part."""
    return [segment for segment in read(SECTIONED)[1].walk() if segment.part in {"", "leadership"}]


def test_texts_come_in_the_order_in_which_they_are_printed() -> None:
    printed = [
        (segment.kind.value, "".join(line.text for line in segment.lines), segment.level, segment.section)
        for segment in first_texts()
    ]
    assert printed == [
        ("title", "样例区2020年度法治政府建设工作情况报告", 0, ""),
        ("preamble", "现将样例区工作情况报告如下。", 0, ""),
        ("heading", "履行职责", 1, ""),
        ("intro", "导语。", 1, ""),
        ("lead", "引语。", 1, ""),
        ("heading", "学习", 2, "learning"),
        ("lead", "小节引语。", 2, "learning"),
        ("item", "组织学习。", 2, "learning"),
        ("item", "组织考试。", 2, "learning"),
        ("closing", "小节结语。", 2, "learning"),
        ("heading", "述职", 2, "2"),
        ("lead", "述职。", 2, "2"),
        ("closing", "结语。", 1, ""),
    ]


def test_parts_sections_and_items_are_numbered_and_have_the_ids_of_the_file() -> None:
    numbered = [(text.kind.value, text.number, text.id) for text in first_texts() if text.number]
    assert numbered == [
        ("heading", 1, ""),
        ("heading", 1, "learning"),
        ("item", 1, "study"),
        ("item", 2, "exam"),
        ("heading", 2, ""),
    ]


def test_a_text_knows_whether_it_is_a_draft() -> None:
    assert [text.written.text for text in first_texts() if text.draft] == ["引语。", "组织考试。"]


@pytest.mark.parametrize("text", [YEAR, SECTIONED, *(path.read_text("utf-8") for path in FILES)])
def test_a_path_leads_to_the_text_in_the_file(text: str) -> None:
    source, _ = sources.read("data/year.yaml", text.encode())
    year, _ = load(Year, source)
    assert year is not None
    for segment in year.walk():
        value = source.at(segment.path)
        if segment.kind in {TextKind.TITLE, TextKind.HEADING}:
            assert value in {segment.lines, segment.written}
        else:
            assert value == segment.written or value["text"] == segment.written  # type: ignore[index, call-overload]
        assert source.value(segment.path).line <= segment.written.place.line


def test_every_part_begins_with_its_heading() -> None:
    headings = [text for text in read()[1].walk() if text.kind == "heading" and text.level == 1]
    ids = [part.id for part in BUILT_IN["six"]]
    assert [(text.number, text.part) for text in headings] == [*enumerate(ids, 1)]
