"""LG009 folded-text: 多行文字用 | 块，中间不空行。

为什么：其他写法会在换行处插入空格；空行看似分段，印出来却不分。

错误：

    text: >
      结合“七五”普法，
      认真学习

正确：

    text: |
      结合“七五”普法，
      认真学习

怎么改：改为 | 块；要分段就另写一个条目。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG009"
NAME = "folded-text"
SEVERITY = Severity.ERROR
