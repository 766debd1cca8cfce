"""LG208 draft: 草稿文字应在成文前确认。

为什么：标着 draft: true 的文字多是上年的，印出来会以【待核】开头。

错误：

    text: ……
    draft: true

正确：

    text: ……

怎么改：核对、改写后删去 draft: true；编草稿时用 lawgov build --draft。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.models.year import items_of
from lawgov_report.reading.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.models.year import Item, Passage, Year

CODE = "LG208"
NAME = "draft"
SEVERITY = Severity.WARNING


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the texts that are drafts."""
    for passage in _passages(report.year):
        if passage is not None and passage.draft:
            text = passage.text
            hint = "核对、改写后删去 draft: true"
            yield Diagnostic(
                text.at(0, 1), CODE, "这段文字还是草稿", hint, path=text.path, quote=text.text[:1]
            )


def _passages(year: Year) -> Iterator[Passage | Item | None]:
    yield year.preamble
    for _, part in year.named_parts():
        yield from (part.intro, part.lead)
        for section in part.sections:
            yield from (section.lead, section.closing)
        yield from items_of(part)
        yield part.closing
