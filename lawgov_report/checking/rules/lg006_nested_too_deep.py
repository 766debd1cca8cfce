"""LG006 nested-too-deep: 嵌套不超过 64 层。

为什么：年度文件只有六七层；再深多半是括号或缩进出错，也可能是恶意文件。

错误：

    [[[[[[……]]]]]]

正确：

    items:
      - id: study

怎么改：检查提示处的括号和缩进。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG006"
NAME = "nested-too-deep"
SEVERITY = Severity.ERROR
