"""Where a text stands and what was found there.

Knows places, texts with their places, and findings; not how they are found, waived or shown.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_OF_A_FILE = 1000  # findings in the form of a file: whoever has more mends these first
MOST_OF_A_YEAR = 10_000  # findings of all rules, also those that are waived

# The last key or id on the way into a file, behind the way to where it stands; None at the root. All values
# below one key share its way: written out, the paths of many values below long keys would take gigabytes.
# Any is a Way or None: Pydantic, which looks into Written, goes round in circles where a type holds itself
Way = tuple[Any, str]


def column_letters(number: int) -> str:
    """Return how spreadsheets call a column: 5 is E, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Place(NamedTuple):
    """A stretch of a file: lines and columns from 1, columns in characters, the end exclusive.

    In a workbook a cell of the `sheet`: its row is the line, its column is the column.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    sheet: str = ""

    @property
    def cell(self) -> str:
        """The cell as spreadsheets call it, E7; "" where this is no place in a workbook."""
        return f"{column_letters(self.column)}{self.line}" if self.sheet else ""

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.file}!{self.sheet}!{self.cell}"
        return f"{self.file}:{self.line}:{self.column}"

    def meets(self, other: Place) -> bool:
        """Return whether the two share a character, or begin at the same one."""
        if (self.file, self.sheet) != (other.file, other.sheet):
            return False
        start, end = (self.line, self.column), (self.end_line, self.end_column)
        other_start, other_end = (other.line, other.column), (other.end_line, other.end_column)
        # a place of no width, such as the end of a line, shares no character with anything
        return start == other_start or (start < other_end and other_start < end)


@dataclass(frozen=True, slots=True)
class Written:
    """A text as it is written in a file.

    `pieces` says where each source line of the text begins: (offset in `text`, line, column).
    `way` leads there by keys and ids; None where the file is nothing but this text.
    `plain` is true for an unquoted YAML scalar; `comment` when a comment follows on its line.
    """

    text: str
    place: Place
    way: Way | None = None
    pieces: tuple[tuple[int, int, int], ...] = ()
    plain: bool = False
    comment: bool = False

    @property
    def path(self) -> str:
        """The keys and ids that lead there, with dots: parts.leadership.items.study.text."""
        steps, way = [], self.way
        while way is not None:
            way, step = way
            steps.append(step)
        return ".".join(reversed(steps))

    def at(self, start: int, end: int) -> Place:
        """Return the place of text[start:end]; the whole text's place where it is not traceable."""
        if not self.pieces:
            return self.place
        line, column = self._position(start)
        if end <= start:
            return Place(self.place.file, line, column, line, column)
        # the end is that of the last character: what comes behind it may stand on another line
        end_line, end_column = self._position(end - 1)
        return Place(self.place.file, line, column, end_line, end_column + 1)

    def edits(self, start: int, end: int, text: str) -> tuple[Edit, ...]:
        """Return the edit that writes `text` over text[start:end]; none where that is not on one line."""
        place = self.at(start, end)
        traceable = self.pieces and place.line == place.end_line
        return (Edit(place, text),) if traceable else ()

    def _position(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character: in the last piece that begins before it or with it."""
        index = bisect_right(self.pieces, offset, key=lambda piece: piece[0]) - 1
        begin, line, column = self.pieces[index]
        return line, column + offset - begin


class Severity(StrEnum):
    """How much a finding weighs: an error stops a build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Related(NamedTuple):
    """A further place that a finding speaks of."""

    place: Place
    message: str


class Edit(NamedTuple):
    """A mechanical mending: the text at `place`, on one line of the file, becomes `text`."""

    place: Place
    text: str


class CountedAs(NamedTuple):
    """What a finding is counted as where there are many: 待报 of 样例区司法局, 草稿 in 第一部分.

    `hint` is the remedy of all of them.
    """

    what: str
    where: str
    hint: str


class Diagnostic(NamedTuple):
    """One finding.

    `path` and `quote` are what a waiver names: the path of the text or figure by ids, and the
    exact words there. `severity` is the rule's own unless the finding carries another one.
    `edits` mend it where that is mechanical. `counted` is what it is counted as where there are many, None
    where each is looked at by itself. `waived` is the waiver's reason, `name` and `excerpt` (the source line)
    are filled in at the end.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    path: str = ""
    quote: str = ""
    severity: Severity | None = None
    edits: tuple[Edit, ...] = ()
    counted: CountedAs | None = None
    name: str = ""
    waived: str = ""
    excerpt: str = ""


class Findings(NamedTuple):
    """All that a run found: diagnostics in order, years looked at, years that later rules skipped.

    `files` were looked at; `pages` are manual pages by code, where the form of the report shows them;
    `spared` counts waived findings that are not kept.
    """

    diagnostics: tuple[Diagnostic, ...]
    years: int = 0
    skipped: int = 0
    files: tuple[str, ...] = ()
    pages: Mapping[str, str] = MappingProxyType({})
    spared: int = 0

    def count(self, severity: Severity) -> int:
        """Return how many findings of this severity stand, those waived left out."""
        return sum(1 for found in self.diagnostics if found.severity == severity and not found.waived)

    def heaviest_first(self) -> Findings:
        """Return the findings with errors before warnings, waived ones last, each kind in its order."""
        return self._replace(diagnostics=tuple(sorted(self.diagnostics, key=_lightness)))

    @property
    def waived(self) -> int:
        """How many findings are waived."""
        return self.spared + sum(1 for found in self.diagnostics if found.waived)

    @property
    def mendable(self) -> int:
        """How many findings --fix can mend."""
        return sum(1 for found in self.diagnostics if found.edits and not found.waived)


def _lightness(found: Diagnostic) -> tuple[bool, bool]:
    return found.waived != "", found.severity != Severity.ERROR


def limited(found: Iterable[Diagnostic], most: int) -> list[Diagnostic]:
    """Return the first `most` findings; where there are more, one more says so, at the first left out."""
    first = list(islice(found, most + 1))
    if len(first) > most:
        message = f"问题超过 {most} 处，从这里起没有再列"
        first[most] = Diagnostic(first[most].place, "LG002", message, "先改正已列出的，再查其余的")
    return first
