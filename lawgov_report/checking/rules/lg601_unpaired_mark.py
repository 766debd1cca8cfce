"""括号、引号、书名号应成对。

为什么：少了一半，读者分不清引用到哪里为止。

错误：

    认真贯彻《优化营商环境条例，依法平等保护各类市场主体。

正确：

    认真贯彻《优化营商环境条例》，依法平等保护各类市场主体。

怎么改：只有前一半的，在引用结束的地方补上后一半；只有后一半的，在引用开始的地方补上前一半；多写了的删去。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import OPENERS, pairs, paragraphs, spots
from lawgov_report.checking.rules.texts import MASK
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG601"
NAME = "unpaired-mark"
SEVERITY = Severity.ERROR
PARTNERS = dict(zip("（(《〈〔［[【“‘「『", "）)》〉〕］]】”’」』", strict=True))
# what a mark may enclose: up to the next mark of any kind
INNER = re.compile(rf"[^\W_]{{2,20}}(?=[^\w{MASK}]|$)")
AND = "和与及的"
FEW, MANY = 4, 12  # characters that are quoted on the outer and on the inner side of a mark
PARTNERS |= {closing: opening for opening, closing in PARTNERS.items()}


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the marks that have no partner within their text; the lines of a heading are one text."""
    for lines in paragraphs(report.printed):
        _, loose = pairs(lines[0].masked if len(lines) == 1 else "".join(line.masked for line in lines))
        for line, start in spots(lines, loose):
            mark = line.masked[start]
            message = f"{mark} 没有与它配对的 {PARTNERS[mark]}：{_around(line, start)}"
            yield line.quote(start, start + 1).finding(CODE, message, _hint(line, start))


def _around(line: Prose, start: int) -> str:
    """Return the words about a mark, those that it ought to enclose rather than the others."""
    opens = line.masked[start] in OPENERS
    before, after = (FEW, MANY) if opens else (MANY, FEW)
    text, begin, end = line.written.text, max(0, start - before), start + 1 + after
    return f"{'…' if begin else ''}{text[begin:end].strip()}{'…' if end < len(text.rstrip()) else ''}"


def _hint(line: Prose, start: int) -> str:
    mark = line.masked[start]
    if mark in OPENERS:
        inner = INNER.match(line.masked, start + 1)
        example = f"，例如 {mark}{inner[0].rstrip(AND)}{PARTNERS[mark]}" if inner else ""
        where = f"在后面该结束的地方补上 {PARTNERS[mark]}{example}"
    else:
        where = f"在前面该开始的地方补上 {PARTNERS[mark]}"
    return f"{where}；是多写的，删去这个 {mark}"
