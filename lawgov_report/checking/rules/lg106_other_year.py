"""LG106 other-year: 文件里的年份应与文件名一致。

为什么：不一致多为从上年复制后忘了改。

错误：

    year: 2019（在 2020.yaml 里）

正确：

    year: 2020（在 2020.yaml 里）

怎么改：改正年份，或改文件名。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG106"
NAME = "other-year"
SEVERITY = Severity.ERROR
