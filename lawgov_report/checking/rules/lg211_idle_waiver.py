"""LG211 idle-waiver: 每条豁免应对应一处问题。

为什么：问题改正后豁免就该删去，否则以后会掩盖新的问题。

错误：

    waivers 里留着已经改正的问题

正确：

    问题改正后删去这条豁免

怎么改：删去；或核对 code、at、quote 三项是否与提示的问题完全一致。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG211"
NAME = "idle-waiver"
SEVERITY = Severity.WARNING
