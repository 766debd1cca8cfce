"""署名 and 成文日期: in which lines the names stand, and where each does that a seal is pressed on.

Knows widths in characters of the body, of which a line has 28; no format. Source: GB/T 9704-2012, 7.3.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language.width import printed_width
from lawgov_report.writing import titles

if TYPE_CHECKING:
    from lawgov_report.report.document import Document

LINE = 28  # characters of a line, 5.2.3
RIGHT = 2  # free on the right of names without a seal, 7.3.5.2
DATE_RIGHT = 4  # and of a date with one, 7.3.5.1
SEAL = 8  # a seal is 42 mm wide, 7.5 characters; no two may touch


class SealedName(NamedTuple):
    """A name in lines, each in the middle over `centre`, in characters from the left."""

    lines: tuple[str, ...]
    centre: float


class Sealed(NamedTuple):
    """Rows of names from the first issuer to the last, under which the date stands, centred as it is."""

    rows: tuple[tuple[SealedName, ...], ...]
    centre: float


def names(document: Document) -> tuple[tuple[str, ...], ...]:
    """Return the lines of each name that signs: one, or several of like width where one does not hold it."""
    return tuple(titles.even(name, LINE - RIGHT) for name in document.signatures)


def sealed(document: Document) -> Sealed:
    """Return where names and date stand that are to be sealed: the last name in the middle over the date.

    The date ends 4 characters from the right, or further left where a name over it would leave the line.
    As many names stand beside each other as have room for their seals, the rest above them.
    """
    broken = names(document)
    widest = max((printed_width(line) for lines in broken for line in lines), default=0)
    centre = LINE - max(DATE_RIGHT + printed_width(document.date) / 2, widest / 2)
    step = max(SEAL, widest + 1)
    columns = 1 + max(0, int((centre - max(SEAL, widest) / 2) // step))
    rows = (broken[start : start + columns] for start in range(0, len(broken), columns))
    return Sealed(tuple(_row(row, centre, step) for row in rows), centre)


def _row(names_: tuple[tuple[str, ...], ...], last: float, step: float) -> tuple[SealedName, ...]:
    """Return names beside each other, the last of them over `last`."""
    first = last - step * (len(names_) - 1)
    return tuple(SealedName(lines, first + step * number) for number, lines in enumerate(names_))
