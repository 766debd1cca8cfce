"""LG109 not-a-relation: 勾稽关系应符合写法。

为什么：写法不对的关系无法核对。

错误：

    - a ＋ b = c

正确：

    - a + b == c

怎么改：只用指标的键、整数、+ - * / 和括号，中间写 ==、<= 或 >=。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG109"
NAME = "not-a-relation"
SEVERITY = Severity.ERROR
