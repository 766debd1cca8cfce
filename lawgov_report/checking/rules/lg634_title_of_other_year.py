"""标题里的年度应是报告的年度。

为什么：标题写成上年或次年，多为从上年的文件复制后忘了改；公文的标题错一个年份，就要重新印发。

错误：

    year: 2020
    document: {title: 西宁市湟中区2019年度法治政府建设工作情况报告}

正确：

    year: 2020
    document: {title: 西宁市湟中区2020年度法治政府建设工作情况报告}

标题里写了几个年份的，有一个是报告的年度就不报告。

怎么改：改正标题的年份；文件本身建错了年度的，改 year 和文件名。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.language.dates import year_of
from lawgov_report.models.walk import TextKind
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG634"
NAME = "title-of-other-year"
SEVERITY = Severity.ERROR
# 2020, 二〇二〇, 二○二○
YEAR = re.compile("(?<![0-9])(?:20[0-9]{2}|二[〇零○ОOo][〇零○ОOo一二三四五六七八九]{2})(?=年|[^0-9]*报告)")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the first year that the title names, where none of those it names is the report's."""
    lines = [text for text in report.texts if text.kind == TextKind.TITLE]
    named = [(text, match) for text in lines for match in YEAR.finditer(text.masked)]
    year = report.year.year
    if named and all(year_of(match[0]) != year for _, match in named):
        text, match = named[0]
        message = f"标题写的是{match[0]}年，这是{year}年度的报告"
        yield text.quote(*match.span()).finding(CODE, message, f"核对；是笔误的，写 {year}")
