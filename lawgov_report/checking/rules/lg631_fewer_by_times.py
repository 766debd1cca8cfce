"""减少、下降不用倍数。

为什么：减少一倍就是没有了；“下降两倍”说不通，应说下降百分之几，或降至几分之几。

错误：

    案件数下降2倍

正确：

    案件数下降66.7%，案件数降至上年的三分之一

怎么改：改为百分数或分数。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.texts import MASK
from lawgov_report.language import narrative
from lawgov_report.language.numerals import NUMERALS
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG631"
NAME = "fewer-by-times"
SEVERITY = Severity.WARNING
# nothing can fall by more than all of itself: 下降2倍 has no meaning
FEWER = "(?:下降|减少|降低|缩减|压缩|缩短|压减)了?(?:约|近|超过)?"
TYPED = re.compile(f"{FEWER}(?:[0-9.]+|[{NUMERALS}两半几数]+)(?:余|多)?倍")
REFERRED = re.compile(f"{FEWER}({MASK}+)")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield 下降…倍, typed or by a figure whose unit is 倍."""
    figures = any("倍" in figure.value.written.text for figure in report.year.indicators.values())
    for text in report.texts:
        if not figures and "倍" not in text.written.text:
            continue
        found = [*TYPED.finditer(text.masked)]
        found += [match for match in REFERRED.finditer(text.masked) if _times(report, text, match)]
        for match in found:
            hint = "改为百分数，例如 下降66.7%，或 降至上年的三分之一"
            yield text.quote(*match.span()).finding(CODE, "减少、下降用了倍数", hint)


def _times(report: Report, text: Prose, match: re.Match[str]) -> bool:
    first = narrative.parse(text.written.text[match.start(1) : match.end(1)])[0]
    if not isinstance(first, narrative.Reference):
        return isinstance(first, narrative.Words) and "倍" in first.text
    figure = report.year.indicators.get(first.key)
    return figure is not None and not first.form and "倍" in figure.value.written.text
