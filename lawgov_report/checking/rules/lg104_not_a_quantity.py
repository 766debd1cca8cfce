"""LG104 not-a-quantity: 数值应写成“数 + 单位”。

为什么：只有按规定写法，数值才能核对、比较和公开。

错误：

    cases: ７１７ 件
    books: 3,762册

正确：

    cases: 717件
    books: 3762册

怎么改：用半角数字，不用千位分隔符和空格，写上单位；还没有数的写 待报。
可带 约 近 逾 超过 不足 万 亿 余 多 以上 以下 左右。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG104"
NAME = "not-a-quantity"
SEVERITY = Severity.ERROR
