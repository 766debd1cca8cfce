"""A document as plain text in short lines, for reading and comparing.

Knows where a line may end; it is no format of `build`, and has no template.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from lawgov_report.report.document import Heading, Paragraph, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.report.document import Block, Document, Table

# A sentence with its marks and the closing quotes and brackets behind them, or a rest that no mark ends
GAP = "  "  # between the cells of a row
SENTENCE = re.compile("[^。！？；]*[。！？；][”’）》]*|[^。！？；]+")


def text(document: Document) -> str:
    """Return title, text and figures: a line for each clause, then a line for each figure."""
    lines = [text_of(document.title)]
    for block in document.blocks:
        lines += ["", *_lines(block)]
    closing = (*document.attachments, *document.signatures, document.date, document.note)
    lines += [line for line in closing if line]
    for annex in document.annexes:
        if annex.blocks:
            lines += ["", annex.mark, "".join(annex.title)]
            lines += [line for block in annex.blocks for line in _lines(block)]
    lines += ["", "数值", *_figures(document)]
    return "".join(f"{line}\n" for line in lines)


def _lines(block: Block) -> Iterator[str]:
    """Yield the lines of a block: clauses, or rows of a table."""
    if isinstance(block, Heading):
        yield text_of(block.lines)
    elif isinstance(block, Paragraph):
        yield from _clauses(block)
    else:
        if block.title:
            yield text_of((block.title,))
        yield from _rows(block.table)


def _rows(table: Table) -> Iterator[str]:
    yield GAP.join(table.head)
    for group in table.groups:
        yield from (GAP.join(text_of((cell,)) for cell in row) for row in group.rows)


def _clauses(paragraph: Paragraph) -> Iterator[str]:
    """Yield the clauses; a new item begins a new line."""
    for _, spans in groupby(paragraph.spans, lambda span: span.item):
        yield from SENTENCE.findall("".join(span.text for span in spans))


def _figures(document: Document) -> Iterator[str]:
    for figure in document.figures:
        yield f"{figure.fact.label} {figure.fact.text}"
