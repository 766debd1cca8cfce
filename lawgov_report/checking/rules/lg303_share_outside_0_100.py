"""百分比应在 0 到 100 之间。

为什么：超过 100% 的比率，多半是把件数、与上年的比值填进了百分比一行，或者点错了小数点。

错误：

    drug_user_control_rate: 996%
    mediation_success_rate: 超过100%

正确：

    drug_user_control_rate: 99.6%
    mediation_success_rate: 100%

名称里有增、降、减、同比、完成等字的指标（增长率、完成率）可以超过 100%，也可以是负数，不查。

怎么改：核对数值；是与上年相比的，把名称写成增长率，或在正文里写“同比增长……”。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.language.quantity import SHARE, interval
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.language.quantity import Quantity
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG303"
NAME = "share-outside-0-100"
SEVERITY = Severity.ERROR
WHOLE = 100  # percent
HINT = "核对是否填错了行或点错了小数点；是增长率、完成率的，在指标名称里写明"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the shares that are not from 0 to 100 %; rates of change and fulfilment may be."""
    for amount in report.amounts:
        share = amount.quantity.unit == SHARE == amount.indicator.unit.text
        if share and not amount.is_change and _outside(amount.quantity):
            yield amount.finding(CODE, f"{amount} 不在 0% 到 100% 之间", HINT)


def _outside(share: Quantity) -> bool:
    """Return whether the number written, or every value it may stand for, is outside."""
    values = interval(share)
    below = values.high is not None and (values.high < 0 or (values.high == 0 and values.high_open))
    above = values.low is not None and (values.low > 1 or (values.low == 1 and values.low_open))
    least = share.number if share.low is None else share.low
    in_percent = share.scale == "" and 0 <= least <= share.number <= WHOLE
    return not in_percent or below or above
