"""每个问题应有下一年的措施来解决。

为什么：报告了问题而没有安排，明年还是这个问题。措施用 answers 写明回应哪个问题，
也可以写问题所在小节的标识，一并回应其中各条；措施可以比问题多。

错误：

    shortcomings: [{id: training, …}, {id: workforce, …}]
    next_steps: [{id: more_training, answers: [training], …}]

正确：

    shortcomings: [{id: training, …}, {id: workforce, …}]
    next_steps: [{id: more_training, answers: [training, workforce], …}]

怎么改：给解决它的那条措施写上 answers；没有这样的措施，补一条。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking.rules.contents import answerable, first_clause, shortcomings, where
from lawgov_report.models.outline import Covers
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG404"
NAME = "shortcoming-unanswered"
SEVERITY = Severity.WARNING


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the shortcomings that no step answers; where no step answers any, that is one finding.

    An answer to what is no shortcoming is LG210; until it is mended nothing can be said here.
    """
    steps, problems = [*report.year.items(Covers.NEXT_STEPS)], [*shortcomings(report)]
    answers = {answer.text for step in steps for answer in step.answers}
    if not steps or not problems or not answers <= {*answerable(report)}:
        return
    if not answers:
        yield _none(report)
        return
    part = where(report, Covers.NEXT_STEPS)
    for problem in problems:
        clause, id_ = first_clause(problem), problem.item.id
        if clause and not answers & problem.ids:
            message = f"{part}没有措施回应这个问题（{id_}）"
            hint = f"给解决它的措施写上 answers: [{id_}]；没有这样的措施，补一条"
            yield clause.finding(CODE, message, hint)


def _none(report: Report) -> Diagnostic:
    """Return the finding that no step answers anything, at the heading under which steps stand."""
    message = f"没有一条措施写明回应{where(report, Covers.SHORTCOMINGS)}的哪个问题（answers）"
    hint = "给解决问题的措施写上 answers: [问题的 id]"
    first = next(text for text in report.texts if Covers.NEXT_STEPS in text.covers)
    return first.quote(0, len(first.written.text)).finding(CODE, message, hint)
