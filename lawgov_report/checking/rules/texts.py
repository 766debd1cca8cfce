"""The texts of a year as rules look at them: what each is, where it stands, references masked.

Knows which texts a year has; not what is wrong with any.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language import narrative
from lawgov_report.models.particulars import Particulars, Position
from lawgov_report.models.walk import NOTHING_COVERED, TABULAR, TextKind
from lawgov_report.reading.diagnostics import Diagnostic, Written

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from lawgov_report.models.outline import Covers
    from lawgov_report.models.walk import Segment
    from lawgov_report.models.year import Year

NO_SENTENCES = TABULAR | {TextKind.TITLE, TextKind.HEADING, TextKind.ANNEX}
CSV = ".csv"
MASK = "\ufffc"  # OBJECT REPLACEMENT CHARACTER: no letter, no digit, no mark of punctuation


class Prose(NamedTuple):
    """One text of the report.

    `masked` is as long as the text; in it every {{ … }} is replaced by U+FFFC, so that what a pattern
    finds there is typed, not referred to. `part` is the key of its part, "" outside the parts; `covers` is
    what of the law's contents it belongs to. `label` is the number that is printed before it (一、 or 三是),
    `run_in` is true of a heading with which its text begins.
    """

    kind: TextKind
    written: Written
    masked: str
    part: str = ""
    covers: frozenset[Covers] = NOTHING_COVERED
    label: str = ""
    run_in: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether it is a line of a title or a heading, or a cell; any other text is sentences."""
        return self.kind in NO_SENTENCES

    @property
    def is_of_csv(self) -> bool:
        """Whether it is a cell of a CSV file: a list that an office keeps, with numbers of its own."""
        return self.kind in TABULAR and self.written.place.file.lower().endswith(CSV)

    def quote(self, start: int, end: int) -> Quote:
        """Return the words text[start:end]."""
        return Quote(self, start, end)


class Quote(NamedTuple):
    """The words text[start:end], to say what is wrong with them."""

    text: Prose
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words themselves, as the file has them."""
        return self.text.written.text[self.start : self.end]

    def finding(self, code: str, message: str, hint: str, mended: str | None = None) -> Diagnostic:
        """Return the finding that these words are wrong; with `mended`, what --fix writes there.

        There is no edit where they cannot be traced to one line of the file.
        """
        written = self.text.written
        place = written.at(self.start, self.end)
        edits = written.edits(self.start, self.end, mended) if mended is not None else ()
        return Diagnostic(place, code, message, hint, path=written.path, quote=self.words, edits=edits)


def matches(
    texts: Iterable[Prose], pattern: re.Pattern[str], *needed: str
) -> Iterator[tuple[Prose, re.Match[str]]]:
    """Yield what the pattern matches in the texts, references masked.

    A text that holds none of the words `needed` is passed over: give what no match can do without to a
    pattern that begins with what may not stand before (or with nothing that is rare), which is tried at
    every character. Together these words save a sixth of the time that a year takes.
    """
    for text in texts:
        if needed and not any(word in text.masked for word in needed):
            continue
        for match in pattern.finditer(text.masked):
            yield text, match


def joined(findings: list[Diagnostic]) -> Diagnostic:
    """Return the first finding with the edits of all, which --fix makes together or not at all."""
    edits = tuple(edit for finding in findings for edit in finding.edits)
    return findings[0]._replace(edits=edits if len(edits) == len(findings) else ())


def texts(segments: Iterable[Segment]) -> Iterator[Prose]:
    """Yield the lines of the texts of a year, in the same order."""
    for segment in segments:
        label = segment.label
        for line in segment.lines:
            masked = _masked(line.text)
            yield Prose(segment.kind, line, masked, segment.part, segment.covers, label, segment.run_in)
            label = ""  # it stands before the first line only


def around(year: Year) -> Iterator[Prose]:
    """Yield the texts that are printed before and after those of the report: number, addressee …"""
    for name in Particulars.names(Position.HEAD, Position.ADDRESSEE, Position.TAIL, Position.IMPRINT):
        # not the name of who signs: 张　三 has a blank that is wrong in any other text; nor 机密★1年, whose
        # form is checked, and which no published report has (LG902)
        if name != "signatory" and not Particulars.placement(name).restricted:
            for written in year.document.texts(name):
                yield Prose(TextKind.TITLE, written, written.text)


@lru_cache(maxsize=256)
def _masked(text: str) -> str:
    return "".join(
        text[piece.start : piece.end]
        if isinstance(piece, narrative.Words) and not text.startswith("{{", piece.start)
        else MASK * (piece.end - piece.start)
        for piece in narrative.parse(text)
    )
