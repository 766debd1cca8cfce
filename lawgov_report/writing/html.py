"""The web page: one file that needs nothing else, with its figures for machines to read (schema.org).

Knows what of a document a page says besides its text; not how the template arranges it, nor how it looks.
"""

from __future__ import annotations

import json
import re
from functools import partial
from itertools import groupby, takewhile
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from lawgov_report.language.width import printed_width
from lawgov_report.report.document import Fact, Heading, Paragraph, TableBlock, text_of
from lawgov_report.writing import digest, tables
from lawgov_report.writing.templates import compiled, render
from lawgov_report.writing.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from lawgov_report.report.document import Block, Document, Imprint, Line, Table
    from lawgov_report.writing.writer import Settings

    Piece = tuple[
        str, Fact | None, str, str
    ]  # words; of a figure also itself, its value ("" of a range), its tooltip
    Runs = tuple[tuple[str, tuple[Piece, ...]], ...]  # an item's id, "" outside items, and its pieces

SUFFIX = ".html"
TEMPLATE = "report.html.j2"
WEB = re.compile(r"https?://", re.IGNORECASE)
LANGUAGE = "zh-CN"
MARK_WIDTH, TITLE_WIDTH = 10, 13  # characters of 发文机关标志 and of the title in a line of a phone
FOOT_WIDTH = 24  # characters of a line of 版记, which has 26: where lines may break is the browser's business
FOOT_LINES = 12  # of 版记, half a page
SECTIONS = 2  # the level of headings that every report may have


class PageTable(NamedTuple):
    """A table as the template sees it; a group has a heading, "" where it has none, and rows.

    `centred` are the columns of numbers; () of the table of indicators, which has a look of its own.
    """

    head: tuple[str, ...]
    groups: tuple[tuple[str, tuple[tuple[Runs, ...], ...]], ...]
    centred: tuple[bool, ...] = ()


class PageBlock(NamedTuple):
    """A block as the template sees it: `level` is that of a heading, 0 where it is body text or a table.

    `opening` is the heading that body text begins with: `level` and `id` are its. The lines of a table are
    its title.
    """

    level: int
    id: str
    lines: tuple[Runs, ...]
    opening: tuple[Runs, ...] = ()
    table: PageTable | None = None


class Entry(NamedTuple):
    """A heading in the table of contents, with those below it."""

    id: str
    text: str
    below: tuple[Entry, ...] = ()


class Looks(NamedTuple):
    """What a page has that not every one has: the style sheet says of it only where it is there."""

    levels: bool  # headings below the second level, or within paragraphs
    tables: bool  # others than that of the indicators
    annexes: bool  # several
    joint: bool  # several issuers
    mark: float  # characters of the longest 发文机关标志, 0 where each takes one line as it is
    title: float  # the same of the lines of the title
    foot: int  # lines of 版记 for which room is kept on the last page; 0 for none, or where it flows


class PageAnnex(NamedTuple):
    """An annex as the template sees it; `name` is its title in one line."""

    id: str
    mark: str
    title: tuple[str, ...]
    name: str
    blocks: tuple[PageBlock, ...]
    table: PageTable | None
    notes: tuple[str, ...]


def prepare(settings: Settings) -> Writer:
    """Return what writes web pages by the project's template."""
    return Writer(partial(write, templates=settings.templates), published=True)


def write(document: Document, templates: Callable[[str], bytes]) -> dict[str, bytes]:
    """Return the document as one UTF-8 page under its suffix. Raises Unusable for a broken template."""
    template = compiled(templates(TEMPLATE), TEMPLATE)
    annexes = tuple(_annex(document, number) for number in range(len(document.annexes)))
    anchors = {annex.name: annex.id for annex in annexes}
    context = {
        "document": document,
        "heading": text_of(document.title),
        "title": _lines(document, document.title),
        "blocks": tuple(_block(document, block) for block in document.blocks),
        "contents": _contents([*_headings(document)]),
        "looks": _looks(document),
        "attachments": tuple((name, anchors.get(name, "")) for name in document.attachments),
        "annexes": annexes,
        "meta": _meta(document),
        "data": script(_report(document)),
    }
    return {SUFFIX: digest.signed("html", f"{render(template, context)}\n".encode())}


def script(data: Mapping[str, Any]) -> Markup:
    """Return data as JSON that stands in a script element: no text of it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704 escaped


def _block(document: Document, block: Block) -> PageBlock:
    if isinstance(block, Heading):
        return PageBlock(block.level, block.id, _lines(document, block.lines))
    if isinstance(block, Paragraph):
        lines, heading = _lines(document, (block.body,)), block.heading
        return (
            PageBlock(heading.level, heading.id, lines, _lines(document, heading.lines))
            if heading
            else PageBlock(0, "", lines)
        )
    title = _lines(document, (block.title,)) if block.title else ()
    table = _table(document, block.table)._replace(centred=tables.setting(block.table).centred)
    return PageBlock(0, "", title, table=table)


def _annex(document: Document, index: int) -> PageAnnex:
    annex = document.annexes[index]
    return PageAnnex(
        f"annex-{index + 1}" if index else "annex",
        annex.mark,
        annex.title,
        "".join(annex.title),
        tuple(_block(document, block) for block in annex.blocks),
        _table(document, annex.table) if annex.table else None,
        annex.notes,
    )


def _table(document: Document, table: Table) -> PageTable:
    groups = ((group.heading, tuple(_lines(document, row) for row in group.rows)) for group in table.groups)
    return PageTable(table.head, tuple(groups))


def _lines(document: Document, lines: tuple[Line, ...]) -> tuple[Runs, ...]:
    before = document.year - 1
    return tuple(
        tuple((item, tuple(_pieces(spans, before))) for item, spans in groupby(line, lambda span: span.item))
        for line in lines
    )


def _pieces(spans: Iterator[Any], before: int) -> Iterator[Piece]:
    """Yield spans as the template sees them; a figure that is owed is words."""
    for span in spans:
        if isinstance(span, Fact) and span.quantity is not None:
            last = f"；{before}年：{span.previous}" if span.previous else ""
            value = "" if span.value is None else format(span.value, "f")
            yield span.text, span, value, span.label + last
        else:
            yield span.text, None, "", ""


def _headings(document: Document) -> Iterator[Heading]:
    """Yield all headings of the body, also those that paragraphs begin with."""
    for block in document.blocks:
        heading = block.heading if isinstance(block, Paragraph) else block
        if isinstance(heading, Heading):
            yield heading


def _contents(headings: Sequence[Heading]) -> tuple[Entry, ...]:
    """Return headings for the table of contents, each with those that follow it on deeper levels."""
    entries: list[Entry] = []
    while headings:
        first, *rest = headings
        below = [*takewhile(lambda heading: heading.level > first.level, rest)]  # noqa: B023 used at once
        entries.append(Entry(first.id, text_of(first.lines).removesuffix("。"), _contents(below)))
        headings = rest[len(below) :]
    return tuple(entries)


def _looks(document: Document) -> Looks:
    blocks = (*document.blocks, *(block for annex in document.annexes for block in annex.blocks))
    return Looks(
        any(isinstance(block, Paragraph) and block.heading is not None for block in blocks)
        or any(heading.level > SECTIONS for heading in _headings(document)),
        any(isinstance(block, TableBlock) for block in blocks),
        len(document.annexes) > 1,
        len(document.signatures) > 1 or len(document.head.marks) > 1,
        _longest(document.head.marks, MARK_WIDTH),
        _longest(tuple(text_of((line,)) for line in document.title), TITLE_WIDTH),
        _foot(document.imprint),
    )


def _longest(lines: tuple[str, ...], room: int) -> float:
    """Return the width of the longest line in characters, 0 where there is room for it."""
    longest = max(map(printed_width, lines), default=0)
    return longest if longest > room else 0


def _foot(imprint: Imprint) -> int:
    """Return in how many lines 版记 is printed at most, 0 for none or for so many that they flow as text."""
    texts = imprint.copies_to and f"抄送：{imprint.copies_to}。", imprint.printed_by + imprint.printed_on
    lines = sum(ceil(printed_width(text) / FOOT_WIDTH) for text in texts)
    return lines if lines <= FOOT_LINES else 0


def _meta(document: Document) -> tuple[tuple[str, str], ...]:
    """Return the tags of a content page, as far as they are given.

    Source: 《政府网站发展指引》（国办发〔2017〕47号）. Those of the site and of its column are not ours.
    """
    given = document.properties
    tags = (
        ("ArticleTitle", text_of(document.title)),
        ("PubDate", given.published),
        ("ContentSource", given.source),
        ("Keywords", given.keywords.replace("，", ",")),
        ("Author", given.author),
        ("Description", given.description),
        ("Url", _address(given.url)),
    )
    return tuple((name, content) for name, content in tags if content)


def _address(url: str) -> str:
    """Return the address of a page on the web, "" for any other: nobody is led to javascript:."""
    return url if WEB.match(url) else ""


def _report(document: Document) -> dict[str, Any]:
    """Return the report and its figures as schema.org names them, without what is not given."""
    given, year = document.properties, str(document.year)
    measured = [_measured(figure.fact) for figure in document.figures if figure.fact.quantity is not None]
    dataset = _known(
        {
            "@type": "Dataset",
            "name": f"{text_of(document.title)}：指标数值",
            "description": f"{year}年度法治政府建设工作情况报告的全部指标数值",
            "temporalCoverage": year,
            "inLanguage": LANGUAGE,
            "creator": _office(given.author),
            "variableMeasured": measured,
        }
    )
    report = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": text_of(document.title),
        "inLanguage": LANGUAGE,
        "about": {"@type": "Thing", "name": "法治政府建设"},
        "temporalCoverage": year,
        "dateCreated": given.dated,
        "datePublished": given.published,
        "author": _office(given.author),
        "publisher": _office(given.source),
        "reportNumber": document.head.number,
        "keywords": given.keywords.replace("，", ","),
        "description": given.description,
        "url": _address(given.url),
        "hasPart": dataset if measured else None,
    }
    return _known(report)


def _office(name: str) -> dict[str, str] | None:
    return {"@type": "GovernmentOrganization", "name": name} if name else None


def _measured(fact: Fact) -> dict[str, Any]:
    """Return a figure as a PropertyValue in the indicator's unit; bounds where it is open or a range."""
    low, high = fact.bounds if fact.bound or fact.is_range else (None, None)
    return _known(
        {
            "@type": "PropertyValue",
            "propertyID": fact.key,
            "name": fact.label,
            "value": _number(fact.value),
            "minValue": _number(low),
            "maxValue": _number(high),
            "unitText": fact.unit,
        }
    )


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _known(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in ("", None)}
