"""条目和标题的序号由程序编排，不写在文字里。

为什么：手写的“一是”会和自动编的重复，增删条目后还会错号；一段话里手写的“一是……。二是……”本来就是几个条目。

错误：

    heading: 一、提高政治站位
    text: 一是加强组织领导。
    lead: 抓好以下工作：一是加强组织领导；二是开展学习培训。

正确：

    heading: 提高政治站位
    text: 加强组织领导。
    lead: 抓好以下工作：
    items: [{id: leading, text: 加强组织领导。}, {id: training, text: 开展学习培训。}]

一句话里用逗号隔开的“：一是……，二是……”和引号里的不报告。

怎么改：开头的删去序号，lawgov validate --fix 可以代改；一段话里的分成条目。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import outside
from lawgov_report.language.numerals import NUMERALS
from lawgov_report.models.walk import TextKind
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG612"
NAME = "typed-number"
SEVERITY = Severity.WARNING
# 一、 （一） (1) 1. 1．1、 but not 1.5, nor 二、三 in a list
NUMBER = (
    rf"[{NUMERALS}]{{1,3}}、(?![{NUMERALS}])|[（(][{NUMERALS}0-9]{{1,3}}[）)]"
    "|[0-9]{1,2}(?:[.．](?![0-9])|、(?![0-9]))"
)
PATTERNS = {
    TextKind.ITEM: rf"[{NUMERALS}]{{1,3}}是(?!否)|{NUMBER}|[①-⑳]",
    TextKind.HEADING: rf"{NUMBER}|第[{NUMERALS}]+部分[、：，]?",
}
FIRST = frozenset(f"{NUMERALS}0123456789（(第①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")  # what a number can begin with
# the first and the second number of the ways to number a series: 一是, （一）, (1), 一、, 1. or 1、, ①
SERIES = (
    ("一是(?!否)", "二是(?!否)"),
    ("[（(]一[）)]", "[（(]二[）)]"),
    ("[（(]1[）)]", "[（(]2[）)]"),
    (f"一、(?![{NUMERALS}])", f"二、(?![{NUMERALS}])"),
    ("1(?:[.．](?![0-9])|、(?![0-9]))", "2(?:[.．](?![0-9])|、(?![0-9]))"),
    ("①", "②"),
)
SECOND = re.compile("|".join(second for _, second in SERIES))
SPLIT = "删去序号，分成几个条目，序号由程序编排"
# where 一是 may stand, and where its 二是: behind a comma only if a sentence begins with 一是
BEGINS = (("(?<![^。；！？，：])", "(?<=[。；！？])"), ("(?<![^。；！？])", "(?<=，)"))


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield numbers typed at the start of items and headings, and the first of a series typed in a text."""
    for text in report.texts:
        pattern = PATTERNS.get(text.kind) if text.masked[:1] in FIRST else None
        match = re.match(pattern, text.masked) if pattern else None
        if match and match.end() < len(text.masked):
            message = f"开头的序号“{match[0]}”会和自动编的序号重复"
            if _series(text):  # to take the first number away would hide the others
                yield text.quote(*match.span()).finding(CODE, message, SPLIT)
            else:
                yield text.quote(*match.span()).finding(CODE, message, "删去序号", mended="")
        if SECOND.search(text.masked):  # most texts have no series at all
            for first, second in SERIES:
                yield from _typed(text, first, second)


def _series(text: Prose) -> bool:
    """Return whether the second number of a series is typed in a text, at the start of a clause."""
    words = outside(text.masked)
    return any(re.search(f"(?<=[。；！？，：])(?:{second})", words) for _, second in SERIES)


def _typed(text: Prose, first: str, second: str) -> Iterator[Diagnostic]:
    """Yield the first number of a series, unless it is found already at the start of its text."""
    words = outside(text.masked)
    for before_first, before_second in BEGINS:
        match = re.search(f"{before_first}(?:{first})", words)
        if match and re.compile(f"{before_second}(?:{second})").search(words, match.end()):
            if match.start() or not (text.is_heading or text.kind == TextKind.ITEM):
                yield text.quote(*match.span()).finding(CODE, f"手写的序号“{match[0]}”，增删后会错号", SPLIT)
            return
