# 样例数据，非真实 (all data in this file is made up)
"""Years of any shape, built, imported and built again: the same text under the same headings."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
import shapes
from hypothesis import given, settings
from hypothesis import strategies as st
from republished import EMPTY, again, headings, republished, texts

from lawgov_report import files
from lawgov_report.files import Unusable
from lawgov_report.importing import importer
from lawgov_report.importing.importer import Task
from lawgov_report.readers.published import Marked, PublishedText, Spot, Turn
from lawgov_report.report import assemble
from lawgov_report.writing import formats
from lawgov_report.writing.writer import Settings

if TYPE_CHECKING:
    from lawgov_report.report.document import Document

    Shape = dict[str, Any]

pytestmark = pytest.mark.slow


def document(year: Shape) -> Document:
    side = shapes.side(year)
    return assemble.assemble(side.catalogue, side.year, None)[0]


def usual(year: Shape) -> Shape:
    """Return a year whose headings and items are counted as usual, and whose tables have columns."""
    for holder in (*year["parts"].values(), *year.get("annexes", ())):
        _make_usual(holder)
    return year


def _make_usual(holder: Shape) -> None:
    for key in ("numbered", "continued"):
        holder.pop(key, None)
    table = holder.get("table")
    if table and len(table["columns"]) == 1:  # a page is laid out by tables of one column
        table["columns"], table["rows"] = table["columns"] * 2, [row * 2 for row in table["rows"]]
    for section in holder.get("sections", ()):
        _make_usual(section)


@pytest.mark.parametrize("form", ["docx", "html"])
def test_a_year_of_any_shape_comes_back_with_its_headings(form: str) -> None:
    (writer,) = formats.prepare([form], Settings(files.templates(None)))
    reader = import_module(f"lawgov_report.readers.{form}")

    @settings(max_examples=settings().max_examples // 6)
    @given(shapes.years().map(usual))
    def holds(year: Shape) -> None:
        before = document(year)
        read = reader.read(writer.write(before)[f".{form}"]).text
        found = importer.bring_in(Task(f"样例.{form}", read, 2020), EMPTY)
        after = again(found)
        assert found.loss.differences == ()
        assert texts(after) == texts(before)
        assert [*headings(after)] == [*headings(before)]

    holds()


@settings(max_examples=settings().max_examples // 6)
@given(shapes.years())
def test_however_a_year_is_counted_nothing_is_lost_in_silence(year: Shape) -> None:
    before = document(year)
    found = importer.bring_in(Task("样例.docx", republished(before), 2020), EMPTY)
    if not found.loss.differences:
        assert texts(again(found)) == texts(before)


WORDS = (
    *("一、", "二、", "（一）", "(三)", "1.", "3、", "①", "一是", "二是", "首先，", "最后，", "第一，"),
    *("。", "，", "：", "附件", "附件：", "附件1", "2020年", "2021年3月1日", "二〇二一年三月一日"),
    *("签发人：", "人民政府", "抄送：", "印发", "样例区", "法治政府建设", "报告", "存在问题", "95%"),
    *("〔2021〕3号", "{{ x }}", "{{", "{key}", "# ", '"', "'", "\\", "|", "\u3000", "\n", "\t", "\u200b"),
    *("—", "- ", "特此报告。", "（联系人：某）", "000001", "特急", "30件", "%", "@", "&", "*", "!", ">"),
)
CELL = st.one_of(st.none(), st.tuples(st.integers(1, 2), st.integers(1, 3), st.integers(1, 3)))


def published(text: str) -> st.SearchStrategy[PublishedText]:
    """Draw what a reader may say of a text; its marks and turns are within it."""
    places = st.integers(0, len(text))
    marks = st.builds(Marked, places, places, st.sampled_from(("cases", "件数", "1", "a b")))
    return st.builds(
        PublishedText,
        st.just(text),
        st.just(Spot(1, 1)),
        level=st.sampled_from((0, 0, 0, -1, 1, 2, 3, 9)),
        label=st.sampled_from(("", "", "一、", "（二）")),
        align=st.sampled_from(("", "", "center", "right")),
        size=st.sampled_from((0, 16, 22)),
        bold=st.integers(0, 9),
        face=st.sampled_from(("", "黑体")),
        cell=CELL,
        marks=st.lists(marks.filter(lambda mark: mark.start < mark.end), max_size=2 if text else 0).map(
            tuple
        ),
        turns=st.lists(places, max_size=2)
        .map(sorted)
        .map(lambda starts: tuple(Turn(start, Spot(2, 1)) for start in starts)),
    )


ANYTHING = st.lists(st.sampled_from(WORDS), max_size=6).map("".join).flatmap(published)


@settings(max_examples=settings().max_examples // 3)
@given(st.lists(ANYTHING, max_size=15))
def test_whatever_a_file_says_it_comes_in_or_is_refused_in_a_line(texts: list[PublishedText]) -> None:
    refused = ""
    try:
        importer.bring_in(Task("某.docx", texts, 2020, published=True), EMPTY)
    except Unusable as error:
        refused = str(error)
    assert "读不回来" not in refused  # what is written can be read
