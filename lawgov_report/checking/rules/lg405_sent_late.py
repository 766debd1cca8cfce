"""年度报告应在次年3月1日前报送，省级在4月1日前。

为什么：县级以上地方政府每年3月1日前向同级党委、人大常委会报告上一年法治政府建设情况；逾期会被通报。

错误：

    year: 2020
    document: {sent: 2021-03-15}

正确：

    year: 2020
    document: {sent: 2021-03-01}

级别写在 data/office.yaml 的 level，没有写的按县级看。

怎么改：核对日期；确已逾期的，写一条豁免并说明理由。省级政府写 level: province；
国务院部门也是4月1日前，写一条豁免。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking.rules.dates import Dated, late
from lawgov_report.models.office import Level
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG405"
NAME = "sent-late"
SEVERITY = Severity.ERROR
SENT = Dated(CODE, "sent", "报送")
MARCH, APRIL = 3, 4


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the date where it is later than the deadline of the office's level."""
    yield from late(report, SENT, APRIL if report.office.level == Level.PROVINCE else MARCH)
