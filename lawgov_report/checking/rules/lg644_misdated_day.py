"""纪念日的日期应当正确。

为什么：国家宪法日是12月4日，写成“12·5”是常识性差错。

错误：

    开展“12·5”国家宪法日、“6·5”国际禁毒日宣传

正确：

    开展“12·4”国家宪法日、“6·26”国际禁毒日宣传

terms.yaml 的 days 列出名称和日期；日期紧接在名称前面、写在名称后面括号里的才报告。

怎么改：核对；日期写错的，lawgov validate --fix 可以代改。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.texts import matches
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG644"
NAME = "misdated-day"
SEVERITY = Severity.WARNING
# “12·5”国家宪法日, 12.5国家宪法日, 12月5日国家宪法日, 12月5日是第七个国家宪法日
DATED = re.compile(
    r"(?<![0-9.·])(?P<month>[0-9]{1,2})(?P<mark>[·.．・•])(?P<day>[0-9]{1,2})(?![0-9])[”’]?[“‘]?"
    r"|(?P<date>(?<![0-9])(?P<in>[0-9]{1,2})月(?P<on>[0-9]{1,2})日)"
    r"(?:是|为)?(?:第[一二三四五六七八九十0-9]{1,3}个)?[“（(]?"
)
# 国家宪法日（12月5日）
BEHIND = re.compile(
    r"[日节][”’]?[（(](?:每年)?(?P<date>(?P<in>[0-9]{1,2})(?:月|[·.．・•])(?P<on>[0-9]{1,2})日?)[）)]"
)
# what happens before a day, or on occasion of it, has a date of its own
AROUND = ("前", "暨", "启动", "筹备", "主题", "宣传启动", "假期", "期间", "来临", "到来", "将至")
AREAS = ("全国", "世界", "国际", "")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield dates of days that terms.yaml dates otherwise."""
    dates = {name: day.date for day in report.terms.days for name in day.name}
    named = {f"{area}{name}": date for area in AREAS for name, date in dates.items()}
    names = tuple(sorted(named, key=len, reverse=True))
    for text, match in matches(report.printed, DATED, "日", "节"):
        if text.masked.startswith(names, match.end()):
            name = next(name for name in names if text.masked.startswith(name, match.end()))
            if match["date"] and text.masked.startswith(AROUND, match.end() + len(name)):
                continue
            yield from _misdated(text, match, name, named[name])
    for text, match in matches(report.printed, BEHIND, "日（", "节（", "日(", "节(", "”（"):
        name = next((name for name in names if text.masked.endswith(name, 0, match.start() + 1)), "")
        if name:
            yield from _misdated_behind(text, match, name, named[name])


def _misdated_behind(
    text: Prose, match: re.Match[str], name: str, date: tuple[str, str]
) -> Iterator[Diagnostic]:
    """Yield the date in brackets behind a day's name where it is another."""
    if (match["in"], match["on"]) != date:
        right = f"{date[0]}月{date[1]}日"
        message = f"{name}是{right}，这里写的是“{match['date']}”"
        yield text.quote(*match.span("date")).finding(CODE, message, f"应为 {right}", mended=right)


def _misdated(text: Prose, match: re.Match[str], name: str, date: tuple[str, str]) -> Iterator[Diagnostic]:
    month, day = date
    if (match["month"] or match["in"], match["day"] or match["on"]) == (month, day):
        return
    right = f"{month}月{day}日" if match["date"] else f"{month}{match['mark']}{day}"
    start, end = match.span("date") if match["date"] else (match.start("month"), match.end("day"))
    message = f"{name}是{month}月{day}日，这里写的是“{text.masked[start:end]}”"
    yield text.quote(start, end).finding(CODE, message, f"应为 {right}", mended=right)
