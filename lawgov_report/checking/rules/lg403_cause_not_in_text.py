"""cause 里的话应在这一条或写问题的部分里。

为什么：cause 不印出来，只标明文字里哪几个字是原因；文字里没有，印出的报告就没有原因。先列问题、后列原因的，
可以抄同一部分里任何一处的原话。

错误：

    text: 执法培训不够，主要是经费不足。
    cause: 人员不足

正确：

    text: 执法培训不够，主要是经费不足。
    cause: 经费不足

怎么改：照文字抄写 cause，或把原因写进文字。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking.rules.contents import causes_elsewhere, where
from lawgov_report.models.outline import Covers
from lawgov_report.reading.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report

CODE = "LG403"
NAME = "cause-not-in-text"
SEVERITY = Severity.ERROR


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield causes that do not occur where shortcomings are written of, as printed."""
    part = where(report, Covers.SHORTCOMINGS)
    for item in causes_elsewhere(report).lost:
        cause = item.cause
        if cause:
            message = f"{part}的文字里没有“{cause.text}”"
            hint = "照文字抄写 cause，或把原因写进文字"
            place = cause.at(0, len(cause.text))
            yield Diagnostic(place, CODE, message, hint, path=cause.path, quote=cause.text)
