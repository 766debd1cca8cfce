"""报告自己的几个日期，和发文字号的年份，前后应当对得上。

为什么：先成文，再印发、报送，然后公开；发文字号的年份就是成文的年份。对不上的，总有一个写错了，多为沿用上年的。

错误：

    document: {number: 湟政〔2020〕4号, date: 2021-02-24, sent: 2021-03-26, published: 2021-02-26}

正确：

    document: {number: 湟政〔2021〕4号, date: 2021-02-24, sent: 2021-02-26, published: 2021-03-26}

怎么改：对照原件改正；确是这样的，写一条豁免并说明理由。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.dates import Dated
from lawgov_report.language.dates import printed
from lawgov_report.reading.diagnostics import Diagnostic, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Place

CODE = "LG635"
NAME = "dates-out-of-order"
SEVERITY = Severity.ERROR
DATE, SENT = Dated(CODE, "date", "成文"), Dated(CODE, "sent", "报送")
PRINTED, PUBLISHED = Dated(CODE, "printed_on", "印发"), Dated(CODE, "published", "公开")
IN_ORDER = ((DATE, PRINTED), (DATE, PUBLISHED), (SENT, PUBLISHED))
NUMBERED = re.compile(r"[〔\[［(（【](20[0-9]{2})[〕\]］)）】]")
HINT = "对照原件改正；确是这样的，写一条豁免并说明理由"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield dates that lie before what must come first, and a number of another year than the date's."""
    for first, second in IN_ORDER:
        early, late = first.day(report), second.day(report)
        if early and late and late < early:
            message = f"{printed(late)}{second.verb}，{printed(early)}才{first.verb}"
            related = Related(_place(report, first), f"{first.verb}日期")
            yield second.finding(report, message, HINT)._replace(related=(related,))
    yield from _beyond(report)
    yield from _numbered(report)


def _beyond(report: Report) -> Iterator[Diagnostic]:
    """Yield a date of signature later than the year after the report's."""
    day, year = DATE.day(report), report.year.year
    if day and day.year > year + 1:
        yield DATE.finding(report, f"{year}年度的报告，{printed(day)}才成文", HINT)


def _numbered(report: Report) -> Iterator[Diagnostic]:
    """Yield the year of the document's number, where it is not that of the first date the document gives.

    Without a date it must be later than the report's year.
    """
    number = report.year.document.number
    match = NUMBERED.search(number.text) if number else None
    if number is None or match is None:
        return
    year, message = int(match[1]), f"{report.year.year}年度还没有结束"
    related: tuple[Related, ...] = ()
    dated = next((dated for dated in (DATE, PRINTED, PUBLISHED, SENT) if dated.day(report)), None)
    day = dated.day(report) if dated else None
    if dated and day:
        message = f"{dated.verb}在{printed(day)}"
        related = (Related(_place(report, dated), f"{dated.verb}日期"),)
    if day.year != year if day else year <= report.year.year:
        place, message = number.at(*match.span(1)), f"发文字号是{year}年的，{message}"
        yield Diagnostic(place, CODE, message, HINT, related, "document.number", match[1])


def _place(report: Report, dated: Dated) -> Place:
    return report.source.value(("document", dated.field))
