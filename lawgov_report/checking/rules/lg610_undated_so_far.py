"""“截至目前”“今年”“年初”应写明日期、年份。

为什么：报告公开时的“目前”不是起草时的“目前”，次年印发的报告里“今年”也说不清是哪一年；没有日期，累计数没法核对，
也没法与上年比较。

错误：

    截至目前，共调处矛盾纠纷717件；目前我区{{ townships }}乡镇街道聘请了法律顾问；今年以来开展培训

正确：

    截至2020年12月31日，共调处矛盾纠纷717件；2020年底，我区{{ townships }}乡镇街道有法律顾问；2020年开展培训

“目前”后面没有数也没有“已”“正在”的、“年初部署、年底考核”一类说法、打算里的“今年”、引号里的，不报告。

怎么改：写明统计截止的日期，或写出年份。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import outside
from lawgov_report.checking.rules.texts import MASK, matches
from lawgov_report.models.outline import Covers
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG610"
NAME = "undated-so-far"
SEVERITY = Severity.WARNING
# 截至目前, 截止到现在, 截至今 (but not 截至今年), 到目前为止; not where a date follows in brackets
SO_FAR = re.compile(
    r"截[至止]到?(?:目前|现在|当前|日前|今日|今(?![年天日]))(?![（(][^（）()]{0,4}[0-9])|(?:到|迄)(?:目前|今|现在)为止"
)
# both are compiled by whoever meets their words
# 目前 before a figure, or what has been done by then
NOW = (
    f"目前(?<!截[至止]目前)(?<!到目前)(?:[^。；！？（(0-9]{{0,25}}?(?:{MASK}|[0-9]+(?![0-9年月]))"
    "|，?(?:[我全各][省市区县乡镇街道局]{1,2})?(?:[均都]?已|共|累计|[均都]为|全部|正在))"
)
# 年初 begins a clause; not 2020年初, 较年初, 年初有安排, nor 接近日均
RELATIVE = (
    "今年(?:以来|年初|初)?|近日(?<![接最附]近日)(?![均常])|上个月|本月"
    "|年初(?:(?<=[，。；：！？自从]年初)|(?<=^年初))(?![有确下既预计目列定])"
)
NEAR = 40  # characters
WORDS = ("今年", "年初", "近日", "上个月", "本月")
THROUGH_THE_YEAR = ("年中", "年底", "年末", "年终")  # 年初部署、年中督导、年底考核


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield words that count up to now, or name a time, without saying when that was."""
    year = report.year.year
    for text, match in matches(report.printed, SO_FAR, "截至", "截止", "为止"):
        message = f"“{match[0]}”没有写明日期"
        yield text.quote(*match.span()).finding(CODE, message, f"写明日期，例如：截至{year}年12月31日")
    for text in report.printed:
        if Covers.NEXT_STEPS not in text.covers:
            yield from _relative(text, year)


def _relative(text: Prose, year: int) -> Iterator[Diagnostic]:
    """Yield 目前, and words such as 今年 that name a time by when the text was written."""
    for match in re.finditer(NOW, text.masked) if "目前" in text.masked else ():
        hint = f"写明日期，例如：截至{year}年12月31日"
        yield text.quote(match.start(), match.start() + 2).finding(CODE, "“目前”没有写明日期", hint)
    words = outside(text.masked) if any(word in text.masked for word in WORDS) else ""
    for match in re.finditer(RELATIVE, words) if words else ():
        if not _through_the_year(words, match):
            hint = f"写出年份，例如：{_dated(match[0], year)}"
            yield text.quote(*match.span()).finding(CODE, f"“{match[0]}”没有写明是哪一年", hint)


def _through_the_year(masked: str, match: re.Match[str]) -> bool:
    """Return whether a clause or two later the same sentence goes on to the end of the year."""
    behind = masked[match.end() : match.end() + NEAR]
    return match[0] == "年初" and any(word in behind for word in THROUGH_THE_YEAR)


def _dated(words: str, year: int) -> str:
    """Return the words with the year in them."""
    if "年" not in words:
        return f"{year}年12月"
    return f"{year}年初" if words.endswith("初") else f"{year}年"
