"""The texts of a year as rules look at them: what each is, where it stands, references masked.

Knows which texts a year has; not what is wrong with any.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language import narrative
from lawgov_report.models.year import TextKind
from lawgov_report.reading.diagnostics import Diagnostic, Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_report.models.catalogue import PartName
    from lawgov_report.models.year import Year
    from lawgov_report.reading.diagnostics import Place, Written

MASK = "\ufffc"
NUMBERED = "[0-9０-９Ａ-Ｚａ-ｚ][^\n]*"  # to the end of its text: one match for each


class Kind(StrEnum):
    """What a text is."""

    TITLE = "title"
    HEADING = "heading"
    PROSE = "prose"
    ITEM = "item"


KINDS = {TextKind.TITLE: Kind.TITLE, TextKind.HEADING: Kind.HEADING, TextKind.ITEM: Kind.ITEM}


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


class Texts(tuple[Prose, ...]):  # noqa: SLOT001 what is cached needs a dictionary
    """Texts in order, which can be searched all at once: that costs a fraction of searching one by one.

    A rule searches `whole` for what its findings cannot do without, and looks closely at the texts that
    hold it.
    """

    @cached_property
    def whole(self) -> str:
        """What the texts say, references masked, a line for each: a text holds no line end."""
        return "\n".join([text.masked for text in self])

    @cached_property
    def numbered(self) -> list[Prose]:
        """The texts whose source holds a digit or a full-width letter; it is as long as what is masked."""
        source = "\n".join([text.written.text for text in self])
        return self.at(match.start() for match in re.finditer(NUMBERED, source))

    def holding(self, *words: str) -> list[Prose]:
        """Return the texts that hold one of the words."""
        found: list[int] = []
        for word in words:
            place = self.whole.find(word)
            while place >= 0:
                found.append(place)
                place = self.whole.find(word, self._begins[bisect_right(self._begins, place)])
        return self.at(found)

    def matching(self, pattern: re.Pattern[str]) -> list[Prose]:
        """Return the texts in which a pattern matches that neither passes nor looks beyond a line's ends."""
        return self.at(match.start() for match in pattern.finditer(self.whole))

    @cached_property
    def _begins(self) -> tuple[int, ...]:
        """Where each text begins in `whole`, and where one more would."""
        return tuple(accumulate((len(text.masked) + 1 for text in self), initial=0))

    def spots(self, places: Iterable[int]) -> Iterator[tuple[Prose, list[int]]]:
        """Yield the texts at these places of `whole`, in order, each with the places in it."""
        found: dict[int, list[int]] = {}
        for place in sorted(places):
            found.setdefault(bisect_right(self._begins, place) - 1, []).append(place)
        for number, inside in found.items():
            yield self[number], [place - self._begins[number] for place in inside]

    def at(self, places: Iterable[int]) -> list[Prose]:
        """Return the texts at these places of `whole`, each once, in order."""
        numbers = {bisect_right(self._begins, place) for place in places}
        return [self[number - 1] for number in sorted(numbers)]


def texts(year: Year) -> Iterator[Prose]:
    """Yield all texts of a year in the order in which they are printed."""
    for segment in year.walk():
        for line in segment.lines:
            yield _prose(KINDS.get(segment.kind, Kind.PROSE), line, segment.part or "")


def around(year: Year) -> Iterator[Prose]:
    """Yield the texts that are printed before and after those of the report: number, addressee …"""
    given = year.document
    single = (given.mark, given.number, given.addressee, given.signature, given.printed_by)
    for written in (*single, *given.attachments, *given.copies_to):
        if written is not None:
            yield Prose(Kind.TITLE, written, written.text)


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
