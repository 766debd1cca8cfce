"""LG204 malformed-reference: 双花括号里只写一个指标的键，或再加 | 同比。

为什么：引用不是程序，不能计算，也不能写别的内容。

错误：

    {{ a + b }}

正确：

    {{ total }}

怎么改：只写键，要印与上年的比较的写成 {{ total | 同比 }}。

要照印的文字写成 {{ "65名" }}，要印花括号写成 {{ "{{" }}。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG204"
NAME = "malformed-reference"
SEVERITY = Severity.ERROR
