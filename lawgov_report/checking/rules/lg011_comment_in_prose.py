"""LG011 comment-in-prose: 没有引号的文字后面不能跟注释。

为什么：YAML 把空格加 # 之后的内容当作注释丢掉，文字会少一截。

错误：

    lead: 处理 #3 号案件

正确：

    lead: |
      处理 #3 号案件

怎么改：文字里要有 # 时用 | 块；注释另写一行。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG011"
NAME = "comment-in-prose"
SEVERITY = Severity.ERROR
