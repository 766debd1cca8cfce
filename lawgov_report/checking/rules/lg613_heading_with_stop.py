"""单独成行的标题末尾不加标点。

为什么：标题末尾的句号多为从正文剪来时带上的。

错误：

    heading: 提高政治站位，强化组织保障。

正确：

    heading: 提高政治站位，强化组织保障

怎么改：删去末尾的标点；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import paragraphs
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG613"
NAME = "heading-with-stop"
SEVERITY = Severity.WARNING
STOPS = "。；：，、．.;:,"
STOP = f"(?<=.)[{STOPS}]+$"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield marks at the end of the title's or a heading's last line."""
    headings = (text for text in report.texts if text.is_heading)
    for *_, last in paragraphs(headings):
        match = re.search(STOP, last.masked) if last.masked.endswith((*STOPS,)) else None
        if match:
            message = f"标题末尾有“{match[0]}”"
            yield last.quote(*match.span()).finding(CODE, message, "删去", mended="")
