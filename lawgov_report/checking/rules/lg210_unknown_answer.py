"""answers 里写的应是第五部分条目的标识。

为什么：写错了就看不出哪项措施对应哪个问题。

错误：

    answers: [trianing]

正确：

    answers: [training]

怎么改：改正标识。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.language.spelling import guess
from lawgov_report.reading.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report

CODE = "LG210"
NAME = "unknown-answer"
SEVERITY = Severity.ERROR


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the answers that name no shortcoming."""
    known = [item.id for item in report.year.shortcomings()]
    for step in report.year.steps():
        for answer in step.answers:
            if answer.text not in known:
                hint = guess(answer.text, known).hint or f"第五部分的标识：{'、'.join(known)}"
                message = f"第五部分没有标识为 {answer.text} 的条目"
                yield Diagnostic(answer.place, CODE, message, hint, path=answer.path, quote=answer.text)
