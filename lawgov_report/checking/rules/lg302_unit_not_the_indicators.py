"""数值的单位应与指标目录里的单位一致。

为什么：单位不同的数无法相加、无法与上年比较；人和人次、件和起混用，是报送时填错行的常见痕迹。

错误：

    mediation_cases: 717起      # 指标目录里的单位是 件

正确：

    mediation_cases: 717件

万、亿不算单位：单位是 元 的指标写 34.19万元 是对的。比写成 3:1，单位是 比；名次写成 第3位，单位是 位。

怎么改：核对数值是否填错了行；确实换了单位的，改指标目录，或另立一个指标。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.language.quantity import RATIO, Kind
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG302"
NAME = "unit-not-the-indicators"
SEVERITY = Severity.ERROR
HINT = "核对是否填错了行；确实换了单位的，改指标目录，或另立一个指标"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the amounts whose unit is not that of their indicator."""
    for amount in report.amounts:
        written, unit = amount.quantity.unit, amount.indicator.unit.text
        if written != unit:
            yield amount.finding(CODE, f"{amount} 的单位是“{written}”，指标目录里是“{unit}”", HINT)
        elif unit == RATIO and amount.quantity.kind != Kind.RATIO:
            yield amount.finding(CODE, f"{amount} 不是比，指标目录里的单位是“{unit}”", "写成 3:1 这样的比")
