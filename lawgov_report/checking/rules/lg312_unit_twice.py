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
NO_UNIT = frozenset("，。；：、")  # a unit holds none of these


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield units typed behind a reference whose figure ends with the same unit.

    Before a word the same character may begin that word (3项项目): a unit of one character is told only
    where a stop or the end of the text follows it.
    """
    for text in report.texts:
        said = text.written.text
        for piece in narrative.parse(said):
            if said[piece.end : piece.end + 1] in NO_UNIT:
                continue
            if not isinstance(piece, narrative.Reference) or piece.form:
                continue
            unit = _unit(report, piece.key)
            start = piece.end + (len(said[piece.end :]) - len(said[piece.end :].lstrip(" ")))
            end = start + len(unit)
            alone = len(unit) > 1 or unit == "%" or said[end : end + 1] in {"", *AFTER}
            if unit and said.startswith(unit, start) and alone:
                message = f"引用已经印出单位“{unit}”，后面又写了一次"
                yield text.stretch(piece.end, end).finding(CODE, message, "删去引用后面的单位", mended="")


def _unit(report: Report, key: str) -> str:
    """Return the unit that the figure of `key` ends with, "" where another word follows it."""
    figure = report.year.indicators.get(key)
    amount = figure.value.quantity if figure else None
    return amount.unit if amount and not amount.after else ""
