"""相邻的书名号之间、相邻的引号之间不加顿号。

为什么：这是标点符号国家标准的规定：书名号、引号已把并列的成分分开。

错误：

    学习《中华人民共和国宪法》、《中华人民共和国民法典》

正确：

    学习《中华人民共和国宪法》《中华人民共和国民法典》

后面还有不加引号的成分的（“一业一证”、“一件事”、告知承诺制），顿号照用，不算。

怎么改：删去顿号；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import REACH, STOPS
from lawgov_report.checking.rules.numbers import BLOT, unquoted
from lawgov_report.checking.rules.texts import matches
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG619"
NAME = "comma-between-titles"
SEVERITY = Severity.WARNING
BETWEEN = re.compile("、(?:(?<=》、)(?=《)|(?<=”、)(?=“))")
STOP = re.compile(f"[{STOPS}]")
# 、 that has words on one side: the list has members without marks, which need theirs
# (“A”、“B”课程等: of one of them more than its name is said)
NEEDED = re.compile(f"[^》”{BLOT}]、|、[^《“{BLOT}]|{BLOT}[^{BLOT}等、及和与][^{BLOT}等、]{{0,5}}等")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield 、 between neighbouring 《》 and between neighbouring “”."""
    for text, match in matches(report.printed, BETWEEN):
        if NEEDED.search(_clause(text.masked, *match.span())):
            continue
        what = "书名号" if text.masked[match.start() - 1] == "》" else "引号"
        yield text.quote(*match.span()).finding(CODE, f"相邻的{what}之间多了顿号", "删去顿号", mended="")


def _clause(text: str, start: int, end: int) -> str:
    """Return the clause around text[start:end], quotations and titles blotted out."""
    before = STOP.split(unquoted(text[max(0, start - REACH) : end]))[-1]
    behind = STOP.split(unquoted(text[end : end + REACH]), maxsplit=1)[0]
    return before + behind
