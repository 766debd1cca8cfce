"""数值的统计期应在报告写成之前结束，“截至”不晚于报告的年度。

为什么：报告写成时统计期还没有过完，“全年”“截至12月底”的数就不是真的全年数，多为预计数或照抄上年。
“截至”次年某日的，年份多半写错了；没有写错的，也不是这一年的数。

错误：

    document: {sent: 2020-12-20}
    preamble: 2020年全年共查扣非法营运车{{ vehicles }}。

正确：

    document: {sent: 2021-02-24}
    preamble: 2020年全年共查扣非法营运车{{ vehicles }}。

怎么改：写明实际的统计截止日期；或核对报送、公开和成文日期。
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import clause
from lawgov_report.checking.rules.texts import MASK
from lawgov_report.language.dates import printed
from lawgov_report.models.outline import Covers
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG407"
NAME = "period-after-report"
SEVERITY = Severity.ERROR
# 2020年, 2020年底, 2020年6月, 2020年6月底, 2020年6月30日; without a day the last one is meant
DATE = (
    r"(?P<year>20[0-9]{2})年"
    r"(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12][0-9]|0?[1-9])日|[底末])?|[底末])"
)
# without a year that of the report is meant
AS_OF = re.compile(
    f"截[至止]到?(?:{DATE}|(?P<in>1[0-2]|0?[1-9])月(?:(?P<on>3[01]|[12][0-9]|0?[1-9])日|[底末])?)"
)
PERIOD = re.compile(f"自20[0-9]{{2}}年[^，。；至]{{0,8}}(?:至|到){DATE}")
# 全年 says until 31 December, but not that of last year
WHOLE_YEAR = re.compile("(?<!去年)(?<!上年)全年")
DECEMBER = 12


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield periods of figures that end after the earliest date the document gives: sent, published, its own.

    A period is 截至 with a date, and in a clause with a figure 自…至… and 全年. Next steps have none.
    """
    given = report.year.document
    days = [day for day in (given.sent, given.published, given.date) if day is not None]
    for text in report.texts:
        if Covers.NEXT_STEPS not in text.covers:
            for start, end, last in _periods(text.masked, report.year.year):
                words = text.masked[start:end]
                if days and last > min(days):
                    message = f"“{words}”的统计期到{printed(last)}，报告在{printed(min(days))}已经写成"
                    hint = "写明实际的统计截止日期，或核对报送、公开和成文日期"
                    yield text.quote(start, end).finding(CODE, message, hint)
                elif last.year > report.year.year and words[0] == "截":
                    message = f"“{words}”晚于{report.year.year}年，这是{report.year.year}年度的报告"
                    hint = f"核对年份；全年的数写 截至{report.year.year}年12月31日"
                    yield text.quote(start, end).finding(CODE, message, hint)


def _periods(masked: str, year: int) -> Iterator[tuple[int, int, date]]:
    """Yield where periods are named, and the last day of each."""
    for match in AS_OF.finditer(masked) if "截" in masked else ():
        yield *match.span(), _last(match, year)
    for match in PERIOD.finditer(masked) if "自20" in masked else ():
        if MASK in clause(masked, match.start()):
            yield *match.span(), _last(match, year)
    for match in WHOLE_YEAR.finditer(masked) if "全年" in masked else ():
        if MASK in clause(masked, match.start()):
            yield *match.span(), date(year, DECEMBER, 31)


def _last(match: re.Match[str], year: int) -> date:
    """Return the last day of what a match names, in `year` where it names none."""
    named = match.groupdict()
    year, month = int(named["year"] or year), int(named["month"] or named.get("in") or DECEMBER)
    last = (date(year + month // DECEMBER, month % DECEMBER + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(int(named["day"] or named.get("on") or last), last))
