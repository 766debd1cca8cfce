"""成文和公开应在报告的年度结束以后。

为什么：这一年还没有过完，全年的情况就无从报告；多为年初写日期时写错了年份。
报送可以提前，所用的数按 LG407 核对。

错误：

    year: 2020
    document: {date: 2020-02-24}

正确：

    year: 2020
    document: {date: 2021-02-24}

怎么改：核对年份；确在年内成文或公开的，写一条豁免并说明理由。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking.rules.dates import Dated
from lawgov_report.language.dates import printed
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG410"
NAME = "dated-before-year-ended"
SEVERITY = Severity.ERROR
DATES = (Dated(CODE, "date", "成文"), Dated(CODE, "published", "公开"))


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the dates that lie in the year reported, or before it."""
    year = report.year.year
    for dated in DATES:
        day = dated.day(report)
        if day is not None and day.year <= year:
            message = f"{printed(day)}{dated.verb}时，报告的{year}年度还没有结束"
            yield dated.finding(report, message, "核对年份；确在年内的，写一条豁免并说明理由")
