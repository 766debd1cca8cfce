"""How a table is set on a page: its styles, how its columns share the width, and which of them hold numbers.

Knows tables, the layout's names and the width of characters; not how any format writes a table.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language.width import printed_width
from lawgov_report.report.document import text_of

if TYPE_CHECKING:
    from lawgov_report.report.document import Table

ROOM = 36  # Chinese characters of 小四 in a line of the type area
GAP = 2  # characters that the lines and the room beside them take in each cell
# The same of 五号, in the table of all indicators: 2.4 mm beside the words, and two of the quarter characters
# that LibreOffice and Word set between digits and Chinese (约2500户次)
ANNEX_ROOM, ANNEX_GAP = 42, 1.15
WHOLE = 1000
# A number, what stands before it, and its unit, or nothing: 约2.45万件, 95%以上, —
NUMBER = re.compile(r"(?:[第约近超−-]?[0-9][0-9.,:%—～−-]*\w{0,4})?|[—－-]+|/")


class TableLook(NamedTuple):
    """The names of the styles of a table, and of the paragraphs in it."""

    table: str
    head: str
    text: str
    number: str


ANNEXED = TableLook("指标表", "表头", "表内文字", "表内数值")
IN_TEXT = TableLook("文内表", "文内表头", "文内表文字", "文内表数值")


class Setting(NamedTuple):
    """How a table is set: of each column the share of the width in thousandths, and whether it is centred."""

    shares: tuple[int, ...]
    centred: tuple[bool, ...]


def of_indicators(table: Table) -> Setting:
    """Return how the table of all indicators is set: what stands behind their names is centred."""
    shares = setting(table, ANNEX_ROOM, ANNEX_GAP).shares
    return Setting(shares, tuple(column > 0 for column in range(len(shares))))


def setting(table: Table, room: int = ROOM, gap: float = GAP) -> Setting:
    """Return how a table is set: columns as wide as their contents ask, those of numbers centred.

    A table is always as wide as the type area: `room` characters of its size. Where the longest cells do not
    fit side by side, the widest columns are narrowed until they do, all to the same width: a short one never
    breaks for a long one.
    """
    columns = [*zip(*_cells(table), strict=True)]
    asked = [
        max(printed_width(text) for text in (head, *cells)) + gap
        for head, cells in zip(table.head, columns, strict=True)
    ]
    most = room
    while most > gap and sum(min(wanted, most) for wanted in asked) > room:
        most -= 1
    centred = tuple(all(NUMBER.fullmatch(text) for text in cells) for cells in columns)
    return Setting(_thousandths([min(wanted, most) for wanted in asked]), centred)


def description(table: Table) -> str:
    """Return what a table is to those who do not see it: its columns, and how many rows it has."""
    rows = sum(len(group.rows) for group in table.groups)
    return f"{len(table.head)}列：{'、'.join(table.head)}；{rows}行"


def _cells(table: Table) -> list[tuple[str, ...]]:
    return [tuple(text_of((line,)) for line in row) for group in table.groups for row in group.rows]


def _thousandths(rooms: list[float]) -> tuple[int, ...]:
    """Return whole thousandths that are 1000 in all: the differences between the edges of the columns."""
    whole = sum(rooms)
    edges = [round(edge * WHOLE / whole) for edge in accumulate(rooms, initial=0.0)]
    return tuple(right - left for left, right in pairwise(edges))
