"""一句话里的比率要与它的两个数相符：受理多少、办结多少，办结率就是多少。

为什么：比率是从两个数算出来的，改了数没有改率，或除错了，读的人一除就知道。

错误：

    受理案件120件，办结90件，办结率80%

正确：

    受理案件120件，办结90件，办结率75%

引用按所引的数值算，“执法人员200名，其中女性60名，占40%”也核对。
同一句里没有与“率”同名的数（办结率的“办结90件”）的，写明按期、平均等口径的，有结转的数的，不算。

怎么改：核对三个数，改正写错的一个。
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import accumulate, permutations
from typing import TYPE_CHECKING

from lawgov_report.checking.rules import tallies
from lawgov_report.checking.rules.tallies import CLAUSE, SENTENCE, UNCOUNTED
from lawgov_report.language import quantity
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.tallies import Tally
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.language.quantity import Quantity
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG316"
NAME = "rate-against-its-counts"
SEVERITY = Severity.WARNING
NEEDED = ("率", "占")
# the two letters before 率 name what was reached: 办结, 成功
NAMED = re.compile(
    "(?P<of>..)率(?:已|均|分别)?(?:达到了?|达|为|是|升至|提高到|提升到|提升至|保持在|稳定在)?$"
)
# 60名，占40%
SHARE = re.compile("，?占(?:比|总数的?|总量的?|全部的?)?(?:达到?|为|约)?")
# rates of another basis than the two counts, and counts that another year left
OTHERWISE = re.compile(
    "按期|及时|按时|限时|期限|法定|首次|一次|平均|综合|满意|增长|同比|上年|去年|目标|计划|结转|遗留"
)
DUE = re.compile("[应需拟该]")  # 应出庭30件 is the whole of 实际出庭28件
FAR = 6  # numbers before a rate that are looked at
NEAR = 10  # characters before a number that say what it counts


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the rates that the two counts in their sentence deny."""
    for text in report.texts:
        if not any(word in text.masked for word in NEEDED) or text.is_of_csv:
            continue
        found = tallies.tallies(report, text)
        for place, tally in enumerate(found):
            if tally.quantity.unit == "%":
                yield from _judged(
                    report, text, tally, [*found[max(0, place - FAR) : place], *found[place + 1 : place + 3]]
                )


def _judged(report: Report, text: Prose, rate: Tally, near: list[Tally]) -> Iterator[Diagnostic]:
    """Yield the finding that a rate is not that of the counts before it, or of one behind."""
    begin = rate.start - len(tallies.before(text.masked, rate.start, SENTENCE))
    end = rate.end + len(tallies.behind(text.masked, rate.end, SENTENCE))
    counts = [tally for tally in near if begin <= tally.start < end and tally.quantity.unit not in UNCOUNTED]
    part, wholes = _compared(text, rate, counts)
    if part is None or not wholes or tallies.related(report, rate, part):
        return
    if _is_otherwise(text, wholes[0].start, rate.start):
        return
    if not _agrees(part.quantity, [tally.quantity for tally in wholes], rate.quantity):
        whole = max(wholes, key=lambda tally: quantity.base(tally.quantity))
        right = quantity.base(part.quantity) * 100 / quantity.base(whole.quantity)
        message = f"{part.written} 占 {whole.written} 的 {float(right):.4g}%，与所写的 {rate.written} 不符"
        yield text.quote(rate.start, rate.end).finding(CODE, message, "核对这三个数，改正写错的一个")


def _compared(text: Prose, rate: Tally, counts: list[Tally]) -> tuple[Tally | None, list[Tally]]:
    """Return which of the counts a rate is of, and those that may be the whole."""
    clause = tallies.before(text.masked, rate.start, CLAUSE)
    named = NAMED.search(clause)
    if named:
        stem = named["of"]
        part = next((tally for tally in reversed(counts) if _names(text, tally, stem)), None)
        return part, [tally for tally in counts if part and _is_whole(text, tally, part, stem)]
    before = [tally for tally in counts if tally.end <= rate.start]
    if not before or not SHARE.fullmatch(text.masked, before[-1].end, rate.start):
        return None, []
    part = before[-1]
    return part, [tally for tally in before[:-1] if tally.quantity.unit == part.quantity.unit]


def _is_otherwise(text: Prose, start: int, end: int) -> bool:
    """Return whether the clauses from that of the first count to the rate tell of another basis."""
    begin = start - len(tallies.before(text.masked, start, CLAUSE))
    return OTHERWISE.search(text.masked, begin, end) is not None


def _is_whole(text: Prose, tally: Tally, part: Tally, stem: str) -> bool:
    """Return whether a number may be the whole of a part: one before it, of its unit, named otherwise."""
    alike = tally.start < part.start and tally.quantity.unit == part.quantity.unit
    due = DUE.search(tallies.before(text.masked, tally.start, CLAUSE)[-NEAR:]) is not None
    return alike and (due or not _names(text, tally, stem))


def _names(text: Prose, tally: Tally, stem: str) -> bool:
    """Return whether the words at a number name what was reached: 办结90件, 90件已办结."""
    near = tallies.before(text.masked, tally.start, CLAUSE)[-NEAR:]
    after = tallies.behind(text.masked, tally.end, CLAUSE)[: len(stem) + 1]
    return set(stem) <= set(near) or stem in after


def _agrees(part: Quantity, wholes: list[Quantity], rate: Quantity) -> bool:
    """Return whether the rate is that of the part in one of the wholes, or in several together."""
    values = [quantity.base(whole) for whole in wholes]
    # 120 of which 20 were refused are 100; 120 and 30 left from last year are 150
    sums = {*values, *accumulate(values), *(first - second for first, second in permutations(values, 2))}
    sums = {whole for whole in sums if whole > quantity.base(part)}  # a part may be left from last year
    certain = (
        not any(quantity.bound(each) for each in (part, *wholes)) and min(*values, quantity.base(part)) >= 0
    )
    if not sums or not certain:
        return True
    bounds = quantity.interval(rate)
    step = Fraction(10) ** (int(rate.number.as_tuple().exponent) - 2)
    low = Fraction(0) if bounds.low is None else bounds.low
    high = Fraction(1) if bounds.high is None else bounds.high + step / 2  # 66.7% cut off is 66%
    return any(low <= quantity.base(part) / whole <= high for whole in sums)
