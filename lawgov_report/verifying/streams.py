"""Texts one behind the other without their blanks, as they are aligned, and the way back to each of them.

Knows characters and where they came from; not what the texts are.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.verifying import alignment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Fragment(NamedTuple):
    """A stretch of one unit, as it is written: units[unit][start:end].

    `begin` is where it stands in the stream; `first` and `last` say whether the unit begins or ends with it.
    """

    begin: int

    unit: int
    start: int
    end: int
    text: str
    first: bool
    last: bool

    @property
    def whole(self) -> bool:
        """Whether it is all of the unit."""
        return self.first and self.last


class Stream(NamedTuple):
    """Texts (`units`) as one, plain. `begins` is where each begins in `text`; the last number is its end.

    `origins` has for each character of `text` where in its unit it comes from.
    """

    units: Sequence[str]
    text: str
    begins: Sequence[int]
    origins: Sequence[int]

    def unit(self, offset: int) -> int:
        """Return the number of the unit that has a character; the last one behind the end."""
        return min(bisect_right(self.begins, offset), len(self.units)) - 1

    def place(self, offset: int) -> tuple[int, int]:
        """Return the unit of a character of `text`, and where in it the character stands."""
        if not self.origins:
            return 0, 0
        return self.unit(offset), self.origins[min(offset, len(self.origins) - 1)]

    def pieces(self, start: int, end: int) -> Iterator[Fragment]:
        """Yield text[start:end] unit by unit."""
        while start < end:
            unit = self.unit(start)
            stop = min(end, self.begins[unit + 1])
            begin, finish = self.origins[start], self.origins[stop - 1] + 1
            at_ends = start == self.begins[unit], stop == self.begins[unit + 1]
            yield Fragment(start, unit, begin, finish, self.units[unit][begin:finish], *at_ends)
            start = stop

    def gap(self, offset: int, *, behind: bool) -> Fragment:
        """Return an empty piece in front of a character; or behind the one before it, where there is one."""
        at = max(0, offset - 1 if behind else min(offset, len(self.origins) - 1))
        unit, place = self.place(at)
        place += 1 if behind and offset else 0
        return Fragment(at, unit, place, place, "", first=False, last=False)


def of(units: Sequence[str]) -> Stream:
    """Return texts as one."""
    pieces: list[str] = []
    origins = array("L")  # a list of a million numbers takes 36 MB
    begins = [0]
    for unit in units:
        for number, letter in enumerate(unit):
            plain = alignment.plain(letter)
            pieces.append(plain)
            origins.extend(
                [number] * len(plain)
            )  # some characters are several in their usual form, blanks none
        begins.append(len(origins))
    return Stream(units, "".join(pieces), begins, origins)
