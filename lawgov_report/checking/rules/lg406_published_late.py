"""年度报告应在次年4月1日前公开。

为什么：地方政府和县级以上政府部门的年度报告每年4月1日前通过报刊、网站等向社会公开；逾期会被通报。

错误：

    year: 2020
    document: {published: 2021-04-15}

正确：

    year: 2020
    document: {published: 2021-03-26}

怎么改：核对日期；确已逾期的，写一条豁免并说明理由。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking.rules.dates import Dated, late
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG406"
NAME = "published-late"
SEVERITY = Severity.ERROR
PUBLISHED = Dated(CODE, "published", "公开")
APRIL = 4


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the date where it is later than the deadline, which is that of every level."""
    yield from late(report, PUBLISHED, APRIL)
