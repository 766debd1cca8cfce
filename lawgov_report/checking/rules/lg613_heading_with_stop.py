"""单独成行的标题末尾不加标点。

为什么：标题末尾的句号多为从正文剪来时带上的。

错误：

    heading: 提高政治站位，强化组织保障。

正确：

    heading: 提高政治站位，强化组织保障

与正文接排的标题（run_in: true）末尾可以有句号，表格里的字也不算标题。

怎么改：删去末尾的标点；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import paragraphs
from lawgov_report.models.walk import TextKind
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG613"
NAME = "heading-with-stop"
SEVERITY = Severity.WARNING
STOPS = "。；：，、．.;:,"
HEADINGS = frozenset({TextKind.TITLE, TextKind.HEADING, TextKind.TABLE, TextKind.ANNEX})


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield marks at the end of the last line of a title or of a heading that stands by itself."""
    headings = (text for text in report.texts if text.kind in HEADINGS and not text.run_in)
    for *_, last in paragraphs(headings):
        end = len(last.masked)
        start = max(1, len(last.masked.rstrip(STOPS)))
        if start < end:
            message = f"标题末尾有“{last.masked[start:]}”"
            yield last.quote(start, end).finding(CODE, message, "删去", mended="")
