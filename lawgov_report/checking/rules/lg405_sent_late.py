"""年度报告应在次年3月1日前报送。

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

from typing import TYPE_CHECKING

from lawgov_report.checking.rules.dates import Deadline, late
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG405"
NAME = "sent-late"
SEVERITY = Severity.ERROR
DEADLINE = Deadline(CODE, "sent", "报送", month=3)


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the date where it is later than the deadline."""
    yield from late(report, DEADLINE)
