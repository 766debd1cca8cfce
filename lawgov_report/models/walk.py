"""What the one walk over a year yields, and how it goes through a part: each text, in order, with its place.

Knows what parts and sections hold and how they are counted; not how anything looks. Year.walk begins here;
assembling, rules, comparing and drafting take their texts from it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from lawgov_report.language import numbering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.models.outline import Covers
    from lawgov_report.models.section import Item, Passages, Section, Tabular
    from lawgov_report.reading.diagnostics import Written
    from lawgov_report.reading.source import Path

Child = TypeVar("Child")
NOTHING_COVERED: frozenset[Covers] = frozenset()


class TextKind(StrEnum):
    """What a text of the report is."""

    TITLE = "title"
    PREAMBLE = "preamble"
    HEADING = "heading"
    INTRO = "intro"
    LEAD = "lead"
    ITEM = "item"
    CLOSING = "closing"
    TABLE = "table"  # the title of a table
    COLUMN = "column"
    CELL = "cell"
    ENDING = "ending"
    ANNEX = "annex"  # the title of an annex
    ANNEX_TEXT = "annex_text"


TABULAR = frozenset({TextKind.TABLE, TextKind.COLUMN, TextKind.CELL})
NOT_RUN_IN = TABULAR | {TextKind.HEADING}  # what stands apart from a heading that runs in


class Segment(NamedTuple):
    """One text of the report: what it is and where it stands.

    `lines` are the lines that a title or a heading is broken into; every other text has exactly one.
    `path` leads there by keys and indexes: ("parts", "leadership", "items", 0) for an item.
    `level` is that of the heading it stands under: 0 outside the parts, 1 directly in a part, 2 to 4 below.
    `part` is the key of the part, "" outside; `section` has the ids of the sections from the outermost to
    the innermost, with dots, their numbers from 1 where they have none; "" outside sections.
    `number` counts parts, sections (both at their headings), items and annexes from 1; 0 for all other
    texts; `label` is the number as it is printed (一、 or 三是), "" where none is.
    `id` is an item's, or a section's at its heading, as the file gives it; "" where there is none.
    `covers` are the contents that the law requires which stand here, its own or those of what holds it.
    `run_in`: a heading with which its text begins. `begins`: a text with which a paragraph begins.
    """

    kind: TextKind
    lines: tuple[Written, ...]
    path: Path
    level: int = 0
    part: str = ""
    section: str = ""
    number: int = 0
    label: str = ""
    id: str = ""
    draft: bool = False
    covers: frozenset[Covers] = NOTHING_COVERED
    run_in: bool = False
    begins: bool = True
    item: Item | None = None

    @property
    def written(self) -> Written:
        """The text as it is written, the first line of a title or a heading."""
        return self.lines[0]


class Site(NamedTuple):
    """Where texts stand in a year: the path to what holds them, and what every one has in common."""

    path: Path = ()
    level: int = 0
    part: str = ""
    section: str = ""
    covers: frozenset[Covers] = NOTHING_COVERED

    def text(self, kind: TextKind, lines: tuple[Written, ...], *steps: str | int) -> Segment:
        """Return a text, whose path goes on with `steps`."""
        path = (*self.path, *steps)
        return Segment(kind, lines, path, self.level, self.part, self.section, covers=self.covers)

    def passages(self, kind: TextKind, passages: Passages | None, key: str = "") -> Iterator[Segment]:
        """Yield passages, whose key in the file is their kind where none is given."""
        for passage in passages or ():
            text = self.text(kind, (passage.text,), key or kind.value, *_index(passage.text))
            yield text._replace(draft=passage.draft)

    def table(self, table: Tabular | None) -> Iterator[Segment]:
        """Yield the texts of a table: its title, the heads of its columns, its cells row by row."""
        if table is None:
            return
        if table.title:
            yield self.text(TextKind.TABLE, (table.title,), "table", "title")
        for index, column in enumerate(table.columns):
            yield self.text(TextKind.COLUMN, (column,), "table", "columns", index)
        for number, row in enumerate(table.rows):
            for index, cell in enumerate(row):
                yield self.text(TextKind.CELL, (cell,), "table", "rows", number, index)

    def inside(self, index: int, id_: str) -> Site:
        """Return where the texts of a section stand, whose id or number is `id_`."""
        section = f"{self.section}.{id_}" if self.section else id_
        return self._replace(path=(*self.path, "sections", index), level=self.level + 1, section=section)


def _index(written: Written) -> tuple[int, ...]:
    """Return the number that a text has in a list of passages, nothing where it stands alone."""
    way = written.way
    if way and way[1] == "text":
        way = way[0]
    # no key begins with a digit
    return (int(way[1]),) if way and way[1].isdigit() else ()


class Walker:
    """Walks through parts and counts as it goes: `reached` is the last number in each form.

    `parts` says how many there are.
    """

    def __init__(self, levels: tuple[str, ...], parts: int) -> None:
        self.levels, self.parts = levels, parts
        self.reached: dict[str, int] = {}

    def part(self, part: Section, number: int, site: Site) -> Iterator[Segment]:
        """Yield the texts of a part. Only within it is counted on, unless it goes on counting itself."""
        if not part.continued:
            self.reached.clear()
        label = numbering.label(numbering.form_of(1, self.levels), number, self.parts)
        yield from self.texts(part, site, number, label)

    def texts(self, section: Section, site: Site, number: int, label: str) -> Iterator[Segment]:
        """Yield the texts of a part or a section, those of its sections before its closing."""
        site = site._replace(covers=frozenset(section.covers) or site.covers)
        body = self.body(section, site)
        first = next(body)  # a section always says something
        # before a table or another heading, it has no text to run on with
        joined = section.run_in and first.kind not in NOT_RUN_IN
        yield site.text(TextKind.HEADING, section.heading, "heading")._replace(
            number=number, label=label, id=section.id or "", run_in=joined
        )
        yield first._replace(begins=not joined)
        yield from body

    def body(self, section: Section, site: Site) -> Iterator[Segment]:
        """Yield the texts of a section behind its heading."""
        yield from site.passages(TextKind.INTRO, section.intro)
        yield from site.passages(TextKind.LEAD, section.lead)
        yield from self.items(section, site)
        yield from site.table(section.table)
        yield from self.sections(section, site)
        runs_on = (section.lead or section.items) and not (section.apart or section.table or section.sections)
        for number, closing in enumerate(site.passages(TextKind.CLOSING, section.closing)):
            yield closing._replace(begins=number > 0 or not runs_on)

    def items(self, section: Section, site: Site) -> Iterator[Segment]:
        """Yield the items of a section, counted."""
        form = section.form(site.level, self.levels)
        alone = len(section.items) == 1 and not section.continued
        for index, (number, label, item) in enumerate(self.labelled(section, section.items, form)):
            self.reached[form] = number
            yield site.text(TextKind.ITEM, (item.text,), "items", index)._replace(
                number=index + 1,
                # 一是 without 二是 is no enumeration
                label="" if alone else label,
                id=item.id,
                draft=item.draft,
                covers=frozenset(item.covers) or site.covers,
                begins=section.apart or (index == 0 and not section.lead),
                item=item,
            )

    def sections(self, section: Section, site: Site) -> Iterator[Segment]:
        """Yield the texts of the sections directly below a section, these counted."""
        form = section.form(site.level, self.levels)
        for index, (number, label, child) in enumerate(self.labelled(section, section.sections, form)):
            inside = site.inside(index, child.id or str(index + 1))
            yield from self.texts(child, inside, index + 1, label)
            # not before: a section within it goes on from what is over, not from its holder's number
            self.reached[form] = number

    def labelled(
        self, holder: Section, children: tuple[Child, ...], form: str
    ) -> list[tuple[int, str, Child]]:
        """Return children with their numbers, from 1 or from where the form was left, and labels."""
        start = self.reached.get(form, 0) if holder.continued else 0
        count = start + len(children)
        numbered = enumerate(children, start + 1)
        return [(number, numbering.label(form, number, count), child) for number, child in numbered]
