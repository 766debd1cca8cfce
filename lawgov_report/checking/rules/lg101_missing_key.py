"""LG101 missing-key: 必需的键不能缺。

为什么：缺了就编不出完整的六部分报告。

错误：

    year: 2020

正确：

    year: 2020
    document:
      title: ……

怎么改：按提示补上缺少的键。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG101"
NAME = "missing-key"
SEVERITY = Severity.ERROR
