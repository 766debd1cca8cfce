"""每个问题应写明原因。

为什么：法治政府建设年度报告应当写明上一年推进法治政府建设存在的不足和原因；只写问题不写原因，不合要求。

错误：

    - id: training
      text: 执法培训不够。

正确：

    - id: training
      text: 执法培训不够，主要是全年没有安排专项经费。
      cause: 全年没有安排专项经费

先列问题、后列原因的，cause 抄后面说明它的原话；被抄的那一条是原因，不算问题。

怎么改：在文字里写明原因，再把这几个字抄到 cause。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.contents import first_clause, quoted, shortcomings
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG402"
NAME = "shortcoming-without-cause"
SEVERITY = Severity.ERROR
SWALLOWED = re.compile("(?:cause|原因) *[:：]")
HINT = "在这一条下加一行 cause: …，照抄文字里说明原因的那几个字；文字里还没有写原因的，先写上"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the shortcomings without a cause."""
    for shortcoming in shortcomings(report):
        clause = first_clause(shortcoming)
        # a cause: that is indented too far stands in the text: LG217 finds it
        swallowed = SWALLOWED.search(shortcoming.text.written.text)
        if shortcoming.item.cause is None and clause and not swallowed:
            message = f"这个问题没有写明原因：{quoted(shortcoming)}"
            yield clause.finding(CODE, message, HINT)
