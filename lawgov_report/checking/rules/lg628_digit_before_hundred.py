"""阿拉伯数字后面只能接万、亿，不接十、百、千。

为什么：“3千人”一半数字一半汉字；写3000人，或三千人。

错误：

    参加3千人，走访5百余户

正确：

    参加3000人，走访500余户

怎么改：数字写全；千克、千瓦等单位不算。
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

CODE = "LG628"
NAME = "digit-before-hundred"
SEVERITY = Severity.WARNING
# 3千, 2.5百; not 3千克, 5千瓦, 3百强, 1百亿亿次, nor a number that ends a word or a version (v1.3)
MIXED = re.compile(
    "(?<![0-9.A-Za-z])[0-9]+(?:[.][0-9]+)?(?:[十百]|千(?![克瓦米伏卡帕赫焦字])|百万|千万)"
    "(?![分佳强家姓货业]|亿亿|万亿次|亿次)"
)


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield digits before 十, 百, 千."""
    for text, match in matches(report.printed, MIXED, "十", "百", "千"):
        message = f"“{match[0]}”数字和汉字混写"
        yield text.quote(*match.span()).finding(
            CODE, message, "数字写全，例如 3000人；或全用汉字，例如 三千人"
        )
