"""书名号里的书名号用〈〉，引号里的引号用‘’。

为什么：里外都是《》，看不出到哪一个为止。

错误：

    《关于贯彻《中华人民共和国行政处罚法》的通知》

正确：

    《关于贯彻〈中华人民共和国行政处罚法〉的通知》

怎么改：里面一层改为〈〉或‘’；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import pairs
from lawgov_report.checking.rules.texts import joined
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.marks import Pair
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG627"
NAME = "nested-marks"
SEVERITY = Severity.WARNING
INNER = {"《》": "〈〉", "“”": "‘’"}
MARKS = frozenset("《》“”")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield 《》 directly within 《》 and “” directly within “”.

    Not in a text with a mark that has no partner (LG601): what seems nested there may be two pairs in a row.
    """
    for text in report.printed:
        found, loose = pairs(text.masked)
        for pair in () if any(text.masked[place] in MARKS for place in loose) else found:
            kind = text.masked[pair.opening] + text.masked[pair.closing]
            if kind in INNER and pair.depth % 2:
                yield _finding(text, pair, kind)


def _finding(text: Prose, pair: Pair, kind: str) -> Diagnostic:
    message, hint = f"{kind}里面又用了{kind}", f"里面一层改为{INNER[kind]}"
    found = [
        text.quote(place, place + 1).finding(CODE, message, hint, mended=mark)
        for place, mark in zip((pair.opening, pair.closing), INNER[kind], strict=True)
    ]
    return joined(found)
