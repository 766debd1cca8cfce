"""后面有日期的用“截至”，不用“截止”。

为什么：“截至”后面跟时间，“截止”表示到期停止，后面不跟时间。

错误：

    截止2020年底，共办理7件

正确：

    截至2020年底，共办理7件

怎么改：改为“截至”；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.texts import MASK, matches
from lawgov_report.language.numerals import NUMERALS
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG611"
NAME = "deadline-for-as-of"
SEVERITY = Severity.WARNING
TIME = (
    f"[0-9{MASK}]|目前|现在|当前|日前|今|去年|本年|本月|上年|上月|年底|年末|月底|月末|同期"
    f"|[{NUMERALS}〇]+[年月]"
)
UNTIL = re.compile(f"截止(?:到|至|于)?(?={TIME})")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield 截止 before a time; 报名截止日期 and 于3月1日截止 are right."""
    for text, match in matches(report.printed, UNTIL):
        message = f"时间前面的“{match[0]}”应为“截至”"
        yield text.quote(*match.span()).finding(CODE, message, "写成 截至", mended="截至")
