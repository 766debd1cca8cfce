"""只有 LG3 及以后的问题可以豁免。

为什么：文件读不懂、引用找不到，豁免了也编不出报告。

错误：

    - code: LG202

正确：

    - code: LG301

怎么改：改正问题本身；代码写错的照 lawgov rules 改正。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking import rules
from lawgov_report.reading.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report

CODE = "LG212"
NAME = "waiver-not-allowed"
SEVERITY = Severity.ERROR


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the waivers of codes that are unknown or cannot be waived."""
    for waiver in report.year.waivers:
        code = waiver.code.text
        if rules.negotiable(code):
            continue
        message = f"{code} 不能豁免" if code in rules.CODES else f"没有规则 {code}"
        hint = "改正问题本身" if code in rules.CODES else "核对规则代码，例如 LG301"
        yield Diagnostic(waiver.code.place, CODE, message, hint, path=waiver.code.path, quote=code)
