# 样例数据，非真实 (all data in this file is made up)
"""Printed lines as paragraphs again; pages that our own PDF, LibreOffice and Chromium print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import browser
import made
import pytest
import rendering
import shifan

from lawgov_report.readers import docx, lines, pdf
from lawgov_report.readers.pdf_lines import PrintedLine, paragraphs

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "全区各级行政机关坚持依法行政，办理案件2020件，群众满意度不断提高。"
BODY = [SENTENCE * 4, "一、主要工作", SENTENCE * 3, SENTENCE[:26], SENTENCE * 2]
SIZE, MARGIN = 16, 28


def broken(text: str, indent: int) -> list[tuple[int, str]]:
    """Return the lines of a paragraph, each with the characters that it is indented."""
    rows: list[str] = []
    row = ""
    for letter in text:
        if lines.width(row + letter) > MARGIN - (0 if rows else indent):
            rows.append(row)
            row = ""
        row += letter
    return [(0 if number else indent, row) for number, row in enumerate([*rows, row])]


def printed(indent: int, between: float) -> list[list[PrintedLine]]:
    """Return pages of six lines, with a head and a number each."""
    pages: list[list[PrintedLine]] = []
    bottom = 0.0
    for paragraph in BODY:
        bottom -= between
        for left, row in broken(paragraph, indent):
            if not pages or len(pages[-1]) > 6:
                head = PrintedLine(f"样例区报告 {len(pages)}", len(pages) + 1, 80, 0, 9, "", 300)
                pages.append([head])
                bottom = -60
            bottom -= 29
            page, place = len(pages), 80 + left * SIZE
            pages[-1].append(PrintedLine(row, page, place, bottom, SIZE, "", 300))
    return [
        [*page, PrintedLine(f"第 {number} 页", number, 290, 0, 9)] for number, page in enumerate(pages, 1)
    ]


@pytest.mark.parametrize(("indent", "between"), [(2, 0), (0, 20)])
def test_lines_are_paragraphs_again_over_pages_without_heads_and_numbers(indent: int, between: float) -> None:
    pages = printed(indent, between)
    assert len(pages) >= 3
    assert [each.text for each in paragraphs(pages)] == BODY


def test_two_pages_without_indents() -> None:
    """Numbered paragraphs whose last line is full, blanks beside numbers, a head on both pages."""
    page = [
        PrintedLine("样例市样例区文件", 1, 220, 0, 9, "", 300),
        PrintedLine("一是检查 20 次，抽查 300 件，发现 15 个问题，已整改 15 个，占", 1, 80, -60, 16, "", 300),
        PrintedLine("92%。", 1, 80, -89, 16, "", 300),
        PrintedLine("二是落实行政执法三项制度，全面推行说理式的执法文书书。", 1, 80, -118, 16, "", 300),
        PrintedLine("三是落实行政执法三项制度，全面推行说理式的执法文书书。", 1, 80, -147, 16, "", 300),
    ]
    following = [line._replace(page=2) for line in page]
    found = [each.text for each in paragraphs([page, following])]
    assert found[:3] == [
        "一是检查20次，抽查300件，发现15个问题，已整改15个，占92%。", page[3].text, page[4].text
    ]  # fmt: skip
    assert found == found[:3] * 2
    # as browsers print: head and foot at the end
    ends = [
        [
            PrintedLine(text, each[0].page, 80, 20, 9)
            for text in ("1/1/22 样例", f"https://example.invalid {each[0].page}/2")
        ]
        for each in (page, following)
    ]
    assert [each.text for each in paragraphs([page + ends[0], following + ends[1]])] == found


def test_titles_and_what_is_set_apart_keep_their_place() -> None:
    page = [
        PrintedLine("样例区 2021 年度", 1, 220, 0, 22, "FZXBSJW", 300),
        PrintedLine("工 作 报 告", 1, 256, -30, 22, "FZXBSJW", 300),
        *(PrintedLine(row, 1, 80 + left * 16, -60 - 29 * number, 16, "", 300)
          for number, (left, row) in enumerate(broken("全年 120 件，" + SENTENCE * 3, 2))),
        PrintedLine("样例市样例区人民政府", 1, 350, -400, 16, "", 300),
        PrintedLine("2022年2月21日", 1, 380, -430, 16, "", 300),
        PrintedLine("附件", 1, 80, -460, 16, "SimHei", 300),
    ]  # fmt: skip
    found = [*paragraphs([page])]
    assert [(each.text, each.align, each.size) for each in found] == [
        ("样例区2021年度\n工作报告", "center", 22),
        ("全年120件，" + SENTENCE * 3, "", 16),
        ("样例市样例区人民政府", "right", 16),
        ("2022年2月21日", "right", 16),
        ("附件", "", 16),
    ]
    assert (found[0].face, found[-1].face) == ("小标宋", "黑体")


def test_lines_without_places_are_put_together_by_their_length() -> None:
    rows = ["　　" * (number == 0) + row for each in BODY for number, (_, row) in enumerate(broken(each, 2))]
    assert [each.text for each in paragraphs([[PrintedLine(row, 1) for row in rows]])] == BODY


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sample")
    done = made.lawgov("-C", shifan.FOLDER, "build", "2021", "--to", "docx,html,pdf", "--out", out)
    assert done.returncode == 0, done.stderr
    return out


def prose(path: Path) -> list[str]:
    """Return the longer paragraphs, without blanks: what a page sets beside each other is no paragraph."""
    reader = pdf if path.suffix == ".pdf" else docx
    found = [
        each for each in reader.read(path.read_bytes()).text if each.size in {0, 16} or len(each.text) > 60
    ]
    return ["".join(each.text.split()) for each in found if len(each.text) > 40]


@pytest.mark.renders
def test_paragraphs_of_printed_reports_are_those_of_the_word_file(sample: Path, tmp_path: Path) -> None:
    rendering.need()
    browser.need()
    expected = prose(sample / "2021.docx")
    assert len(expected) > 10
    assert prose(sample / "2021.pdf") == expected
    by_office = rendering.pdf((sample / "2021.docx").read_bytes(), tmp_path)
    assert prose(by_office) == expected
    with browser.opened() as opened:
        opened.goto((sample / "2021.html").as_uri())
        (tmp_path / "page.pdf").write_bytes(opened.pdf(prefer_css_page_size=True))
    assert prose(tmp_path / "page.pdf") == expected
