"""日期里的月、日前面不写 0。

为什么：公文的日期写作2021年3月1日，不编虚位。

错误：

    2021年03月01日

正确：

    2021年3月1日

怎么改：删去 0；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.texts import matches
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG609"
NAME = "leading-zero-in-date"
SEVERITY = Severity.WARNING
ZERO = re.compile(r"(?<![0-9.:：])0[1-9](?=[月日])")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield months and days that begin with 0."""
    for text, match in matches(report.printed, ZERO):
        right = match[0][1:]
        message = f"日期里的“{match[0]}”前面有 0"
        yield text.quote(*match.span()).finding(CODE, message, f"写成 {right}", mended=right)
