"""“其中”的数不大于它前面的总数。

为什么：部分比整体大，必有一个数写错，或“其中”说的不是前面那个数。

错误：

    受理案件120件，其中行政案件150件

正确：

    受理案件120件，其中行政案件50件

引用按所引的数值算。只比单位相同的数；百分比、倍数不比（一部分的比率可以高于总的比率）。

怎么改：核对两个数，改正写错的一个；“其中”说的是别的数的，改写这一句。
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from lawgov_report.checking.rules import tallies
from lawgov_report.checking.rules.tallies import CLAUSE, SENTENCE, UNCOUNTED
from lawgov_report.checking.rules.words import places
from lawgov_report.language import quantity
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.tallies import Tally
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.language.quantity import Quantity
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG317"
NAME = "part-above-its-whole"
SEVERITY = Severity.WARNING
AMONG = "其中"
# what is counted otherwise than the whole: 其中累计, 其中最高, 其中上年
OTHERWISE = re.compile("累计|总|上年|去年|同比|历年|超过?$|[至到为]$")
FAR = 12  # numbers on either side of 其中 that are looked at
NEAR = 8  # characters before a number that say what it counts
CHANGED = re.compile("(?:[增减][加少]?|增长|下降|上升|降低|多|少|人均|平均)了?$")
JOINED = re.compile("[、和及与][^，。；：！？、]{0,20}")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the numbers behind 其中 that are greater than the one before it."""
    for text in report.texts:
        if AMONG in text.masked and not text.is_of_csv:
            found = tallies.tallies(report, text)
            for place in places(text.masked, AMONG):
                yield from _judged(report, text, found, place)


def _judged(report: Report, text: Prose, found: list[Tally], place: int) -> Iterator[Diagnostic]:
    """Yield the parts that the 其中 at `place` names and that are greater than its whole."""
    for part in _parts(text, found, place):
        whole = _whole(text, found, place, part)
        if whole is None or tallies.related(report, part, whole):
            continue
        if _above(part.quantity, whole.quantity):
            message = f"“其中”的 {part.written} 大于前面的 {whole.written}"
            hint = "核对两个数，改正写错的一个；“其中”说的是别的数的，改写这一句"
            yield text.quote(part.start, part.end).finding(CODE, message, hint)


def _whole(text: Prose, found: list[Tally], place: int, part: Tally) -> Tally | None:
    """Return the number that 其中 takes apart: of the sentence before it, the last one of the part's unit.

    Where another number stands between (受理案件120件，涉及300人，其中行政案件50件), what both count must
    share a word.
    """
    start = place - len(tallies.before(text.masked, place, SENTENCE))
    end = bisect_left(found, place, key=_start)
    before = [tally for tally in found[max(0, end - FAR) : end] if start <= tally.start]
    counted = [tally for tally in before if tally.quantity.unit not in UNCOUNTED and not _beside(text, tally)]
    alike = [tally for tally in counted if tally.quantity.unit == part.quantity.unit]
    if not alike or alike[-1] is counted[-1]:
        return alike[-1] if alike else None
    named = [tallies.before(text.masked, tally.start, CLAUSE)[-NEAR:] for tally in (alike[-1], part)]
    shared = {named[0][at : at + 2] for at in range(len(named[0]) - 1)}
    return alike[-1] if any(word in named[1] for word in shared) else None


def _beside(text: Prose, tally: Tally) -> bool:
    """Return whether a number is no whole of what follows: how much more or fewer, or in brackets."""
    before = tallies.before(text.masked, tally.start, SENTENCE)
    return CHANGED.search(before) is not None or before.rfind("（") > before.rfind("）")


def _parts(text: Prose, found: list[Tally], place: int) -> Iterator[Tally]:
    """Yield the numbers that 其中 begins: the first behind it, and those joined to it."""
    end = place + len(AMONG)
    first = bisect_left(found, end, key=_start)
    for tally in found[first : first + FAR]:
        between = text.masked[end : tally.start]
        joined = JOINED.fullmatch(between) if end > place + len(AMONG) else len(between) <= tallies.REACH
        if not joined or SENTENCE.search(between) or OTHERWISE.search(between):
            return
        yield tally
        end = tally.end


def _start(tally: Tally) -> int:
    return tally.start


def _above(part: Quantity, whole: Quantity) -> bool:
    """Return whether the least that a part may be is more than the most that the whole may be."""
    least, most = quantity.interval(part).low, quantity.interval(whole).high
    return least is not None and most is not None and least > most
