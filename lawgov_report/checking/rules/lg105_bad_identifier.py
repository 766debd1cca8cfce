"""LG105 bad-identifier: 键和标识用小写英文字母、数字和下划线。

为什么：标识在各年度、各格式里都要用，必须稳定、通用。

错误：

    id: 学法

正确：

    id: study

怎么改：以字母开头，最多 64 个字符，例如 mediation_cases。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG105"
NAME = "bad-identifier"
SEVERITY = Severity.ERROR
