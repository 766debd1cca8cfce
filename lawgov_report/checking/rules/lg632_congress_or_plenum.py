"""党的代表大会和中央全会的届次应准确，而且已经开过。

为什么：写错届次、引用还没有开的会，是政治性差错，多为打字错误或者从别的年份照抄。历次大会和全会的年份见
terms.yaml 的 congresses。连着写几次全会、中间漏了一次的也报告。下一年的安排里可以提下一年开的；“迎接党的
二十大”一类的不报告。

错误：

    （2020年的报告）学习贯彻党的十九界五种全会精神，落实党的十九届六中全会部署，学习十九届二中、四中、五中全会精神

正确：

    （2020年的报告）学习贯彻党的十九届五中全会精神

怎么改：核对届次和年份；只是写错字的，lawgov validate --fix 可以代改。
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import clause
from lawgov_report.checking.rules.texts import matches
from lawgov_report.language.numerals import NUMERALS
from lawgov_report.models.outline import Covers
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose, Quote
    from lawgov_report.models.terms import Congress
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG632"
NAME = "congress-or-plenum"
SEVERITY = Severity.WARNING
TERM, PLENUM = "届", "中"
MISTYPED = "种终重钟"
# 十九届五中全会; 十九届二中、三中全会、四中全会
PLENUMS = re.compile(
    f"([{NUMERALS}]{{1,3}})[{TERM}界屆大]"
    f"((?:[{NUMERALS}]{{1,2}}[{PLENUM}{MISTYPED}]?(?:全会)?(?:精神)?[、和及至到]){{0,9}}"
    f"[{NUMERALS}]{{1,2}}[{PLENUM}{MISTYPED}])全会"
)
ONE = f"([{NUMERALS}]{{1,2}})[{PLENUM}{MISTYPED}]?"
AHEAD = re.compile("迎接|喜迎|献礼|召开前|即将|筹备|胜利召开|召开营造|代表选举|安保|期间")
MOST = 7  # a congress whose successor is not known may still hold its fifth to seventh


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield misspelt plenums, those that there never were, and congresses and plenums still to come."""
    for text, match in matches(report.printed, PLENUMS, "全会"):
        yield from _misspelt(text, match)
        yield from _plenums(report, text, match)
    yield from _congresses(report)


def _misspelt(text: Prose, match: re.Match[str]) -> Iterator[Diagnostic]:
    listed = re.sub(f"(?<=[{NUMERALS}])[{MISTYPED}]", PLENUM, match[2])
    right = f"{match[1]}{TERM}{listed}全会"
    if right != match[0]:
        yield text.quote(*match.span()).finding(CODE, f"“{match[0]}”有错字", f"应为“{right}”", mended=right)


def _plenums(report: Report, text: Prose, match: re.Match[str]) -> Iterator[Diagnostic]:
    """Yield the plenums of a match that do not fit: all of it where it names one."""
    known = {congress.ordinal: congress for congress in report.terms.congresses}
    congress = known.get(match[1])
    named = list(re.finditer(ONE, match[2])) if congress else []
    yield from _left_out(text, match, named)
    for ordinal in named:
        start, end = match.start(2) + ordinal.start(), match.start(2) + ordinal.end()
        wrong = congress and _wrong(report, text.quote(start, end), congress, ordinal[1])
        if wrong:
            whole = text.quote(*match.span()) if len(named) == 1 else text.quote(start, end)
            yield whole.finding(CODE, wrong, "核对届次和年份")


def _left_out(text: Prose, match: re.Match[str], named: list[re.Match[str]]) -> Iterator[Diagnostic]:
    """Yield where a row of plenums passes one over: 十九届二中、四中全会."""
    for first, second in pairwise(named):
        listed = not set(match[2][first.end() : second.start()]) & set("至到")
        between = NUMERALS[NUMERALS.find(first[1]) + 1 : NUMERALS.find(second[1])]
        if listed and between and first[1] in NUMERALS and second[1] in NUMERALS:
            missing = "、".join(f"{ordinal}{PLENUM}" for ordinal in between)
            start, end = match.start(2) + second.start(), match.start(2) + second.end()
            message = f"{match[1]}{TERM}{first[1]}中和{second[1]}中之间漏了{missing}"
            yield text.quote(start, end).finding(CODE, message, f"补上{missing}，或写“历次全会”")


def _wrong(report: Report, quote: Quote, congress: Congress, ordinal: str) -> str:
    """Return what is wrong with a plenum of a congress, "" where nothing is."""
    number = NUMERALS.index(ordinal) + 1 if ordinal in NUMERALS else len(NUMERALS) + 1
    count, name = len(congress.plenums), f"{congress.ordinal}{TERM}{ordinal}{PLENUM}全会"
    if number <= count:
        return _to_come(report, quote, congress.plenums[number - 1], name)
    latest = max(report.terms.congresses, key=lambda congress: congress.convened)
    if number <= MOST and congress is latest:
        last = max(congress.plenums, default=congress.convened)
        return f"{name}还没有召开" if _to_come(report, quote, last, name) else ""
    return f"没有{name}，{congress.ordinal}{TERM}开过{count}次全会"


def _to_come(report: Report, quote: Quote, convened: int, name: str) -> str:
    """Return what to say where a meeting is spoken of before it was held, "" where that is in order."""
    year, text = report.year.year, quote.text
    allowed = year + 1 if Covers.NEXT_STEPS in text.covers else year
    if convened <= allowed or AHEAD.search(clause(text.masked, quote.start)):
        return ""
    return f"{name}是{convened}年召开的，这是{year}年度的报告"


def _congresses(report: Report) -> Iterator[Diagnostic]:
    """Yield mentions of congresses that were held after the report's year."""
    for congress in report.terms.congresses:
        if congress.convened <= report.year.year:
            continue
        name = f"{congress.ordinal}大"
        full = f"第{congress.ordinal}次全国代表大会"
        pattern = re.compile(f"党的{name}(?![{NUMERALS}])|(?<![{NUMERALS}]){name}(?=精神|报告)|{full}")
        for text, match in matches(report.printed, pattern, name, full):
            quote = text.quote(*match.span())
            wrong = _to_come(report, quote, congress.convened, f"党的{name}")
            if wrong:
                yield quote.finding(CODE, wrong, "核对届次和年份")
