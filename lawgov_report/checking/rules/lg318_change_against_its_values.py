"""由多少到多少，要与“增加”“减少”和增减的数相符。

为什么：两个数对着写，方向反了、差算错了，读的人一眼就看得出来；多半是一个数填错，或改了数没有改字。

错误：

    受理案件由120件增加到90件，
    办结率由92%提高到95%，提高5个百分点

正确：

    受理案件由120件减少到90件，
    办结率由92%提高到95%，提高3个百分点

引用按所引的数值算。“办结率95%，比上年的92%提高5个百分点”“由92%提高5个百分点达到95%”也核对。
有“余”“约”“以上”等词、算不准的，不算错；四舍五入的数，按原数可能的范围算。名次（由第5位上升到第3位）不算。

怎么改：核对这几个数，改正写错的一个；或改“增加”“减少”。
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from lawgov_report.checking.rules import tallies
from lawgov_report.checking.rules.tallies import CLAUSE, FALLING, REACH, RISING, Stated, Tally
from lawgov_report.language import quantity
from lawgov_report.language.quantity import Kind
from lawgov_report.language.quantity_change import Course
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG318"
NAME = "change-against-its-values"
SEVERITY = Severity.WARNING
NEEDED = ("由", "从", "比", "较")
FROM = re.compile("[由从较比][^由从较比]{0,16}$")
WHEN = "(?:(?:[0-9]{4}年度?|今年|本年度?|目前|现在)(?:[底末])?的?)?"
WAY = f"(?:(?P<up>{RISING})|(?P<down>{FALLING}))"
HOW = "[，）]*(?:进一步|大幅|逐步|稳步|显著|明显)?"
# 120件 增加到 90件
TO = re.compile(f"{HOW}{WAY}(?:到了?|至|为){WHEN}")
# 95%，比上年的 92% 提高 3个百分点
THAN = re.compile("[，、（](?:同比，?)?[比较]?(?:上一?年度?|去年|[0-9]{4}年)(?:同期|底|末)?[的为]?")
BY = re.compile(f"{HOW}(?:同比|净|共|累计)?{WAY}了?")
# 92% 提高 3个百分点，达到 95%
REACHED = re.compile("[，、]?(?:达|到|至|达到|升至|降至|增至|增加到|提高到|下降到)")
# 提高 3个百分点，由 92% 提高到 95%
BEGINS = re.compile("[，（]?[由从](?:上年|去年)?的?")
ENDS = re.compile(f"{WAY}了?$")
# 由 90 提高到 95%: the first number has the unit of the second
BARE = re.compile(
    f"[由从][^由从，。；：！？]{{0,16}}?(?P<number>[0-9]{{1,12}}(?:[.][0-9]{{1,4}})?){HOW}{WAY}(?:到了?|至|为){WHEN}$"
)
ALIKE = frozenset("位名")  # units of ranks, which rise by falling
RANKED = re.compile("排名|位次|名次|[位居列]")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield what is said of two numbers beside one another that they deny."""
    for text in report.texts:
        if not text.is_of_csv and any(word in text.masked for word in NEEDED):
            found = tallies.tallies(report, text)
            for place in range(len(found) - 1):
                yield from _judged(text, found[place : place + 3])
            for tally in found:
                yield from _bare(text, tally)


def _judged(text: Prose, near: list[Tally]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the change that the first of these numbers begins."""
    first, second, *rest = near
    between = text.masked[first.end : second.start]
    if _begun(text, first) and (match := TO.fullmatch(between)) and not _ranked(text, first):
        wrong = list(_wrong(text, (first, second), _stated(match)))
        yield from wrong
        if wrong:
            return  # by how much it is said to have changed is no fault of its own
    if rest:
        yield from _measured(text, (first, second, rest[0]))


def _begun(text: Prose, tally: Tally) -> bool:
    return FROM.search(tallies.before(text.masked, tally.start, CLAUSE)) is not None


def _measured(text: Prose, near: tuple[Tally, Tally, Tally]) -> Iterator[Diagnostic]:
    """Yield what is wrong where one of three numbers is by how much the others differ."""
    first, second, third = near
    between, behind = text.masked[first.end : second.start], text.masked[second.end : third.start]
    begun, to = _begun(text, first), TO.fullmatch(between)
    if (by := BY.fullmatch(behind)) and ((begun and to) or THAN.fullmatch(between)):
        ends = (first, second) if begun and to else (second, first)
        yield from _wrong(text, ends, _stated(by, third), third)
    elif begun and REACHED.fullmatch(behind) and (by := BY.fullmatch(between)):
        yield from _wrong(text, (first, third), _stated(by, second), second)
    elif BEGINS.fullmatch(between) and TO.fullmatch(behind):
        by = ENDS.search(tallies.before(text.masked, first.start, CLAUSE))
        if by:
            yield from _wrong(text, (second, third), _stated(by, first), first)


def _bare(text: Prose, last: Tally) -> Iterator[Diagnostic]:
    """Yield what is wrong with the change from a number without a unit to this one."""
    match = BARE.search(text.masked, max(0, last.start - REACH), last.start)
    if match is None or quantity.bound(last.quantity) or last.quantity.kind != Kind.AMOUNT:
        return
    first = last.quantity._replace(number=Decimal(match["number"]), spelt="")
    tally = Tally(first, match.start("number"), match.end("number"))
    if not _ranked(text, tally):
        yield from _wrong(text, (tally, last), _stated(match))


def _ranked(text: Prose, tally: Tally) -> bool:
    clause = tallies.before(text.masked, tally.start, CLAUSE)
    return tally.quantity.unit in ALIKE and RANKED.search(clause) is not None


def _stated(match: re.Match[str], by: Tally | None = None) -> Stated:
    """Return what is said of the change; by how much is left open where a word like 约 stands at it."""
    course = Course.UP if match["up"] else Course.DOWN
    if by is None or quantity.bound(by.quantity):
        return Stated(course)
    return Stated(course, quantity.value(by.quantity), by.quantity.unit)


def _wrong(
    text: Prose, ends: tuple[Tally, Tally], stated: Stated, by: Tally | None = None
) -> Iterator[Diagnostic]:
    """Yield the finding that what is stated of the two numbers is denied by them."""
    first, last = ends
    outcome = tallies.contradiction(first.quantity, last.quantity, stated)
    if not outcome:
        return
    start, end = min(first.start, last.start), max(tally.end for tally in (*ends, by or last))
    message = f"从 {first.written} 到 {last.written} 是{outcome}，与所写的{_wording(stated)}不符"
    yield text.quote(start, end).finding(CODE, message, "核对这几个数，改正写错的；或改“增加”“减少”")


def _wording(stated: Stated) -> str:
    way = "增加（提高）" if stated.course == Course.UP else "减少（下降）"
    return way if stated.number is None else f"{way} {stated.number}{stated.unit}"
