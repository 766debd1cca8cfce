"""LG214 comparison-impossible: 写 | 同比 的数值应能与上年比较。

为什么：比不出来的，印不出“同比增长12.3%”这样的话。今年没有上年的数、上年为 0、两年单位不同、
概数（约、余、以上）使增减不能确定时，都比不出来。

错误：

    indicators:
      violations: 5起            上年为 0起
    正文：立案{{ violations }}，{{ violations | 同比 }}

正确：

    正文：立案{{ violations }}，上年没有立案

比的是这一年写的 previous（更正的上年数值），没有 previous 的，是上年文件里的数值。今年的数还待报的不算，
草稿里印作【待报】。

怎么改：补上或改正上年的数值；确实不能比的，删去这处引用，另写说明。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG214"
NAME = "comparison-impossible"
SEVERITY = Severity.ERROR
