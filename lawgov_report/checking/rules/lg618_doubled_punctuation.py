"""两个点号不应连在一起。

为什么：多为修改时没有删净。

错误：

    加强组织领导，，落实工作责任。；

正确：

    加强组织领导，落实工作责任；

怎么改：留下该留的一个；两个相同的，lawgov validate --fix 可以代改。
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

CODE = "LG618"
NAME = "doubled-punctuation"
SEVERITY = Severity.WARNING
# two stops and more; …… and —— are marks of their own and none of these
STOPS = re.compile("[，、；：。？！][，、；：。？！]+")
WITHIN = frozenset("，、；：")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield neighbouring stops; ？！ and ！！ are right, 。。 is another rule's."""
    for text, match in matches(report.printed, STOPS):
        if WITHIN.isdisjoint(match[0]):
            continue
        once = match[0][0] if len(set(match[0])) == 1 else None
        message = f"“{match[0]}”两个标点连在一起"
        yield text.quote(*match.span()).finding(CODE, message, "只留一个", mended=once)
