"""LG108 empty-value: 值不能是空的。

为什么：空的标题、条目或理由印不出来，也说明不了什么。

错误：

    heading:

正确：

    heading: 提高政治站位

怎么改：补上内容；不需要的可选键整行删去。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG108"
NAME = "empty-value"
SEVERITY = Severity.ERROR
