"""LG405 sent-late: 年度报告应在次年3月1日前报送。

为什么：县级以上地方政府每年3月1日前向同级党委、人大常委会报告上一年法治政府建设情况；逾期会被通报。

错误：

    year: 2020
    document: {sent: 2021-03-15}

正确：

    year: 2020
    document: {sent: 2021-03-01}

怎么改：核对日期；确已逾期的，写一条豁免并说明理由。省级政府和国务院部门是4月1日前，
确属这种情况的写一条豁免。
"""

from __future__ import annotations

from datetime import MAXYEAR, date
from typing import TYPE_CHECKING

from lawgov_report.diagnostics import Severity
from lawgov_report.rules.dates import finding, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.diagnostics import Diagnostic
    from lawgov_report.rules import Report

CODE = "LG405"
NAME = "sent-late"
SEVERITY = Severity.ERROR
MONTH, DAY = 3, 1


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the date of sending where it is later than 1 March of the next year."""
    sent = report.year.document.sent
    limit = date(min(report.year.year + 1, MAXYEAR), MONTH, DAY)
    if sent is not None and sent > limit:
        message = f"{report.year.year}年度的报告应在{told(limit)}前报送，这里是{told(sent)}"
        hint = "核对日期；确已逾期的，写一条豁免并说明理由"
        yield finding(report, "sent", CODE, message, hint)
