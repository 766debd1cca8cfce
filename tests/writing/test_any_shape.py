"""Reports of any shape in every format: no text is lost, doubled or moved. Sample data that is not real."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import reckoned
import rendering
import shapes
from hypothesis import example, given, settings
from made import document
from markdown_it import MarkdownIt
from pypdf import PdfReader
from test_docx import W
from test_html import Page
from test_markdown import PROSE

from lawgov_report import files
from lawgov_report.report.document import Document, Heading, Paragraph, Text
from lawgov_report.writing import archive, docx, html, markdown, pdf
from lawgov_report.writing.writer import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPLATES = files.templates(None)
COMMONMARK = MarkdownIt("commonmark").enable("table")
BLANKS = re.compile(r"\s+")
FOOTER = re.compile(r"—\s*\d+\s*—")


def stretches(year: dict[str, Any]) -> Iterator[list[reckoned.Printed]]:
    """Yield what is printed without a break: the body, and each annex."""
    yield reckoned.printed(year, shapes.FIGURES)
    for annex in year.get("annexes", ()):
        yield reckoned.annexed(annex, shapes.FIGURES)


def in_markdown(printed: Document) -> str:
    tokens = COMMONMARK.parse(markdown.write(printed, TEMPLATES)[".md"].decode())
    return "".join(child.content for token in tokens for child in token.children or ())


def in_html(printed: Document) -> str:
    page = Page()
    page.feed(html.write(printed, TEMPLATES)[".html"].decode())
    (main,) = page.texts("main")
    return main


def in_docx(printed: Document) -> str:
    body = archive.members(docx.write(printed, TEMPLATES)[".docx"])["word/document.xml"]
    root = ET.fromstring(body)  # noqa: S314 our own file
    return "".join(element.text or "" for element in root.iter(f"{W}t"))


@pytest.mark.slow
@given(year=shapes.years())
def test_every_text_of_a_report_of_any_shape_is_written_once_and_in_order(year: dict[str, Any]) -> None:
    printed = document(shapes.yaml(year))
    for read_back in (in_markdown, in_html, in_docx):
        found = BLANKS.sub("", read_back(printed))
        for texts in stretches(year):
            before, stretch, found = found.partition("".join(map(str, texts)))
            assert stretch, (read_back, before, texts)


@cache
def press() -> pdf.Press:
    """Return the press, which lists its fonts once for all examples."""
    rendering.need_fonts()
    return pdf.Press(Settings(TEMPLATES, "ua-1", (str(rendering.fonts()),)))


@pytest.mark.renders
@pytest.mark.slow
@settings(max_examples=settings().max_examples // 3)  # each is set and read back
@given(year=shapes.years())
def test_every_text_of_a_report_of_any_shape_is_printed_in_order(year: dict[str, Any]) -> None:
    pages = PdfReader(io.BytesIO(press().write(document(shapes.yaml(year)))[".pdf"])).pages
    found = BLANKS.sub("", "".join(FOOTER.sub("", page.extract_text()) for page in pages))
    for text in (text for texts in stretches(year) for text in texts):
        # not all at once: the head of a table that goes over a page is printed twice
        before, words, found = found.partition(str(text))
        assert words, (before, text)


@given(PROSE)
@example("甲_")
@example("_\U00018cd6")
@example("*甲*")
@example("甲？")
@example("“甲”")
def test_a_heading_with_which_its_text_begins_survives_markdown(prose: str) -> None:
    opening = Heading(2, "a", ((Text(prose), Text("。")),))
    block = Paragraph((*opening.lines[0], Text("乙。")), opening)
    printed = Document(2020, ((Text("题"),),), (block,))
    assert in_markdown(printed).startswith(f"题{prose}。乙。")
