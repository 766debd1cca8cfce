"""What readers find in a published file: figures that are marked, rows of a table, plain text.

Knows where each of them stands in its file; not what it should be.
"""

from __future__ import annotations

from bisect import bisect_right
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

# Words that belong to a figure may stand outside its mark, such as 约 or 万余人次以上: the longest that a
# report has are far shorter than this, and a neighbouring clause is not to be read for one.
NEAR = 24
TITLE = -1  # the level of a title: <h1>, the style 标题 or Title


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


class Marked(NamedTuple):
    """A figure within a PublishedText that the file itself ties to an indicator: text[start:end]."""

    start: int
    end: int
    key: str


class Turn(NamedTuple):
    """Where within a text another line or page of its file begins."""

    start: int
    spot: Spot


class PublishedText(NamedTuple):
    """A paragraph, a heading or the text of a cell, soft line breaks as line ends.

    `level` is that of a heading as the file says it, from 1; TITLE for the title, 0 where the file says none.
    `label` is the number that the file's own list numbering prints before the text (一、), no part of it.
    `align` is center, right or ""; `size` in points, of most of the text; `bold` counts the characters at its
    beginning that are bold; `face` is the East Asian font of its beginning. Where the file does not say, they
    are 0 and "". `cell` is (table, row, column), from 1, in tables; `marks` are within the text. `turns` are
    set where a text was put together from lines of its file.
    """

    text: str
    spot: Spot
    level: int = 0
    label: str = ""
    align: str = ""
    size: float = 0
    bold: int = 0
    face: str = ""
    cell: tuple[int, int, int] | None = None
    marks: tuple[Marked, ...] = ()
    turns: tuple[Turn, ...] = ()

    def spot_at(self, offset: int) -> Spot:
        """Return where a character of the text stands in the file, as nearly as is known."""
        number = bisect_right(self.turns, offset, key=lambda turn: turn.start)
        return self.turns[number - 1].spot if number else self.spot


class Published(NamedTuple):
    """What a file holds; a reader fills in what its kind has. `rows` begin with the heads of the columns.

    `linked_data` are the figures that a page gives to machines (JSON-LD): they have no text. `text` is the
    article of a page where `page` has all that stands on it, menus and notes of the site too.
    """

    marks: tuple[Mark, ...] = ()
    linked_data: tuple[Mark, ...] = ()
    rows: tuple[Row, ...] = ()
    text: tuple[PublishedText, ...] = ()
    page: tuple[PublishedText, ...] = ()


def stripped(found: PublishedText) -> PublishedText:
    """Return a text without the blanks at its ends, what is counted in it from its new beginning."""
    text = found.text.strip()
    if text == found.text:
        return found
    ahead = found.text.find(text)
    if not ahead:
        return found._replace(text=text, bold=min(found.bold, len(text)))
    marks = tuple(mark._replace(start=mark.start - ahead, end=mark.end - ahead) for mark in found.marks)
    return found._replace(text=text, bold=max(0, min(found.bold - ahead, len(text))), marks=marks)
