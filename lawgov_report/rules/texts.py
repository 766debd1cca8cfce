"""The texts of a year as rules look at them: what each is, where it stands, references masked.

Knows which texts a year has; not what is wrong with any.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report import narrative
from lawgov_report.diagnostics import Diagnostic, Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.catalogue import PartName
    from lawgov_report.diagnostics import Place, Written
    from lawgov_report.year import Part, Section, Year

MASK = "\ufffc"


class Kind(StrEnum):
    """What a text is."""

    TITLE = "title"
    HEADING = "heading"
    PROSE = "prose"
    ITEM = "item"


class Prose(NamedTuple):
    """One text of the report.

    `masked` is as long as the text; in it every {{ … }} is replaced by U+FFFC, so that what a pattern
    finds there is typed, not referred to. `part` is the key of its part, "" outside the parts.
    """

    kind: Kind
    written: Written
    masked: str
    part: PartName | str = ""

    def finding(  # noqa: PLR0913 what every finding in a text says
        self, code: str, start: int, end: int, message: str, hint: str, *, mended: str | None = None
    ) -> Diagnostic:
        """Return the finding that text[start:end] is wrong; with `mended`, what --fix writes there.

        There is no edit where the stretch cannot be traced to one line of the file.
        """
        place, quote = self.written.at(start, end), self.written.text[start:end]
        edits = () if mended is None or not self._traceable(place) else (Edit(place, mended),)
        return Diagnostic(place, code, message, hint, path=self.written.path, quote=quote, edits=edits)

    def _traceable(self, place: Place) -> bool:
        return bool(self.written.pieces) and place.line == place.end_line


def texts(year: Year) -> Iterator[Prose]:
    """Yield all texts of a year in the order in which they are printed."""
    yield from (_prose(Kind.TITLE, line) for line in year.document.title)
    yield _prose(Kind.PROSE, year.preamble.text)
    for name, part in year.named_parts():
        yield from (_prose(Kind.HEADING, line, name) for line in part.heading)
        if part.intro:
            yield _prose(Kind.PROSE, part.intro.text, name)
        if part.sections and part.lead:
            yield _prose(Kind.PROSE, part.lead.text, name)
        for section in part.sections:
            yield from (_prose(Kind.HEADING, line, name) for line in section.heading)
            yield from _running(section, name)
        if not part.sections:
            yield from _running(part, name)
        elif part.closing:
            yield _prose(Kind.PROSE, part.closing.text, name)


def around(year: Year) -> Iterator[Prose]:
    """Yield the texts that are printed before and after those of the report: number, addressee …"""
    given = year.document
    single = (given.mark, given.number, given.addressee, given.signature, given.printed_by)
    for written in (*single, *given.attachments, *given.copies_to):
        if written is not None:
            yield Prose(Kind.TITLE, written, written.text)


def _running(holder: Part | Section, name: PartName) -> Iterator[Prose]:
    if holder.lead:
        yield _prose(Kind.PROSE, holder.lead.text, name)
    yield from (_prose(Kind.ITEM, item.text, name) for item in holder.items)
    if holder.closing:
        yield _prose(Kind.PROSE, holder.closing.text, name)


def _prose(kind: Kind, written: Written, part: PartName | str = "") -> Prose:
    return Prose(kind, written, _masked(written.text), part)


@lru_cache(maxsize=256)
def _masked(text: str) -> str:
    return "".join(
        text[piece.start : piece.end]
        if isinstance(piece, narrative.Words) and not text.startswith("{{", piece.start)
        else MASK * (piece.end - piece.start)
        for piece in narrative.parse(text)
    )
