"""法律、法规和文件的名称加书名号。

为什么：不加书名号，看不出说的是哪一部法、名称到哪里为止。宪法、民法典等习惯上可以不加的不报告。

错误：

    积极贯彻人民调解法，围绕新土地管理法开展普法

正确：

    积极贯彻《中华人民共和国人民调解法》，围绕新修改的《中华人民共和国土地管理法》开展普法

怎么改：加书名号，写全称；前面没有“新”字的，lawgov validate --fix 可以代改。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import outside
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG622"
NAME = "title-without-marks"
SEVERITY = Severity.WARNING
# what titles end with, 法 where it begins no other word (法律, 法院); （2020—2025年）
ENDS = re.compile("法(?![律规治定院制学庭官人则务援宣警纪理盲德典案条系文网眼])|条例|规定|准则|章程|年）")
SHORTEST = 4
NEW, LEFT, RIGHT = "新", ("《", "〈"), ("》", "〉")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield known titles and short names outside 《》 and “”, but for those that need no marks."""
    names, titles = report.terms.marked, report.terms.titles
    for text in report.texts:
        for start, end in _spans(text.masked, names):
            yield _finding(text, start, end, titles[text.masked[start:end]].title)


def _spans(masked: str, names: Mapping[str, tuple[str, ...]]) -> list[tuple[int, int]]:
    """Return where names stand outside titles and quotations, the longest at each place.

    `names` are those known, by their last two characters.
    """
    ends = [match.end() for match in ENDS.finditer(masked)]
    ends = [end for end in ends if masked.endswith(names.get(masked[end - 2 : end], ()), 0, end)]
    if not ends:
        return []
    found: list[tuple[int, int]] = []
    words = outside(masked)
    for end in ends:
        known = names.get(words[end - 2 : end], ())
        starts = (end - len(name) for name in known if len(name) >= SHORTEST and words.endswith(name, 0, end))
        start = min(starts, default=end)
        if start < end and not (words.endswith(LEFT, 0, start) or words.startswith(RIGHT, end)):
            while found and found[-1][0] >= start:
                found.pop()
            found.append((start, end))
    return found


def _finding(text: Prose, start: int, end: int, title: str) -> Diagnostic:
    name = text.masked[start:end]
    if text.masked.endswith(NEW, 0, start):
        message = f"“新{name}”没有加书名号，“新”也不是名称的一部分"
        return text.quote(start - 1, end).finding(
            CODE, message, f"写成 新修改的《{title}》或 新修订的《{title}》"
        )
    message, right = f"“{name}”没有加书名号", f"《{title}》"
    return text.quote(start, end).finding(CODE, message, f"写成 {right}", mended=right)
