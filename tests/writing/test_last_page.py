"""The last page: wherever the text ends, names and date stand below some of it, in Word and in PDF.

GB/T 9704-2012, 7.3.5.5: where the room does not do, lines are moved. The text is made to end on each of
the 22 lines of a page.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
import rendering
from made import ROOT
from printed import CHARACTERS, PLAIN, prose

from lawgov_report.report.document import Imprint
from lawgov_report.writing import docx, pdf
from lawgov_report.writing.writer import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lawgov_report.report.document import Document, Paragraph

pytestmark = [pytest.mark.renders, pytest.mark.slow]

LINES = 22
LEAST = 5  # mm between two lines of text, none of which is printed over another
IMPRINT = Imprint("某某市司法局", "某某市样例办公室", "2021年3月2日")
DATED: dict[str, Any] = {"signatures": ("某某市某某区人民政府",), "date": "2021年3月1日"}
BELOW: dict[str, dict[str, Any]] = {
    "names and date": DATED,
    "two issuers": {**DATED, "signatures": ("某某市某某区人民政府", "某某市样例委员会")},
    "note": {**DATED, "attachments": ("样例指标一览表", "样例文件目录")},
    "imprint": {**DATED, "imprint": IMPRINT},
    "seals and 附注": {
        **DATED,
        "signatures": ("某某市某某区人民政府", "某某市样例委员会"),
        "seal": True,
        "note": "（联系人：某某）",
    },
    "note and imprint": {**DATED, "attachments": ("样例指标一览表",), "imprint": IMPRINT},
}
LAST = {"of a line": prose(20), "of three lines": prose(70), "of six lines": prose(150)}
NAMES = tuple(f"样例文件目录{number}" for number in range(40))
NOTHING = ("附件：", "某某市", "抄送：")
"""How lines begin that are no text."""


def templates(name: str) -> bytes:
    return (ROOT / "templates" / name).read_bytes()


def documents(last: Paragraph, below: dict[str, Any]) -> Iterator[Document]:
    """Yield a document for each line of a page that its text can end on."""
    for short in range(LINES):
        yield PLAIN._replace(blocks=(*(prose(20) for _ in range(8 + short)), last), **below)


def of_text(path: Path) -> list[str]:
    """Return the lines of text on the last page of a PDF."""
    lines = ["".join(glyph.text for glyph in line) for line in rendering.pages(path)[-1].lines]
    return [line for line in lines if line[0] in CHARACTERS and not line.startswith(NOTHING)]


@pytest.mark.parametrize("last", LAST.values(), ids=LAST.keys())
@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW.keys())
def test_a_pdf_has_text_on_its_last_page(below: dict[str, Any], last: Paragraph, tmp_path: Path) -> None:
    rendering.need_fonts()
    press = pdf.Press(Settings(templates, fonts=(str(rendering.fonts()),)))
    path = tmp_path / "report.pdf"
    for number, document in enumerate(documents(last, below)):
        path.write_bytes(press.write(document)[".pdf"])
        assert of_text(path), number


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW.keys())
def test_a_word_file_has_text_on_its_last_page(below: dict[str, Any], tmp_path: Path) -> None:
    rendering.need()
    contents = [
        docx.write(document, templates)[".docx"] for document in documents(LAST["of three lines"], below)
    ]
    paths = rendering.pdfs(contents, tmp_path)
    assert [path.name for path in paths if not of_text(path)] == []


@pytest.mark.parametrize("count", [16, 17, 18, 40])
def test_what_is_longer_than_a_page_is_printed_over_by_nothing(count: int, tmp_path: Path) -> None:
    rendering.need_fonts()
    below = {**DATED, "attachments": NAMES[:count], "imprint": IMPRINT}
    path = tmp_path / "report.pdf"
    press = pdf.Press(Settings(templates, fonts=(str(rendering.fonts()),)))
    path.write_bytes(press.write(PLAIN._replace(blocks=(prose(90),), **below))[".pdf"])
    for page in rendering.pages(path):
        baselines = [line[0].baseline for line in page.lines]
        assert all(lower - upper > LEAST for upper, lower in pairwise(baselines))


@pytest.mark.parametrize("write", ["typst", "LibreOffice"])
def test_the_last_attachments_of_a_long_note_stand_with_names_and_date(write: str, tmp_path: Path) -> None:
    documents = [
        PLAIN._replace(blocks=(*(prose(20) for _ in range(10)), last), attachments=NAMES[:count], **below)
        for below in (DATED, {**DATED, "imprint": IMPRINT})
        for last in LAST.values()
        for count in (12, 16, 18)
    ]
    if write == "typst":
        rendering.need_fonts()
        press = pdf.Press(Settings(templates, fonts=(str(rendering.fonts()),)))
        paths = [tmp_path / f"{number}.pdf" for number in range(len(documents))]
        for path, document in zip(paths, documents, strict=True):
            path.write_bytes(press.write(document)[".pdf"])
    else:
        rendering.need()
        paths = rendering.pdfs([docx.write(document, templates)[".docx"] for document in documents], tmp_path)
    for number, path in enumerate(paths):
        lines = ["".join(glyph.text for glyph in line) for line in rendering.pages(path)[-1].lines]
        assert any(line.startswith("2021") for line in lines), number
        assert of_text(path) or sum("样例文件目录" in line for line in lines) > 1, number
