"""“截至目前”应写明日期。

为什么：报告公开时的“目前”不是起草时的“目前”；没有日期，累计数没法核对，也没法与上年比较。

错误：

    截至目前，共调处矛盾纠纷717件

正确：

    截至2020年12月31日，共调处矛盾纠纷717件

怎么改：写明统计截止的日期。
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

CODE = "LG610"
NAME = "undated-so-far"
SEVERITY = Severity.WARNING
# 截至目前, 截止到现在, 截至今 (but not 截至今年), 到目前为止; not where a date follows in brackets
SO_FAR = re.compile(
    r"截[至止]到?(?:目前|现在|当前|日前|今日|今(?![年天日]))(?![（(][^（）()]{0,4}[0-9])|(?:到|迄)(?:目前|今|现在)为止"
)


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield words that count up to now without saying when that was."""
    day = f"{report.year.year}年12月31日"
    for text, match in matches(report.printed, SO_FAR, "截至", "截止", "为止"):
        message = f"“{match[0]}”没有写明日期"
        yield text.quote(*match.span()).finding(CODE, message, f"写明日期，例如：截至{day}")
