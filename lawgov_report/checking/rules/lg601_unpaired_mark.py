"""括号、引号、书名号应成对。

为什么：少了一半，读者分不清引用到哪里为止。

错误：

    认真贯彻《优化营商环境条例，依法平等保护各类市场主体。

正确：

    认真贯彻《优化营商环境条例》，依法平等保护各类市场主体。

怎么改：补上另一半，或删去多余的一半。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import pairs, paragraphs, spots
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG601"
NAME = "unpaired-mark"
SEVERITY = Severity.ERROR
PARTNERS = dict(zip("（(《〈〔［[【“‘「『", "）)》〉〕］]】”’」』", strict=True))
PARTNERS |= {closing: opening for opening, closing in PARTNERS.items()}


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the marks that have no partner within their text; the lines of a heading are one text."""
    for lines in paragraphs(report.printed):
        _, loose = pairs(lines[0].masked if len(lines) == 1 else "".join(line.masked for line in lines))
        for line, start in spots(lines, loose):
            mark = line.masked[start]
            hint = "补上另一半，或删去多余的一半"
            yield line.quote(start, start + 1).finding(CODE, f"{mark} 没有与它配对的 {PARTNERS[mark]}", hint)
