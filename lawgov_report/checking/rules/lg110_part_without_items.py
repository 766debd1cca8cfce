"""LG110 part-without-items: 每个部分要有条目或小节，二者取一。

为什么：六个部分是规定内容，不能空着。

错误：

    leadership:
      heading: ……

正确：

    leadership:
      heading: ……
      items:
        - id: study
          text: ……

怎么改：写 items，或写带标题的 sections。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG110"
NAME = "part-without-items"
SEVERITY = Severity.ERROR
