"""All texts of a year as they are printed, each with its tokens and where it stands.

Knows a year and its references; not what the other year has.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from lawgov_report.comparing import text_diff
from lawgov_report.comparing.changes import DOCUMENT, HEAD, ROW, TextEntry
from lawgov_report.language import dates, narrative
from lawgov_report.language.quantity import OWED_MARK
from lawgov_report.models import outline
from lawgov_report.models.particulars import Particulars
from lawgov_report.models.walk import TextKind
from lawgov_report.report import year_on_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lawgov_report.comparing.changes import Side
    from lawgov_report.models.walk import Segment
    from lawgov_report.reading.source import Path

CELLS = {TextKind.COLUMN: HEAD, TextKind.CELL: ROW}
BAR = "｜"  # between the cells of a row
ANNEX = "附件"
YEARS = re.compile("(?:19|20)[0-9]{2}(?:年度?)?")
# What a row is of: its first cell that is more than a number (序号, 年份)
NAMED = re.compile(r"[^\W\d_]")


def entries(side: Side) -> list[TextEntry]:
    """Return all texts of a year in the order of the report, the particulars behind the title."""
    title, *segments = side.year.walk()
    headings = {part.id: outline.heading(side.year.outline, part) for part in side.year.outline}
    found = [_text([title], side), *_particulars(side), *_texts(segments, side)]
    return [
        entry._replace(position=position, heading=headings.get(entry.part, entry.heading))
        for position, entry in enumerate(found)
    ]


def _texts(segments: Iterable[Segment], side: Side) -> Iterator[TextEntry]:
    """Yield the texts behind the title, the cells of a row as one, each with the names of what holds it."""
    known: dict[str, tuple[str, ...]] = {"": ()}  # the names of the sections of a part, by their keys
    annex = ""
    for _, run in groupby(segments, _unit):
        texts = [*run]
        first, entry = texts[0], _text(texts, side)
        if first.kind == TextKind.HEADING:
            known[first.section] = _names(first, known)
        annex = entry.text if first.kind == TextKind.ANNEX else annex
        if annex:
            # the year in the title moves on; what stands there belongs together all the same
            names = (ANNEX, YEARS.sub("", annex))
            yield entry._replace(annex=annex, heading=f"{ANNEX}：{annex}", names=names)
        else:
            yield entry._replace(names=known[first.section])


def _unit(segment: Segment) -> Path:
    """Return what the cells of a row have in common, and no other texts."""
    return segment.path[:-1] if segment.kind in CELLS else segment.path


def _names(heading: Segment, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if not heading.section:
        return ()
    above = known[heading.section.rpartition(".")[0]]
    return (*above, heading.id or "".join(line.text for line in heading.lines))


def _text(texts: Sequence[Segment], side: Side) -> TextEntry:
    """Return the entry of a text, or of the cells of a row."""
    segment = texts[0]
    if segment.kind in CELLS:
        cells = [_entry(cell.written.text, side) for cell in texts]
        entry = _joined(cells)._replace(what=CELLS[segment.kind])
        if segment.kind == TextKind.CELL:
            entry = entry._replace(row=next(filter(NAMED.search, (cell.text for cell in cells)), ""))
    else:
        entry = _entry("".join(line.text for line in segment.lines), side)._replace(what=segment.kind)
    return entry._replace(
        part=segment.part,
        section=segment.section,
        # Of the texts of a section only the heading has its id, which all are found again by.
        id=segment.id if segment.kind == TextKind.ITEM else segment.section,
        covers=segment.covers,
    )


def _joined(cells: Sequence[TextEntry]) -> TextEntry:
    """Return the cells of a row as one text, a bar between them."""
    first, *others = cells
    for cell in others:
        first = first._replace(
            tokens=(*first.tokens, BAR, *cell.tokens),
            masked=(*first.masked, BAR, *cell.masked),
            keys=(*first.keys, *cell.keys),
        )
    return first


def _particulars(side: Side) -> Iterator[TextEntry]:
    particulars = side.year.document
    for name in Particulars.model_fields:
        value = getattr(particulars, name)
        if value and name != "title":
            texts = particulars.texts(name)
            text = "；".join(text.text for text in texts) if texts else dates.printed(value)
            # Particulars have no references, so braces are printed as they are: as a literal, {{ "{{" }}.
            yield _entry(text.replace("{{", '{{ "{{" }}'), side)._replace(what=DOCUMENT, id=name)


def _entry(written: str, side: Side) -> TextEntry:
    """Return a text without its place, as `side` prints it."""
    tokens: list[str] = []
    masked: list[str] = []
    keys: list[str] = []
    for piece in narrative.parse(written):
        source = written[piece.start : piece.end]
        if isinstance(piece, narrative.Reference):
            keys.append(piece.key)
            # What a reference prints is one token, however long: figures are never split.
            tokens.append(_printed(piece, side) or source)
            masked.append(source)
        else:
            words = text_diff.tokens(piece.text)
            tokens += words
            masked += words
    return TextEntry("", "", "", "", tuple(tokens), tuple(masked), tuple(keys), 0)


def _printed(reference: narrative.Reference, side: Side) -> str:
    """Return what a reference prints, "" where it has nothing to print."""
    figure = side.year.indicators.get(reference.key)
    if figure is None:
        return ""
    if figure.value.quantity is None:
        return OWED_MARK
    if reference.form == narrative.COMPARED and reference.key in side.catalogue.indicators:
        key, places = reference.key, reference.places
        return year_on_year.compare(key, side.catalogue, side.year, side.previous, places).wording
    return figure.value.written.text
