"""LG107 bad-value: 值应在允许的范围内。

为什么：整数、日期、单位、部分名称等有固定写法。

错误：

    date: 2021-2-30

正确：

    date: 2021-02-28

怎么改：照提示改正。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG107"
NAME = "bad-value"
SEVERITY = Severity.ERROR
