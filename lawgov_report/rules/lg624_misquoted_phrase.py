"""LG624 misquoted-phrase: 固定提法应一字不差。

为什么：党的创新理论和重要提法有规范表述；写错一个字就是政治性差错。

错误：

    认真学习贯彻习近平总书记依法治国新理论新思想新战略，建设法制政府

正确：

    认真学习贯彻习近平总书记全面依法治国新理念新思想新战略，建设法治政府

怎么改：照提示改正；lawgov validate --fix 可以代改。本地的提法写进 data/terms.yaml 的 phrases。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.diagnostics import Diagnostic
    from lawgov_report.rules import Report

CODE = "LG624"
NAME = "misquoted-phrase"
SEVERITY = Severity.ERROR


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the misquoted forms that terms.yaml gives, the longest at each place."""
    rights = {wrong: phrase.right for phrase in report.terms.phrases for wrong in phrase.wrong}
    forms = sorted((form for form in rights if form in report.printed.whole), key=len, reverse=True)
    for text in report.printed.holding(*forms):
        taken: list[tuple[int, int]] = []
        for form in forms:
            start = text.masked.find(form)
            while start >= 0:
                end = start + len(form)
                if not any(first < end and start < last for first, last in taken):
                    taken.append((start, end))
                    message, right = f"“{form}”不是规范的提法", rights[form]
                    yield text.finding(CODE, start, end, message, f"应为“{right}”", mended=right)
                start = text.masked.find(form, end)
