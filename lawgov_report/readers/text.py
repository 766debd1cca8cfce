"""A text file read back: a paragraph a line, or lines that were broken at a margin put together again.

Knows lines; not what stands in them. Rows of a table are neighbouring lines with tabs between their cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.files import Unusable
from lawgov_report.readers import encoding, lines
from lawgov_report.readers.published import Published, PublishedText, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_LINES = 100_000


def read(content: bytes) -> Published:
    """Return the paragraphs of a text. Raises Unusable where it is none, or too long."""
    found = encoding.text(content).splitlines()
    if len(found) > MOST_LINES:
        raise Unusable(f"超过 {MOST_LINES} 行，不像一份年度报告")
    text = tuple(of_lines(found))
    if not text:
        raise Unusable("文件里没有文字")
    return Published(text=text)


def of_lines(found: Sequence[str], before: int = 0) -> Iterator[PublishedText]:
    """Yield the paragraphs and cells of lines, of which the first is number `before` + 1."""
    begin = 0
    for table, (first, last) in enumerate(lines.tables(found), 1):
        yield from _prose(found[begin:first], before + begin)
        for row in range(first, last):
            yield from _cells(found[row], before + row + 1, (table, row - first + 1))
        begin = last
    yield from _prose(found[begin:], before + begin)


def _prose(found: Sequence[str], before: int) -> Iterator[PublishedText]:
    for numbers in lines.paragraphs(found):
        first = found[numbers[0]]
        spot = Spot(before + numbers[0] + 1, len(first) - len(first.lstrip()) + 1)
        yield PublishedText(lines.joined([found[number] for number in numbers]), spot)


def _cells(line: str, number: int, row: tuple[int, int]) -> Iterator[PublishedText]:
    column = 1
    for place, cell in enumerate(line.split("\t"), 1):
        if cell.strip():
            yield PublishedText(cell.strip(), Spot(number, column), cell=(*row, place))
        column += len(cell) + 1
