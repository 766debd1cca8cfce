"""数值不应是负数。

为什么：件数、人数、金额没有负的；负号多半是“-”被当作连接号、项目符号粘进来的。

错误：

    mediation_cases: -717件

正确：

    mediation_cases: 717件

百分比由 LG303 检查。名称里有增、降、减、同比等字的指标可以是负数，不查。

怎么改：删去负号；是减少数的，写正数，在名称或正文里写“减少”。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.language.quantity import SHARE
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG304"
NAME = "negative-value"
SEVERITY = Severity.ERROR
HINT = "删去负号；是减少数的，写正数，在名称或正文里写“减少”"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the amounts below zero; shares are the business of LG303, changes may be negative."""
    for amount in report.amounts:
        quantity = amount.quantity
        negative = quantity.number.is_signed() or (quantity.low is not None and quantity.low.is_signed())
        if negative and quantity.unit != SHARE and not amount.is_change:
            yield amount.finding(CODE, f"{amount} 是负数，应不小于 0", HINT)
