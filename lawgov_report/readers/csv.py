"""A table of open data read back, as spreadsheets save it again: its cells, each with line and column.

Knows CSV in its usual variants, also with tabs or semicolons; not what the columns mean.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.files import Unusable
from lawgov_report.readers import encoding
from lawgov_report.readers.published import Cell, Published, Row, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIMITERS = ",\t;"
MOST = 200_000  # cells: the table of a report has some 2,000
# A cell and what ends it. A quoted cell may hold delimiters, line breaks and doubled quotes; what follows its
# closing quote up to the delimiter is kept, as Excel does, and a quote that is never closed runs to the end.
# Python's csv module reads the same but does not say in which line and column a cell stands.
CELL = r'(?:"(?P<quoted>[^"]*(?:""[^"]*)*+)"?)?(?P<plain>[^{0}\r\n]*)(?P<end>{0}|\r\n|\n|\r|\Z)'


def read(content: bytes) -> Published:
    """Return the rows of a table. Raises Unusable where it is not text, or too large."""
    text = encoding.text(content)
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    rows = tuple(row for row in _rows(text, delimiter) if any(cell.text for cell in row))
    if not rows:
        raise Unusable("表是空的")
    return Published(rows=rows)


def _rows(table: str, delimiter: str) -> Iterator[Row]:
    cells: list[Cell] = []
    line, begin = 1, 0
    for count, match in enumerate(re.finditer(CELL.format(delimiter), table)):
        if count > MOST:
            raise Unusable(f"表格超过 {MOST} 格，不读")
        quoted, plain, end = match["quoted"], match["plain"], match["end"]
        text = (quoted or "").replace('""', '"') + plain
        cells.append(Cell(text, Spot(line, match.start() - begin + 1)))
        # Lines are counted as an editor does: a break within quotes begins one too, and \r\n is one break.
        breaks = match[0].count("\n")
        if breaks or end == "\r":
            line += breaks or 1
            begin = match.end() if end != delimiter else match.start() + match[0].rindex("\n") + 1
        if end != delimiter:
            yield tuple(cells)
            cells = []
        if not end:
            return
