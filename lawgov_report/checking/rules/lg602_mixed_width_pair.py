"""一对括号应同为全角。

为什么：前一半全角、后一半半角，多为换了输入法，印出来一宽一窄。

错误：

    《关于加强和改进行政应诉工作的意见》（国办发〔2016〕54号)

正确：

    《关于加强和改进行政应诉工作的意见》（国办发〔2016〕54号）

怎么改：把半角的一半改为全角；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import pairs
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.marks import Pair
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG602"
NAME = "mixed-width-pair"
SEVERITY = Severity.WARNING
FULL = dict(zip("()[]", "（）［］", strict=True))


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the half-width half of pairs whose other half is full-width."""
    for text in report.printed:
        for pair in pairs(text.masked)[0]:
            half = [place for place in (pair.opening, pair.closing) if text.masked[place] in FULL]
            if len(half) == 1:
                yield _finding(text, pair, half[0])


def _finding(text: Prose, pair: Pair, half: int) -> Diagnostic:
    mark, other = text.masked[half], text.masked[pair.opening + pair.closing - half]
    message = f"{mark} 是半角，与它配对的 {other} 是全角"
    return text.quote(half, half + 1).finding(CODE, message, f"改为 {FULL[mark]}", mended=FULL[mark])
