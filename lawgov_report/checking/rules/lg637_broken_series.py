"""一段话里的“一是……，二是……”应当依次数下去。

为什么：删去一条、挪动一条以后序号没有改，一是、二是后面就成了四是，或者有两个二是。

错误：

    一是加强学习，二是加强考核，四是加强督查

正确：

    一是加强学习，二是加强考核，三是加强督查

一要二要、其一其二、（一）（二）、第一第二、1. 2.、①② 也这样看；另起的一组从一数起。引号、书名号里的不报告。

怎么改：对照原件，补上少的一条，或改正序号；分成几个条目来写，序号由程序编排。
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.checking.rules.marks import outside
from lawgov_report.language.numerals import NUMERALS, chinese
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG637"
NAME = "broken-series"
SEVERITY = Severity.WARNING
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
# where no second number of any form stands there is no series; the pattern is compiled where one does
SECOND = (
    "二是",
    "（二",
    "(二",
    "（2",
    "(2",
    "第二，",
    "第二、",
    "2.",
    "2．",
    "2、",
    "二、",
    "②",
    "其二",
    "其三",
    "二要",
    "三要",
    "三是",
    "四是",
)
NUMBER = (
    "(?:(?<=[，。；：！？])|^)(?:"
    f"(?P<is>[{NUMERALS}]{{1,3}})是(?!否)|[（(](?P<bracketed>[{NUMERALS}]{{1,3}}|[0-9]{{1,2}})[）)](?![项款目类])"
    f"|(?P<must>[{NUMERALS}]{{1,2}})要(?![素点件求])|其(?P<its>[{NUMERALS}])[，、是]|(?P<listed>[{NUMERALS}]{{1,2}})、(?![{NUMERALS}])"
    f"|第(?P<ordinal>[{NUMERALS}]{{1,3}})[，、](?!第)|(?P<plain>[0-9]{{1,2}})[.．、](?![0-9])|(?P<circled>[{CIRCLED}]))"
)
VALUES = {chinese(number): number for number in range(1, 31)} | {
    mark: number for number, mark in enumerate(CIRCLED, 1)
}
FEWEST = 3  # numbers of a series of which two may be the same


class Ordinal(NamedTuple):
    """A number typed at the start of a clause: how it is written, and where."""

    value: int
    written: str
    start: int


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield numbers that do not follow the one before them, of the same form in the same text."""
    for text in report.texts:
        if not text.is_heading and any(mark in text.masked for mark in SECOND):
            for numbers in _series(text):
                yield from _breaks(text, numbers)


def _series(text: Prose) -> Iterable[list[Ordinal]]:
    """Return the numbers of each form."""
    forms: dict[str, list[Ordinal]] = {}
    for match in re.finditer(NUMBER, outside(text.masked)):
        form = match.lastgroup or ""
        digits = match[form]
        value = int(digits) if digits.isdecimal() else VALUES.get(digits, 0)
        forms.setdefault(form, []).append(Ordinal(value, match[0].strip("，、"), match.start()))
    return forms.values()


def _breaks(text: Prose, numbers: list[Ordinal]) -> Iterator[Diagnostic]:
    for before, number in pairwise(numbers):
        again = number.value == 1 and (before.value > 1 or len(numbers) < FEWEST)
        if not again and number.value != before.value + 1:
            message = f"“{number.written}”前面是“{before.written}”，序号不连续"
            if number.value == before.value:
                message = f"“{number.written}”写了两次"
            hint = "补上少的一条，或改正序号；分成几个条目，序号由程序编排"
            end = number.start + len(number.written)
            yield text.quote(number.start, end).finding(CODE, message, hint)
