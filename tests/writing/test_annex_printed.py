"""The table of indicators as it is printed, in Word and in PDF. Sample data that is not real."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import rendering
import shifan
from printed import LEFT, RIGHT

from lawgov_report import files
from lawgov_report.report.assemble import assemble
from lawgov_report.writing import docx, pdf
from lawgov_report.writing.writer import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from rendering import Glyph, Printed

pytestmark = pytest.mark.renders

APART = 2  # mm: cells stand further from each other, characters in one of them do not
HEAD = ["指标", "2021年", "2020年", "比上年"]
NOTE = (
    "注：1.市场监管领域罚没款的上年数值为更正后的数值。2.办理政务服务事项从本年起替代政务服务大厅接待群众，"
    "口径不同，与上年不可比。"
)


@pytest.fixture(scope="module", params=["docx", "pdf"])
def annex(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Printed]:
    """Return the pages of the made-up office's annex."""
    years, templates = shifan.years(), files.templates(None)
    document = assemble(shifan.catalogue(), years[2021], years[2020])[0]
    folder: Path = tmp_path_factory.mktemp("annex")
    if request.param == "docx":
        rendering.need()
        path = rendering.pdf(docx.write(document, templates)[".docx"], folder)
    else:
        rendering.need_fonts()
        path = folder / "report.pdf"
        press = pdf.Press(Settings(templates, fonts=(str(rendering.fonts()),)))
        path.write_bytes(press.write(document)[".pdf"])
    pages = rendering.pages(path)
    first = next(number for number, page in enumerate(pages) if cells(page.lines[0]) == ["附件1"])
    return pages[first:]


def cells(line: tuple[Glyph, ...]) -> list[str]:
    """Return the words of a line, those that stand apart from each other by themselves."""
    words = [line[0].text]
    for before, glyph in pairwise(line):
        if glyph.left - before.right > APART:
            words.append("")
        words[-1] += glyph.text
    return ["".join(word.split()) for word in words]


def test_each_indicator_takes_one_line_and_the_head_is_on_each_page(annex: list[Printed]) -> None:
    rows = [[row for row in map(cells, page.lines) if len(row) == len(HEAD)] for page in annex]
    assert [page[0] for page in rows] == [HEAD] * 2
    assert sum(len(page) - 1 for page in rows) == len(shifan.years()[2021].indicators)
    assert ["市场监管领域罚没款", "112.3万元", "101.25万元", "同比增长10.9%"] in rows[0]
    assert ["行政机关负责人出庭应诉率", "100%", "87.5%", "同比提高12.5个百分点"] in rows[1]


def test_what_was_corrected_or_counts_otherwise_is_said_below_the_table(annex: list[Printed]) -> None:
    lines = [line for page in annex for line in page.lines]
    first = next(number for number, line in enumerate(lines) if line[0].text == "注")
    assert "".join(glyph.text for line in lines[first : first + 2] for glyph in line) == NOTE
    table = [rule for rule in annex[-1].rules if rule[1] < lines[first][0].baseline]
    assert lines[first - 1][0].baseline < max(rule[3] for rule in table) < lines[first][0].baseline
    assert min(rule[0] for rule in table) == pytest.approx(LEFT, abs=0.5)
    assert max(rule[2] for rule in table) == pytest.approx(RIGHT, abs=0.5)
