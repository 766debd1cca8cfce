"""The report as a document: what every format is written from.

Holds what is printed, in order, and where each piece came from; not how any format looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language import quantity
from lawgov_report.models.particulars import NOT_PUBLIC

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from lawgov_report.language.quantity import Quantity
    from lawgov_report.reading.diagnostics import Place, Written


class Text(NamedTuple):
    """Printed words. written.text[start:end] of the year file wrote them; all of it where `end` is 0."""

    text: str
    written: Written | None = None
    start: int = 0
    end: int = 0
    item: str = ""

    @property
    def path(self) -> str:
        """The path of the text in the year file that they come from."""
        return _path(self)

    @property
    def place(self) -> Place | None:
        """Where they stand in the year file."""
        return _place(self)


class Fact(NamedTuple):
    """A figure as it stands in the document: before + digits + after is what is printed.

    `digits` holds the number and a % sign (2.45, 95%), both numbers of a range or a ratio with what stands
    between (3—5, 3:1), `before` and `after` the words around it (约, 万件, 以上). `unit` is the indicator's,
    `previous` is last year's value as written there, `quantity` is the amount itself, None where the figure
    is owed. written.text[start:end] refers to it or, where `end` is 0, is its value in the year file.
    """

    key: str
    label: str
    before: str
    digits: str
    after: str
    unit: str
    previous: str = ""
    written: Written | None = None
    start: int = 0
    end: int = 0
    item: str = ""
    quantity: Quantity | None = None

    @property
    def text(self) -> str:
        """What is printed."""
        return self.before + self.digits + self.after

    @property
    def path(self) -> str:
        """The path of the text that refers to it, or of its value."""
        return _path(self)

    @property
    def place(self) -> Place | None:
        """Where the text that refers to it does so, or where its value stands."""
        return _place(self)

    @property
    def value(self) -> Decimal | None:
        """The number in the indicator's unit: 2.45万件 is 24500, 95%以上 is 95; None of a range."""
        return None if self.quantity is None else quantity.value(self.quantity)

    @property
    def bound(self) -> str:
        """The words that leave the figure open (约, 余, 以上), "" where none does."""
        return "" if self.quantity is None else quantity.bound(self.quantity)

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The least and the greatest that the figure can stand for, in its unit; None is unbounded."""
        return (None, None) if self.quantity is None else quantity.bounds(self.quantity)

    @property
    def is_range(self) -> bool:
        """Whether it has two bounds and no value: 3—5个."""
        return self.quantity is not None and self.quantity.low is not None

    def standing(self, written: Written, start: int, end: int, item: str) -> Fact:
        """Return the figure where written.text[start:end] refers to it."""
        return self._replace(written=written, start=start, end=end, item=item)


class FigureDetails(NamedTuple):
    """A figure of the year and what is known of it: `part` is the title of the indicator's part.

    `department` is the name of who reports it; `note` and `source` are the year file's; "" where not given.
    `provenance` is what the year file says of the form that it came in, each with its key.
    """

    fact: Fact
    part: str
    department: str = ""
    note: str = ""
    source: str = ""
    provenance: tuple[tuple[str, str], ...] = ()


class OfficeDetails(NamedTuple):
    """Who reports: its name, and its level in Chinese (县区); "" where nothing says it."""

    name: str = ""
    level: str = ""


def _path(span: Text | Fact) -> str:
    return span.written.path if span.written else ""


def _place(span: Text | Fact) -> Place | None:
    # no text that is referred to ends at 0, so 0 says that all of the text is meant
    if span.written is None or not span.end:
        return span.written.place if span.written else None
    return span.written.at(span.start, span.end)


Span = Text | Fact
Line = tuple[Span, ...]


class Heading(NamedTuple):
    """A heading of level 1 (一、) to 4; its number, where it has one, is the first span of its first line.

    `id` names the part, and the sections below it, by their keys in the year file, with dots.
    """

    level: int
    id: str
    lines: tuple[Line, ...]


class Paragraph(NamedTuple):
    """One paragraph of body text. Each span knows the item that it belongs to.

    `heading` is the one that the paragraph begins with (（一）加强组织领导。全年……), None where it has none:
    its only line is also the first of `spans`, which hold all that is printed.
    """

    spans: Line
    heading: Heading | None = None

    @property
    def body(self) -> Line:
        """What is printed behind the heading."""
        return self.spans[len(self.heading.lines[0]) :] if self.heading else self.spans


class Group(NamedTuple):
    """Rows of a table under a heading of their own; each row has a line for every column."""

    heading: str
    rows: tuple[tuple[Line, ...], ...]


class Table(NamedTuple):
    """A table: the heads of its columns, and its rows in groups; a group may have no heading ("")."""

    head: tuple[str, ...]
    groups: tuple[Group, ...]


class TableBlock(NamedTuple):
    """A table among the paragraphs, with what it is called; `title` is empty where it has no name."""

    table: Table
    title: Line = ()


Block = Heading | Paragraph | TableBlock


class Annex(NamedTuple):
    """附件 behind the text. `mark` is 附件, with its number (附件1) where there are several.

    `title` is broken into lines where the sense allows. `table` is that of all indicators, None in any other
    annex, whose paragraphs and tables are its `blocks`.
    """

    mark: str
    title: tuple[str, ...]
    table: Table | None = None
    notes: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()


PAPER = "文件"  # behind the name in 发文机关标志, once for joint issuers

# Head, Imprint and Properties have the fields that models.particulars places there, under the same names, but
# for mark and signature: those are lists here


class Head(NamedTuple):
    """版头 of an upward official document; empty where not given. Joint issuers have a mark each."""

    marks: tuple[str, ...] = ()
    number: str = ""
    signatory: str = ""
    copy_number: str = ""
    classification: str = ""
    urgency: str = ""

    @property
    def mark(self) -> str:
        """All marks in one line."""
        return "、".join(self.marks)

    @property
    def issuers(self) -> tuple[str, ...]:
        """The names of joint issuers, beside which 文件 stands once; () for any other mark."""
        if len(self.marks) == 1 or not any(mark.endswith(PAPER) for mark in self.marks):
            return ()
        return tuple(filter(None, (mark.removesuffix(PAPER) for mark in self.marks)))

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands above the mark, in this order (GB/T 9704-2012, 7.2.3)."""
        return tuple(label for label in (self.copy_number, self.classification, self.urgency) if label)


class Imprint(NamedTuple):
    """版记; empty where not given. `printed_on` is a date as printed, 2021年3月1日."""

    copies_to: str = ""
    printed_by: str = ""
    printed_on: str = ""


class Properties(NamedTuple):
    """What a file says of itself; empty where not given. Dates are ISO 8601 (2021-03-01).

    `dated` is 成文日期, which the document prints as well.
    """

    author: str = ""
    source: str = ""
    keywords: str = ""
    description: str = ""
    url: str = ""
    sent: str = ""
    published: str = ""
    dated: str = ""


class SourceDigest(NamedTuple):
    """A file of data/ that a document was built from: `role` is what it is to the document.

    `digest` is the SHA-256 of its text, in hexadecimal.
    """

    role: str
    name: str
    digest: str


class Document(NamedTuple):
    """One year's report. `figures` are all figures but those owed, also those that no text refers to.

    `sources` are the files that it was built from, where whoever builds it says so.
    `note` (附注) has its brackets. `seal` says that names and date are to be stamped, `double_sided` that
    版记 stands on the back of a sheet.
    """

    year: int
    title: tuple[Line, ...]
    blocks: tuple[Block, ...]
    figures: tuple[FigureDetails, ...] = ()
    head: Head = Head()
    addressee: str = ""
    attachments: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    date: str = ""
    imprint: Imprint = Imprint()
    properties: Properties = Properties()
    annexes: tuple[Annex, ...] = ()
    sources: tuple[SourceDigest, ...] = ()
    note: str = ""
    seal: bool = False
    double_sided: bool = False
    office: OfficeDetails = OfficeDetails()

    @property
    def signature(self) -> str:
        """Who signs, joint issuers in one line."""
        return "、".join(self.signatures)


def text_of(lines: tuple[Line, ...]) -> str:
    """Return the printed text of lines, joined without a blank."""
    return "".join(span.text for line in lines for span in line)


def printed(document: Document) -> Iterator[Line]:
    """Yield all lines that are printed, in order; without the words that formats add (附件：, 抄送：)."""
    head = document.head
    yield from _lines(*head.labels, *head.marks, head.number, head.signatory)
    yield from document.title
    yield from _lines(document.addressee)
    for block in document.blocks:
        yield from lines_of(block)
    yield from _lines(*document.attachments, *document.signatures, document.date, document.note)
    for annex in document.annexes:
        yield from _lines(annex.mark, *annex.title)
        for block in annex.blocks:
            yield from lines_of(block)
        if annex.table:
            yield from _table_lines(annex.table)
        yield from _lines(*annex.notes)
    yield from _lines(*document.imprint)


def lines_of(block: Block) -> Iterator[Line]:
    """Yield the lines that a block prints, those of a table cell by cell."""
    if isinstance(block, Heading):
        yield from block.lines
    elif isinstance(block, Paragraph):
        yield block.spans
    else:
        if block.title:
            yield block.title
        yield from _table_lines(block.table)


def _table_lines(table: Table) -> Iterator[Line]:
    yield from _lines(*table.head)
    for group in table.groups:
        yield from _lines(group.heading)
        yield from (line for row in group.rows for line in row)


def _lines(*texts: str) -> Iterator[Line]:
    return ((Text(text),) for text in texts if text)


def public(document: Document) -> Document:
    """Return the face that is published: without 版头, 签发人, 主送机关 and 版记.

    Nor does it say in whose form a figure came.
    """
    empty = {position.value: Document._field_defaults[position.value] for position in NOT_PUBLIC}
    figures = tuple(figure._replace(provenance=()) for figure in document.figures)
    return document._replace(figures=figures, **empty)
