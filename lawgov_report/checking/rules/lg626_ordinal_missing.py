"""会议的次序写“第几次”。

为什么：“一次、二次、三次会议”读成开了六次会；次序前面要有“第”。

错误：

    中央全面依法治国委员会一次、二次、三次会议精神

正确：

    中央全面依法治国委员会第一次、第二次、第三次会议精神

怎么改：加上“第”；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.texts import matches
from lawgov_report.language.numerals import NUMERALS
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG626"
NAME = "ordinal-missing"
SEVERITY = Severity.WARNING
COUNT = f"[{NUMERALS}]{{1,3}}次"
# behind the name of a body: 一次、二次、三次会议, or 三次会议 with what it led to (精神, 公报, 决定 …)
MEETING = re.compile(
    f"(?:(?<=委员会|常委会)|(?<=代表大会|领导小组)|(?<=全会))(?:{COUNT}(?:[、和]{COUNT})+(?:全体)?会议"
    f"|{COUNT}(?:全体)?会议(?=精神|公报|决定|决议|部署|要求))"
)
ONE = re.compile(COUNT)


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield ordinals of meetings without 第: a row of them, or one whose spirit or decision is meant."""
    for text, match in matches(report.printed, MEETING, "会议"):
        right = ONE.sub(r"第\g<0>", match[0])
        message = f"“{match[0]}”前面没有“第”"
        yield text.quote(*match.span()).finding(CODE, message, f"写成 {right}", mended=right)
