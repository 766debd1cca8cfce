"""LG103 wrong-kind: 值的种类应与键相符。

为什么：该写文字的地方写了列表，或该有下一级的地方写了文字。

错误：

    parts: 六个部分

正确：

    parts:
      leadership: ……

怎么改：照提示改为文字、列表或下一级的键。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG103"
NAME = "wrong-kind"
SEVERITY = Severity.ERROR
