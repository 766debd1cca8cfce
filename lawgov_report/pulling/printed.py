"""What a Word file of ours said when it was built, paragraph by paragraph, and which text each word is from.

Knows documents and years, and in which order the Word template prints them; not what was corrected.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language import narrative
from lawgov_report.language.quantity import DRAFT_MARK, OWED_MARK
from lawgov_report.models.walk import TextKind
from lawgov_report.reading.characters import FORBIDDEN
from lawgov_report.reading.diagnostics import Written
from lawgov_report.report.document import PAPER, Fact, Heading, Paragraph, TableBlock
from lawgov_report.writing import signing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_report.models.walk import Segment
    from lawgov_report.models.year import Year
    from lawgov_report.reading.source import Path, Source
    from lawgov_report.report.document import Annex, Block, Document, Line, Span, Table


class PieceKind(StrEnum):
    """What a stretch of a printed paragraph is."""

    WORDS = "words"  # as they are written
    LITERAL = "literal"  # written as {{ "…" }}
    FIGURE = "figure"  # printed for a reference, or in the table of indicators
    DERIVED = "derived"  # reckoned: the comparison of a figure with last year's
    DATE = "date"  # printed in another form than it may be written in
    LABEL = "label"  # a number: 一、 or 三是
    ADDED = "added"  # what a format or the assembling adds: 附件：, the stop behind a heading


class Unit(NamedTuple):
    """A text of the year file as it is printed: `kind` is None for a particular of the document.

    `path` leads there by keys and indexes, written.path by keys and ids.
    """

    written: Written
    path: Path
    kind: TextKind | None
    part: str = ""

    @property
    def name(self) -> str:
        """The path by keys and ids: the same text in another version of the year."""
        return self.written.path


class PrintedPiece(NamedTuple):
    """A stretch of a paragraph: unit.written.text[start:end] wrote it; `key` is the indicator of a figure."""

    text: str
    kind: PieceKind
    unit: Unit | None = None
    start: int = 0
    end: int = 0
    key: str = ""


class PrintedGroup(NamedTuple):
    """Pieces that stand together, from a number (LABEL, left out) or a paragraph's begin to the next one.

    `cell` is (table, row, column), from 1, in tables. `begins` is whether a paragraph begins with it.
    """

    pieces: tuple[PrintedPiece, ...]
    label: str = ""
    cell: tuple[int, int, int] | None = None
    begins: bool = True

    @property
    def text(self) -> str:
        """What is printed, without the number."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def units(self) -> tuple[Unit, ...]:
        """The texts of the year file that it prints, in order."""
        found = {piece.unit.written.place: piece.unit for piece in self.pieces if piece.unit}
        return tuple(found.values())


Pieces = list[PrintedPiece]
FIGURES = "indicators."
DATES = ("date", "printed_on")


def groups(document: Document, year: Year, source: Source) -> tuple[PrintedGroup, ...]:
    """Return the groups of a document in the order in which a Word file prints them."""
    return tuple(_Printer(document, year, source).groups())


class _Printer:
    """Goes through a document as the Word template does."""

    def __init__(self, document: Document, year: Year, source: Source) -> None:
        self.document, self.year, self.source = document, year, source
        self.tables = 0

    @cached_property
    def segments(self) -> dict[object, tuple[Segment, Written]]:
        """Every text of the report by its place."""
        return {line.place: (segment, line) for segment in self.year.walk() for line in segment.lines}

    @cached_property
    def columns(self) -> Iterator[Segment]:
        """The heads of the columns of all tables, in order."""
        return (segment for segment in self.year.walk() if segment.kind is TextKind.COLUMN)

    def groups(self) -> Iterator[PrintedGroup]:
        document = self.document
        yield from self.head()
        yield from self.paragraph(piece for line in document.title for piece in self.line(line))
        yield from self.field("addressee", "", "" if document.addressee.endswith("：") else "：")
        for block in document.blocks:
            yield from self.block(block)
        yield from self.attachments()
        yield from self.signatures()
        yield from self.paragraph(self.particular("date"))
        yield from self.note()
        for annex in document.annexes:
            yield from self.annex(annex)
        yield from self.imprint()

    def head(self) -> Iterator[PrintedGroup]:
        for name in ("copy_number", "classification", "urgency"):
            yield from self.paragraph(self.particular(name))
        if self.document.head.issuers:
            yield from self.issuers()
        else:
            yield from self.field("mark")
        number = self.particular("number")
        signatory = self.particular("signatory")
        if signatory:
            signatory = [_added("签发人："), *signatory]
        yield from self.paragraph([*number, *signatory])

    def issuers(self) -> Iterator[PrintedGroup]:
        """Yield the names of joint issuers, in a table that sets 文件 beside them."""
        self.tables += 1
        # a mark is written with its 文件, and printed without
        names = "".join(self.document.head.issuers)
        yield PrintedGroup((_added(names),), cell=(self.tables, 1, 1))
        yield PrintedGroup((_added(PAPER),), cell=(self.tables, 1, 2))

    def signatures(self) -> Iterator[PrintedGroup]:
        """Yield those who sign: each in a paragraph, or beside each other where they are to be sealed."""
        units = iter(self.particulars("signature"))
        if not self.document.seal:
            for unit in units:
                yield from self.paragraph(_whole(unit, unit.written.text))
            return
        for row in signing.sealed(self.document).rows:
            names = [piece for unit in islice(units, len(row)) for piece in _whole(unit, unit.written.text)]
            if len(row) > 1 and any(len(name.lines) > 1 for name in row):
                # lines of several names are set in turns
                lines = zip_longest(*(name.lines for name in row), fillvalue="")
                names = [_added("".join(map("".join, lines)))]
            yield from self.paragraph(names)

    def note(self) -> Iterator[PrintedGroup]:
        written = self.source.at(("document", "note"))
        if self.document.note and isinstance(written, Written):
            before, text, behind = self.document.note.partition(written.text)
            unit = Unit(written, ("document", "note"), None)
            yield from self.paragraph([_added(before), *_whole(unit, text), _added(behind)])

    def attachments(self) -> Iterator[PrintedGroup]:
        names = {unit.written.text: unit for unit in self.particulars("attachments")}
        listed = self.document.attachments
        for number, name in enumerate(listed, 1):
            unit = names.get(name)
            piece = PrintedPiece(name, PieceKind.WORDS, unit, 0, len(name)) if unit else _added(name)
            first = "附件：" if len(listed) == 1 else "附件：1."
            lead = _added(first) if number == 1 else PrintedPiece(f"{number}.", PieceKind.LABEL)
            yield from self.paragraph([lead, piece])

    def imprint(self) -> Iterator[PrintedGroup]:
        imprint = self.document.imprint
        if imprint.copies_to:
            yield from self.field("copies_to", "抄送：", "" if imprint.copies_to.endswith("。") else "。")
        printed_on = self.particular("printed_on")
        yield from self.paragraph(
            [*self.particular("printed_by"), *printed_on, *_added_to(printed_on, "印发")]
        )

    def annex(self, annex: Annex) -> Iterator[PrintedGroup]:
        yield from self.paragraph([_added(annex.mark)])
        title = "".join(annex.title)
        titles = (segment for segment in self.year.walk() if segment.kind is TextKind.ANNEX)
        own = next((segment for segment in titles if segment.written.text == title), None)
        yield from self.paragraph(_whole(self.unit(own.written), title) if own else [_added(title)])
        for block in annex.blocks:
            yield from self.block(block)
        if annex.table:
            yield from self.table(annex.table, ())
        for note in annex.notes:
            yield from self.paragraph([_added(note)])

    def block(self, block: Block) -> Iterator[PrintedGroup]:
        if isinstance(block, Heading):
            yield from self.paragraph(piece for line in block.lines for piece in self.line(line))
        elif isinstance(block, Paragraph):
            yield from self.paragraph(self.line(block.spans))
        elif isinstance(block, TableBlock):
            yield from self.paragraph(self.line(block.title))
            yield from self.table(block.table, tuple(next(self.columns).written for _ in block.table.head))

    def table(self, table: Table, columns: tuple[Written, ...]) -> Iterator[PrintedGroup]:
        """Yield the cells of a table; `columns` are its heads as they are written, () where none are."""
        self.tables += 1
        rows = [[[_added(name)] for name in table.head]]
        for column, written in enumerate(columns):
            if written.text == table.head[column]:
                rows[0][column] = _whole(self.unit(written), written.text)
        for group in table.groups:
            if group.heading:
                rows.append([[_added(group.heading)]])
            rows += [[list(self.line(cell)) for cell in row] for row in group.rows]
        for number, row in enumerate(rows, 1):
            for column, pieces in enumerate(row, 1):
                yield PrintedGroup(tuple(pieces), cell=(self.tables, number, column))

    # Paragraphs

    def paragraph(self, pieces: Iterable[PrintedPiece]) -> Iterator[PrintedGroup]:
        """Yield the groups of a paragraph, which is cut before each number; none of an empty one."""
        label, begins = "", True
        standing: Pieces = []
        for piece in filter(_is_text, pieces):
            if piece.kind is not PieceKind.LABEL:
                standing.append(piece)
                continue
            if standing:
                yield PrintedGroup(tuple(standing), label, None, begins)
                begins = False
            label, standing = piece.text, []
        if standing:
            yield PrintedGroup(tuple(standing), label, None, begins)

    def line(self, line: Line) -> Iterator[PrintedPiece]:
        for span in line:
            yield self.piece(span)

    def piece(self, span: Span) -> PrintedPiece:
        written = span.written
        unit = self.unit(written) if written else None
        if isinstance(span, Fact):
            return PrintedPiece(span.text, PieceKind.FIGURE, unit, span.start, span.end, span.key)
        if written and span.text == OWED_MARK and written.path.startswith(FIGURES):
            return PrintedPiece(span.text, PieceKind.FIGURE, key=written.path.removeprefix(FIGURES))
        if written is None or unit is None:
            return _added(span.text)
        if not span.end:
            whole = span.text == written.text
            segment = self.segments[written.place][0]
            kind = PieceKind.LABEL if span.text == segment.label else PieceKind.ADDED
            return (
                PrintedPiece(span.text, PieceKind.WORDS, unit, 0, len(span.text))
                if whole
                else PrintedPiece(span.text, kind)
            )
        return _printed_piece(span.text, unit, span.start, span.end)

    def unit(self, written: Written) -> Unit | None:
        """Return the text of the year file that something is written as; None for that of another file."""
        if written.place.file != self.source.name or written.place not in self.segments:
            return None
        segment, line = self.segments[written.place]
        steps = (segment.lines.index(line),) if isinstance(self.source.at(segment.path), tuple) else ()
        return Unit(line, (*segment.path, *steps), segment.kind, segment.part)

    # Particulars

    def field(self, name: str, before: str = "", behind: str = "") -> Iterator[PrintedGroup]:
        """Yield a field of `document:`; of a list that is printed line by line, a paragraph for each line."""
        units = self.particulars(name)
        if not units:
            return
        lines = [_whole(unit, unit.written.text) for unit in units]
        if name == "mark":
            for line in lines:
                yield from self.paragraph(line)
            return
        joined = [piece for line in lines for piece in (_added("，"), *line)][1:]
        added = [_added(text) for text in (before, behind)]
        yield from self.paragraph([*added[:1], *joined, *added[1:]])

    def particular(self, name: str) -> Pieces:
        """Return a field that is one text, or a date, as it is printed."""
        written = self.source.at(("document", name))
        if not isinstance(written, Written):
            return []
        imprint, head, document = self.document.imprint, self.document.head, self.document
        shown = {
            "copy_number": head.copy_number, "classification": head.classification, "urgency": head.urgency,
            "number": head.number, "signatory": head.signatory, "date": document.date,
            "printed_by": imprint.printed_by, "printed_on": imprint.printed_on,
        }[name]  # fmt: skip
        unit = Unit(written, ("document", name), None)
        if shown and name in DATES:
            return [PrintedPiece(shown, PieceKind.DATE, unit, 0, len(written.text))]
        if shown != written.text:
            return [_added(shown)] if shown else []
        return _whole(unit, shown)

    def particulars(self, name: str) -> list[Unit]:
        """Return the texts of a field, those of a list one by one; none that the document does not print."""
        given, document = self.source.at(("document", name)), self.document
        shown = {
            "mark": document.head.marks, "addressee": document.addressee, "signature": document.signatures,
            "attachments": document.attachments, "copies_to": document.imprint.copies_to,
        }[name]  # fmt: skip
        if not shown:
            return []
        entries = enumerate(given) if isinstance(given, tuple) else [(-1, given)]
        units = []
        for index, entry in entries:
            path = ("document", name) if index < 0 else ("document", name, index)
            titled = None if entry is None or isinstance(entry, Written | tuple) else entry.get("title")
            if isinstance(titled, Written):
                units.append(Unit(titled, (*path, "title"), None))
            elif isinstance(entry, Written):
                units.append(Unit(entry, path, None))
        return units


def texts(year: Year, source: Source) -> Iterator[Unit]:
    """Yield every text of a year, and of what its document says of itself."""
    for segment in year.walk():
        several = isinstance(source.at(segment.path), tuple)
        for number, line in enumerate(segment.lines):
            steps = (number,) if several else ()
            yield Unit(line, (*segment.path, *steps), segment.kind, segment.part)
    yield from _particulars(source, ("document",))


def _particulars(source: Source, path: Path) -> Iterator[Unit]:
    given = source.at(path)
    if isinstance(given, Written):
        if path[1:2] != ("title",):
            yield Unit(given, path, None)
    elif given is not None:
        steps: Iterable[str | int] = range(len(given)) if isinstance(given, tuple) else given
        for step in steps:
            yield from _particulars(source, (*path, step))


def _printed_piece(text: str, unit: Unit, start: int, end: int) -> PrintedPiece:
    """Return what unit.written.text[start:end] printed: words, a literal, or what stands for a reference."""
    inside = unit.written.text[start:end]
    if inside == text:
        return PrintedPiece(text, PieceKind.WORDS, unit, start, end)
    (parsed,) = narrative.parse(inside)
    if not isinstance(parsed, narrative.Reference):
        return PrintedPiece(text, PieceKind.LITERAL, unit, start, end)
    kind = PieceKind.DERIVED if parsed.form else PieceKind.FIGURE
    return PrintedPiece(text, kind, unit, start, end, parsed.key)


def _whole(unit: Unit | None, text: str) -> Pieces:
    """Return a text that is printed as it is written, or a date as it is printed."""
    return [PrintedPiece(text, PieceKind.WORDS, unit, 0, len(unit.written.text))] if unit else [_added(text)]


def _is_text(piece: PrintedPiece) -> bool:
    # the mark of a draft says that a text is one, and is no text itself
    return piece.text not in {"", DRAFT_MARK}


def _added(text: str) -> PrintedPiece:
    return PrintedPiece(text, PieceKind.ADDED)


def _added_to(pieces: Pieces, text: str) -> Pieces:
    return [_added(text)] if pieces else []


def plain(text: str) -> str:
    """Return a paragraph's text as it is compared: marks of drafts are no text of it, nor are line ends."""
    # characters that nobody sees come along where text is pasted in, and no year file may have them
    return FORBIDDEN.sub("", text.replace(DRAFT_MARK, "").replace("\n", "").replace("\t", "")).strip()
