"""answers 里写的应是问题的标识。

为什么：写错了就看不出哪项措施对应哪个问题。问题在写存在的不足和原因的部分（六部分的第五部分）里，可以是条目，
也可以是小节。

错误：

    answers: [trianing]

正确：

    answers: [training]

怎么改：改正标识。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking.rules.contents import answerable, items, where
from lawgov_report.language.spelling import guess
from lawgov_report.models.outline import Covers
from lawgov_report.reading.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report

CODE = "LG210"
NAME = "unknown-answer"
SEVERITY = Severity.ERROR


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the answers that name no shortcoming."""
    known = answerable(report)
    part = where(report, Covers.SHORTCOMINGS)
    for step in items(report, Covers.NEXT_STEPS):
        for answer in step.answers:
            if answer.text not in known:
                hint = guess(answer.text, known).hint or f"{part}的标识：{'、'.join(known)}"
                message = f"{part}没有标识为 {answer.text} 的条目或小节"
                yield Diagnostic(answer.place, CODE, message, hint, path=answer.path, quote=answer.text)
