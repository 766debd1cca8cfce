"""The web page: one file that needs nothing else, with its figures for machines to read (schema.org).

Knows what of a document a page says besides its text; not how the template arranges it, nor how it looks.
"""

from __future__ import annotations

import json
import re
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from lawgov_report.report.document import Fact, Heading, text_of
from lawgov_report.writing import digest
from lawgov_report.writing.templates import compiled, render
from lawgov_report.writing.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from decimal import Decimal

    from lawgov_report.report.document import Annex, Block, Document, Line
    from lawgov_report.writing.writer import Settings

    Piece = tuple[
        str, Fact | None, str, str
    ]  # words; of a figure also itself, its value ("" of a range), its tooltip
    Runs = tuple[tuple[str, tuple[Piece, ...]], ...]  # an item's id, "" outside items, and its pieces

SUFFIX = ".html"
TEMPLATE = "report.html.j2"
WEB = re.compile(r"https?://", re.IGNORECASE)
LANGUAGE = "zh-CN"


def prepare(settings: Settings) -> Writer:
    """Return what writes web pages by the project's template."""
    return Writer(partial(write, templates=settings.templates))


def write(document: Document, templates: Callable[[str], bytes]) -> dict[str, bytes]:
    """Return the document as one UTF-8 page under its suffix. Raises Unusable for a broken template."""
    template = compiled(templates(TEMPLATE), TEMPLATE)
    annex = document.annex
    context = {
        "document": document,
        "heading": text_of(document.title),
        "title": _lines(document, document.title),
        "blocks": tuple(_block(document, block) for block in document.blocks),
        "contents": _contents(document),
        "annex": annex,
        "annex_name": "".join(annex.title) if annex else "",
        "groups": tuple(_groups(document, annex)) if annex else (),
        "meta": _meta(document),
        "data": script(_report(document)),
    }
    return {SUFFIX: digest.signed("html", f"{render(template, context)}\n".encode())}


def script(data: Mapping[str, Any]) -> Markup:
    """Return data as JSON that stands in a script element: no text of it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704 escaped


def _block(document: Document, block: Block) -> tuple[int, str, tuple[Runs, ...]]:
    """Return level, id and lines: level 0 is body text, which has no id."""
    if isinstance(block, Heading):
        return block.level, block.id, _lines(document, block.lines)
    return 0, "", _lines(document, (block.spans,))


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


def _contents(document: Document) -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    """Return the parts for the table of contents: id, heading, and the sections' ids and headings."""
    parts: list[tuple[str, str, list[tuple[str, str]]]] = []
    for block in document.blocks:
        if not isinstance(block, Heading):
            continue
        if block.level == 1 or not parts:
            parts.append((block.id, text_of(block.lines), []))
        else:
            parts[-1][2].append((block.id, text_of(block.lines)))
    return tuple((id_, heading, tuple(sections)) for id_, heading, sections in parts)


def _groups(document: Document, annex: Annex) -> Iterator[tuple[str, tuple[tuple[Runs, ...], ...]]]:
    for group in annex.table.groups:
        yield group.heading, tuple(_lines(document, row) for row in group.rows)


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
