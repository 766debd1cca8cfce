"""LG008 duplicate-key: 同一级里一个键只能写一次。

为什么：YAML 会悄悄只留后一个，前一个数值就丢了。

错误：

    mediation_cases: 717件
    mediation_cases: 771件

正确：

    mediation_cases: 717件

怎么改：核对后留下正确的一个。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG008"
NAME = "duplicate-key"
SEVERITY = Severity.ERROR
