"""A year to be: what a file says, cut into the texts of a year, each with its spot in the file.

Knows what a year holds and in which order it is printed; not YAML, nor how the file was cut.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language import numbering
from lawgov_report.language.numbering import CLAUSES, LEVELS
from lawgov_report.readers.published import Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lawgov_report.readers.published import Marked

NOWHERE = Spot()


class GuessKind(StrEnum):
    """What a guess is about."""

    YEAR = "year"
    TITLE = "title"
    HEAD = "head"  # mark, number, signatory, addressee
    TAIL = "tail"  # attachments, signature, date, 版记
    PAGE = "page"  # what a site adds around an article
    LEVEL = "level"
    RUN_IN = "run_in"
    NUMBER = "number"
    TABLE = "table"
    CHARACTER = "character"
    OFFICE = "office"
    OUTLINE = "outline"
    COVERS = "covers"
    INDICATOR = "indicator"
    RELATION = "relation"
    WAIVER = "waiver"  # an error of a text that is published


class Guessed(NamedTuple):
    """What was taken for what, for a person to go through: the words of the file, and why in Chinese."""

    kind: GuessKind
    text: str
    note: str
    spot: Spot = NOWHERE


class Excerpt(NamedTuple):
    """Words of a file, where they stand in it, and the figures in them that the file ties to indicators."""

    text: str
    spot: Spot = NOWHERE
    marks: tuple[Marked, ...] = ()

    def cut(self, start: int, end: int | None = None) -> Excerpt:
        """Return a stretch of it without the blanks at its ends."""
        end = len(self.text) if end is None else end
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        marks = tuple(
            mark._replace(start=mark.start - start, end=mark.end - start)
            for mark in self.marks
            if start <= mark.start and mark.end <= end
        )
        return Excerpt(self.text[start:end], self.spot, marks)

    def lines(self) -> tuple[Excerpt, ...]:
        """Return its lines, where it has soft line breaks."""
        found, start = [], 0
        for line in self.text.split("\n"):
            found.append(self.cut(start, start + len(line)))
            start += len(line) + 1
        return tuple(line for line in found if line.text)


class TableDraft(NamedTuple):
    """A table: what it is called, the heads of its columns and its rows."""

    columns: tuple[Excerpt, ...]
    rows: tuple[tuple[Excerpt, ...], ...]
    title: Excerpt | None = None


class Division(NamedTuple):
    """A part, or a section at any level below it, with the fields that it has in a year file."""

    heading: tuple[Excerpt, ...]
    run_in: bool = False
    intro: tuple[Excerpt, ...] = ()
    lead: tuple[Excerpt, ...] = ()
    items: tuple[Excerpt, ...] = ()
    divisions: tuple[Division, ...] = ()
    table: TableDraft | None = None
    closing: tuple[Excerpt, ...] = ()
    apart: bool = False
    form: str = CLAUSES  # how its items or divisions are counted
    continued: bool = False
    id: str = ""
    ids: tuple[str, ...] = ()  # of its items
    covers: tuple[str, ...] = ()

    @property
    def depth(self) -> int:
        """How many levels of headings it has, its own included."""
        return 1 + max((division.depth for division in self.divisions), default=0)

    @property
    def title(self) -> str:
        """Its heading in one line."""
        return "".join(line.text for line in self.heading)

    def numbered(self, level: int, levels: tuple[str, ...]) -> str:
        """Return how the file has to say its children are counted, "" where that goes without saying."""
        usual = CLAUSES if self.items else numbering.form_of(level + 1, levels)
        return self.form if (self.items or self.divisions) and self.form != usual else ""


class AnnexDraft(NamedTuple):
    """An annex behind the text."""

    title: Excerpt
    texts: tuple[Excerpt, ...] = ()
    table: TableDraft | None = None
    closing: tuple[Excerpt, ...] = ()


class Frame(NamedTuple):
    """What stands before and after the text; dates are ISO 8601, "" where there is none.

    `separate` are the attachments behind which nothing stands in the file.
    """

    title: tuple[Excerpt, ...] = ()
    mark: tuple[Excerpt, ...] = ()
    number: str = ""
    signatory: str = ""
    copy_number: str = ""
    classification: str = ""
    urgency: str = ""
    addressee: str = ""
    attachments: tuple[str, ...] = ()
    separate: frozenset[str] = frozenset()
    annex: str = ""  # the kind of annex that is made of the figures
    signature: tuple[str, ...] = ()
    date: str = ""
    note: str = ""
    copies_to: str = ""
    printed_by: str = ""
    printed_on: str = ""
    published: str = ""
    source: str = ""


class Draft(NamedTuple):
    """A year to be; `levels` is how its headings are counted."""

    frame: Frame
    preamble: tuple[Excerpt, ...]
    parts: tuple[Division, ...]
    ending: tuple[Excerpt, ...] = ()
    annexes: tuple[AnnexDraft, ...] = ()
    levels: tuple[str, ...] = LEVELS


class Surroundings(NamedTuple):
    """Where a text stands: the key of its part, the heading above it (of a cell those of row and column)."""

    part: str = ""
    topic: str = ""
    column: str = ""


def changed(draft: Draft, change: Callable[[Excerpt, Surroundings], Excerpt]) -> Draft:
    """Return the year with each of its texts as `change` returns it, called in printed order.

    Titles and headings are none of them.
    """
    nowhere = Surroundings()
    preamble = tuple(change(text, nowhere) for text in draft.preamble)
    parts = tuple(_division(part, Surroundings(part.id), change) for part in draft.parts)
    ending = tuple(change(text, nowhere) for text in draft.ending)
    annexes = tuple(
        annex._replace(
            texts=tuple(change(text, nowhere) for text in annex.texts),
            table=_grid(annex.table, nowhere, change),
            closing=tuple(change(text, nowhere) for text in annex.closing),
        )
        for annex in draft.annexes
    )
    return draft._replace(preamble=preamble, parts=parts, ending=ending, annexes=annexes)


def _division(
    division: Division, above: Surroundings, change: Callable[[Excerpt, Surroundings], Excerpt]
) -> Division:
    here = above._replace(topic=division.title)
    return division._replace(
        intro=tuple(change(text, here) for text in division.intro),
        lead=tuple(change(text, here) for text in division.lead),
        items=tuple(change(text, here) for text in division.items),
        table=_grid(division.table, here, change),
        divisions=tuple(_division(below, here, change) for below in division.divisions),
        closing=tuple(change(text, here) for text in division.closing),
    )


def _grid(
    grid: TableDraft | None, here: Surroundings, change: Callable[[Excerpt, Surroundings], Excerpt]
) -> TableDraft | None:
    """Return a table with its cells changed, each under its row's first cell and its column's head."""
    if grid is None:
        return None
    rows = []
    for row in grid.rows:
        named = next((cell.text for cell in row if not cell.text.isdigit()), row[0].text)
        heads = [here._replace(topic=f"{named}{column.text}", column=column.text) for column in grid.columns]
        rows.append(tuple(change(cell, head) for cell, head in zip(row, heads, strict=True)))
    return grid._replace(rows=tuple(rows))


def everything(division: Division) -> Iterator[Division]:
    """Yield a part or a section and all that is below it, in printed order."""
    yield division
    for below in division.divisions:
        yield from everything(below)
