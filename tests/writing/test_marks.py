"""发文机关标志 as it is printed: where its ink begins, on how many lines, how wide. GB/T 9704-2012, 7.2.4."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import rendering
from made import ROOT
from printed import LEFT, PLAIN, RIGHT, TOP, prose

from lawgov_report.report.document import Head
from lawgov_report.writing import docx, pdf
from lawgov_report.writing.writer import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lawgov_report.report.document import Document

pytestmark = pytest.mark.renders

PER_INCH = 300
MARKS = (
    ("某某市某某区人民政府文件",),
    ("某某某某自治区人民政府文件",),
    ("某某省某某市某某区推进依法行政工作领导小组办公室文件",),
    ("中共样例市样例区委员会", "样例市样例区人民政府"),
)
Band = tuple[float, float]


def templates(name: str) -> bytes:
    return (ROOT / "templates" / name).read_bytes()


def by_typst(document: Document, folder: Path) -> Path:
    rendering.need_fonts()
    path = folder / "report.pdf"
    path.write_bytes(
        pdf.prepare(Settings(templates, fonts=(str(rendering.fonts()),))).write(document)[".pdf"]
    )
    return path


def by_libreoffice(document: Document, folder: Path) -> Path:
    rendering.need()
    return rendering.pdf(docx.write(document, templates)[".docx"], folder)


def bands(filled: list[int]) -> list[Band]:
    """Return where runs of consecutive pixels begin and end, in millimetres."""
    breaks = [index for index, (here, there) in enumerate(pairwise(filled)) if there > here + 1]
    starts, ends = [0, *(index + 1 for index in breaks)], [*breaks, len(filled) - 1]
    scale = 25.4 / PER_INCH
    return [
        (filled[start] * scale, (filled[end] + 1) * scale) for start, end in zip(starts, ends, strict=True)
    ]


def inked(path: Path) -> tuple[list[Band], Band]:
    """Return the red bands of the first page from top to bottom, and how far those of the marks reach."""
    import pdfplumber
    from PIL import ImageChops

    with pdfplumber.open(path) as opened:
        image = opened.pages[0].to_image(resolution=PER_INCH).original.convert("RGB")
    red, green, _ = image.split()  # paper has both, black has neither
    mask = ImageChops.multiply(
        red.point(lambda value: 255 if value > 180 else 0),
        green.point(lambda value: 255 if value < 120 else 0),
    )
    rows = [y for y in range(mask.height) if mask.crop((0, y, mask.width, y + 1)).getbbox()]
    found = bands(rows)
    *marks, _rule = found
    box = mask.crop((0, 0, mask.width, round(marks[-1][1] * PER_INCH / 25.4))).getbbox()
    assert box
    return found, (box[0] * 25.4 / PER_INCH, box[2] * 25.4 / PER_INCH)


@pytest.mark.parametrize("write", [by_typst, by_libreoffice])
@pytest.mark.parametrize("marks", MARKS, ids=[str(len(marks[0])) for marks in MARKS])
def test_marks_begin_35_mm_below_and_take_a_line_each(
    marks: tuple[str, ...], write: Callable[[Document, Path], Path], tmp_path: Path
) -> None:
    document = PLAIN._replace(blocks=(prose(100),), head=Head(marks, "某政〔2021〕12号"))
    (*lines, _rule), (left, right) = inked(write(document, tmp_path))
    assert len(lines) == len(marks)
    assert lines[0][0] == pytest.approx(TOP + 35, abs=0.5)
    assert left >= LEFT
    assert right <= RIGHT
