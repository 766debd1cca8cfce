"""相邻的书名号之间、相邻的引号之间不加顿号。

为什么：这是标点符号国家标准的规定：书名号、引号已把并列的成分分开。

错误：

    学习《中华人民共和国宪法》、《中华人民共和国民法典》

正确：

    学习《中华人民共和国宪法》《中华人民共和国民法典》

怎么改：删去顿号；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.texts import matches
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG619"
NAME = "comma-between-titles"
SEVERITY = Severity.WARNING
BETWEEN = re.compile("、(?:(?<=》、)(?=《)|(?<=”、)(?=“))")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield 、 between neighbouring 《》 and between neighbouring “”."""
    for text, match in matches(report.printed, BETWEEN):
        what = "书名号" if text.masked[match.start() - 1] == "》" else "引号"
        yield text.quote(*match.span()).finding(CODE, f"相邻的{what}之间多了顿号", "删去顿号", mended="")
