"""Markdown (CommonMark): headings and paragraphs, all other characters as text.

Knows what CommonMark would take for markup; not how the template arranges the report.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from lawgov_report.report.document import Heading, Paragraph, text_of
from lawgov_report.writing import digest
from lawgov_report.writing.templates import compiled, render
from lawgov_report.writing.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lawgov_report.report.document import Annex, Block, Document, Table
    from lawgov_report.writing.writer import Settings

SUFFIX = ".md"
TEMPLATE = "report.md.j2"
MARKS = ("", Markup("## "), Markup("### "), Markup("#### "), Markup("##### "))  # by the level of a block

ANYWHERE = re.compile(r"[\\`*_\[\]<>&~]")
# "12." and "12)" begin a list, as do + and -; # begins a heading, = and - underline one. CommonMark takes at
# most nine digits for a list's number. The mark alone is escaped: a backslash before a digit would be printed
AT_START = re.compile(r"(?P<digits>[0-9]{1,9})?(?P<mark>(?(digits)[.)]|[#+=-]))")
# emphasis that ends with a mark of punctuation does not end where a letter follows: **甲。**乙
LAST_WORD = re.compile(r"(?s)(?P<words>.*[^\W_])(?P<marks>.*)")
AT_END = re.compile(r"#$")  # a heading may be closed by #, which is not printed
PIPE = "&#124;"  # readers of tables differ about | behind backslashes; an entity is the same to all


class TextBlock(NamedTuple):
    """A block as the template sees it: level 0 is body text, 1 to 4 are headings; or the rows of a table."""

    level: int
    text: str
    rows: tuple[tuple[Markup, ...], ...] = ()


class TextAnnex(NamedTuple):
    """An annex as the template sees it."""

    mark: str
    title: str
    blocks: tuple[TextBlock, ...]
    notes: tuple[str, ...]


def prepare(settings: Settings) -> Writer:
    """Return what writes Markdown by the project's template."""
    return Writer(partial(write, templates=settings.templates))


def escape(text: str) -> str:
    """Return a whole paragraph or heading so that CommonMark reads its text back unchanged.

    Only backslashes are added: before every character that is markup wherever it stands, and before
    what would begin a list, a heading or a rule at the start, or end a heading. Blanks at the start, which
    CommonMark drops or takes for code, are left out.
    """
    escaped = ANYWHERE.sub(r"\\\g<0>", text.lstrip(" "))
    escaped = AT_END.sub(r"\\#", escaped)
    start = AT_START.match(escaped)
    return escaped if start is None else f"{escaped[: start.start('mark')]}\\{escaped[start.start('mark') :]}"


def cell(text: str) -> Markup:
    """Return the text of a table's cell (GFM): an entity stands for |, and no block can begin there."""
    return Markup(ANYWHERE.sub(r"\\\g<0>", text).replace("|", PIPE))  # noqa: S704 escaped


def write(document: Document, templates: Callable[[str], bytes]) -> dict[str, bytes]:
    """Return the document as UTF-8 text under its suffix. Raises Unusable for a broken template."""
    template = compiled(templates(TEMPLATE), TEMPLATE, escape)
    context = {
        "document": document,
        "title": text_of(document.title),
        "blocks": tuple(view for block in document.blocks for view in _views(block)),
        "marks": MARKS,
        "annexes": tuple(_annex(annex) for annex in document.annexes),
    }
    return {SUFFIX: digest.signed("md", render(template, context).encode())}


def _annex(annex: Annex) -> TextAnnex:
    blocks = [view for block in annex.blocks for view in _views(block)]
    if annex.table:
        blocks.append(TextBlock(0, "", tuple(_rows(annex.table))))
    return TextAnnex(annex.mark, "".join(annex.title), tuple(blocks), annex.notes)


def _rows(table: Table) -> Iterator[tuple[Markup, ...]]:
    """Yield the rows of a table, its head first; the heading of a group is a row of its own."""
    yield tuple(cell(name) for name in table.head)
    yield (Markup("---"),) * len(table.head)
    for group in table.groups:
        if group.heading:
            yield (cell(group.heading), *(Markup(),) * (len(table.head) - 1))
        for row in group.rows:
            yield tuple(cell(text_of((line,))) for line in row)


def _views(block: Block) -> Iterator[TextBlock]:
    """Yield a block as the template sees it; the title of a table is a paragraph before it."""
    if isinstance(block, Heading):
        yield TextBlock(block.level, text_of(block.lines))
    elif isinstance(block, Paragraph):
        yield TextBlock(0, _opened(block) if block.heading else text_of((block.spans,)))
    else:
        if block.title:
            yield TextBlock(0, text_of((block.title,)))
        yield TextBlock(0, "", tuple(_rows(block.table)))


def _opened(paragraph: Paragraph) -> str:
    """Return a paragraph whose heading, bold but for the marks at its end, stands in it."""
    heading = text_of(paragraph.heading.lines) if paragraph.heading else ""
    match = LAST_WORD.match(heading.lstrip(" "))
    if match is None:
        return text_of((paragraph.spans,))
    words, rest = match["words"], match["marks"] + text_of((paragraph.body,))
    return Markup(f"**{_inner(words)}**{_inner(rest)}")  # noqa: S704 escaped


def _inner(text: str) -> str:
    """Return text that stands at no start of a paragraph, so that CommonMark reads it back unchanged."""
    return ANYWHERE.sub(r"\\\g<0>", text)
