"""LG004 tab: 不能使用制表符（Tab）。

为什么：YAML 不允许用制表符缩进，不同编辑器显示的宽度也不同。

错误：

    parts:
    →leadership:

正确：

    parts:
      leadership:

怎么改：把制表符换成空格，每级缩进两个空格。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG004"
NAME = "tab"
SEVERITY = Severity.ERROR
