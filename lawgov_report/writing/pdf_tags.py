"""Tags of a PDF: the first cell of each row of a table is the header of its row, as on the web page.

Knows how typst writes a PDF: every object in plain text, and one table of where each begins (ISO 32000-1,
7.5.4); not what is printed. A PDF that is written otherwise is returned as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

START = re.compile(rb"startxref\n([0-9]+)\n%%EOF\s*\Z")
OFFSETS = re.compile(rb"xref\n0 [0-9]+\n((?:[0-9]{10} [0-9]{5} [fn][ \r][\r\n])+)")
ENTRY, DIGITS = 20, 10  # bytes of an entry of the table, and of the offset that it begins with
LAST = 64  # bytes that hold the start of the table of objects
# A row of several elements, and a cell of data with the headers that typst names: it tags those of columns
# only, and has each cell of a group refer to the group's, which belongs to all columns
ROW = re.compile(rb"[0-9]+ 0 obj\n<</Type/StructElem/S/TR/P [0-9]+ 0 R/K\[([0-9]+ 0 R(?: [0-9]+ 0 R)+)\]")
CELL = re.compile(rb"[0-9]+ 0 obj\n<</Type/StructElem/S/(TD)/P [0-9]+ 0 R/A\[<</O/Table(/Headers\[[^\]]*\])")
REFERENCE = re.compile(rb"([0-9]+) 0 R")


class Patch(NamedTuple):
    """Bytes in the place of content[start:end]."""

    start: int
    end: int
    content: bytes


def row_headers(content: bytes) -> bytes:
    """Return the PDF with the first cell of each row tagged as a header, of which the row is the scope.

    The cells of such a row name no headers of their own: a reader then finds those of row and column by
    their scopes (ISO 32000-1, 14.8.5.7).
    """
    start = START.search(content, max(len(content) - LAST, 0))
    table = OFFSETS.match(content, int(start[1])) if start else None
    if start is None or table is None:
        return content
    entries = [table[1][at : at + ENTRY] for at in range(0, len(table[1]), ENTRY)]
    offsets = [int(entry[:DIGITS]) for entry in entries]
    patches = sorted(_patches(content, offsets))
    *moved, table_at = _moved([*offsets, int(start[1])], patches)
    renewed = b"".join(
        b"%010d%b" % (offset, entry[DIGITS:]) for offset, entry in zip(moved, entries, strict=True)
    )
    patches += [Patch(*table.span(1), renewed), Patch(*start.span(1), b"%d" % table_at)]
    return _spliced(content, patches)


def _patches(content: bytes, offsets: Sequence[int]) -> Iterator[Patch]:
    for offset in offsets:
        row = ROW.match(content, offset)
        if row is None:
            continue
        numbers = [int(number) for number in REFERENCE.findall(row[1])]
        cells = [CELL.match(content, offsets[number]) for number in numbers if number < len(offsets)]
        first, *others = cells
        if first is None:
            continue
        yield Patch(*first.span(1), b"TH")
        yield Patch(*first.span(2), b"/Scope/Row")
        yield from (Patch(*cell.span(2), b"") for cell in others if cell)


def _moved(offsets: Sequence[int], patches: Sequence[Patch]) -> list[int]:
    """Return where what stood at the offsets stands when the patches, in order, are made."""
    grown = [*accumulate((len(patch.content) - patch.end + patch.start for patch in patches), initial=0)]
    places = [patch.start for patch in patches]
    return [offset + grown[bisect_left(places, offset)] for offset in offsets]


def _spliced(content: bytes, patches: Sequence[Patch]) -> bytes:
    """Return the content with all patches made, which are in order and do not meet."""
    bounds = [Patch(0, 0, b""), *patches, Patch(len(content), len(content), b"")]
    return b"".join(before.content + content[before.end : after.start] for before, after in pairwise(bounds))
