"""Plain text, for whatever takes nothing else: a paragraph a line, tabs between the cells of a table.

Knows a Document; no markup and no template. The last line is the digest, which whoever hands the text on may
delete.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.report.document import Heading, Paragraph, text_of
from lawgov_report.writing import digest
from lawgov_report.writing.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.report.document import Annex, Block, Document, Table
    from lawgov_report.writing.writer import Settings

SUFFIX = ".txt"
TAB = "\t"


def prepare(_: Settings) -> Writer:
    """Return what writes plain text."""
    return Writer(write)


def write(document: Document) -> dict[str, bytes]:
    """Return the document as UTF-8 text under its suffix."""
    lines = (*_head(document), *_body(document), *_tail(document))
    text = "".join(f"{line}\n" for line in lines)
    return {SUFFIX: digest.signed("txt", text.encode())}


def _head(document: Document) -> Iterator[str]:
    head = document.head
    yield from (*head.labels, *head.marks)
    if head.number:
        yield head.number
    if head.signatory:
        yield f"签发人：{head.signatory}"
    yield text_of(document.title)
    if document.addressee:
        yield _ended(document.addressee, "：")


def _body(document: Document) -> Iterator[str]:
    for block in document.blocks:
        yield from _lines(block)
    names = document.attachments
    for number, name in enumerate(names, 1):
        label = "附件：" if number == 1 else ""  # stands once, as on paper
        yield f"{label}{number}.{name}" if len(names) > 1 else f"{label}{name}"
    yield from (line for line in (*document.signatures, document.date, document.note) if line)


def _tail(document: Document) -> Iterator[str]:
    for annex in document.annexes:
        yield ""
        yield from _annex(annex)
    imprint = document.imprint
    if any(imprint):
        yield ""
    if imprint.copies_to:
        yield _ended(f"抄送：{imprint.copies_to}", "。")
    if imprint.printed_by:
        yield imprint.printed_by
    if imprint.printed_on:
        yield f"{imprint.printed_on}印发"


def _ended(text: str, end: str) -> str:
    return text if text.endswith(end) else text + end


def _annex(annex: Annex) -> Iterator[str]:
    yield annex.mark
    yield "".join(annex.title)
    for block in annex.blocks:
        yield from _lines(block)
    if annex.table:
        yield from _rows(annex.table)
    yield from annex.notes


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield text_of(block.lines)
    elif isinstance(block, Paragraph):
        yield text_of((block.spans,))
    else:
        if block.title:
            yield text_of((block.title,))
        yield from _rows(block.table)


def _rows(table: Table) -> Iterator[str]:
    """Yield the rows of a table, its head first; the heading of a group stands in its first cell."""
    yield TAB.join(table.head)
    for group in table.groups:
        if group.heading:
            yield group.heading + TAB * (len(table.head) - 1)
        for row in group.rows:
            yield TAB.join(text_of((cell,)) for cell in row)
