"""The Word file as LibreOffice prints it, measured against GB/T 9704-2012. Sample data that is not real."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rendering
from printed import (
    ANNEX,
    BOTTOM,
    CHARACTER,
    CHARACTERS,
    FULL,
    LEFT,
    PITCH,
    PLAIN,
    RIGHT,
    TOP,
    body,
    imprint_stands_on_the_lower_edge,
    last_line_of,
    line_of,
    prose,
    text,
)

from lawgov_report.report.document import Head
from lawgov_report.writing import docx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rendering import Glyph, Printed

    from lawgov_report.report.document import Document

pytestmark = pytest.mark.renders

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def printed(document: Document, folder: Path) -> list[Printed]:
    rendering.need()
    content = docx.write(document, lambda name: (TEMPLATES / name).read_bytes())[".docx"]
    return rendering.pages(rendering.pdf(content, folder))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> list[Printed]:
    return printed(PLAIN, tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> list[Printed]:
    return printed(FULL, tmp_path_factory.mktemp("full"))


def full_pages(pages: list[Printed]) -> list[Printed]:
    """Return the pages that hold nothing but body text to their end."""
    return pages[1:-1]


def test_every_full_page_has_22_lines(plain: list[Printed]) -> None:
    assert len(full_pages(plain)) >= 3
    assert [len(body(page)) for page in full_pages(plain)] == [22] * len(full_pages(plain))


def test_every_full_line_has_28_characters(plain: list[Printed]) -> None:
    lengths = [len(line) for page in full_pages(plain) for line in body(page)]
    assert lengths.count(28) >= len(lengths) * 0.8
    assert set(lengths) - {26, 28} <= {2}
    firsts = [line for page in full_pages(plain) for line in body(page) if line[0].left > LEFT + 1]
    assert {len(line) for line in firsts} == {26}


def test_text_stands_in_the_type_area(plain: list[Printed]) -> None:
    lines = [line for page in full_pages(plain) for line in body(page)]
    assert min(line[0].left for line in lines) == pytest.approx(LEFT, abs=0.1)
    assert max(line[-1].right for line in lines if len(line) == 28) == pytest.approx(183.63, abs=0.1)
    baselines = [line[0].baseline for line in lines]
    assert min(baselines) == pytest.approx(44.98, abs=0.1)
    assert max(baselines) == pytest.approx(259.47, abs=0.1)


def test_first_lines_begin_two_characters_in(plain: list[Printed]) -> None:
    firsts = [line[0].left for page in full_pages(plain) for line in body(page) if len(line) == 26]
    assert firsts == pytest.approx([LEFT + 2 * CHARACTER] * len(firsts), abs=0.1)


def pitches(lines: list[tuple[Glyph, ...]]) -> Iterator[float]:
    for first, second in pairwise(lines):
        yield second[0].baseline - first[0].baseline


def test_lines_stand_one_pitch_apart(plain: list[Printed]) -> None:
    for page in full_pages(plain):
        found = list(pitches(body(page)))
        assert found == pytest.approx([PITCH] * 21, abs=0.05)


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(plain: list[Printed]) -> None:
    for number, page in enumerate(plain, 1):
        line = page.lines[-1]
        assert text(line) == f"— {number} —"
        assert {glyph.size_pt for glyph in line} == {14}
        edge = RIGHT - line[-1].right if number % 2 else line[0].left - LEFT
        assert edge == pytest.approx(14 * 25.4 / 72, abs=0.1)
        # The stroke of — stands 3.5 / 14 of its size over the baseline in this font, in others about so.
        assert line[0].baseline - BOTTOM == pytest.approx(8.5, abs=0.3)


def test_title_is_centred_and_a_blank_line_follows_it(plain: list[Printed]) -> None:
    first, second, third = plain[0].lines[:3]
    assert {glyph.size_pt for glyph in (*first, *second)} == {22}
    for line in (first, second):
        assert (line[0].left + line[-1].right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.3)
    assert third[0].baseline - second[0].baseline == pytest.approx(2 * PITCH, abs=1)


def test_fonts_are_those_of_the_standard(full: list[Printed]) -> None:
    found = {
        start: line_of(full, start)[0].font.partition("+")[2]
        for start in ("一、", "（一）", "一是", "某某市")
    }
    assert found == {
        "一、": "FandolHei-Regular",
        "（一）": "FandolKai-Regular",
        "一是": "FandolFang-Regular",
        "某某市": "FandolSong-Bold",
    }
    assert line_of(full, "— 1")[0].font.endswith("FandolSong-Regular")


def test_quotation_marks_and_digits_come_from_the_body_font(full: list[Printed]) -> None:
    start = line_of(full, "一是")
    following = [line for page in full for line in page.lines if text(line).startswith("，办结率")] or [start]
    assert {glyph.font.partition("+")[2] for line in (start, *following) for glyph in line} == {
        "FandolFang-Regular"
    }


def test_figures_in_controls_are_printed_once(full: list[Printed]) -> None:
    everything = "".join(text(line) for page in full for line in page.lines)
    assert "一是受理案件717件，标的约34.19万元，办结率95%以上。“样例”结束。" in everything


def test_mark_number_and_rule_stand_as_the_standard_says(full: list[Printed]) -> None:
    mark, number = full[0].lines[:2]
    assert text(mark) == "某某市某某区人民政府文件"
    # The upper edge of a character stands 0.83 of its size over the baseline.
    assert mark[0].baseline - 0.83 * 36 * 25.4 / 72 == pytest.approx(TOP + 35, abs=1)
    assert text(number) == "某政〔2021〕12号签发人：张三"
    assert number[0].left == pytest.approx(LEFT + CHARACTER, abs=0.2)
    assert number[-1].right == pytest.approx(RIGHT - CHARACTER, abs=0.2)
    assert {glyph.font.partition("+")[2] for glyph in number[-2:]} == {"FandolKai-Regular"}
    left, top, right, bottom = full[0].rules[0]
    assert [left, right] == pytest.approx([LEFT, RIGHT], abs=0.1)
    assert bottom - top == pytest.approx(0.7, abs=0.05)
    # The lower edge of the brackets stands 0.12 of the size under the baseline.
    assert top - (number[0].baseline + 0.12 * 16 * 25.4 / 72) == pytest.approx(4, abs=0.5)


def test_page_1_shows_body_text(full: list[Printed]) -> None:
    assert any(text(line).startswith(CHARACTERS[:20]) for line in full[0].lines)


def test_name_and_date_stand_as_the_standard_says(full: list[Printed]) -> None:
    name, date = last_line_of(full, FULL.signature), line_of(full, FULL.date)
    assert name[-1].right == pytest.approx(RIGHT - 2 * CHARACTER, abs=0.2)
    assert date[0].left - name[0].left == pytest.approx(2 * CHARACTER, abs=0.5)


def test_a_date_longer_than_the_name_stands_two_characters_from_the_right(tmp_path: Path) -> None:
    pages = printed(PLAIN._replace(blocks=(), signatures=("区政府",), date="2021年12月31日"), tmp_path)
    name, date = line_of(pages, "区政府"), line_of(pages, "2021年12月31日")
    assert date[0].left - name[0].left == pytest.approx(2 * CHARACTER, abs=0.5)
    # LibreOffice spaces digits from Chinese whatever the style says: the date is up to 1 character longer.
    assert date[-1].right == pytest.approx(RIGHT - 2 * CHARACTER, abs=CHARACTER + 0.2)


def test_attachments_are_aligned(full: list[Printed]) -> None:
    first, second = line_of(full, "附件："), line_of(full, "2.名称")
    assert first[0].left == pytest.approx(LEFT + 2 * CHARACTER, abs=0.2)
    assert second[0].left == pytest.approx(first[3].left, abs=0.5)
    lines = [line for page in full for line in page.lines]
    wrapped = lines[lines.index(second) + 1]
    # "2." is 1 character in the office fonts, and less in the one that stands in for them here.
    assert wrapped[0].left == pytest.approx(second[2].left, abs=1.3)


def test_imprint_stands_on_the_lower_edge_of_the_last_page(full: list[Printed]) -> None:
    assert all(page.rules == () for page in full[1:-1])
    assert imprint_stands_on_the_lower_edge(full[-1])
    copies, printed_by = line_of(full, "抄送："), line_of(full, "某某区人民政府办公室")
    character = 14 * 25.4 / 72
    assert copies[0].left == pytest.approx(LEFT + character, abs=0.2)
    assert printed_by[0].left == pytest.approx(LEFT + character, abs=0.2)
    assert printed_by[-1].right == pytest.approx(RIGHT - character, abs=0.3)
    lines = list(full[-1].lines)
    wrapped = lines[lines.index(copies) + 1]
    assert wrapped[0].left == pytest.approx(copies[3].left, abs=0.3)


@pytest.mark.parametrize("lines", [14, 17, 20])
def test_imprint_never_covers_text_and_never_leaves_the_last_page(lines: int, tmp_path: Path) -> None:
    given = FULL._replace(head=Head(), addressee="", attachments=(), blocks=(prose(lines * 28 - 2),))
    last = printed(given, tmp_path)[-1]
    assert imprint_stands_on_the_lower_edge(last)
    assert all(line[0].baseline < last.rules[0][1] for line in body(last))


@pytest.fixture(scope="module")
def annexed(tmp_path_factory: pytest.TempPathFactory) -> list[Printed]:
    return printed(FULL._replace(annexes=(ANNEX,)), tmp_path_factory.mktemp("annexed"))


def annex_pages(pages: list[Printed]) -> list[Printed]:
    first = next(number for number, page in enumerate(pages) if text(page.lines[0]) == "附件1")
    return pages[first:]


def test_an_annex_begins_a_page_with_its_mark_and_its_title_on_line_3(annexed: list[Printed]) -> None:
    mark, title, second = annex_pages(annexed)[0].lines[:3]
    assert mark[0].left == pytest.approx(LEFT, abs=0.2)
    assert {glyph.font.partition("+")[2] for glyph in mark[:2]} == {"FandolHei-Regular"}
    assert title[0].baseline - mark[0].baseline == pytest.approx(2 * PITCH, abs=1)
    for line in (title, second):
        assert (line[0].left + line[-1].right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
    assert title[0].size_pt == 22


def test_the_head_of_the_table_is_on_every_page_and_the_table_as_wide_as_the_type_area(
    annexed: list[Printed],
) -> None:
    pages = annex_pages(annexed)
    assert len(pages) >= 3
    for page in pages:
        heads = [line for line in page.lines if text(line).startswith("指标单位")]
        assert len(heads) == 1
        assert min(rule[0] for rule in page.rules) == pytest.approx(LEFT, abs=0.5)
        assert max(rule[2] for rule in page.rules) == pytest.approx(RIGHT, abs=0.5)
    assert sum("项样例指标" in text(line) for page in pages for line in page.lines) == 60


def test_the_imprint_stays_on_the_lower_edge_of_the_last_page_behind_an_annex(annexed: list[Printed]) -> None:
    assert annexed[-1].rules[-1][3] == pytest.approx(BOTTOM, abs=0.1)
    last = [text(line) for line in annexed[-1].lines]
    assert any(line.startswith("抄送：") for line in last)
    assert not any(line.startswith("抄送：") for page in annexed[:-1] for line in map(text, page.lines))
