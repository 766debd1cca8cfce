"""What a published file should say: the lines of a document, with the words that formats add to them.

Knows what formats print around a document's own words (附件：), and what the public face lacks; no files.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.report.document import PAPER, Fact, TableBlock, Text, lines_of
from lawgov_report.verifying import streams

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_report.reading.diagnostics import Place
    from lawgov_report.report.document import Annex, Document, Line, Span
    from lawgov_report.verifying.streams import Stream


class Use(NamedTuple):
    """A figure where the document prints it: text[start:end] of the stream."""

    fact: Fact
    start: int
    end: int


class Expected(NamedTuple):
    """The text of a document; its units are lines, of which `spans` are the pieces.

    `optional` are the numbers of lines that the public face lacks, `body` is the number of the first line
    below title and addressee. `repeated` are the heads of tables, plain: pages print them again.
    """

    stream: Stream
    spans: Sequence[Sequence[Span]]
    uses: Sequence[Use]
    optional: frozenset[int]
    body: int
    repeated: frozenset[str]

    def place(self, offset: int) -> Place | None:
        """Return where in the data a character comes from; None where no text wrote its line."""
        line, at = self.stream.place(offset)
        spans = self.spans[line]
        begins = [*accumulate((len(span.text) for span in spans), initial=0)]
        for span, begin in zip(spans, begins, strict=False):
            if at < begin + len(span.text) and span.place:
                return _exact(span, at - begin) or span.place
        return next((span.place for span in reversed(spans) if span.place), None)


def _exact(span: Span, at: int) -> Place | None:
    """Return the place of a character of a span that is printed as it is written."""
    written = span.written
    if written is None or at <= 0 or written.text[span.start : span.end or None] != span.text:
        return None
    return written.at(span.start + at, span.start + at + 1)


def of(document: Document, text: str) -> Expected:
    """Return what a file that is made from a document says.

    `text` is the plain text of the file: where it has the title before 版头, as Markdown does, so has this.
    """
    top, rest = [*_top(document)], [*_bottom(document)]
    title = [*document.title]
    addressee = _ended(document.addressee, "：")
    body = [line for block in document.blocks for line in lines_of(block)]
    imprint = [*_imprint(document)]
    # Of joint issuers, the title may begin with the names that stand in 版头: all of it counts
    head = [*title, *top] if _begins(text, title) <= _begins(text, top[:1]) else [*top, *title]
    found = [*head, *addressee, *body, *rest, *imprint]
    spans = [line for line in found if any(span.text for span in line)]
    begin = len(top) + len(title) + len(addressee)
    public = {*title, *body, *rest}
    optional = frozenset(number for number, line in enumerate(spans) if line not in public)
    stream = streams.of(["".join(span.text for span in line) for line in spans])
    return Expected(stream, spans, tuple(_uses(spans, stream)), optional, begin, _heads(document))


def _begins(text: str, lines: Sequence[Line]) -> int:
    """Return where in a text these lines stand, its length where they do not."""
    wanted = streams.of(["".join(span.text for span in line) for line in lines]).text
    return text.find(wanted) if wanted in text else len(text)


def _uses(spans: Sequence[Line], stream: Stream) -> Iterator[Use]:
    """Yield the figures, where they stand."""
    for number, line in enumerate(spans):
        lengths = [len(streams.of([span.text]).text) for span in line]
        begins = accumulate(lengths, initial=stream.begins[number])
        for span, length, begin in zip(line, lengths, begins, strict=False):
            if isinstance(span, Fact):
                yield Use(span, begin, begin + length)


def _top(document: Document) -> Iterator[Line]:
    """Yield what stands above the title; 文件 once beside joint issuers."""
    head = document.head
    yield from _lines(*head.labels, *(head.issuers or head.marks))
    yield from _lines(PAPER if head.issuers else "", head.number)
    if head.signatory:
        yield Text("签发人："), Text(head.signatory)


def _bottom(document: Document) -> Iterator[Line]:
    """Yield what stands below the text, but for 版记."""
    names = document.attachments
    for number, name in enumerate(names, 1):
        label = f"{number}." if len(names) > 1 else ""
        yield Text("附件：" if number == 1 else ""), Text(label), Text(name)
    yield from _lines(*document.signatures, document.date, document.note)
    for annex in document.annexes:
        yield from _annex(annex)


def _annex(annex: Annex) -> Iterator[Line]:
    yield from _lines(annex.mark, "".join(annex.title))
    for block in annex.blocks:
        yield from lines_of(block)
    if annex.table:
        yield from lines_of(TableBlock(annex.table))
    yield from _lines(*annex.notes)


def _imprint(document: Document) -> Iterator[Line]:
    imprint = document.imprint
    if imprint.copies_to:
        yield from _ended(f"抄送：{imprint.copies_to}", "。")
    yield from _lines(imprint.printed_by)
    if imprint.printed_on:
        yield Text(imprint.printed_on), Text("印发")


def _ended(text: str, end: str) -> list[Line]:
    return [(Text(text), Text("" if text.endswith(end) else end))] if text else []


def _lines(*texts: str) -> Iterator[Line]:
    return ((Text(text),) for text in texts if text)


def _heads(document: Document) -> frozenset[str]:
    """Return the heads of all tables, plain, as pages print them again; those of annexes too."""
    blocks = (*document.blocks, *(block for annex in document.annexes for block in annex.blocks))
    tables = [block.table for block in blocks if isinstance(block, TableBlock)]
    tables += [annex.table for annex in document.annexes if annex.table]
    return frozenset(streams.of(table.head).text for table in tables)
