"""有数值的指标应在指标目录里。

为什么：没有登记的指标没有名称、单位和报送部门，无法核对。

错误：

    mediation_casse: 717件

正确：

    mediation_cases: 717件

怎么改：改正键名，或在 data/indicators.yaml 里登记。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.reading.diagnostics import Diagnostic, Severity
from lawgov_report.report.assemble import misspelt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report

CODE = "LG203"
NAME = "unknown-indicator"
SEVERITY = Severity.ERROR


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the indicators of the year that the catalogue lacks."""
    for key, meant in misspelt(report.catalogue, report.year).items():
        hint = f"应为 {meant}" if meant else "在 data/indicators.yaml 里登记这个指标，或改正这里的键"
        place = report.source.key(("indicators", key))
        yield Diagnostic(place, CODE, f"指标目录里没有 {key}", hint, path=f"indicators.{key}", quote=key)
