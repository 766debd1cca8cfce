"""All texts of a year as they are printed, each with its tokens and where it stands.

Knows a year and its references; not what the other year has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.comparing import text_diff
from lawgov_report.comparing.changes import DOCUMENT, TextEntry
from lawgov_report.language import dates, narrative
from lawgov_report.language.quantity import OWED_MARK
from lawgov_report.models import outline
from lawgov_report.models.particulars import Particulars
from lawgov_report.models.walk import TextKind
from lawgov_report.report import year_on_year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.comparing.changes import Side
    from lawgov_report.models.walk import Segment


def entries(side: Side) -> list[TextEntry]:
    """Return all texts of a year in the order of the report, the particulars behind the title."""
    title, *segments = side.year.walk()
    headings = {part.id: outline.heading(side.year.outline, part) for part in side.year.outline}
    found = [
        _segment(title, side),
        *_particulars(side),
        *(_segment(segment, side) for segment in segments),
    ]
    return [
        entry._replace(position=position, heading=headings.get(entry.part, ""))
        for position, entry in enumerate(found)
    ]


def _segment(segment: Segment, side: Side) -> TextEntry:
    entry = _entry("".join(line.text for line in segment.lines), side)
    return entry._replace(
        what=segment.kind,
        part=segment.part,
        section=segment.section,
        # Of the texts of a section only the heading has its id, which all are found again by.
        id=segment.id if segment.kind == TextKind.ITEM else segment.section,
        covers=segment.covers,
    )


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
