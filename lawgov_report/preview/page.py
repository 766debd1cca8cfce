"""The preview: the shell around the page of a report, and the data that the shell gets at each change.

Knows what the shell shows: the findings, and where figures and items stand; not files, nor how it is served.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lawgov_report.forms import status
from lawgov_report.report.document import Fact, lines_of
from lawgov_report.writing.templates import compiled, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lawgov_report.forms.status import Status
    from lawgov_report.models.project import Project
    from lawgov_report.reading.diagnostics import Diagnostic, Place
    from lawgov_report.report.document import Document, FigureDetails, Span

TEMPLATE = "preview.html.j2"
BLANK = (
    '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>还没有可看的版本</title></head>'
    "<body><h1>还没有可看的版本</h1><p>数据改正之后，报告显示在这里。</p></body></html>\n"
).encode()


def shell(year: int, nonce: str, templates: Callable[[str], bytes]) -> bytes:
    """Return the page that frames the report; `nonce` marks its script and style: no others run."""
    template = compiled(templates(TEMPLATE), TEMPLATE)
    return f"{render(template, {'year': year, 'nonce': nonce})}\n".encode()


def details(document: Document, project: Project, found: Iterable[Diagnostic]) -> dict[str, Any]:
    """Return what the shell shows of each figure, by key, and of each item, by id, when it is pointed at."""
    standing = tuple(found)  # they are gone through once for every figure and item
    spans = tuple(_spans(document))
    uses: dict[str, list[str]] = {}
    for span in spans:
        if isinstance(span, Fact):
            uses.setdefault(span.key, []).append(_line(span.place))
    figures = {
        figure.fact.key: _figure(figure, document.year - 1, project, standing)
        | {"uses": list(dict.fromkeys(uses.get(figure.fact.key, ())))}
        for figure in document.figures
    }
    return {"figures": figures, "items": _items(spans, standing)}


def _spans(document: Document) -> Iterator[Span]:
    """Yield all spans of title, text and annexes in order; not those of the table of all figures."""
    for line in document.title:
        yield from line
    annexed = (block for annex in document.annexes for block in annex.blocks)
    for block in (*document.blocks, *annexed):
        for line in lines_of(block):
            yield from line


def _figure(
    figure: FigureDetails, before: int, project: Project, found: Iterable[Diagnostic]
) -> dict[str, Any]:
    fact, path = figure.fact, f"indicators.{figure.fact.key}"
    rows = (
        ("部门", figure.department),
        ("部分", figure.part),
        (f"{before}年", fact.previous),
        ("口径", _definition(project, fact.key)),
        ("说明", figure.note),
        ("来源", figure.source),
    )
    return {
        "label": fact.label,
        "value": fact.text,
        "place": _line(fact.place),
        "catalogue": _line(project.source.key(("indicators", fact.key))),
        "rows": [[name, text] for name, text in rows if text],
        "relations": [*_relations(project, fact.key)],
        "findings": [*_concerning(found, path, fact.place)],
    }


def _definition(project: Project, key: str) -> str:
    indicator = project.catalogue.indicators.get(key) if project.catalogue else None
    return indicator.definition.text if indicator and indicator.definition else ""


def _relations(project: Project, key: str) -> Iterator[list[str]]:
    """Yield the relations that speak of an indicator: its words, its note, its place."""
    for entry in project.catalogue.relations if project.catalogue else ():
        if key in entry.check.relation.keys:
            note = entry.note.text if entry.note else ""
            yield [entry.check.relation.text, note, _line(entry.check.written.place)]


def _items(spans: Iterable[Span], found: Iterable[Diagnostic]) -> dict[str, Any]:
    """Return the items by id; the first span of an item is its number, whose place is the whole text's."""
    items: dict[str, Any] = {}
    for span in spans:
        if span.item and span.item not in items:
            concerning = [*_concerning(found, span.path, span.place)]
            items[span.item] = {"path": span.path, "place": _line(span.place), "findings": concerning}
    return items


def _concerning(found: Iterable[Diagnostic], path: str, place: Place | None) -> Iterator[list[str]]:
    """Yield the findings that speak of a text or figure: code, severity or 豁免, message."""
    for finding in found:
        places = (finding.place, *(related.place for related in finding.related))
        if finding.path == path or (place and any(place.meets(other) for other in places)):
            state = "waived" if finding.waived else str(finding.severity)
            yield [finding.code, state, finding.message]


def _line(place: Place | None) -> str:
    """Return file:line, as editors and terminals open it."""
    return f"{place.file}:{place.line}" if place else ""


def forms(shown: Status) -> dict[str, Any]:
    """Return what the shell shows of the departments: late or not, their names, how far they are."""
    rows = [
        [each.overdue, each.name, state_of, f"{each.delivered}/{each.asked}"]
        for each, (_, state_of, *_) in zip(shown.departments, status.rows(shown), strict=True)
    ]
    return {"title": status.title(shown), "head": ["部门", "状态", "已报"], "rows": rows}


def state(**fields: object) -> bytes:
    """Return the fields as JSON: what the shell asks for, which its script reads by their names."""
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
