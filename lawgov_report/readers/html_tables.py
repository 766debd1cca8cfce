"""Where in the tables and lists of a page its text stands; tables that only lay out the page are none.

Knows rows, spans and how lists count; not what stands in them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lawgov_report.readers.docx_numbering import written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawgov_report.readers.blocks import ReadBlock

NUMBER = re.compile("[0-9]{1,4}")
MOST_COLUMNS, MOST_ROWS = 100, 1000  # that a cell spans
LONGEST_CELL = 600  # characters: a cell with more is a column of a page
FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
# list-style-type: of those in Chinese, 一、 is what browsers print
CHINESE = re.compile("list-style(?:-type)?\\s*:[^;]*(?:cjk-ideographic|simp-chinese|trad-chinese)")
SILENT = re.compile("list-style(?:-type)?\\s*:[^;]*none")
Cell = tuple[int, int, int]


@dataclass(slots=True)
class _Table:
    """A table: its number, where the parser stands, and for how many rows cells above reach down."""

    number: int
    row: int = 0
    column: int = 0
    width: int = 1
    reaching: dict[int, int] = field(default_factory=dict)
    in_cell: bool = False

    def begin_row(self) -> None:
        """Go to the next row."""
        self.row, self.column, self.width = self.row + 1, 0, 1
        self.reaching = {column: rows - 1 for column, rows in self.reaching.items() if rows > 1}

    def begin_cell(self, columns: int, rows: int) -> None:
        """Go to the next cell, past columns that a cell above takes."""
        self.row, self.column = max(self.row, 1), self.column + self.width
        while self.reaching.get(self.column):
            self.column += 1
        self.width, self.in_cell = columns, True
        if rows > 1:
            self.reaching.update(dict.fromkeys(range(self.column, self.column + columns), rows))


@dataclass(slots=True)
class _List:
    """A list: how its entries are numbered ("" for bullets), and the number of the next."""

    form: str
    after: str
    count: int = 1


@dataclass(slots=True)
class Places:
    """The tables and lists in which the parser stands, the innermost last; `nested` tables hold others."""

    tables: list[_Table] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    nested: set[int] = field(default_factory=set)
    count: int = 0

    @property
    def cell(self) -> Cell | None:
        """Where in the innermost table the parser stands; None where in no cell of it."""
        if not self.tables or not self.tables[-1].in_cell:
            return None
        table = self.tables[-1]
        return table.number, table.row, table.column

    def enter(self, tag: str, given: Mapping[str, str]) -> str:
        """Go into an element; return the number that is printed before an entry of a list, "" for none."""
        if tag == "table":
            if self.tables:
                self.nested.add(self.tables[-1].number)
            self.count += 1
            self.tables.append(_Table(self.count))
        elif tag == "tr" and self.tables:
            self.tables[-1].begin_row()
        elif tag in {"td", "th"} and self.tables:
            spans = _number(given, "colspan", MOST_COLUMNS), _number(given, "rowspan", MOST_ROWS)
            self.tables[-1].begin_cell(*spans)
        elif tag in {"ol", "ul"}:
            self.lists.append(_list(tag, given))
        elif tag == "li" and self.lists:
            return self._entry(given)
        return ""

    def leave(self, tag: str) -> None:
        """Go out of an element."""
        if tag == "table" and self.tables:
            self.tables.pop()
        elif tag in {"td", "th"} and self.tables:
            self.tables[-1].in_cell = False
        elif tag in {"ol", "ul"} and self.lists:
            self.lists.pop()

    def _entry(self, given: Mapping[str, str]) -> str:
        entries = self.lists[-1]
        if NUMBER.fullmatch(given.get("value", "")):
            entries.count = int(given["value"])
        label = written(entries.count, entries.form) + entries.after if entries.form else ""
        entries.count += 1
        return label


def _number(given: Mapping[str, str], name: str, most: int) -> int:
    text = given.get(name, "")
    return min(max(int(text), 1), most) if NUMBER.fullmatch(text) else 1


def _list(tag: str, given: Mapping[str, str]) -> _List:
    style = given.get("style", "")[:LONGEST_CELL].lower()
    if tag == "ul" or SILENT.search(style):
        return _List("", "")
    start = int(given["start"]) if NUMBER.fullmatch(given.get("start", "")) else 1
    if CHINESE.search(style):
        return _List("chineseCounting", "、", start)
    return _List(FORMS.get(given.get("type", "1"), "decimal"), ".", start)


def told_apart(blocks: Sequence[ReadBlock], nested: set[int]) -> list[ReadBlock]:
    """Return the blocks of a page; those in tables that lay it out, and hold no data, stand in no cell.

    Such a table has a single column, another table within, or a cell as long as a page.
    """
    lengths: defaultdict[Cell, int] = defaultdict(int)
    for block in blocks:
        if block.cell and block.length:
            lengths[block.cell] += block.length
    wide = {table for table, _, column in lengths if column > 1}
    laid_out = nested | {cell[0] for cell, length in lengths.items() if length > LONGEST_CELL}
    return [_in_data(block, wide - laid_out) for block in blocks]


def _in_data(block: ReadBlock, tables: set[int]) -> ReadBlock:
    if block.cell is None or block.cell[0] in tables:
        return block
    return block._replace(cell=None)
