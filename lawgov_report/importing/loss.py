"""Whether nothing was lost: what the year prints beside what the file says, paragraph by paragraph.

Knows the printed document and the paragraphs of a file; not how the one was made of the other.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.importing import frame
from lawgov_report.importing.draft import TableDraft
from lawgov_report.importing.paragraphs import NOTHING, same_width
from lawgov_report.language import dates
from lawgov_report.report.document import Fact, Heading, Paragraph, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_report.importing.draft import Excerpt
    from lawgov_report.importing.paragraphs import Block, FileText
    from lawgov_report.readers.published import Spot
    from lawgov_report.reading.diagnostics import Place
    from lawgov_report.report.document import Block as Printed
    from lawgov_report.report.document import Document, Table
    from lawgov_report.report.document import Line as Spans

# words that the document adds to fields of its frame, longer ones first
DOCUMENT = "文件"  # stands once beside several issuers
ADDED = ("签发人：", "附件：", "抄送：", "印发", DOCUMENT, "：", "。", "，", "、")


class Mismatch(NamedTuple):
    """A paragraph of the file and what is printed for it; None where one of them has nothing."""

    file: str | None
    printed: str | None
    spot: Spot | None
    place: Place | None


class Respelling(NamedTuple):
    """A paragraph that is printed the same but for blanks and the width of letters: (一) as （一）."""

    file: str
    printed: str
    spot: Spot


class Loss(NamedTuple):
    """How many characters and figures are the same, and each difference."""

    characters: int
    figures: int
    differences: tuple[Mismatch, ...]
    respelt: tuple[Respelling, ...]


class Sides(NamedTuple):
    """What a file says: its text with tables and annexes, and the lines before and after it.

    `above` are lines that found no place; `absent` are texts that the file lacks and that were put in.
    """

    body: Sequence[Block]
    frame: Sequence[FileText]
    above: Sequence[FileText] = ()
    absent: frozenset[str] = frozenset()


class _Paragraph(NamedTuple):
    """A paragraph that is printed."""

    text: str
    place: Place | None
    figures: int = 0


def compare(sides: Sides, document: Document) -> Loss:
    """Return what of a file the document prints, and what not."""
    of_file = [*_of_file(sides.body)]
    printed = [*_of_document(document)]
    found = _aligned(of_file, printed)
    framed = _frame(sides, document)
    lost = tuple(Mismatch(line.text, None, line.words.spot, None) for line in sides.above)
    return Loss(
        found.characters + framed.characters,
        found.figures,
        (*lost, *framed.differences, *found.differences),
        (*framed.respelt, *found.respelt),
    )


def _aligned(of_file: Sequence[Excerpt], printed: Sequence[_Paragraph]) -> Loss:
    olds = [same_width(words.text) for words in of_file]
    news = [same_width(paragraph.text) for paragraph in printed]
    characters = figures = 0
    differences: list[Mismatch] = []
    respelt: list[Respelling] = []
    # autojunk keeps a file that repeats one line for ever from taking time that grows with its square
    for op, first, last, start, end in SequenceMatcher(None, olds, news).get_opcodes():
        if op != "equal":
            differences += _differences(of_file[first:last], printed[start:end])
            continue
        for words, paragraph in zip(of_file[first:last], printed[start:end], strict=True):
            characters += len("".join(paragraph.text.split()))
            figures += paragraph.figures
            if words.text != paragraph.text:
                respelt.append(Respelling(words.text, paragraph.text, words.spot))
    return Loss(characters, figures, tuple(differences), tuple(respelt))


def _differences(of_file: Sequence[Excerpt], printed: Sequence[_Paragraph]) -> Iterator[Mismatch]:
    for words, paragraph in zip_longest(of_file, printed):
        yield Mismatch(
            words.text if words else None,
            paragraph.text if paragraph else None,
            words.spot if words else None,
            paragraph.place if paragraph else None,
        )


# What the file says


def _of_file(blocks: Iterable[Block]) -> Iterator[Excerpt]:
    for block in blocks:
        if not isinstance(block, TableDraft):
            yield from block.words.lines()
            continue
        if block.title:
            yield block.title
        yield from block.columns
        # what stands in an empty cell is no text of the file
        yield from (cell for row in block.rows for cell in row if cell.text != NOTHING)


# What is printed


def _of_document(document: Document) -> Iterator[_Paragraph]:
    for block in document.blocks:
        yield from _of_block(block)
    for annex in document.annexes:
        yield _Paragraph(annex.mark, None)
        yield _Paragraph("".join(annex.title), None)
        for block in annex.blocks:
            yield from _of_block(block)
        if annex.table:
            yield from _of_table(annex.table)
        yield from (_Paragraph(note, None) for note in annex.notes)


def _of_block(block: Printed) -> Iterator[_Paragraph]:
    if isinstance(block, Heading):
        yield from map(_paragraph, block.lines)
    elif isinstance(block, Paragraph):
        yield _paragraph(block.spans)
    else:
        if block.title:
            yield _paragraph(block.title)
        yield from _of_table(block.table)


def _of_table(table: Table) -> Iterator[_Paragraph]:
    yield from (_Paragraph(head, None) for head in table.head)
    for group in table.groups:
        if group.heading:
            yield _Paragraph(group.heading, None)
        cells = (_paragraph(cell) for row in group.rows for cell in row)
        yield from (cell for cell in cells if cell.text != NOTHING)


def _paragraph(spans: Spans) -> _Paragraph:
    place = next((span.place for span in spans if span.place), None)
    return _Paragraph(text_of((spans,)), place, sum(isinstance(span, Fact) for span in spans))


# What stands before and after


def _frame(sides: Sides, document: Document) -> Loss:
    """Return what of the frame is the same: its fields may stand in another order, or several in a line."""
    rest = [same_width(line.text) for line in sides.frame]
    # a date may be written otherwise: 二〇二一年三月一日, 2021-03-01
    days = [dates.parse(frame.iso(line.text)) for line in sides.frame]
    dated = {dates.printed(day): index for index, day in enumerate(days) if day}
    respelt: list[Respelling] = []
    differences: list[Mismatch] = []
    characters = 0
    fields = sorted(filter(None, _fields(document)), key=len, reverse=True)
    for field in fields:
        plain = same_width(field)
        if plain in {same_width(text) for text in sides.absent}:
            continue
        place = _line_with(plain, rest)
        if place < 0 and _line_with(plain.removesuffix(DOCUMENT), rest) >= 0:
            plain = plain.removesuffix(DOCUMENT)
            place = _line_with(plain, rest)
        if place < 0 and field in dated:
            line, rest[dated[field]] = sides.frame[dated[field]], ""
            respelt.append(Respelling(line.text, field, line.words.spot))
        elif place < 0:
            differences.append(Mismatch(None, field, None, None))
        else:
            rest[place] = rest[place].replace(plain, "", 1)
            characters += len(plain)
    for line, left in zip(sides.frame, rest, strict=True):
        if _bare(left):
            differences.append(Mismatch(line.text, None, line.words.spot, None))
    return Loss(characters, 0, tuple(differences), tuple(respelt))


def _line_with(plain: str, lines: Sequence[str]) -> int:
    return next((index for index, line in enumerate(lines) if plain in line), -1)


def _fields(document: Document) -> Iterator[str]:
    head, imprint = document.head, document.imprint
    yield from (*head.labels, *head.marks, head.number, head.signatory)
    yield from (text_of((line,)) for line in document.title)
    yield from (document.addressee, *document.attachments, *document.signatures, document.date, document.note)
    yield from imprint


def _bare(left: str) -> str:
    """Return what is left of a line behind the words that the document adds by itself."""
    for word in ADDED:
        left = left.replace(same_width(word), "")
    return left.strip("0123456789.()（）")
