"""A text file read back: a paragraph a line, or lines that were broken at a margin put together again.

Knows lines; not what stands in them. Rows of a table are neighbouring lines with tabs between their cells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.files import Unusable
from lawgov_report.readers import encoding, lines
from lawgov_report.readers.published import Published, PublishedText, Spot, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_LINES = 100_000
MOST_CELLS = 200_000
# The digest that a text of ours ends with: there, each line is a paragraph
DIGEST = re.compile(r"-- lawgov sha256:[0-9a-f]{64}")


def read(content: bytes) -> Published:
    """Return the paragraphs of a text. Raises Unusable where it is none, or too long."""
    found = encoding.text(content).splitlines()
    if len(found) > MOST_LINES:
        raise Unusable(f"超过 {MOST_LINES} 行，不像一份年度报告")
    if sum(line.count("\t") for line in found) > MOST_CELLS:
        raise Unusable(f"表格超过 {MOST_CELLS} 格，不读")
    ours = bool(found and DIGEST.fullmatch(found[-1]))
    text = tuple(_texts(found[:-1] if ours else found, broken=not ours))
    if not text:
        raise Unusable("文件里没有文字")
    return Published(text=text)


def _texts(found: Sequence[str], *, broken: bool) -> Iterator[PublishedText]:
    """Yield the paragraphs and cells of lines, which may have been broken at a margin."""
    begin = 0
    for table, (first, last) in enumerate(lines.tables(found), 1):
        yield from _prose(found[begin:first], begin, broken=broken)
        for row in range(first, last):
            yield from _cells(found[row], row + 1, (table, row - first + 1))
        begin = last
    yield from _prose(found[begin:], begin, broken=broken)


def _prose(found: Sequence[str], before: int, *, broken: bool) -> Iterator[PublishedText]:
    single = [[number] for number, line in enumerate(found) if line.strip()]
    for numbers in lines.paragraphs(found) if broken else single:
        text, begins = lines.joined([found[number] for number in numbers])
        spots = [_spot(found[number], before + number + 1) for number in numbers]
        turns = tuple(map(Turn, begins, spots)) if len(spots) > 1 else ()
        yield PublishedText(text, spots[0], turns=turns)


def _spot(line: str, number: int) -> Spot:
    return Spot(number, len(line) - len(line.lstrip()) + 1)


def _cells(line: str, number: int, row: tuple[int, int]) -> Iterator[PublishedText]:
    column = 1
    for place, cell in enumerate(line.split("\t"), 1):
        if cell.strip():
            yield PublishedText(cell.strip(), Spot(number, column), cell=(*row, place))
        column += len(cell) + 1
