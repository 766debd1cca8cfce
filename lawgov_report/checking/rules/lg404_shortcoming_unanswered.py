"""每个问题应有下一年的措施来解决。

为什么：报告了问题而没有安排，明年还是这个问题。措施用 answers 写明回应哪个问题；措施可以比问题多。

错误：

    shortcomings: [{id: training, …}, {id: workforce, …}]
    next_steps: [{id: more_training, answers: [training], …}]

正确：

    shortcomings: [{id: training, …}, {id: workforce, …}]
    next_steps: [{id: more_training, answers: [training, workforce], …}]

怎么改：给解决它的那条措施写上 answers；没有这样的措施，补一条。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.models.outline import Covers
from lawgov_report.models.walk import TextKind
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG404"
NAME = "shortcoming-unanswered"
SEVERITY = Severity.WARNING
CLAUSE = "[^，。；：！？]+"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the shortcomings that no step answers; where no step answers any, that is one finding.

    An answer to what is no shortcoming is LG210; until it is mended nothing can be said here.
    """
    texts = {text.written.path: text for text in report.texts}
    items = [*report.year.shortcomings()]
    answers = [answer for step in report.year.steps() for answer in step.answers]
    if not items:
        return
    if not answers:
        yield from _none(report)
        return
    answered = {answer.text for answer in answers}
    if not answered <= {item.id for item in items}:
        return
    for item in items:
        text = texts[item.text.path]
        clause = re.search(CLAUSE, text.masked)
        if item.id not in answered and clause:
            message = f"第六部分没有措施回应这个问题（{item.id}）"
            hint = f"给解决它的措施写上 answers: [{item.id}]；没有这样的措施，补一条"
            yield text.quote(*clause.span()).finding(CODE, message, hint)


def _none(report: Report) -> Iterator[Diagnostic]:
    """Yield the finding that no step answers anything, at the first heading under which steps stand."""
    message = "没有一条措施写明回应第五部分的哪个问题（answers）"
    hint = "给解决问题的措施写上 answers: [问题的 id]"
    headings = (text for text in report.texts if text.kind == TextKind.HEADING)
    for heading in (text for text in headings if Covers.NEXT_STEPS in text.covers):
        yield heading.quote(0, len(heading.written.text)).finding(CODE, message, hint)
        return
