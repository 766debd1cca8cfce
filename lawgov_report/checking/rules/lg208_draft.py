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

from lawgov_report.language.numerals import chinese
from lawgov_report.models.outline import number_of
from lawgov_report.models.walk import TextKind
from lawgov_report.reading.diagnostics import CountedAs, Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.models.walk import Segment

CODE = "LG208"
NAME = "draft"
SEVERITY = Severity.WARNING
OUTSIDE = {TextKind.PREAMBLE: "导言", TextKind.ENDING: "结束语"}


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the texts that are drafts."""
    hint = "核对、改写后删去 draft: true"
    for segment in report.segments:
        if segment.draft:
            text = segment.written
            yield Diagnostic(
                text.at(0, 1),
                CODE,
                "这段文字还是草稿",
                hint,
                path=text.path,
                quote=text.text[:1],
                counted=CountedAs("草稿", _where(report, segment), hint),
            )


def _where(report: Report, segment: Segment) -> str:
    """Return what a text is counted under: the part that it stands in."""
    if segment.part:
        return f"第{chinese(number_of(report.year.outline, segment.part))}部分"
    return OUTSIDE.get(segment.kind, "附件")
