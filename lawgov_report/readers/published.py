"""What readers find in a published file: figures that are marked, rows of a table, plain text.

Knows where each of them stands in its file; not what it should be.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

# Words that belong to a figure may stand outside its mark, such as 约 or 万余人次以上: the longest that a
# report has are far shorter than this, and a neighbouring clause is not to be read for one.
NEAR = 24


class Spot(NamedTuple):
    """Where something stands in a file: line and column, a paragraph, or a page; from 1, 0 is none."""

    line: int = 0
    column: int = 0
    paragraph: int = 0
    page: int = 0

    def __str__(self) -> str:
        if self.page:
            return f"第 {self.page} 页"
        return f"第 {self.paragraph} 段" if self.paragraph else f"{self.line}:{self.column}"


class Mark(NamedTuple):
    """A figure that the file itself ties to an indicator: `text` with the words before and after it.

    `attributes` are what the mark says beside its text, as `value`, `unit`, `bound`, and of a range `low` and
    `high`; those that it lacks are not compared.
    """

    key: str
    before: str
    text: str
    after: str
    spot: Spot
    attributes: Mapping[str, str] = MappingProxyType({})


class Cell(NamedTuple):
    """A cell of a table."""

    text: str
    spot: Spot


Row = tuple[Cell, ...]


class PublishedText(NamedTuple):
    """Words that stand together: a paragraph, or a line of a page."""

    text: str
    spot: Spot


class Published(NamedTuple):
    """What a file holds; a reader fills in what its kind has. `rows` begin with the heads of the columns.

    `linked_data` are the figures that a page gives to machines (JSON-LD): they have no text.
    """

    marks: tuple[Mark, ...] = ()
    linked_data: tuple[Mark, ...] = ()
    rows: tuple[Row, ...] = ()
    text: tuple[PublishedText, ...] = ()
