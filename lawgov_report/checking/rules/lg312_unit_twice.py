"""引用后面不再写单位。

为什么：引用印出来已经带单位，后面再写就成了“717件件”。

错误：

    mediation_cases: 717件
    共调处{{ mediation_cases }}件。

正确：

    共调处{{ mediation_cases }}。

怎么改：删去引用后面的单位。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.language import narrative
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG312"
NAME = "unit-twice"
SEVERITY = Severity.ERROR
AFTER = frozenset("，。；：、！？）)”》 ")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield units typed behind a reference whose figure ends with the same unit.

    Before a word the same character may begin that word (3项项目): a unit of one character is found only
    where a stop or the end of the text follows it.
    """
    for text in report.texts:
        for piece in narrative.parse(text.written.text):
            if not isinstance(piece, narrative.Reference) or piece.form:
                continue
            unit = _unit(report, piece.key)
            end = _end(text.written.text, piece.end, unit)
            if unit and end:
                message = f"引用已经印出单位“{unit}”，后面又写了一次"
                yield text.quote(piece.end, end).finding(CODE, message, "删去引用后面的单位", mended="")


def _end(words: str, start: int, unit: str) -> int:
    """Return where the unit ends that is typed at `start`, or behind blanks there; 0 where it is not."""
    while words.startswith(" ", start):
        start += 1
    end = start + len(unit)
    alone = len(unit) > 1 or unit == "%" or words[end : end + 1] in {"", *AFTER}
    return end if alone and words.startswith(unit, start) else 0


def _unit(report: Report, key: str) -> str:
    """Return the unit that the figure of `key` ends with, "" where another word follows it."""
    figure = report.year.indicators.get(key)
    amount = figure.value.quantity if figure else None
    return amount.printed_unit if amount and not amount.after else ""
