# 样例数据，非真实 (all data in this file is made up)
"""Documents as readers would find them in a file: with all that it says of its headings, or with nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_report import files
from lawgov_report.commands import _project
from lawgov_report.importing import importer
from lawgov_report.importing.paragraphs import NOTHING
from lawgov_report.models import project
from lawgov_report.models.project import TERMS
from lawgov_report.readers.published import TITLE, PublishedText, Spot
from lawgov_report.report import assemble
from lawgov_report.report.document import Heading, Paragraph, TableBlock, printed, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lawgov_report.importing.importer import Imported
    from lawgov_report.report.document import Block, Document, Table

Text = dict[str, Any]


def _absent(name: str) -> bytes:
    raise KeyError(name)


EMPTY = importer.Home(_absent, (), lambda: files.templates(None)(TERMS))


def original(folder: Path, year: int) -> Document:
    """Return the document of a year of a project."""
    opened = _project.open_in(folder)
    (reading,) = project.years(opened, [year])
    assert opened.catalogue is not None
    assert reading.year is not None
    return assemble.assemble(opened.catalogue, reading.year, reading.previous)[0]


def again(imported: Imported) -> Document:
    """Return the document of a year that was imported."""
    return assemble.assemble(imported.catalogue, imported.read, imported.reading.previous)[0]


def headings(document: Document) -> Iterator[tuple[int, str]]:
    """Yield all headings with their levels, those too with which paragraphs begin."""
    for block in document.blocks:
        heading = block if isinstance(block, Heading) else None
        if isinstance(block, Paragraph):
            heading = block.heading
        if heading:
            yield heading.level, text_of(heading.lines)


def texts(document: Document) -> list[str]:
    """Return all that is printed, but for what stands in empty cells."""
    return [text for line in printed(document) if (text := text_of((line,))) != NOTHING]


def plain(*lines: str) -> tuple[PublishedText, ...]:
    """Return lines as a plain text has them."""
    return tuple(PublishedText(line, Spot(number, 1)) for number, line in enumerate(lines, 1))


def republished(document: Document, *, styled: bool = True) -> tuple[PublishedText, ...]:
    """Return the paragraphs of a document; without styles, nothing says what a heading is."""
    found = []
    for number, fields in enumerate(_all(document), 1):
        look = {name: value for name, value in fields.items() if styled or name in {"text", "cell"}}
        found.append(PublishedText(spot=Spot(paragraph=number), **look))
    return tuple(found)


def _all(document: Document) -> Iterator[Text]:
    head, imprint = document.head, document.imprint
    yield from ({"text": text} for text in (*head.marks, head.number) if text)
    if head.signatory:
        yield {"text": f"签发人：{head.signatory}"}
    yield {"text": "\n".join(text_of((line,)) for line in document.title), "level": TITLE}
    if document.addressee:
        yield {"text": f"{document.addressee}："}
    for number, block in enumerate(document.blocks, 1):
        yield from _block(block, number)
    alone = len(document.attachments) == 1
    for number, name in enumerate(document.attachments, 1):
        first = "附件：" if number == 1 else ""
        yield {"text": f"{first}{'' if alone else f'{number}.'}{name}"}
    yield from ({"text": text} for text in (*document.signatures, document.date) if text)
    for number, annex in enumerate(document.annexes, 1):
        yield from ({"text": annex.mark}, {"text": "\n".join(annex.title)})
        for index, block in enumerate(annex.blocks, 1):
            yield from _block(block, 1000 * number + index)
        if annex.table:
            yield from _table(annex.table, 1000 * number)
        yield from ({"text": note} for note in annex.notes)
    if imprint.copies_to:
        yield {"text": f"抄送：{imprint.copies_to}。"}
    if imprint.printed_on:
        yield {"text": f"{imprint.printed_by}\t{imprint.printed_on}印发"}


def _block(block: Block, number: int) -> Iterator[Text]:
    if isinstance(block, Heading):
        yield {"text": "\n".join(text_of((line,)) for line in block.lines), "level": block.level}
    elif isinstance(block, Paragraph):
        opening = text_of(block.heading.lines) if block.heading else ""
        yield {"text": text_of((block.spans,)), "bold": len(opening)}
    elif isinstance(block, TableBlock):
        if block.title:
            yield {"text": text_of((block.title,))}
        yield from _table(block.table, number)


def _table(table: Table, number: int) -> Iterator[Text]:
    rows: list[list[str]] = [[*table.head]]
    for group in table.groups:
        if group.heading:
            rows.append([group.heading])
        rows += [[text_of((cell,)) for cell in row] for row in group.rows]
    for index, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            yield {"text": text, "cell": (number, index, column)}
