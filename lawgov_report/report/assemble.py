"""Catalogue and year to Document: numbers parts, sections and items, and puts figures into prose.

Knows what the report is made of; not how any format looks.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language import narrative, quantity
from lawgov_report.language.dates import printed
from lawgov_report.language.numerals import chinese
from lawgov_report.language.quantity import DRAFT_MARK, OWED, OWED_MARK
from lawgov_report.models.year import Parts
from lawgov_report.reading.diagnostics import Diagnostic, Place, Related, Written
from lawgov_report.report import year_on_year as comparison
from lawgov_report.report.document import (
    Block,
    Document,
    Fact,
    Figure,
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
    from collections.abc import Iterable, Iterator

    from lawgov_report.models import year as years
    from lawgov_report.models.catalogue import Catalogue, Indicator
    from lawgov_report.models.year import Item, Part, Particulars, Passage, Section, Year

MANY = 50  # more unknown keys than this are another catalogue, not slips of the pen


def assemble(catalogue: Catalogue, year: Year, previous: Year | None) -> tuple[Document, list[Diagnostic]]:
    """Return the document, and a diagnostic for every reference that finds no figure.

    Such a reference is printed as it is written. A figure that is owed is printed as 【待报】, a text
    that is a draft begins with 【待核】.
    """
    facts = {
        key: _fact(key, catalogue.indicators[key], figure, previous)
        for key, figure in year.indicators.items()
        if key in catalogue.indicators
    }
    forgiven = set(misspelt(catalogue, year).values())
    assembler = _Assembler(catalogue, year, previous, facts, forgiven, [], {})
    document = Document(
        year.year,
        assembler.lines(year.document.title),
        tuple(assembler.blocks(year)),
        tuple(_figure(catalogue, fact, year.indicators[key]) for key, fact in facts.items() if fact.digits),
    )
    document = _framed(document, year.document)
    if year.document.annex:
        from lawgov_report.report import annex

        document = annex.add(document, catalogue, year, previous)
    return document, [*assembler.found, *assembler.orphans()]


def misspelt(catalogue: Catalogue, year: Year) -> dict[str, str]:
    """Return the indicators that the catalogue lacks, each with the key it was meant to be, or ""."""
    unknown = [key for key in year.indicators if key not in catalogue.indicators]
    absent = [key for key in catalogue.indicators if key not in year.indicators]
    return {key: meant(key, absent) if len(unknown) <= MANY else "" for key in unknown}


def meant(key: str, names: Iterable[str]) -> str:
    """Return the one of `names` that `key` most likely misspells, "" where none is near."""
    return (get_close_matches(key, list(names), 1, 0.7) or [""])[0]


def _fact(key: str, indicator: Indicator, figure: years.Figure, previous: Year | None) -> Fact:
    """Return the figure as a fact; one that is owed has no digits."""
    written, amount = figure.value.written, figure.value.quantity
    before = comparison.last(key, figure, previous)
    label, counted = indicator.label.text, indicator.unit.text
    last = before.written.text if before else ""
    if amount is None:
        return Fact(key, label, OWED_MARK, "", "", counted, last, written)
    percent = quantity.percent_sign(amount)
    after = amount.scale + amount.more + amount.unit.removeprefix(percent) + amount.after
    return Fact(
        *(key, label, amount.before, amount.digits + percent, after, counted, last),
        written=written,
        quantity=amount,
    )


def _figure(catalogue: Catalogue, fact: Fact, figure: years.Figure) -> Figure:
    indicator = catalogue.indicators[fact.key]
    department = catalogue.departments.get(indicator.department.text) if indicator.department else None
    return Figure(
        fact,
        str(Parts.model_fields[indicator.part].title),
        _text(department),
        _text(figure.note),
        _text(figure.source),
    )


class _Assembler(NamedTuple):
    """Collects what goes wrong while blocks are made."""

    catalogue: Catalogue
    year: Year
    previous: Year | None
    facts: dict[str, Fact]
    forgiven: set[str]
    found: list[Diagnostic]
    missing: dict[str, list[tuple[Place, Written, str]]]

    def blocks(self, year: Year) -> Iterator[Block]:
        yield Paragraph(self.passage(year.preamble))
        for number, (name, part) in enumerate(year.named_parts(), 1):
            yield Heading(1, name, self.numbered(f"{chinese(number)}、", part.heading))
            yield from self.part(name, part)

    def part(self, name: str, part: Part) -> Iterator[Block]:
        if part.intro:
            yield Paragraph(self.passage(part.intro))
        if not part.sections:
            yield self.running(part)
            return
        if part.lead:
            yield Paragraph(self.passage(part.lead))
        for number, section in enumerate(part.sections, 1):
            anchor = f"{name}.{section.id or number}"
            yield Heading(2, anchor, self.numbered(f"（{chinese(number)}）", section.heading))
            yield self.running(section)
        if part.closing:
            yield Paragraph(self.passage(part.closing))

    def running(self, holder: Part | Section) -> Paragraph:
        """Return the paragraph that lead, items and closing run in."""
        spans: list[Span] = []
        if holder.lead:
            spans += self.passage(holder.lead)
        for number, item in enumerate(holder.items, 1):
            mark = Text(f"{chinese(number)}是", item.text, item=item.id)
            spans += [mark, *self.passage(item, item.id)]
        if holder.closing:
            spans += self.passage(holder.closing)
        return Paragraph(tuple(spans))

    def passage(self, passage: Passage | Item, item: str = "") -> Line:
        spans = self.spans(passage.text, item)
        if not passage.draft:
            return spans
        return (Text(DRAFT_MARK, passage.text, item=item), *spans)

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
            place = written.at(piece.start, piece.end)
            self.found.append(
                Diagnostic(place, "LG204", piece.message, piece.hint, path=written.path, quote=piece.text)
            )
        return Text(piece.text, written, piece.start, piece.end, item)

    def reference(self, written: Written, piece: narrative.Reference, item: str) -> Span:
        fact = self.facts.get(piece.key)
        if fact is None or not fact.digits:
            said = self.absent(written, piece) if fact is None else OWED_MARK
            return Text(said, written, piece.start, piece.end, item)
        if piece.form == narrative.COMPARED:
            return Text(self.compared(written, piece), written, piece.start, piece.end, item)
        return fact.standing(written, piece.start, piece.end, item)

    def absent(self, written: Written, piece: narrative.Reference) -> str:
        """Return the text of a reference that finds no figure, as it is written."""
        place, text = written.at(piece.start, piece.end), written.text[piece.start : piece.end]
        if piece.key in self.catalogue.indicators:
            self.missing.setdefault(piece.key, []).append((place, written, text))
        else:
            self.found.append(self.unknown(piece.key, place, written, text))
        return text

    def compared(self, written: Written, piece: narrative.Reference) -> str:
        """Return the comparison with last year, the text as written where there is none."""
        key = piece.key
        found = comparison.compare(key, self.catalogue, self.year, self.previous)
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

    def unknown(self, key: str, place: Place, written: Written, text: str) -> Diagnostic:
        near = meant(key, self.catalogue.indicators) if len(self.found) <= MANY else ""
        hint = f"应为 {near}" if near else "在 data/indicators.yaml 里登记这个指标，或改正这里的键"
        return Diagnostic(place, "LG201", f"指标目录里没有 {key}", hint, path=written.path, quote=text)

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
    copies = "，".join(line.text for line in given.copies_to)
    return document._replace(
        head=Head(_text(given.mark), _text(given.number), _text(given.signatory)),
        addressee=_text(given.addressee),
        attachments=tuple(line.text for line in given.attachments),
        signature=_text(given.signature),
        date=printed(given.date),
        imprint=Imprint(copies, _text(given.printed_by), printed(given.printed_on)),
        properties=_properties(given),
    )


def _properties(given: Particulars) -> Properties:
    return Properties(
        author=_text(given.author),
        source=_text(given.source),
        keywords="，".join(line.text for line in given.keywords),
        description=_text(given.description),
        url=_text(given.url),
        sent=given.sent.isoformat() if given.sent else "",
        published=given.published.isoformat() if given.published else "",
        dated=given.date.isoformat() if given.date else "",
    )


def _text(written: Written | None) -> str:
    return written.text if written else ""
