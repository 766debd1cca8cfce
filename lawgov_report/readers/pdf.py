"""A PDF read back as text, line by line, by pypdf (the extra `pdf`).

A PDF names no indicators: its figures are found again by the words around them.
"""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING, Any

from lawgov_report.files import Unusable, installing
from lawgov_report.readers.published import Published, PublishedText, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PageObject, PdfReader

EXTRA = f"读 PDF 要用 pypdf：{installing('pdf')}；不装也可以核对同一份报告的 HTML、DOCX 或 CSV"
PAGE_NUMBER = re.compile(r"\s*[—–－-]\s*[0-9]+\s*[—–－-]\s*")
MOST_PAGES = 500
# Of all pages, what several share counted for each of them. A report of 9 pages has 120 KB and 2,600 steps
MOST_CONTENT = 4 << 20  # bytes of page contents and of tables of characters, unpacked
MOST_STEPS = 300_000  # operators of page contents
LIMITS = {
    "maximum_declared_stream_length": 1 << 24,
    "array_based_stream_maximum_output_length": MOST_CONTENT,
    "lzw_maximum_output_length": 1 << 24,
    "run_length_maximum_output_length": 1 << 24,
    "zlib_maximum_output_length": 1 << 24,  # bytes; the fonts of a PDF that LibreOffice wrote
    "brotli_maximum_output_length": 1 << 24,
    "stream_parsing_work_maximum_count": 500_000,
    "xform_maximum_invocations_per_extraction": 500,
}
# What pypdf raises, beside its own errors, for files that were cut, mixed up or made to harm. Only its code
# runs where they are caught: any of them is the file's fault, not a mistake of ours.
BROKEN = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, NotImplementedError),
    *(OSError, RecursionError, TypeError, ValueError),
)


def read(content: bytes) -> Published:
    """Return the lines of all pages, page numbers left out.

    Raises Unusable where it is no PDF, is locked, has no text, or the extra is missing.
    """
    try:
        import pypdf
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError as error:
        raise Unusable(EXTRA) from error
    # pypdf warns of broken files on standard error, in English; what matters of it is in our own message.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with pypdf.apply_configuration(pypdf.get_configuration().with_overwrites(**LIMITS)):
            pages = [*_pages(pypdf.PdfReader(io.BytesIO(content)))]
    except (DependencyError, PyPdfError, *BROKEN) as error:
        raise Unusable(f"PDF 读不了：加了密、已损坏，或不是 PDF（{type(error).__name__}）") from error
    text = tuple(_lines(pages))
    if not text:
        raise Unusable("PDF 里没有文字，可能是扫描件")
    return Published(text=text)


def _pages(opened: PdfReader) -> Iterator[str]:
    """Yield the text of each page."""
    if len(opened.pages) > MOST_PAGES:
        raise Unusable(f"PDF 超过 {MOST_PAGES} 页，不像一份年度报告")
    spent = _Spent()
    for page in opened.pages:
        spent.add(_weight(page))
        yield page.extract_text(visitor_operand_before=spent.step)
        spent.step()  # pypdf passes over what is raised within a form: the page after it ends there


class _Spent:
    """Counts what reading costs, over all pages."""

    def __init__(self) -> None:
        self._bytes = self._steps = 0

    def add(self, weight: int) -> None:
        self._bytes += weight
        if self._bytes > MOST_CONTENT:
            raise Unusable(f"PDF 各页的内容解压后超过 {MOST_CONTENT >> 20} MB，不像一份年度报告")

    def step(self, *_: object) -> None:
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise Unusable(f"PDF 各页的绘制步骤超过 {MOST_STEPS} 个，不像一份年度报告")


def _weight(page: PageObject) -> int:
    """Return how many bytes of contents, forms and tables of characters a page has pypdf read."""
    contents = page.get_contents()
    weight = len(contents.get_data()) if contents is not None else 0
    seen: set[int] = set()
    open_ = [*_entry(page, "/Resources")]
    while open_ and weight <= MOST_CONTENT:
        for stream in _streams(open_.pop()):
            if id(stream) not in seen:
                seen.add(id(stream))
                weight += len(stream.get_data())
                open_ += _entry(stream, "/Resources")
    return weight


def _streams(resources: object) -> Iterator[Any]:
    """Yield the forms that resources name, and the tables of characters of their fonts."""
    for form in _named(resources, "/XObject"):
        if form.get("/Subtype") == "/Form":
            yield form
    for font in _named(resources, "/Font"):
        yield from (table for table in _entry(font, "/ToUnicode") if hasattr(table, "get_data"))


def _named(resources: object, kind: str) -> Iterator[Any]:
    for entries in _entry(resources, kind):
        yield from (entry.get_object() for entry in entries.values())


def _entry(dictionary: object, key: str) -> Iterator[Any]:
    """Yield the entry of a dictionary that a key has, itself and not a reference to it; nothing for none."""
    if isinstance(dictionary, dict) and key in dictionary:
        yield dictionary[key].get_object()


def _lines(pages: list[str]) -> Iterator[PublishedText]:
    for number, page in enumerate(pages, 1):
        for line in page.splitlines():
            if line.strip() and not PAGE_NUMBER.fullmatch(line):
                yield PublishedText(line, Spot(page=number))
