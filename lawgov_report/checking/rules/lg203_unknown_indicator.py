"""有数值的指标应在指标目录里。

为什么：没有登记的指标没有名称、单位和报送部门，无法核对。

错误：

    人民调节案件: 717件
    人民调解组织调处矛盾纠纷: 717件    # 这是名称，键是 人民调解案件

正确：

    人民调解案件: 717件

怎么改：改正键名，或在 data/indicators.yaml 里登记。写了名称的，--fix 换成键。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.reading.diagnostics import Diagnostic, Severity
from lawgov_report.report.naming import REGISTER, misspelt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report

CODE = "LG203"
NAME = "unknown-indicator"
SEVERITY = Severity.ERROR


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the indicators of the year that the catalogue lacks."""
    for key, meant in misspelt(report.catalogue, report.year).items():
        place = report.source.key(("indicators", key))
        yield Diagnostic(
            place,
            CODE,
            f"指标目录里没有 {key}",
            meant.hint or _hint(report, key),
            path=f"indicators.{key}",
            quote=key,
            edits=report.source.edits(place, key, meant.key) if meant.certain else (),
        )


def _hint(report: Report, key: str) -> str:
    known = report.catalogue.keys_by_label.get(key)
    return f"{key} 是 {known} 的名称，{known} 已有数值；删去其中一行" if known else REGISTER
