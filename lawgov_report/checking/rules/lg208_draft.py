"""草稿文字应在成文前确认。

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

from lawgov_report.reading.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report

CODE = "LG208"
NAME = "draft"
SEVERITY = Severity.WARNING


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the texts that are drafts."""
    hint = "核对、改写后删去 draft: true"
    for segment in report.year.walk():
        if segment.draft:
            text = segment.written
            quote = text.text[:1]
            yield Diagnostic(text.at(0, 1), CODE, "这段文字还是草稿", hint, path=text.path, quote=quote)
