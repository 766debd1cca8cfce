"""A PDF read back as paragraphs, by pypdf (the extra `pdf`).

A PDF names no indicators: its figures are found again by the words around them.
"""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from lawgov_report.files import Unusable, installing
from lawgov_report.readers import pdf_lines
from lawgov_report.readers.pdf_lines import PrintedLine
from lawgov_report.readers.published import Published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PageObject, PdfReader

EXTRA = f"读 PDF 要用 pypdf：{installing('pdf')}；不装也可以核对同一份报告的 HTML、DOCX 或 CSV"
# Fonts have one glyph for a character and the radical that looks like it, or for two dashes: a PDF names any
# of them (Unicode 15, 18.1 and 18.2)
LOOK_ALIKES = {
    **{ord(radical): letter for radical, letter in zip(
        "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳戶戸―",
        "母民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟户户—", strict=True)},
    **{code: normalize("NFKC", chr(code)).replace("戶", "户") for code in range(0x2F00, 0x2FD6)},
}  # fmt: skip
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
    """Return the paragraphs of all pages, page numbers and running heads left out.

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
    text = tuple(pdf_lines.paragraphs(pages))
    if not text:
        raise Unusable("PDF 里没有文字，可能是扫描件")
    return Published(text=text)


def _pages(opened: PdfReader) -> Iterator[list[PrintedLine]]:
    """Yield the lines of each page."""
    if len(opened.pages) > MOST_PAGES:
        raise Unusable(f"PDF 超过 {MOST_PAGES} 页，不像一份年度报告")
    spent = _Spent()
    # Before any text is taken out, which takes fifty times as long as weighing all pages
    for page in opened.pages:
        spent.add(_weight(page))
    for number, page in enumerate(opened.pages, 1):
        placed = _Placed(number, float(page.mediabox.width) / 2)
        text = page.extract_text(visitor_operand_before=spent.step, visitor_text=placed.add)
        yield placed.lines(text)
        spent.step()  # pypdf passes over what is raised within a form: the page after it ends there


class _Placed:
    """Puts the lines of a page together from its pieces of text as pypdf yields them, with their places."""

    def __init__(self, page: int, centre: float) -> None:
        self._page, self._centre = page, centre
        self._pieces: list[list[PrintedLine]] = [[]]

    def add(self, text: str, outer: list[float], inner: list[float], font: object, size: float) -> None:
        """Take a piece of text: the two matrices say where it stands."""
        left = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        bottom = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        scale = abs(inner[3] or inner[1]) * abs(outer[3] or outer[1])
        name = str(font.get("/BaseFont", "")) if isinstance(font, dict) else ""
        for number, piece in enumerate(text.translate(LOOK_ALIKES).split("\n")):
            if number:
                self._pieces.append([])
            line = PrintedLine(piece, self._page, left, bottom, size * scale, name, self._centre)
            self._pieces[-1].append(line)

    def lines(self, text: str) -> list[PrintedLine]:
        """Return the lines of the page, whose text as a whole pypdf returned."""
        found = [line for line in map(_line, self._pieces) if line]
        whole = text.translate(LOOK_ALIKES)
        if "".join(line.text for line in found).split() == whole.replace("\n", "").split():
            return found
        return [PrintedLine(line, self._page) for line in whole.splitlines()]


def _line(pieces: list[PrintedLine]) -> PrintedLine | None:
    """Return the pieces of a line as one, None where it has no text; its size is that of most of it."""
    printed = [piece for piece in pieces if piece.text.strip()]
    if not printed:
        return None
    most = max(printed, key=lambda piece: len(piece.text))
    return most._replace(
        text="".join(piece.text for piece in pieces), left=min(piece.left for piece in printed)
    )


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
