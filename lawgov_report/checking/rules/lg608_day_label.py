"""以月日命名的日子用间隔号（·）。

为什么：“4.15”读成小数；全民国家安全教育日写作“4·15”。

错误：

    利用“4.15”“12.4”等时间节点开展普法宣传

正确：

    利用“4·15”“12·4”等时间节点开展普法宣传

怎么改：改为 ·；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import HAN
from lawgov_report.checking.rules.texts import matches
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG608"
NAME = "day-label"
SEVERITY = Severity.WARNING
DOTS = ".．•‧・∙﹒"
DATE = rf"(?P<month>1[0-2]|[1-9])(?P<mark>[{DOTS}])(?P<day>3[01]|[12][0-9]|[1-9])"
LABEL = re.compile(f"“{DATE}”")
# 4.15全民国家安全教育日: a day named by month and day, without quotation marks
BARE = re.compile(
    f"(?<![0-9.“-]){DATE}(?=(?:国际|世界|全国|国家|中国|全民)[{HAN}]{{0,10}}(?:日|宣传周|宣传月))"
)


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield quoted month-day labels with another mark than ·, and those that stand before the day's name."""
    for pattern in (LABEL, BARE):
        for text, match in matches(report.printed, pattern, *DOTS):
            right = f"“{match['month']}·{match['day']}”"
            message = f"以月日命名的日子{match[0]}用了“{match['mark']}”"
            yield text.quote(*match.span()).finding(CODE, message, f"写成{right}，并核对日期", mended=right)
