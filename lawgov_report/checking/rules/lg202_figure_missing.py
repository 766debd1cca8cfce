"""LG202 figure-missing: 文中引用的指标今年应有数值。

为什么：没有数值就印不出来。

错误：

    indicators: {}
    ……共调处 {{ mediation_cases }}

正确：

    indicators:
      mediation_cases: 717件

怎么改：在 indicators 下补上数值；还没有数的写 待报。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG202"
NAME = "figure-missing"
SEVERITY = Severity.ERROR
