"""A document as plain text in short lines, for reading and comparing.

Knows where a line may end; it is no format of `build`, and has no template.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from lawgov_report.report.document import Heading, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.report.document import Document, Paragraph

# A sentence with its marks and the closing quotes and brackets behind them, or a rest that no mark ends
SENTENCE = re.compile("[^。！？；]*[。！？；][”’）》]*|[^。！？；]+")


def text(document: Document) -> str:
    """Return title, text and figures: a line for each clause, then a line for each figure."""
    lines = [text_of(document.title)]
    for block in document.blocks:
        lines += ["", text_of(block.lines)] if isinstance(block, Heading) else ["", *_clauses(block)]
    closing = (*document.attachments, document.signature, document.date)
    lines += [line for line in closing if line]
    lines += ["", "数值", *_figures(document)]
    return "".join(f"{line}\n" for line in lines)


def _clauses(paragraph: Paragraph) -> Iterator[str]:
    """Yield the clauses; a new item begins a new line."""
    for _, spans in groupby(paragraph.spans, lambda span: span.item):
        yield from SENTENCE.findall("".join(span.text for span in spans))


def _figures(document: Document) -> Iterator[str]:
    for figure in document.figures:
        yield f"{figure.fact.label} {figure.fact.text}"
