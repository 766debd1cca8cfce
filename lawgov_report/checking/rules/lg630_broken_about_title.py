"""“关于……”的标题应有“的”接文种。

为什么：公文标题是“关于”加事由加“的”加文种；漏了“的”，事由和文种连成一片，名称多半引错了。

错误：

    《关于全面推行部门联合“双随机、一公开”监管实施方案》

正确：

    《关于全面推行部门联合“双随机、一公开”监管的实施方案》

怎么改：核对原文件；原文件如此的，写一条豁免。
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

CODE = "LG630"
NAME = "broken-about-title"
SEVERITY = Severity.WARNING
# 《…关于…方案》 without 的 between, also with a （试行） behind the kind of document
ABOUT = re.compile(
    "《[^《》]{0,20}?关于(?:(?!的)[^《》])*?(?:方案|意见|通知|办法|规定|决定|报告|计划|通告|公告|批复|规则|细则|决议)(?:（[^（）]*）)?》"
)


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield titles with 关于 and a kind of document, and no 的 between."""
    for text, match in matches(report.printed, ABOUT):
        message = f"{match[0]}有“关于”而没有“的”"
        yield text.quote(*match.span()).finding(CODE, message, "核对原文件的名称，在文种前补上“的”")
