"""日期应是日历上有的。

为什么：2月30日、4月31日都没有，多为打错，读者也就不知道是哪一天。

错误：

    2020年2月30日召开会议，4月31日前完成，自6月25日至31日检查

正确：

    2020年2月29日召开会议，4月30日前完成，自6月25日至30日检查

2月29日只有闰年才有：没有写年份的，按报告的年度和次年看。农历的不报告。

怎么改：对照原件改正。
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

CODE = "LG633"
NAME = "date-not-in-calendar"
SEVERITY = Severity.ERROR
# 2月30日, 6月25日至31日, 6月25—31日, with the year before it
DATE = re.compile(
    "(?<![0-9.])(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})(?:日?[至到—～~-](?P<until>[0-9]{1,2}))?日"
    "|(?<=[0-9]年)(?P<alone>[0-9]{1,2})月(?!龄)"
)
YEAR = re.compile("([0-9]{4})年$")
LUNAR = ("农历", "阴历", "夏历")
DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # of each month in a leap year
FEBRUARY = 2


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield months and days that there are in no calendar, or not in the year that stands before them."""
    for text, match in matches(report.printed, DATE, "月"):
        before = text.masked[max(0, match.start() - 5) : match.start()]
        if not before.endswith(LUNAR) and (wrong := _wrong(match, before, report.year.year)):
            yield text.quote(*match.span()).finding(CODE, f"没有“{match[0]}”：{wrong}", "对照原件改正日期")


def _wrong(match: re.Match[str], before: str, year: int) -> str:
    """Return what is wrong with a date, "" where nothing is."""
    month = int(match["month"] or match["alone"])
    if not 0 < month < len(DAYS):
        return "一年只有12个月"
    given = YEAR.search(before)
    years = (int(given[1]),) if given else (year, year + 1)
    last = DAYS[month] if month != FEBRUARY or any(map(_is_leap, years)) else DAYS[month] - 1
    days = [int(day) for day in (match["day"], match["until"]) if day]
    if all(1 <= day <= last for day in days):
        return ""
    return f"{f'{given[1]}年' if given else ''}{month}月只有{last}天"


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
