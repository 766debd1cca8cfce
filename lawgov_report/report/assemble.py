"""Catalogue and year to Document: numbers parts, sections and items, and puts figures into prose.

Knows what the report is made of; not how any format looks.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language import narrative, quantity
from lawgov_report.language.dates import printed
from lawgov_report.language.quantity import DRAFT_MARK, OWED, OWED_MARK
from lawgov_report.models import outline
from lawgov_report.models.office import NO_OFFICE
from lawgov_report.models.particulars import Position
from lawgov_report.models.walk import TABULAR, TextKind
from lawgov_report.reading.diagnostics import Diagnostic, Place, Related, Written
from lawgov_report.report import annex, issuer, naming, year_on_year
from lawgov_report.report.document import (
    Block,
    Document,
    Fact,
    FigureDetails,
    Group,
    Head,
    Heading,
    Imprint,
    Line,
    Paragraph,
    Properties,
    Span,
    Table,
    TableBlock,
    Text,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lawgov_report.models.catalogue import Catalogue, Indicator
    from lawgov_report.models.office import Office
    from lawgov_report.models.particulars import Particulars
    from lawgov_report.models.walk import Segment
    from lawgov_report.models.year import Provenance, Year
    from lawgov_report.report.annex import Drafted

CLOSED = tuple("。！？：；…”）")  # how a heading ends whose text may follow it without a full stop


def assemble(
    catalogue: Catalogue, year: Year, previous: Year | None, office: Office = NO_OFFICE
) -> tuple[Document, list[Diagnostic]]:
    """Return the document, and a diagnostic for every reference that finds no figure.

    Such a reference is printed as it is written. A figure that is owed is printed as 【待报】, a text
    that is a draft begins with 【待核】.
    """
    facts = _facts(catalogue, year, previous)
    # a figure with a misspelt key is one finding (LG203); that its right key has no figure then says nothing
    forgiven = {guess.key for guess in naming.misspelt(catalogue, year).values()}
    assembler = _Assembler(catalogue, year, previous, facts, forgiven, [], {})
    lines, body, drafted = assembler.report()
    details = tuple(_details(catalogue, fact, year) for fact in facts.values() if fact.digits)
    document = _framed(Document(year.year, lines, body, details), year.document)
    document = annex.add(document, drafted, annex.Indicators(catalogue, year, previous))
    title = text_of(document.title)
    document = document._replace(office=issuer.details(office, document.signature, title, year.year))
    return document, [*assembler.found, *assembler.orphans()]


def annex_titles(catalogue: Catalogue, year: Year, previous: Year | None) -> tuple[str, ...]:
    """Return the titles of the year file's own annexes, as printed; also of those that share one."""
    if not year.annexes:
        return ()
    # what is wrong in them is found where the whole report is assembled
    assembler = _Assembler(catalogue, year, previous, _facts(catalogue, year, previous), set(), [], {})
    return tuple(text_of(assembler.lines((written.title,))) for written in year.annexes)


def _facts(catalogue: Catalogue, year: Year, previous: Year | None) -> dict[str, Fact]:
    return {
        key: _fact(key, catalogue.indicators[key], year, previous)
        for key in year.indicators
        if key in catalogue.indicators
    }


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


def _details(catalogue: Catalogue, fact: Fact, year: Year) -> FigureDetails:
    indicator, figure = catalogue.indicators[fact.key], year.indicators[fact.key]
    department = catalogue.departments.get(indicator.department.text) if indicator.department else None
    return FigureDetails(
        fact,
        (outline.home(year.outline, indicator.part) or indicator.part).title,
        _text(department),
        _text(figure.note),
        _text(figure.source),
        _provenance(figure.origin),
    )


def _provenance(origin: Provenance | None) -> tuple[tuple[str, str], ...]:
    """Return what is said of where a figure came from, in the order of the year file's keys."""
    if origin is None:
        return ()
    given = ((name, getattr(origin, name)) for name in type(origin).model_fields)
    texts = ((name, value.text if isinstance(value, Written) else value) for name, value in given)
    return tuple((name, str(text)) for name, text in texts if text is not None)


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

    def report(self) -> tuple[tuple[Line, ...], tuple[Block, ...], tuple[Drafted, ...]]:
        """Return the title, the blocks of the body, and what the year file says of each annex."""
        title, *segments = self.year.walk()
        body = [*takewhile(lambda segment: segment.kind != TextKind.ANNEX, segments)]
        lines, blocks = self.lines(title.lines), tuple(self.blocks(body))
        return lines, blocks, tuple(self.annexes(segments[len(body) :]))

    def annexes(self, segments: Iterable[Segment]) -> Iterator[Drafted]:
        """Yield the title and the blocks of each annex."""
        for _, annexed in groupby(segments, lambda segment: segment.path[1]):
            title, *texts = annexed
            yield text_of(self.lines(title.lines)), tuple(self.blocks(texts))

    def blocks(self, segments: Iterable[Segment]) -> Iterator[Block]:
        for tabular, run in groupby(segments, lambda segment: segment.kind in TABULAR):
            if tabular:
                yield self.table(tuple(run))
            else:
                yield from self.prose(run)

    def prose(self, segments: Iterable[Segment]) -> Iterator[Block]:
        """Yield headings and paragraphs, texts that begin none in the paragraph of the text before them."""
        spans: list[Span] = []
        opening: Heading | None = None
        for segment in segments:
            if segment.begins and spans:
                yield Paragraph(tuple(spans), opening)
                spans, opening = [], None
            if segment.kind != TextKind.HEADING:
                spans += self.passage(segment)
            elif segment.run_in:
                opening = self.opening(segment)
                spans += opening.lines[0]
            else:
                yield self.heading(segment)
        if spans:
            yield Paragraph(tuple(spans), opening)

    def table(self, segments: tuple[Segment, ...]) -> TableBlock:
        """Return a table of its title, the heads of its columns and its cells."""
        by_kind = {kind: [*texts] for kind, texts in groupby(segments, lambda segment: segment.kind)}
        title = by_kind.get(TextKind.TABLE, ())
        head = tuple(text_of(self.lines(segment.lines)) for segment in by_kind[TextKind.COLUMN])
        rows = groupby(by_kind[TextKind.CELL], lambda segment: segment.path[-2])
        cells = tuple(tuple(self.spans(cell.written) for cell in row) for _, row in rows)
        spans = tuple(span for segment in title for span in self.spans(segment.written))
        return TableBlock(Table(head, (Group("", cells),)), spans)

    def heading(self, segment: Segment) -> Heading:
        anchor = f"{segment.part}.{segment.section}" if segment.section else segment.part
        first, *rest = self.lines(segment.lines)
        label = (Text(segment.label, segment.written),) if segment.label else ()
        return Heading(segment.level, anchor, ((*label, *first), *rest))

    def opening(self, segment: Segment) -> Heading:
        """Return a heading that its text follows in the same paragraph: one line, closed by a mark."""
        heading = self.heading(segment)
        line = tuple(span for line in heading.lines for span in line)
        if not text_of((line,)).endswith(CLOSED):
            line = (*line, Text("。", segment.lines[-1]))
        return heading._replace(lines=(line,))

    def passage(self, segment: Segment) -> Iterator[Span]:
        """Yield the spans of a text, behind the number of an item and the mark of a draft."""
        written, item = segment.written, segment.id
        if segment.label:
            yield Text(segment.label, written, item=item)
        if segment.draft:
            yield Text(DRAFT_MARK, written, item=item)
        yield from self.spans(written, item)

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
        related = (Related(self.year.indicators[key].value.written.place, f"今年 {now}"),)
        self.found.append(Diagnostic(place, "LG214", message, hint, related, written.path, text))
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


def _framed(document: Document, given: Particulars) -> Document:
    """Return the document with what stands before and after its text."""
    properties = _texts(given, Position.PROPERTIES, date.isoformat)
    head = _texts(given, Position.HEAD, printed)
    head.pop("mark")  # a list in the document
    return document._replace(
        head=Head(marks=_listed(given, "mark"), **head),
        addressee=_field(given, "addressee", printed),
        attachments=_listed(given, "attachments"),
        signatures=_listed(given, "signature"),
        date=_field(given, "date", printed),
        imprint=Imprint(**_texts(given, Position.IMPRINT, printed)),
        properties=Properties(**properties, dated=_field(given, "date", date.isoformat)),
        note=_bracketed(_text(given.note)),
        seal=given.seal,
        double_sided=given.double_sided,
    )


def _bracketed(note: str) -> str:
    """Return 附注 in its brackets. Source: GB/T 9704-2012, 7.3.6."""
    return note if not note or note.startswith(("（", "(")) else f"（{note}）"


def _listed(given: Particulars, name: str) -> tuple[str, ...]:
    """Return a field that stays a list in the document, line by line."""
    return tuple(line.text for line in given.texts(name))


def _texts(given: Particulars, position: Position, day: Callable[[date], str]) -> dict[str, str]:
    """Return the fields that stand at a position, as text; `day` writes their dates."""
    return {name: _field(given, name, day) for name in given.names(position)}


def _field(given: Particulars, name: str, day: Callable[[date], str]) -> str:
    """Return a field as text, the lines of a list joined by commas; "" for none."""
    value = getattr(given, name)
    if isinstance(value, date):
        return day(value)
    return "，".join(line.text for line in given.texts(name))


def _text(written: Written | None) -> str:
    return written.text if written else ""
