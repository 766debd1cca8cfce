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

几段话各以“一是”“1.”“首先，”开头的，也是几个条目：写 apart: true，各成一段。一句话里用逗号隔开的
“：一是……，二是……”、引号里的、写明不编号（numbered: none）的标题、附件和表格里的不报告。

怎么改：开头的删去序号，lawgov validate --fix 可以代改；一段话或几段话里的分成条目。
要用别的序号，写 numbered。
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import outside
from lawgov_report.language.numbering import LAST, ORDINALS
from lawgov_report.language.numerals import NUMERALS
from lawgov_report.models.walk import TABULAR, TextKind
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG612"
NAME = "typed-number"
SEVERITY = Severity.WARNING
BEHIND_DIGITS = "[.．、](?![0-9])"
BEHIND_WORDS = "[，,：:、]"
# 一是 一、 （一） (1) 1. 1．1、 首先， 第一， ① but not 1.5, nor 二、三 and 第一、第二 in a list
NUMBER = (
    rf"[{NUMERALS}]{{1,3}}是(?!否)"
    rf"|[{NUMERALS}]{{1,3}}、(?![{NUMERALS}])|[（(][{NUMERALS}0-9]{{1,3}}[）)]"
    rf"|[0-9]{{1,2}}{BEHIND_DIGITS}"
    rf"|(?:{'|'.join(ORDINALS)}|{LAST}|第[{NUMERALS}]{{1,3}})(?!、第){BEHIND_WORDS}"
    "|[①-⑳]"
)
PATTERNS = {
    TextKind.ITEM: re.compile(NUMBER),
    TextKind.HEADING: re.compile(rf"{NUMBER}|第[{NUMERALS}]+部分[、：，]?"),
}
# the first and the second number of the ways to number a series: 一是, （一）, (1), 一、, 1. or 1、, ①
SERIES = (
    ("一是(?!否)", "二是(?!否)"),
    ("[（(]一[）)]", "[（(]二[）)]"),
    ("[（(]1[）)]", "[（(]2[）)]"),
    (f"一、(?![{NUMERALS}])", f"二、(?![{NUMERALS}])"),
    (f"1{BEHIND_DIGITS}", f"2{BEHIND_DIGITS}"),
    ("①", "②"),
)
# good style within a paragraph; numbers where they begin paragraphs, or an item that is numbered anyway
IN_WORDS = (
    (f"{ORDINALS[0]}{BEHIND_WORDS}", f"(?:{'|'.join(ORDINALS[1:])}|{LAST}){BEHIND_WORDS}"),
    (f"第一{BEHIND_WORDS}(?!第)", f"第二{BEHIND_WORDS}(?!第)"),
)
SECOND = re.compile("|".join(second for _, second in SERIES))
SPLIT = "删去序号，分成几个条目，序号由程序编排"
# where 一是 may stand, and where its 二是: behind a comma only if a sentence begins with 一是
BEGINS = (("(?<![^。；！？，：])", "(?<=[。；！？])"), ("(?<![^。；！？])", "(?<=，)"))
PARAGRAPHS = frozenset({TextKind.INTRO, TextKind.LEAD, TextKind.CLOSING})
# no items or sections can be made of these
UNDIVIDED = TABULAR | {TextKind.ANNEX, TextKind.ANNEX_TEXT}


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield numbers typed at the start of items and headings, and the first of a series typed in texts."""
    for kind, run in groupby(report.texts, lambda text: text.kind):
        if kind not in UNDIVIDED:
            texts = [*run]
            for text in texts:
                yield from _numbers(text, alone=len(texts) == 1)
            if kind in PARAGRAPHS:
                yield from _of_paragraphs(texts)


def _numbers(text: Prose, *, alone: bool) -> Iterator[Diagnostic]:
    """Yield the numbers typed in a text; `alone`: no other item stands beside it."""
    match = _leading(text)
    if match:
        yield _repeated(text, match, alone=alone)
    if SECOND.search(text.masked):  # most texts have no series at all
        for first, second in SERIES:
            yield from _typed(text, first, second)


def _leading(text: Prose) -> re.Match[str] | None:
    """Return the number typed at the start of an item, or of a heading that is numbered by itself."""
    pattern = PATTERNS.get(text.kind)
    if pattern is None or not (text.label or text.kind == TextKind.ITEM):
        return None
    match = pattern.match(text.masked)
    return match if match and match.end() < len(text.masked) else None


def _repeated(text: Prose, match: re.Match[str], *, alone: bool) -> Diagnostic:
    """Return the finding of a number typed at the start, to be taken away where that is certain."""
    number = text.quote(*match.span())
    message = f"开头的序号“{match[0]}”会和自动编的序号重复"
    if not text.label:  # a single item, or one of several that the file wants without numbers
        message = f"只有一条，不编序号“{match[0]}”" if alone else f"手写的序号“{match[0]}”，增删后会错号"
    # to take the first number of a series away would hide the others
    if _series(text) or not (text.label or alone):
        return number.finding(CODE, message, SPLIT)
    return number.finding(CODE, message, "删去序号", mended="")


def _series(text: Prose) -> bool:
    """Return whether the second number of a series is typed in a text, at the start of a clause."""
    words = outside(text.masked)
    every = (*SERIES, *IN_WORDS)
    return any(re.search(f"(?<=[。；！？，：])(?:{second})", words) for _, second in every)


def _typed(text: Prose, first: str, second: str) -> Iterator[Diagnostic]:
    """Yield the first number of a series, unless it is found already at the start of its text."""
    words = outside(text.masked)
    for before_first, before_second in BEGINS:
        match = re.search(f"{before_first}(?:{first})", words)
        if match and re.compile(f"{before_second}(?:{second})").search(words, match.end()):
            if match.start() or not (text.is_heading or text.kind == TextKind.ITEM):
                yield _first_of_series(text, match)
            return


def _of_paragraphs(texts: Iterable[Prose]) -> Iterator[Diagnostic]:
    """Yield the first number of a series of which each begins a paragraph of a list."""
    numbered = [text for text in texts if re.match(NUMBER, text.masked)]
    for first, second in (*SERIES, *IN_WORDS) if len(numbered) > 1 else ():
        begins = ((text, re.match(first, text.masked)) for text in numbered)
        text, match = next((begin for begin in begins if begin[1]), (numbered[0], None))
        if match and any(re.match(second, other.masked) for other in numbered):
            yield _first_of_series(text, match)


def _first_of_series(text: Prose, match: re.Match[str]) -> Diagnostic:
    return text.quote(*match.span()).finding(CODE, f"手写的序号“{match[0]}”，增删后会错号", SPLIT)
