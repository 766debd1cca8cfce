"""LG007 anchor-alias-or-tag: 不使用 YAML 的锚点、别名和标签。

为什么：它们让一处文字出现在别处，别人看不出数值来自哪里，也是已知的攻击手段。

错误：

    a: &x 717件
    b: *x

正确：

    a: 717件
    b: 717件

怎么改：把内容直接写出来；文字本身以 & * ! 开头时用 | 块。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG007"
NAME = "anchor-alias-or-tag"
SEVERITY = Severity.ERROR
