"""cause 里的话应在这一条的文字里。

为什么：cause 不印出来，只标明文字里哪几个字是原因；文字里没有，印出的报告就没有原因。

错误：

    text: 执法培训不够，主要是经费不足。
    cause: 人员不足

正确：

    text: 执法培训不够，主要是经费不足。
    cause: 经费不足

怎么改：照文字抄写 cause，或把原因写进文字。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.language import narrative
from lawgov_report.reading.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lawgov_report.checking.rules import Report

CODE = "LG403"
NAME = "cause-not-in-text"
SEVERITY = Severity.ERROR
BLANKS = re.compile(r"\s+")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield causes that do not occur in their item's text, both as printed, blanks and a final stop aside."""
    figures = {figure.fact.key: figure.fact.text for figure in report.document.figures}
    for item in report.year.shortcomings():
        cause = item.cause
        if cause is None:
            continue
        words = _printed(cause.text, figures).rstrip("。；，、")
        if words not in _printed(item.text.text, figures):
            message = f"这一条的文字里没有“{cause.text}”"
            hint = "照文字抄写 cause，或把原因写进文字"
            place = cause.at(0, len(cause.text))
            yield Diagnostic(place, CODE, message, hint, path=cause.path, quote=cause.text)


def _printed(text: str, figures: Mapping[str, str]) -> str:
    """Return a text as it is printed, without blanks."""
    words = "".join(
        figures.get(piece.key, piece.key) if isinstance(piece, narrative.Reference) else piece.text
        for piece in narrative.parse(text)
    )
    return BLANKS.sub("", words)
