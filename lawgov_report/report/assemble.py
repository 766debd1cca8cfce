"""Catalogue and year to Document: numbers parts, sections and items, and puts figures into prose.

Knows what the report is made of; not how any format looks.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_report.language import narrative, quantity
from lawgov_report.language.dates import printed
from lawgov_report.language.numerals import chinese
from lawgov_report.language.quantity import DRAFT_MARK, OWED, OWED_MARK
from lawgov_report.models.particulars import Position
from lawgov_report.models.year import Parts, TextKind
from lawgov_report.reading.diagnostics import Diagnostic, Place, Related, Written
from lawgov_report.report import annex, naming, year_on_year
from lawgov_report.report.document import (
    Block,
    Document,
    Fact,
    FigureDetails,
    Head,
    Heading,
    Imprint,
    Line,
    Paragraph,
    Properties,
    Span,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lawgov_report.models.catalogue import Catalogue, Indicator, PartName
    from lawgov_report.models.particulars import Particulars
    from lawgov_report.models.year import Figure, Segment, Year

NUMBERS = {1: "{}、", 2: "（{}）"}  # of headings, by their level
RUNNING_ON = {TextKind.LEAD, TextKind.ITEM, TextKind.CLOSING}  # what follows each other in one paragraph


def assemble(catalogue: Catalogue, year: Year, previous: Year | None) -> tuple[Document, list[Diagnostic]]:
    """Return the document, and a diagnostic for every reference that finds no figure.

    Such a reference is printed as it is written. A figure that is owed is printed as 【待报】, a text
    that is a draft begins with 【待核】.
    """
    facts = {
        key: _fact(key, catalogue.indicators[key], year, previous)
        for key in year.indicators
        if key in catalogue.indicators
    }
    # a figure with a misspelt key is one finding (LG203); that its right key has no figure then says nothing
    forgiven = {guess.key for guess in naming.misspelt(catalogue, year).values()}
    assembler = _Assembler(catalogue, year, previous, facts, forgiven, [], {})
    document = Document(
        year.year,
        assembler.lines(year.document.title),
        tuple(assembler.blocks()),
        tuple(_details(catalogue, fact, year.indicators[key]) for key, fact in facts.items() if fact.digits),
    )
    document = _framed(document, year.document)
    if year.document.annex:
        document = annex.add(document, catalogue, year, previous)
    return document, [*assembler.found, *assembler.orphans()]


def _fact(key: str, indicator: Indicator, year: Year, previous: Year | None) -> Fact:
    """Return the figure as a fact; one that is owed has no digits."""
    written, amount = year.indicators[key].value
    last = year_on_year.last_value(key, year, previous)
    fact = Fact(
        key=key,
        label=indicator.label.text,
        before=OWED_MARK,
        digits="",
        after="",
        unit=indicator.unit.text,
        previous=last.written.text if last else "",
        written=written,
    )
    if amount is None:
        return fact
    # the sign is set with the number, so that no line breaks between them
    percent = quantity.percent_sign(amount)
    return fact._replace(
        before=amount.before,
        digits=amount.digits + percent,
        after=quantity.behind(amount),
        quantity=amount,
    )


def _details(catalogue: Catalogue, fact: Fact, figure: Figure) -> FigureDetails:
    indicator = catalogue.indicators[fact.key]
    department = catalogue.departments.get(indicator.department.text) if indicator.department else None
    return FigureDetails(
        fact,
        str(Parts.model_fields[indicator.part].title),
        _text(department),
        _text(figure.note),
        _text(figure.source),
    )


class _Assembler(NamedTuple):
    """Puts figures into texts, and collects what goes wrong there.

    `found` grows as texts are assembled; so does `missing`, the places that refer to an indicator without a
    figure, by its key: they become one finding in the end, however many they are.
    """

    catalogue: Catalogue
    year: Year
    previous: Year | None
    facts: dict[str, Fact]
    forgiven: set[str]
    found: list[Diagnostic]
    missing: dict[str, list[tuple[Place, Written, str]]]

    def blocks(self) -> Iterator[Block]:
        """Yield the headings and paragraphs; lead, items and closing of one holder run in one paragraph."""
        for (kind, _, _), segments in groupby(self.year.walk(), key=_block_of):
            if kind == TextKind.HEADING:
                yield from (self.heading(segment) for segment in segments)
            elif kind != TextKind.TITLE:
                spans = [span for segment in segments for span in self.passage(segment)]
                yield Paragraph(tuple(spans))

    def heading(self, segment: Segment) -> Heading:
        number = NUMBERS[segment.level].format(chinese(segment.number))
        anchor = f"{segment.part}.{segment.section}" if segment.section else f"{segment.part}"
        return Heading(segment.level, anchor, self.numbered(number, segment.lines))

    def passage(self, segment: Segment) -> Iterator[Span]:
        """Yield the spans of a text, behind the number of an item and the mark of a draft."""
        written, item = segment.written, segment.id
        if segment.kind == TextKind.ITEM:
            yield Text(f"{chinese(segment.number)}是", written, item=item)
        if segment.draft:
            yield Text(DRAFT_MARK, written, item=item)
        yield from self.spans(written, item)

    def numbered(self, number: str, heading: tuple[Written, ...]) -> tuple[Line, ...]:
        first, *rest = self.lines(heading)
        return ((Text(number, heading[0]), *first), *rest)

    def lines(self, texts: tuple[Written, ...]) -> tuple[Line, ...]:
        return tuple(self.spans(text) for text in texts)

    def spans(self, written: Written, item: str = "") -> Line:
        return tuple([self.span(written, piece, item) for piece in narrative.parse(written.text)])

    def span(self, written: Written, piece: narrative.Piece, item: str) -> Span:
        if isinstance(piece, narrative.Reference):
            return self.reference(written, piece, item)
        if isinstance(piece, narrative.Malformed):
            self.found.append(naming.malformed(self.catalogue, written, piece))
        else:
            self.found.extend(naming.braced(self.catalogue, written, piece))
        return Text(piece.text, written, piece.start, piece.end, item)

    def reference(self, written: Written, piece: narrative.Reference, item: str) -> Span:
        fact = self.facts.get(piece.key)
        if fact is None or not fact.digits:
            text = self.absent(written, piece) if fact is None else OWED_MARK
            return Text(text, written, piece.start, piece.end, item)
        if piece.form == narrative.COMPARED:
            return Text(self.compared(written, piece), written, piece.start, piece.end, item)
        return fact.standing(written, piece.start, piece.end, item)

    def absent(self, written: Written, piece: narrative.Reference) -> str:
        """Return the text of a reference that finds no figure, as it is written."""
        place, text = written.at(piece.start, piece.end), written.text[piece.start : piece.end]
        if piece.key in self.catalogue.indicators:
            self.missing.setdefault(piece.key, []).append((place, written, text))
        else:
            self.found.append(self.unknown(written, piece))
        return text

    def compared(self, written: Written, piece: narrative.Reference) -> str:
        """Return the comparison with last year, the text as written where there is none."""
        key = piece.key
        found = year_on_year.compare(key, self.catalogue, self.year, self.previous, piece.places)
        if found.wording:
            return found.wording
        label, now = self.catalogue.indicators[key].label.text, self.facts[key].text
        last = found.before.quantity if found.before else None
        values = f"今年 {now}，上年 {last}，" if last else ""
        message = f"{label} 不能与上年比较：{values}{found.reason}"
        hint = "补上或改正上年的数值；确实不能比的，删去这处引用，另写说明"
        place, text = written.at(piece.start, piece.end), written.text[piece.start : piece.end]
        self.found.append(Diagnostic(place, "LG214", message, hint, path=written.path, quote=text))
        return text

    def unknown(self, written: Written, piece: narrative.Reference) -> Diagnostic:
        few = len(self.found) <= naming.MANY
        return naming.unknown(self.catalogue, written, piece, alike=few)

    def orphans(self) -> Iterator[Diagnostic]:
        """Yield one diagnostic per figure that is missing, at the first reference to it."""
        for key, uses in self.missing.items():
            if key in self.forgiven:
                continue
            (place, written, text), *others = uses
            label = self.catalogue.indicators[key].label.text
            related = tuple(Related(other[0], "这里也引用了它") for other in others)
            message = f"{label}（{key}）今年没有数值"
            hint = f"在 indicators 下补上 {key}: …；还没有数的写 {OWED}"
            yield Diagnostic(place, "LG202", message, hint, related, written.path, text)


def _block_of(segment: Segment) -> tuple[TextKind, PartName | None, str]:
    """Return what all texts of one block have in common, and no text beside it."""
    kind = TextKind.LEAD if segment.kind in RUNNING_ON else segment.kind
    return kind, segment.part, segment.section


def _framed(document: Document, given: Particulars) -> Document:
    """Return the document with what stands before and after its text."""
    properties = _texts(given, Position.PROPERTIES, date.isoformat)
    frame: dict[str, Any] = {
        **_texts(given, Position.ADDRESSEE, printed),
        **_texts(given, Position.TAIL, printed),
        "attachments": tuple(line.text for line in given.attachments),
    }
    return document._replace(
        head=Head(**_texts(given, Position.HEAD, printed)),
        imprint=Imprint(**_texts(given, Position.IMPRINT, printed)),
        properties=Properties(**properties, dated=_text(given.date, date.isoformat)),
        **frame,
    )


def _texts(given: Particulars, position: Position, day: Callable[[date], str]) -> dict[str, str]:
    """Return the fields that stand at a position, as text; `day` writes their dates."""
    return {name: _text(getattr(given, name), day) for name in given.names(position)}


def _text(value: Written | tuple[Written, ...] | date | None, day: Callable[[date], str] = printed) -> str:
    """Return a field as text, the lines of a list joined by commas; "" for none."""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, tuple):
        return "，".join(line.text for line in value)
    return value.text if value else ""
