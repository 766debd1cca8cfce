"""LG201 unknown-reference: 引用的指标应在指标目录里。

为什么：找不到的引用会原样印出花括号。

错误：

    共调处 {{ mediation_casse }}

正确：

    共调处 {{ mediation_cases }}

怎么改：改正键名，或在 data/indicators.yaml 里登记。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG201"
NAME = "unknown-reference"
SEVERITY = Severity.ERROR
