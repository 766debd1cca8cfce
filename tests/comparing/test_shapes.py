# 样例数据，非真实 (all data in this file is made up)
"""Reports of any shape side by side: parts, sections, rows and annexes are found again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import shapes
from hypothesis import given, settings

from lawgov_report.comparing import years
from lawgov_report.comparing.changes import ROW, ChangeKind, Changes, TextChange
from lawgov_report.comparing.formats import html, json, md, text

if TYPE_CHECKING:
    Shape = dict[str, Any]


FEW = settings(max_examples=settings().max_examples // 2)  # each is compared, and written in every form


def between(old: Shape, new: Shape) -> Changes:
    return years.compare(shapes.side(old), shapes.side(new))


def lines(changes: Changes) -> list[str]:
    return text.write(changes).splitlines()


@FEW
@given(shapes.years())
def test_a_year_with_itself_shows_no_difference(shape: Shape) -> None:
    side = shapes.side(shape)
    changes = years.compare(side, side)
    assert changes.empty, lines(changes)
    assert not any(write(changes).count("改写") for write in (text.write, md.write, html.write))


@pytest.mark.slow
@FEW
@given(shapes.years(2020), shapes.years(2021))
def test_every_text_stands_in_one_change_and_the_way_back_mirrors(old: Shape, new: Shape) -> None:
    sides = shapes.side(old), shapes.side(new)
    there, back = years.compare(*sides), years.compare(*sides[::-1])
    for number, known in enumerate(sides):
        entries = [_sides(change)[number] for change in (*there.texts, *there.same_texts)]
        printed = [entry.text for entry in entries if entry]
        assert len(printed) == len({entry.position for entry in entries if entry})
        for segment in known.year.walk():
            if segment.kind == "item":
                assert any(segment.written.text[:1] in words for words in printed)
    mirrored = sorted((change.old, change.new) for change in back.texts if change.old and change.new)
    assert mirrored == sorted((change.new, change.old) for change in there.texts if change.old and change.new)
    assert len(back.texts) == len(there.texts)
    for write in (text.write, md.write, html.write, json.write):
        assert write(there)


def _sides(change: TextChange) -> tuple[Any, Any]:
    return change.old, change.new


def part(given: str) -> Shape:
    """Return a part that holds one item."""
    return {"heading": "标题", "items": [{"id": given, "text": f"全年{given}。"}]}


def year(number: int, outline: str, parts: Shape, **others: object) -> Shape:
    title = {"title": f"样例区{number}年度法治政府建设工作情况报告"}
    frame = {"year": number, "outline": outline, "document": title, "indicators": shapes.FIGURES}
    return {**frame, "preamble": "现报告如下。", "parts": parts, **others}


SIX = ("leadership", "decision_making", "law_enforcement", "dispute_resolution", "shortcomings", "next_steps")
OLD = year(2020, "six", {id_: part(id_) for id_ in SIX})
SECTIONS = [{"id": id_, **part(id_)} for id_ in SIX[1:4]]
NEW = year(
    2021,
    "national",
    {
        "achievements": {"heading": "主要举措和成效", "sections": SECTIONS},
        **{id_: part(id_) for id_ in ("shortcomings", "leadership", "next_steps")},
    },
)


def test_parts_of_another_outline_are_found_again_by_what_they_cover() -> None:
    for changes in (between(OLD, NEW), between(NEW, OLD)):
        others = [(change.kind, change.entry.what) for change in changes.texts]
        gone_or_new = {kind for kind, what in others if what == "heading"}
        # nothing but the year in the title, and the heading of the part that holds what were three
        assert len(others) == 2, lines(changes)
        assert gone_or_new in ({ChangeKind.NEW}, {ChangeKind.GONE})


def test_what_only_the_older_outline_has_stands_behind_the_part_that_belongs_to_it() -> None:
    added = {"id": "gone", "text": "另有甲乙丙丁四项工作。"}
    parts = {**OLD["parts"], "law_enforcement": {"heading": "标题", "items": [added]}}
    headings = [line for line in lines(between({**OLD, "parts": parts}, NEW)) if "、" in line[:2]]
    assert headings[:2] == ["一、主要举措和成效", "三、行政执法"]


TABLE: Shape = {
    "title": "办理情况",
    "columns": ["序号", "类别", "件数"],
    "rows": [["1", "行政处罚", "{{ cases }}"], ["2", "行政许可", "8件"]],
}


def tabled(number: int, rows: list[list[str]], title: str) -> Shape:
    table = {**TABLE, "rows": rows}
    parts = {**OLD["parts"], "leadership": {**part("leadership"), "table": table}}
    return year(number, "six", parts, annexes=[{"title": title, "text": "说明。", "table": table}])


def test_a_row_is_found_again_by_its_name_and_an_annex_whatever_its_year() -> None:
    rows = [TABLE["rows"][0], ["2", "行政检查", "5件"], ["3", "行政许可", "9件"]]
    changes = between(tabled(2020, TABLE["rows"], "2020年办理情况"), tabled(2021, rows, "2021年办理情况"))
    found = [(change.kind, change.entry.text) for change in changes.texts if change.entry.what == ROW]
    assert found == [(ChangeKind.NEW, "2｜行政检查｜5件"), (ChangeKind.CHANGED, "3｜行政许可｜9件")] * 2
    shown = lines(changes)
    assert shown[shown.index("附件：2021年办理情况") + 1] == "  改写 附件标题"
    assert "附件：2020年办理情况" not in shown
    assert "    [-2-]{+3+}｜行政许可｜[-8-]{+9+}件" in shown


def test_a_paragraph_that_is_put_before_others_leaves_them_as_they_were() -> None:
    old = {**OLD, "preamble": ["全区坚持依法行政。", "现将情况报告如下。"]}
    new = {**OLD, "preamble": ["新的一年又有新的进展。", "全区坚持依法行政。", "现将情况报告如下。"]}
    (change,) = between(old, new).texts
    assert (change.kind, change.entry.text) == (ChangeKind.NEW, "新的一年又有新的进展。")
