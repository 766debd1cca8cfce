"""A PDF read back as text, line by line, by pypdf (the extra `pdf`).

A PDF names no indicators: its figures are found again by the words around them.
"""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING

from lawgov_report.files import Unusable, installing
from lawgov_report.readers.published import Published, PublishedText, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

EXTRA = f"读 PDF 要用 pypdf：{installing('pdf')}；不装也可以核对同一份报告的 HTML、DOCX 或 CSV"
PAGE_NUMBER = re.compile(r"\s*[—–－-]\s*[0-9]+\s*[—–－-]\s*")
MOST_PAGES = 500
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
        opened = pypdf.PdfReader(io.BytesIO(content))
        if len(opened.pages) > MOST_PAGES:
            raise Unusable(f"PDF 超过 {MOST_PAGES} 页，不像一份年度报告")
        pages = [page.extract_text() for page in opened.pages]
    except (DependencyError, PyPdfError, *BROKEN) as error:
        raise Unusable(f"PDF 读不了：加了密、已损坏，或不是 PDF（{type(error).__name__}）") from error
    text = tuple(_lines(pages))
    if not text:
        raise Unusable("PDF 里没有文字，可能是扫描件")
    return Published(text=text)


def _lines(pages: list[str]) -> Iterator[PublishedText]:
    for number, page in enumerate(pages, 1):
        for line in page.splitlines():
            if line.strip() and not PAGE_NUMBER.fullmatch(line):
                yield PublishedText(line, Spot(page=number))
